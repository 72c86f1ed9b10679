//! French.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    // A plural title before a list.
    (
        "Les ministres Claire Dumas et Paul Berger ont ouvert la séance.",
        &[
            "Claire Dumas: ministres [-] participant",
            "Paul Berger: ministres [-] participant",
        ],
    ),
    // `ancien`, the state of a title, the floor.
    (
        "L'ancien Premier ministre du Mali, Moussa Traoré, a pris la parole.",
        &["Moussa Traoré: Premier ministre(former) [MLI] speaker"],
    ),
];
