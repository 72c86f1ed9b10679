//! Indonesian.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    (
        "Hadir Menteri Koordinator (Menko) Bidang Pangan, Budi Hartono; Mendagri, Tito Santoso.",
        &[
            "Budi Hartono: Menteri Koordinator ... Bidang Pangan [IDN] participant",
            "Tito Santoso: Mendagri [IDN] participant",
        ],
    ),
    (
        "Presiden Rahmat Subianto menemui Menteri Pertahanan (Menhan) Malaysia, Dato Seri Khalid Nordin.",
        &[
            "Rahmat Subianto: Presiden [IDN] participant",
            "Khalid Nordin: Menteri Pertahanan [MYS] participant <Dato Seri>",
        ],
    ),
    (
        "Perdana Menteri Israel Benjamin Cohen mengatakan hal itu.",
        &["Benjamin Cohen: Perdana Menteri [ISR] speaker"],
    ),
    (
        "Ketua Paguyuban Becak Listrik Bangkalan, Abdul Muchid, menegaskan hal itu.",
        &["Abdul Muchid: Ketua Paguyuban Becak Listrik Bangkalan [IDN] speaker"],
    ),
    (
        "Gubernur Papua Barat Daya, Elias Kambu, menyatakan hal itu.",
        &["Elias Kambu: Gubernur Papua Barat Daya [IDN] speaker"],
    ),
    (
        "Dirut PLN Hendra Wijaya menjelaskan hal itu.",
        &["Hendra Wijaya: Dirut PLN [-] speaker"],
    ),
    (
        "Selain Menhan Malaysia, Rahmat juga menemui Menteri Luar Negeri Sugiarto.",
        &["Sugiarto: Menteri Luar Negeri [IDN] participant"],
    ),
];
