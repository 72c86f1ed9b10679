//! English.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    // Two posts of one person; the chair.
    (
        "The meeting was chaired by Deputy Prime Minister and Minister of Finance Anna Kowalska of Poland.",
        &["Anna Kowalska: Deputy Prime Minister; Minister of Finance [POL] chair"],
    ),
    // A surname alone with its former office; `-elect`; by video.
    (
        "Former Prime Minister Johnson and President-elect Maria Lopez of Panama delivered remarks by video link.",
        &[
            "Johnson: Prime Minister(former) [GBR] speaker",
            "Maria Lopez: President(elect) [PAN] speaker",
        ],
    ),
];
