//! What phrases tell of people: titles with status, state, role and honorifics, one mechanism a
//! case.

#[path = "told/arabic.rs"]
mod arabic;
#[path = "told/chinese.rs"]
mod chinese;
#[path = "told/english.rs"]
mod english;
#[path = "told/french.rs"]
mod french;
#[path = "told/german.rs"]
mod german;
#[path = "told/indonesian.rs"]
mod indonesian;
#[path = "told/italian.rs"]
mod italian;
#[path = "told/japanese.rs"]
mod japanese;
#[path = "told/korean.rs"]
mod korean;
#[path = "told/polish.rs"]
mod polish;
#[path = "told/portuguese.rs"]
mod portuguese;
#[path = "told/russian.rs"]
mod russian;
#[path = "told/spanish.rs"]
mod spanish;
#[path = "told/turkish.rs"]
mod turkish;
#[path = "told/ukrainian.rs"]
mod ukrainian;
#[path = "told/vietnamese.rs"]
mod vietnamese;

use rostra_document::{Document, NormalizedRecord};
use rostra_pipeline::{Pipeline, PipelineConfig};

/// Text, and people as `name: title; title(status) [STATE] role <honorifics>`; `-` where no state is
/// told, no status for `current`.
type Case = (&'static str, &'static [&'static str]);

fn people(language: &str, text: &str) -> Vec<String> {
    let document = Document::of_text("t", language, text);
    let pipeline = Pipeline::new(PipelineConfig::default()).expect("the default holds");
    let extraction = pipeline.extract(&document).expect("it is read");
    extraction.people.iter().map(shown).collect()
}

fn shown(person: &NormalizedRecord) -> String {
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let titles = person.titles.iter().map(|title| {
        let status = word(serde_json::json!(title.status));
        match status.as_str() {
            "current" => title.text.clone(),
            _ => format!("{}({status})", title.text),
        }
    });
    let mut line = format!(
        "{}: {} [{}] {}",
        person.name,
        titles.collect::<Vec<_>>().join("; "),
        person.country.as_deref().unwrap_or("-"),
        word(serde_json::json!(person.role)),
    );
    if !person.honorifics.is_empty() {
        line.push_str(&format!(" <{}>", person.honorifics.join(" ")));
    }
    line
}

#[test]
fn phrases_tell_of_people() {
    let languages = [
        ("de", german::CASES),
        ("es", spanish::CASES),
        ("id", indonesian::CASES),
        ("it", italian::CASES),
        ("ko", korean::CASES),
        ("ru", russian::CASES),
        ("uk", ukrainian::CASES),
        ("zh", chinese::CASES),
        ("ja", japanese::CASES),
        ("ar", arabic::CASES),
        ("fr", french::CASES),
        ("en", english::CASES),
        ("pl", polish::CASES),
        ("pt", portuguese::CASES),
        ("tr", turkish::CASES),
        ("vi", vietnamese::CASES),
    ];
    for (language, cases) in languages {
        for (text, expected) in cases {
            assert_eq!(people(language, text), *expected, "{text}");
        }
    }
}
