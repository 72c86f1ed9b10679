//! Chinese.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    // A title goes to each of a list.
    (
        "副总理张国华、李明远、王建国出席会议。",
        &[
            "张国华: 副总理 [CHN] participant",
            "李明远: 副总理 [CHN] participant",
            "王建国: 副总理 [CHN] participant",
        ],
    ),
    // A transliterated name with the state in the title.
    (
        "外交部部长王志强在会上发表讲话，哈萨克斯坦总统托卡耶夫出席。",
        &[
            "王志强: 外交部部长 [CHN] speaker",
            "托卡耶夫: 总统 [KAZ] participant",
        ],
    ),
    // 兼; a foreign name with its dot.
    (
        "国务委员兼国防部长陈立群会见俄罗斯外长谢尔盖·彼得罗夫。",
        &[
            "陈立群: 国务委员; 国防部长 [CHN] participant",
            "谢尔盖·彼得罗夫: 外长 [RUS] participant",
        ],
    ),
    // 前 and the fused 代.
    (
        "前财政部长刘明德、代省长周文斌参加座谈。",
        &[
            "刘明德: 财政部长(former) [CHN] participant",
            "周文斌: 代省长(acting) [CHN] participant",
        ],
    ),
    // Posts of the Party and the state; the chair.
    (
        "会议由市委书记、市长赵国庆主持。",
        &["赵国庆: 市委书记; 市长 [CHN] chair"],
    ),
    // The other side of a meeting does not share the title.
    (
        "外交部长王志强同布林肯举行会谈。",
        &[
            "王志强: 外交部长 [CHN] participant",
            "布林肯:  [USA] participant",
        ],
    ),
];
