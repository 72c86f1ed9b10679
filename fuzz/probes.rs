//! What each fuzz target does with its input. The tests of `crates/pipeline` run the same over
//! `seeds/`, so that a finding kept there stays found.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use rostra_document::{Document, Language, Metadata, Origin};
use rostra_ingest::{Format, Limits, Options, Reader};
use rostra_lexicon::Pack;
use rostra_pipeline::{Pipeline, PipelineConfig};
use rostra_tagger::tags::Kind;
use rostra_tagger::weights::Weights;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new(PipelineConfig::default()).expect("the default holds"));

/// Small, so that the limits are met.
const LIMITS: Limits = Limits {
    document_bytes: 4 << 10,
    row_bytes: 2 << 10,
};

/// Any bytes as text, as a web page, and as whatever their beginning says.
pub fn ingest(bytes: &[u8]) {
    for (name, format) in [
        ("input.txt", None),
        ("input.html", Some(Format::Html)),
        ("input", None),
    ] {
        read(name, bytes, format);
    }
}

/// Any bytes as JSON Lines.
pub fn rows(bytes: &[u8]) {
    read("input.jsonl", bytes, Some(Format::JsonLines));
}

/// Any text as a pipeline file: either it makes a chain, or the message names the place. Folders of
/// weights are looked for later.
pub fn pipeline(text: &str) {
    match PipelineConfig::parse(text, "p.toml") {
        Ok(config) if config.recognizers.iter().any(|r| r.model.is_some()) => {}
        Ok(config) => drop(Pipeline::new(config).expect("what was checked can be made")),
        Err(error) => assert!(error.to_string().starts_with("p.toml:"), "{error}"),
    }
}

/// Any text as a language pack.
pub fn pack(text: &str) {
    if let Ok(pack) = Pack::parse("xx", text) {
        drop(rostra_lexicon::inventory::gaps(&pack.source));
    }
}

/// Any text through every stage: the first byte picks the language. Offsets lie in the text.
pub fn chain(text: &str) {
    let tags: Vec<&str> = rostra_lexicon::languages().chain(["und"]).collect();
    let first = text.bytes().next().map_or(0, usize::from);
    let document = Document {
        id: "fuzz".into(),
        source: "fuzz.txt".into(),
        sha256: String::new(),
        language: Language::new(tags[first % tags.len()]),
        metadata: Metadata::default(),
        text: text.to_owned(),
        origin: Origin::default(),
        diagnostics: Vec::new(),
    };
    let out = PIPELINE
        .extract(&document)
        .expect("the default reads any text");
    let points = text.chars().count();
    for person in &out.people {
        assert!(!person.mentions.is_empty());
        let mentions = person.mentions.iter().map(|m| (m.start, m.end));
        let titles = person.titles.iter().map(|t| (t.start, t.end));
        for (start, end) in mentions.chain(titles) {
            assert!(start < end && end <= points, "{start}..{end} of {points}");
        }
    }
}

/// Any bytes as a file of weights: refused, or of the size that features are made for.
pub fn weights(bytes: &[u8]) {
    if let Ok(weights) = Weights::read(bytes.to_vec().into()) {
        assert!(weights.table().is_power_of_two());
        for kind in Kind::ALL {
            let calibrated = weights.calibrated(kind, 0.5);
            assert!((0.0..=1.0).contains(&calibrated), "{calibrated}");
        }
    }
}

fn read(name: &str, bytes: &[u8], format: Option<Format>) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file can be written");
    let options = Options {
        language: None,
        format,
        limits: LIMITS,
    };
    for document in Reader::new([shown(&path)], options).flatten() {
        assert!(!document.text.contains('\r') && !document.text.starts_with('\u{feff}'));
        assert!(!document.text.trim().is_empty());
        // The limit counts bytes read; a byte of another encoding is up to three of UTF-8.
        assert!(document.text.len() <= 3 * LIMITS.document_bytes);
        for diagnostic in document.diagnostics {
            assert!(
                diagnostic
                    .range
                    .is_none_or(|r| r.end <= document.text.len())
            );
        }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
