//! Portuguese.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    // Whose words: the office after the verb.
    (
        "\"Vamos avançar\", disse ao jornal o ministro da Fazenda, Rui Sousa. \"É preciso\", acrescentou.",
        &["Rui Sousa: ministro da Fazenda [-] speaker"],
    ),
    // Those present.
    (
        "Participaram os deputados federais presentes, Ana Lima e Rui Sousa.",
        &[
            "Ana Lima: deputados federais presentes [-] participant",
            "Rui Sousa: deputados federais presentes [-] participant",
        ],
    ),
    // The next one's office after a conjunction and a genitive.
    (
        "O apoio do ex-ministro da Saúde Rui Sousa e do presidente do Banco Central, Ana Lima, foi lembrado.",
        &[
            "Rui Sousa: ministro da Saúde(former) [-] mentioned",
            "Ana Lima: presidente do Banco Central [-] mentioned",
        ],
    ),
    // Who receives and who is received.
    (
        "O presidente do Chile, Pablo Rojas, recebeu a ministra da Saúde do Peru, Marta Ruiz.",
        &[
            "Pablo Rojas: presidente [CHL] participant",
            "Marta Ruiz: ministra da Saúde [PER] participant",
        ],
    ),
];
