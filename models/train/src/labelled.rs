//! A text with the spans that somebody has marked in it: what all sources of training data become.

use rostra_tagger::tags::Kind;
use serde::{Deserialize, Serialize};

/// A range that is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// What it names.
    pub kind: Kind,
}

/// A labelled text, one line of a corpus file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelled {
    /// Unique in the corpus.
    pub id: String,
    /// ISO 639-1.
    pub lang: String,
    /// Where it comes from: `written`, `templates`, `uner_pt_bosque`, ...
    pub set: String,
    /// The text.
    pub text: String,
    /// What is marked, in the order of the text, not overlapping.
    pub spans: Vec<Span>,
    /// The kinds that have been marked wherever they stand. A token outside all spans is known not to be one
    /// of these; it may be one of the other kinds.
    pub complete: Vec<Kind>,
    /// Kept out of training: measured on.
    pub held_out: bool,
}
