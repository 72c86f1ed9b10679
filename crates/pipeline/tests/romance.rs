//! The whole chain on sentences of Spanish, Portuguese and Italian: who is of which state and
//! holds which titles.

use rostra_document::{Document, Language, Metadata, Origin};
use rostra_pipeline::{Pipeline, PipelineConfig};

/// Language, sentence, and of each person the name, the state (or `-`) and the titles.
const CASES: &[(&str, &str, &[&str])] = &[
    (
        "es",
        "El presidente de la República Argentina, Juan Manuel Santos, se reunió con Alberto Funes, alcalde de Sevilla, y el ministro de Salud de Estados Unidos, Santiago Ruiz.",
        &[
            "Juan Manuel Santos|ARG|presidente",
            "Alberto Funes|ESP|alcalde de Sevilla",
            "Santiago Ruiz|USA|ministro de Salud",
        ],
    ),
    (
        "es",
        "Saludo al presidente Lula, del Brasil; al senador Luis Pardo, presidente de la Comisión de Salud de la Cámara de Senadores de Chile.",
        &[
            "Lula|BRA|presidente",
            "Luis Pardo|CHL|senador|presidente de la Comisión de Salud de la Cámara de Senadores",
        ],
    ),
    (
        "es",
        "México, 3 de mayo. El exministro de Salud, Juan Pérez, y el rector José Narro Robles asistieron.",
        &[
            "Juan Pérez|MEX|ministro de Salud",
            "José Narro Robles|MEX|rector",
        ],
    ),
    (
        "pt",
        "Participaram os governadores Ana Silva (PT-BA), Rui Sousa (PSDB-MG) e Carlos Prado.",
        &[
            "Ana Silva|BRA|governadores",
            "Rui Sousa|BRA|governadores",
            "Carlos Prado|BRA|governadores",
        ],
    ),
    (
        "pt",
        "Participaram os ministros Rui Sousa (Fazenda) e Ana Lima (Saúde) e o secretário-geral da Organização das Nações Unidas (ONU), Jorge Prado.",
        &[
            "Rui Sousa|-|ministros ... Fazenda",
            "Ana Lima|-|ministros ... Saúde",
            "Jorge Prado|-|secretário-geral da Organização das Nações Unidas",
        ],
    ),
    (
        "it",
        "Il ministro dell'Università e della Ricerca, Carlo Ferri, è intervenuto a Torino.",
        &["Carlo Ferri|ITA|ministro dell'Università e della Ricerca"],
    ),
];

fn people(language: &str, text: &str) -> Vec<String> {
    let document = Document {
        id: "t".to_owned(),
        source: "t.txt".to_owned(),
        sha256: "0".repeat(64),
        language: Language::new(language),
        metadata: Metadata::default(),
        text: text.to_owned(),
        origin: Origin::default(),
        diagnostics: Vec::new(),
    };
    let pipeline = Pipeline::new(PipelineConfig::default()).expect("the default holds");
    let extraction = pipeline.extract(&document);
    extraction
        .people
        .iter()
        .map(|p| {
            let titles = p.titles.iter().map(|t| t.text.as_str());
            [p.name.as_str(), p.country.as_deref().unwrap_or("-")]
                .into_iter()
                .chain(titles)
                .collect::<Vec<_>>()
                .join("|")
        })
        .collect()
}

#[test]
fn people_have_their_titles_and_states() {
    for (language, text, expected) in CASES {
        assert_eq!(people(language, text), *expected, "{text}");
    }
}
