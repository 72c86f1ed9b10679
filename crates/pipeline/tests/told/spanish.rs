//! Spanish.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    // Whose words: the office after the verb, over what stands between; a verb alone goes back to it.
    (
        "«Habrá acuerdo», declaró a la televisión pública el ministro de Economía, Juan Pérez. «Es una buena noticia», añadió.",
        &["Juan Pérez: ministro de Economía [-] speaker"],
    ),
    // States of a list that semicolons divide, in the plural and in the singular.
    (
        "Se reunieron los presidentes de Chile, Pablo Rojas; de Colombia, Camila Ortiz, y de Brasil, João Prado.",
        &[
            "Pablo Rojas: presidentes [CHL] participant",
            "Camila Ortiz: presidentes [COL] participant",
            "João Prado: presidentes [BRA] participant",
        ],
    ),
    // An office said once for several portfolios.
    (
        "Asistieron los ministros de Salud, Marta Ruiz; de Relaciones Exteriores, José Antonio Soler, y de Defensa, Luis Mora.",
        &[
            "Marta Ruiz: ministros de Salud [-] participant",
            "José Antonio Soler: ministros ... de Relaciones Exteriores [-] participant",
            "Luis Mora: ministros ... de Defensa [-] participant",
        ],
    ),
    // Who appoints is not who is appointed.
    (
        "El presidente de Chile nombró ministra de Cultura a Marta Ruiz.",
        &["Marta Ruiz: ministra de Cultura [CHL] mentioned"],
    ),
    // An occupation with its article is no honorific; an adjective of politics is no part of the office.
    (
        "El abogado Pedro Lara y la senadora opositora Rosa Díaz intervinieron en el acto.",
        &[
            "Pedro Lara: abogado [-] speaker",
            "Rosa Díaz: senadora [-] speaker",
        ],
    ),
    // A family name of two parts joined by `y`.
    (
        "Manuel Prado y Ruiz, director general de Aduanas, presidió la sesión.",
        &["Manuel Prado y Ruiz: director general de Aduanas [-] chair"],
    ),
    // A family name that is an office.
    (
        "Maestra María Luisa Alcalde Ruiz, secretaria de Gobernación.",
        &["María Luisa Alcalde Ruiz: secretaria de Gobernación [-] mentioned <Maestra>"],
    ),
    // The form of state before the state.
    (
        "Saludo al primer ministro Soler, de la República de Guyana.",
        &["Soler: primer ministro [GUY] participant"],
    ),
    // A state that was named before.
    (
        "La fiscal general de ese país, Luisa Ortega, afirmó que habrá juicio.",
        &["Luisa Ortega: fiscal general [-] speaker"],
    ),
    // `then`; what an ambassador represents and where.
    (
        "El entonces gobernador de Jalisco, Luis Mora, y el embajador de México en España, Raúl Lara, firmaron el acta.",
        &[
            "Luis Mora: gobernador de Jalisco(then) [MEX] participant",
            "Raúl Lara: embajador ... en España [MEX] participant",
        ],
    ),
];
