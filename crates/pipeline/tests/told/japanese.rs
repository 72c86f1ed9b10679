//! Japanese.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    // 兼; 氏.
    (
        "国土交通大臣兼内閣府特命担当大臣の佐藤和子氏が挨拶した。",
        &["佐藤和子: 国土交通大臣; 内閣府特命担当大臣 [JPN] speaker"],
    ),
    // 前.
    (
        "前財務大臣の高橋誠氏が出席した。",
        &["高橋誠: 財務大臣(former) [JPN] participant"],
    ),
];
