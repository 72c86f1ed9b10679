//! One office, one code, whatever the language says: `tests/offices.tsv` through the whole chain.

use rostra_document::Document;
use rostra_pipeline::{Pipeline, PipelineConfig};

/// Offices, one a row: the code, then the title in each language of the head row.
const TABLE: &str = include_str!("offices.tsv");

/// A sentence about somebody who holds `title`, as a release writes it.
fn sentence(language: &str, title: &str) -> Option<String> {
    Some(match language {
        "en" => format!("{title} John Smith attended the meeting on Tuesday."),
        "zh" => format!("{title}王建国出席了会议。"),
        "fr" => format!("{title}, Jean Dupont, a participé à la réunion de mardi."),
        "es" => format!("{title}, Juan Pérez, participó en la reunión del martes."),
        "ru" => format!("{title} Иван Петров принял участие во встрече."),
        "ar" => format!("حضر الاجتماع {title} أحمد محمد العلي."),
        _ => return None,
    })
}

/// Codes of the titles of all people that the chain finds in `text`.
fn codes(pipeline: &Pipeline, language: &str, text: String) -> Vec<String> {
    let document = Document::of_text("t", language, text);
    let titles = pipeline
        .extract(&document)
        .expect("it is read")
        .people
        .into_iter()
        .flat_map(|p| p.titles);
    titles
        .map(|title| {
            title
                .office
                .map_or_else(|| title.text.to_string(), |o| o.to_string())
        })
        .collect()
}

#[test]
fn an_office_has_one_code_in_every_language() {
    let pipeline = Pipeline::new(PipelineConfig::default()).expect("the default is valid");
    let mut rows = TABLE.lines();
    let head = rows.next().expect("a head row").trim_start_matches("# ");
    let languages: Vec<&str> = head.split('\t').skip(1).collect();
    assert!(languages.len() >= 6, "{languages:?}");
    let (mut offices, mut wrong) = (0, Vec::new());
    for row in rows {
        let mut cells = row.split('\t');
        let office = cells.next().unwrap_or_default();
        offices += 1;
        for (language, title) in languages.iter().zip(cells) {
            let text = sentence(language, title).expect("the language has a sentence");
            let found = codes(&pipeline, language, text);
            if found.first().map(String::as_str) != Some(office) {
                wrong.push(format!("{language} {title}: {found:?}, not {office}"));
            }
        }
    }
    assert!(offices >= 40, "{offices} offices");
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
