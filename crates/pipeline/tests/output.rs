//! The whole chain: its output holds to the published schema, and its offsets cut out what they
//! stand for, whatever the text.

use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use proptest::prelude::*;
use rostra_document::{Document, Extraction};
use rostra_pipeline::{Pipeline, PipelineConfig};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn pipeline() -> Pipeline {
    Pipeline::new(PipelineConfig::default()).expect("the default holds")
}

fn document(language: &str, text: &str) -> Document {
    Document::of_text("t", language, text)
}

/// Every text of the fixtures with its language, the name of its folder.
fn fixtures() -> Vec<(String, String)> {
    let mut texts: Vec<PathBuf> = Vec::new();
    for folder in fs::read_dir(Path::new(ROOT).join("fixtures"))
        .expect("fixtures")
        .flatten()
    {
        let files = fs::read_dir(folder.path()).into_iter().flatten().flatten();
        texts.extend(
            files
                .map(|f| f.path())
                .filter(|p| p.extension().is_some_and(|e| e == "txt")),
        );
    }
    texts.sort();
    let language = |path: &Path| {
        let folder = path
            .parent()
            .and_then(Path::file_name)
            .expect("a folder a language");
        folder.to_string_lossy().into_owned()
    };
    texts
        .iter()
        .map(|p| (language(p), fs::read_to_string(p).expect("UTF-8")))
        .collect()
}

fn schema() -> (Schemas, SchemaIndex) {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let path = format!("{ROOT}/docs/schema/document.schema.json");
    let index = compiler
        .compile(&path, &mut schemas)
        .expect("the schema holds");
    (schemas, index)
}

/// What the offsets of `out` cut out of `text` against the words beside them.
fn check_offsets(text: &str, out: &Extraction) -> Result<(), String> {
    let points: Vec<char> = text.chars().collect();
    let cut = |start: usize, end: usize| -> Result<String, String> {
        let cut = points
            .get(start..end)
            .ok_or(format!("{start}..{end} lies outside"))?;
        Ok(cut.iter().filter(|c| !c.is_whitespace()).collect())
    };
    let letters = |words: &str| {
        words
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    for person in &out.people {
        let mut cuts = Vec::new();
        for mention in &person.mentions {
            cuts.push(cut(mention.start, mention.end)?);
        }
        if !cuts.contains(&letters(&person.name)) {
            return Err(format!("no mention is {:?}: {cuts:?}", person.name));
        }
        for title in &person.titles {
            let whole = cut(title.start, title.end)?;
            let pieces: Vec<&str> = title.text.split(" ... ").collect();
            if !pieces.iter().all(|piece| whole.contains(&letters(piece))) {
                return Err(format!("{whole:?} is not {:?}", title.text));
            }
        }
    }
    Ok(())
}

#[test]
fn fixtures_give_valid_documents() {
    let (pipeline, (schemas, index)) = (pipeline(), schema());
    for (language, text) in fixtures() {
        let out = pipeline
            .extract(&document(&language, &text))
            .expect("it is read");
        let value = serde_json::to_value(&out).expect("it is JSON");
        if let Err(error) = schemas.validate(&value, index) {
            panic!("{language}: {error}\n{value:#}");
        }
        check_offsets(&text, &out).unwrap_or_else(|error| panic!("{language}: {error}"));
    }
}

/// A fixture with wild characters put between its own: emoji, combining and direction marks, line
/// breaks, noncharacters.
fn disturbed() -> impl Strategy<Value = (String, String)> {
    let wild = prop_oneof![
        Just("\u{301}"),
        Just("👩‍👩‍👧"),
        Just("\u{202e}"),
        Just("\r"),
        Just("\n\n"),
        Just("\u{fffe}"),
        Just("İ"),
        Just("ǆ"),
        Just("\u{10ffff}"),
        Just("﷽"),
        Just("ﬁ"),
        Just("\u{ad}"),
        Just("'"),
        Just("(("),
        Just("„"),
        Just("،"),
        Just("、"),
        Just("H.E."),
        Just("von"),
        Just("٣"),
    ];
    let disturbance = prop::collection::vec((any::<prop::sample::Index>(), wild), 0..30);
    (prop::sample::select(fixtures()), disturbance).prop_map(|((language, text), wild)| {
        let mut points: Vec<char> = text.chars().collect();
        for (at, insert) in wild {
            let at = at.index(points.len() + 1);
            points.splice(at..at, insert.chars());
        }
        (language, points.into_iter().collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn offsets_hold_in_disturbed_releases((language, text) in disturbed()) {
        let out = pipeline().extract(&document(&language, &text)).expect("it is read");
        prop_assert_eq!(check_offsets(&text, &out), Ok(()));
    }

    #[test]
    fn offsets_hold_in_any_text(
        text in any::<String>(),
        language in prop::sample::select(vec!["en", "zh", "fr", "es", "ru", "ar", "de", "und"]),
    ) {
        let out = pipeline().extract(&document(language, &text)).expect("it is read");
        prop_assert_eq!(check_offsets(&text, &out), Ok(()));
    }
}
