//! What is kept of a document until the other run has it.

use std::hash::{DefaultHasher, Hash, Hasher};

use rostra_document::{Extraction, Extractor, NormalizedProvenance};

/// A document without what is not compared.
pub(super) struct Bare {
    /// Language tag.
    pub(super) lang: String,
    sha256: String,
    /// Of the text, where the run has it.
    text: Option<u64>,
    /// The rest, as JSON: a fifth of what it takes as a value.
    json: Vec<u8>,
    /// What its row carries, by itself: it may be nested as deep as can be read, and no deeper in anything else.
    carried: Vec<u8>,
}

impl Bare {
    pub(super) fn of(mut document: Extraction) -> Self {
        let text = document.text.take();
        let sha256 = std::mem::take(&mut document.sha256);
        let carried = std::mem::take(&mut document.carried);
        Self {
            lang: document.lang.clone(),
            sha256,
            text: text.as_deref().map(digest),
            json: serde_json::to_vec(&stripped(document)).expect("its keys are strings"),
            carried: serde_json::to_vec(&carried).expect("its keys are strings"),
        }
    }

    /// Whether both were read from one text. Of the same source two programs may read different texts, which the texts alone tell.
    pub(super) fn is_of_text(&self, other: &Self) -> bool {
        match (self.text, other.text) {
            (Some(one), Some(two)) => one == two,
            _ => self.sha256 == other.sha256 || self.sha256.is_empty() || other.sha256.is_empty(),
        }
    }

    /// Whether there is nothing to compare.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.json == other.json && self.carried == other.carried
    }

    /// The document.
    pub(super) fn document(&self) -> Extraction {
        let mut document: Extraction =
            serde_json::from_slice(&self.json).expect("it was written from one");
        document.carried = serde_json::from_slice(&self.carried).expect("it was written from one");
        document
    }
}

/// Without how and where it was made.
fn stripped(document: Extraction) -> Extraction {
    let mut document = Extraction {
        id: String::new(),
        source: String::new(),
        content_hash: String::new(),
        provenance: NormalizedProvenance::default(),
        extractor: Extractor {
            name: String::new(),
            version: String::new(),
            pipeline: String::new(),
            model: None,
        },
        ..document
    };
    for person in &mut document.people {
        person.confidence = finite(person.confidence);
        for title in &mut person.titles {
            title.at = None;
            title.confidence = finite(title.confidence);
        }
        person
            .mentions
            .iter_mut()
            .for_each(|mention| mention.at = None);
    }
    document
}

/// JSON has no other numbers; a database that was edited may.
fn finite(confidence: f64) -> f64 {
    if confidence.is_finite() {
        confidence
    } else {
        0.0
    }
}

/// Sixty-four bits for a text that is compared with one other: two different ones that agree do not happen.
fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
