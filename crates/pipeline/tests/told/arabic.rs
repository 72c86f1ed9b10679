//! Arabic.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    // The adjective of a state; a royal's rank.
    (
        "قال وزير الخارجية السعودي الأمير فهد بن سالم إن بلاده تدعم السلام.",
        &["فهد بن سالم: وزير الخارجية [SAU] speaker <الأمير>"],
    ),
    // Titles in a chain without a conjunction; an ambassador.
    (
        "استقبل رئيس مجلس الوزراء وزير الدفاع أحمد الكعبي سفير فرنسا لدى المملكة بيير ليفي.",
        &[
            "أحمد الكعبي: رئيس مجلس الوزراء; وزير الدفاع [SAU] participant",
            "بيير ليفي: سفير ... لدى المملكة [FRA] participant",
        ],
    ),
    // A title with its conjunction glued on.
    (
        "حضر الحفل نائب رئيس مجلس النواب خالد المنصوري ومحافظ البنك المركزي ماجد الحداد.",
        &[
            "خالد المنصوري: نائب رئيس مجلس النواب [-] participant",
            "ماجد الحداد: محافظ البنك المركزي [-] participant",
        ],
    ),
    // A verb that begins with the letters of the article.
    (
        "ألقى وزير الصحة يوسف العتيبي كلمة في الحفل.",
        &["يوسف العتيبي: وزير الصحة [-] speaker"],
    ),
];
