//! Whatever the text, offsets of the output cut out the words that they stand for, and the output
//! holds to the published schema.

use boon::{Compiler, SchemaIndex, Schemas};
use proptest::prelude::*;
use rostra_document::{
    Document, Event, Extraction, Extractor, HeldTitle, Mode, Normalizer, Record, Relations, Role,
    Support, TextRange, TitleStatus,
};
use rostra_normalize::StandardNormalizer;

const SCHEMA: &str = include_str!("../../../docs/schema/document.schema.json");

fn schema() -> (Schemas, SchemaIndex) {
    let schema = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler
        .add_resource("document.schema.json", schema)
        .expect("the schema has an address");
    let index = compiler
        .compile("document.schema.json", &mut schemas)
        .expect("the schema holds");
    (schemas, index)
}

fn validate(extraction: &Extraction) -> Result<(), String> {
    let (schemas, index) = schema();
    let value = serde_json::to_value(extraction).expect("it is JSON");
    schemas
        .validate(&value, index)
        .map_err(|error| format!("{error}\n{value}"))
}

fn normalize(language: &str, text: &str, relations: &Relations) -> Extraction {
    let document = Document::of_text("t", language, text);
    let extractor = Extractor {
        name: "rostra".to_owned(),
        version: "0".to_owned(),
        pipeline: String::new(),
        model: None,
    };
    StandardNormalizer::new(extractor).normalize(&document, relations)
}

/// Letters of many scripts, emoji, combining marks, right-to-left marks and line breaks.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("王小洪".to_owned()),
        Just("محمد بن سلمان".to_owned()),
        Just("Володимир".to_owned()),
        Just("👩‍👩‍👧🇺🇳".to_owned()),
        Just("e\u{301}\u{200f}\u{202b}".to_owned()),
        Just("Minister of\n Interior ".to_owned()),
        Just("公安部\n部长".to_owned()),
        Just("문재인 ไทย ქართული".to_owned()),
        any::<String>(),
    ];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

/// The range between two characters of `text`, picked by two numbers.
fn range(text: &str, a: usize, b: usize) -> TextRange {
    let borders: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let pick = |n: usize| borders[n % borders.len()];
    TextRange::new(pick(a).min(pick(b)), pick(a).max(pick(b)))
}

fn record(text: &str, n: &[usize]) -> Record {
    let at = |i: usize| range(text, n[i], n[i + 1]);
    let (first, second) = (at(2), at(4));
    let pieces = if first.end <= second.start {
        vec![first, second]
    } else {
        vec![first]
    };
    Record {
        name: at(0),
        honorifics: vec![at(6)],
        titles: vec![HeldTitle {
            pieces,
            head: "minister".into(),
            status: TitleStatus::Acting,
            organization: Some(at(7)),
            score: n[8] as f32 / 100.0,
        }],
        country: n[8].is_multiple_of(2).then(|| "KHM".into()),
        support: Some(Support::Stated),
        organization: Some(at(7)),
        role: Role::Chair,
        mode: Some(Mode::Written),
        mentions: vec![at(0), at(9)],
        evidence: Vec::new(),
        confidence: n[8] as f32 / 100.0,
    }
}

fn cut(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

/// White space does not count: the output folds it.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn offsets_cut_the_words_out(
        text in texts(),
        numbers in prop::collection::vec(0_usize..1000, 11),
        language in prop::sample::select(vec!["en", "zh", "ar", "ru", "uk", "ja", "und"]),
    ) {
        let record = record(&text, &numbers);
        let event = Event { name: record.name, place: None, country: None, start: None, end: None };
        let relations = Relations { records: vec![record.clone()], event: Some(event) };
        let out = normalize(language, &text, &relations);
        let person = &out.people[0];
        for (span, range) in person.mentions.iter().zip(&record.mentions) {
            prop_assert_eq!(cut(&text, span.start, span.end), range.of(&text));
        }
        prop_assert_eq!(letters(&person.name), letters(record.name.of(&text)));
        for title in &person.titles {
            let whole = letters(&cut(&text, title.start, title.end));
            for piece in title.text.split(" ... ") {
                prop_assert!(whole.contains(&letters(piece)), "{whole:?} {piece:?}");
            }
            prop_assert!(!title.text.contains('\n'));
        }
    }
}

#[test]
fn output_holds_to_the_schema() {
    let text = "H.E. Sar Kheng, Deputy Prime Minister\nof Cambodia";
    let numbers = [5, 14, 16, 37, 0, 0, 0, 4, 96, 3, 4];
    let relations = Relations {
        records: vec![record(text, &numbers)],
        event: None,
    };
    validate(&normalize("en", text, &relations)).expect("it holds");
    validate(&normalize("en", text, &Relations::default())).expect("it holds");
}

#[test]
fn the_schema_refuses_what_the_contract_does_not_have() {
    let (schemas, index) = schema();
    let mut value =
        serde_json::to_value(normalize("en", "", &Relations::default())).expect("it is JSON");
    value["speaker"] = "x".into();
    assert!(schemas.validate(&value, index).is_err());
}
