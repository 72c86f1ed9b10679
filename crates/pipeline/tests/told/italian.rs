//! Italian.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    // Two who met; a first name that is also an adjective of a state.
    (
        "Il ministro della Cultura, Franco Sala, ha incontrato la sindaca di Roma Anna Rossi e l'ambasciatore di Francia in Italia, Paul Bernard.",
        &[
            "Franco Sala: ministro della Cultura [ITA] participant",
            "Anna Rossi: sindaca di Roma [ITA] participant",
            "Paul Bernard: ambasciatore ... in Italia [FRA] participant",
        ],
    ),
    // The past tense by its mark; an occupation with its article.
    (
        "L'avvocato Marco Sala parlò con i giornalisti. «È un passo avanti», spiegò la ministra Anna Rossi.",
        &[
            "Marco Sala: avvocato [-] speaker",
            "Anna Rossi: ministra [ITA] speaker",
        ],
    ),
    // States of a list.
    (
        "Hanno partecipato i presidenti del Cile, Pablo Rojas, e del Perù, Luis Soto.",
        &[
            "Pablo Rojas: presidenti [CHL] participant",
            "Luis Soto: presidenti [PER] participant",
        ],
    ),
];
