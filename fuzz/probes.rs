//! What each fuzz target does with its input. The tests of `crates/pipeline` run the same over
//! `seeds/`, so that a finding kept there stays found.

use std::fs;
use std::sync::LazyLock;

use rostra_document::{Document, Language, Metadata, Origin};
use rostra_lexicon::Pack;
use rostra_pipeline::{Pipeline, PipelineConfig};
use rostra_tagger::tags::Kind;
use rostra_tagger::weights::Weights;
use rostra_transformer::{Checkpoint, Parameters, TextTokenizer};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new(PipelineConfig::default()).expect("the default holds"));

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
        identity: rostra_document::Identity::new(
            "fuzz",
            rostra_document::Provenance::file("fuzz.txt"),
        ),
        sha256: String::new(),
        language: Language::new(tags[first % tags.len()]),
        metadata: Metadata::default(),
        text: text.to_owned(),
        sections: Vec::new(),
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

/// A file of a checkpoint: its name on the first line, the rest is its content; the other files are whole. Either it is
/// refused, or its pieces lie in the text.
pub fn checkpoint(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let (name, content) = bytes.split_at(end.map_or(bytes.len(), |end| end + 1));
    let Some(name) = FILES
        .into_iter()
        .find(|file| name.trim_ascii() == file.as_bytes())
    else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder can be made");
    let write = |name: &str, content: &[u8]| {
        fs::write(folder.path().join(name), content).expect("a file can be written");
    };
    write("config.json", CONFIG.as_bytes());
    write(name, content);
    drop(Parameters::count(&folder.path().join("model.safetensors")));
    let Ok(checkpoint) = Checkpoint::open(folder.path()) else {
        return;
    };
    let Ok(tokenizer) = TextTokenizer::open(&checkpoint) else {
        return;
    };
    for text in ["Dr. José met 王毅 ﬁrst 👩‍🚀\u{301}", "", "a"] {
        for piece in tokenizer.pieces(text, true).into_iter().flatten() {
            assert!(text.get(piece.range.start..piece.range.end).is_some());
        }
    }
}

/// Files that [`checkpoint`] takes.
const FILES: [&str; 8] = [
    "config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.txt",
    "vocab.json",
    "sentencepiece.bpe.model",
    "spm.model",
    "model.safetensors",
];

const CONFIG: &str = r#"{"model_type": "xlm-roberta", "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2,
    "intermediate_size": 8, "vocab_size": 300000, "max_position_embeddings": 64, "id2label": {"0": "O", "1": "B-PER"}}"#;
