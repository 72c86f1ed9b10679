//! A document of 200 pages: nothing is cut off, and what two windows see is read where it is seen better.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails there

mod support;

use std::path::Path;
use std::sync::Mutex;

use rostra_document::TextRange;
use rostra_transformer::{
    Batch, Checkpoint, Classifier, Engine, EngineKind, Error, Logits, Sentence, Settings,
    TextTokenizer, TokenClassifier,
};
use support::checkpoint::Folder;
use support::model::{Family, LABELS};

/// Sees names by one piece, and only where enough pieces stand around it: at the ends of a window it is blind, as
/// encoders are half.
struct Watcher {
    name: u32,
    sizes: &'static Sizes,
}

/// Rows and widths of the batches that were read.
type Sizes = Mutex<Vec<(usize, usize)>>;

/// Pieces at either end of a window, the special one counted, where nothing is seen.
const BLIND: usize = 4;

impl Engine for Watcher {
    fn kind(&self) -> EngineKind {
        EngineKind::Candle
    }

    fn device(&self) -> String {
        "nowhere".to_owned()
    }

    fn weights(&self) -> &Path {
        Path::new("none")
    }

    fn logits(&self, batch: &Batch) -> Result<Logits, Error> {
        let (width, labels) = (batch.width(), LABELS.len());
        self.sizes.lock().unwrap().push((batch.rows(), width));
        let mut values = vec![0.0; batch.rows() * width * labels];
        for row in 0..batch.rows() {
            let (start, end) = (row * width, (row + 1) * width);
            let length: u32 = batch.mask()[start..end].iter().sum();
            for at in 0..length as usize {
                let seen = at >= BLIND && at + BLIND < length as usize;
                let is_name = seen && batch.ids()[start + at] == self.name;
                values[(start + at) * labels + usize::from(is_name)] = 9.0;
            }
        }
        Ok(Logits::new(batch, labels, values).unwrap())
    }
}

/// Pages of sentences of 7 to 20 words, a name in every other one, and where the names are. A page is 500 words.
fn pages(number: usize) -> (String, Vec<Sentence>, Vec<TextRange>) {
    let mut text = String::new();
    let (mut sentences, mut names) = (Vec::new(), Vec::new());
    let mut words = 0;
    while words < number * 500 {
        let length = 7 + (sentences.len() * 5) % 14;
        let start = text.len();
        let mut ranges = Vec::new();
        for at in 0..length {
            let is_name = sentences.len() % 2 == 1 && at == sentences.len() / 2 % length;
            let word = if is_name { "president" } else { "minister" };
            ranges.push(TextRange::new(text.len(), text.len() + word.len()));
            names.extend(is_name.then(|| *ranges.last().unwrap()));
            text.push_str(word);
            text.push(' ');
        }
        sentences.push(Sentence {
            range: TextRange::new(start, text.len()),
            words: ranges,
        });
        words += length;
    }
    (text, sentences, names)
}

fn classifier(checkpoint: &Checkpoint, settings: Settings) -> (Classifier, &'static Sizes) {
    let tokenizer = TextTokenizer::open(checkpoint).unwrap();
    let pieces = tokenizer.pieces("president", true).unwrap();
    let sizes = Box::leak(Box::default());
    let watcher = Watcher {
        name: pieces[0].id,
        sizes,
    };
    let classifier = Classifier::new(checkpoint, Box::new(watcher), settings).unwrap();
    (classifier, sizes)
}

#[test]
fn all_names_of_a_long_document_are_found() {
    let folder = Folder::new(Family::Bert);
    let checkpoint = folder.open();
    let (text, sentences, names) = pages(200);
    assert!(names.len() > 3000);
    for (window, overlap, batch) in [(40, 14, 8), (32, 12, 1), (40, 19, 100)] {
        let settings = Settings {
            window,
            overlap,
            batch,
            ..Settings::default()
        };
        let (classifier, sizes) = classifier(&checkpoint, settings);
        let found = classifier.classify(&text, &sentences).unwrap();
        let found: Vec<TextRange> = found.iter().map(|span| span.range).collect();
        // What stands at the very ends of the document has no surroundings to be seen by.
        let ends = |range: &&TextRange| range.start > 40 && range.end + 40 < text.len();
        let inner: Vec<_> = names.iter().filter(ends).collect();
        assert_eq!(
            found.iter().filter(ends).collect::<Vec<_>>(),
            inner,
            "{window} {overlap}"
        );
        let sizes = sizes.lock().unwrap();
        assert!(
            sizes
                .iter()
                .all(|(rows, width)| *rows <= batch && *width <= window)
        );
    }
}

#[test]
fn without_overlap_the_borders_are_blind() {
    let folder = Folder::new(Family::Bert);
    let (text, sentences, names) = pages(20);
    let settings = Settings {
        window: 40,
        overlap: 0,
        ..Settings::default()
    };
    let (classifier, _) = classifier(&folder.open(), settings);
    let found = classifier.classify(&text, &sentences).unwrap();
    assert!(
        found.len() < names.len() * 9 / 10,
        "{} {}",
        found.len(),
        names.len()
    );
}
