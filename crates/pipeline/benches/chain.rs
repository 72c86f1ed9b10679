//! How fast the chain is: documents a second, whole and stage by stage.
//!
//! `cargo bench -p rostra-pipeline` reads every fixture; `LONG` repeats one text, since the cost of
//! a document must grow with its length and no faster.

use std::fs;
use std::path::Path;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use rostra_document::{
    Document, Mention, Normalizer, Recognizer, Relater, Relations, Segment, Segmenter,
};
use rostra_normalize::StandardNormalizer;
use rostra_pipeline::{Pipeline, PipelineConfig};
use rostra_recognize::GrammarRecognizer;
use rostra_relate::AppositionRelater;
use rostra_segment::SentenceSegmenter;
use rostra_tagger::TaggerRecognizer;

fn main() {
    divan::main();
}

/// Times that a text is repeated, for long documents.
const LONG: [usize; 3] = [1, 10, 100];

fn document(language: &str, text: String) -> Document {
    Document::of_text("bench", language, text)
}

/// Every fixture, its language by its folder.
fn fixtures() -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut documents = Vec::new();
    for folder in fs::read_dir(root).expect("fixtures").flatten() {
        let language = folder.file_name().to_string_lossy().into_owned();
        for file in fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            if file.path().extension().is_some_and(|e| e == "txt") {
                let text = fs::read_to_string(file.path()).expect("UTF-8");
                documents.push(document(&language, text));
            }
        }
    }
    documents
}

fn pipeline() -> Pipeline {
    Pipeline::new(PipelineConfig::default()).expect("the default holds")
}

/// What the stages before left of a document.
struct Staged {
    document: Document,
    segments: Vec<Segment>,
    mentions: Vec<Mention>,
    relations: Relations,
}

/// Every fixture with what each stage made of it.
fn staged() -> Vec<Staged> {
    let pipeline = pipeline();
    fixtures()
        .into_iter()
        .map(|document| {
            let trace = pipeline.trace(&document).expect("it is read");
            Staged {
                segments: trace.segments,
                mentions: trace.mentions,
                relations: trace.relations,
                document,
            }
        })
        .collect()
}

/// Runs `stage` over all of `staged`.
fn each<T>(bencher: Bencher, staged: &[Staged], stage: impl Fn(&Staged) -> T + Sync) {
    let bytes: usize = staged.iter().map(|s| s.document.text.len()).sum();
    bencher
        .counter(ItemsCount::new(staged.len()))
        .counter(BytesCount::new(bytes))
        .bench(|| {
            for one in staged {
                black_box(stage(one));
            }
        });
}

#[divan::bench]
fn chain(bencher: Bencher) {
    let pipeline = pipeline();
    each(bencher, &staged(), |s| pipeline.extract(&s.document));
}

#[divan::bench]
fn segment(bencher: Bencher) {
    let stage = SentenceSegmenter::new();
    each(bencher, &staged(), |s| stage.segment(&s.document));
}

#[divan::bench]
fn recognize(bencher: Bencher) {
    let stage = GrammarRecognizer::new();
    each(bencher, &staged(), |s| {
        stage.recognize(&s.document, &s.segments, Vec::new())
    });
}

/// The trained model over what the grammar has found.
#[divan::bench]
fn tag(bencher: Bencher) {
    let (grammar, stage) = (GrammarRecognizer::new(), TaggerRecognizer::new());
    let staged: Vec<Staged> = staged()
        .into_iter()
        .map(|s| Staged {
            mentions: grammar
                .recognize(&s.document, &s.segments, Vec::new())
                .expect("it is read"),
            ..s
        })
        .collect();
    each(bencher, &staged, |s| {
        stage.recognize(&s.document, &s.segments, s.mentions.clone())
    });
}

#[divan::bench]
fn relate(bencher: Bencher) {
    let stage = AppositionRelater::new(None);
    each(bencher, &staged(), |s| {
        stage.relate(&s.document, &s.segments, &s.mentions)
    });
}

#[divan::bench]
fn normalize(bencher: Bencher) {
    let stage = StandardNormalizer::new(pipeline().extractor().clone());
    each(bencher, &staged(), |s| {
        stage.normalize(&s.document, &s.relations)
    });
}

#[divan::bench(args = LONG)]
fn long_document(bencher: Bencher, times: usize) {
    let pipeline = pipeline();
    let first = fixtures().into_iter().find(|d| d.language.as_str() == "en");
    let text = first.expect("an English fixture").text;
    let document = document("en", format!("{text}\n\n").repeat(times));
    bencher
        .counter(BytesCount::new(document.text.len()))
        .bench(|| pipeline.extract(black_box(&document)));
}

/// Delegates who all have names of their own: a person each.
#[divan::bench(args = [100, 1_000, 10_000])]
fn delegates(bencher: Bencher, count: usize) {
    let pipeline = pipeline();
    let line = |n: usize| {
        let letters = |n: usize| -> String {
            let digits = n.to_string();
            digits.bytes().map(|d| (b'a' + d - b'0') as char).collect()
        };
        format!("- Dr. Maria V{}a, Minister of Health of Peru\n", letters(n))
    };
    let document = document("en", (0..count).map(line).collect());
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| pipeline.extract(black_box(&document)));
}
