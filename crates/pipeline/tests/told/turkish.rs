//! Turkish.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    (
        "Bilgin, Dışişleri Bakanı Mehmet Çavdar'un ABD Dışişleri Bakanı John Kerr ile görüşeceğini kaydetti.",
        &[
            "Mehmet Çavdar: Dışişleri Bakanı [TUR] mentioned",
            "John Kerr: Dışişleri Bakanı [USA] mentioned",
        ],
    ),
    (
        "Kararı eleştiren Başbakan Ahmet Demir, toplantıya katıldı.",
        &["Ahmet Demir: Başbakan [TUR] speaker"],
    ),
    (
        "Ali İhsan Kıvrak'tan mazbatasını alan Bülent Belen, gazetecilerin sorularını yanıtladı.",
        &["Bülent Belen:  [-] speaker"],
    ),
    (
        "MHP Kayseri Milletvekili Hasan Ali Kilci ise, \"Biz bu şehrin hikayesini iyi biliyoruz\" şeklinde konuştu.",
        &["Hasan Ali Kilci: MHP Kayseri Milletvekili [TUR] speaker"],
    ),
    (
        "Genel Başkan Yardımcıları Selin Böke, Faik Öztürk, İstanbul Milletvekili Erdal Toprak katıldı.",
        &[
            "Selin Böke: Genel Başkan Yardımcıları [TUR] participant",
            "Faik Öztürk: Genel Başkan Yardımcıları [TUR] participant",
            "Erdal Toprak: İstanbul Milletvekili [TUR] participant",
        ],
    ),
    (
        "Genel Kurul, Başkanvekili Mehmet Sağlam başkanlığında toplandı.",
        &["Mehmet Sağlam: Başkanvekili [TUR] chair"],
    ),
    (
        "Törene Ürdün Kralı II. Abdullah katıldı.",
        &["II. Abdullah: Kralı [JOR] participant"],
    ),
];
