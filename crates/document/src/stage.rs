//! The stages, one small trait each.

use thiserror::Error;

use crate::document::Document;
use crate::extraction::Extraction;
use crate::mention::Mention;
use crate::record::Relations;
use crate::segment::Segment;

/// A document that could not be read: it goes to quarantine and the batch goes on.
#[derive(Debug, Error)]
#[error("{place}: {reason}")]
pub struct SourceError {
    /// File, and line or member where there is one: `batch.jsonl:12`.
    pub place: String,
    /// What is wrong, as one sentence.
    pub reason: String,
    /// Where the reason came from.
    #[source]
    pub cause: Option<std::io::Error>,
}

/// A recogniser could not read a document, as one that runs on an accelerator may run out of its memory: the document
/// goes to quarantine and the batch goes on.
///
/// What holds for every document, such as weights that do not fit, is no such error: it is told when the recogniser is
/// made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{recognizer}` could not read it: {reason}")]
pub struct RecognizeError {
    /// Its [`Recognizer::name`].
    pub recognizer: &'static str,
    /// What went wrong, as part of a sentence.
    pub reason: String,
}

impl RecognizeError {
    /// The same, with the `place` of the document that could not be read.
    #[must_use]
    pub fn at(&self, place: &str) -> SourceError {
        SourceError {
            place: place.to_owned(),
            reason: self.to_string(),
            cause: None,
        }
    }
}

/// The output could not be written.
#[derive(Debug, Error)]
pub enum SinkError {
    /// The file system or the pipe said no.
    #[error("cannot write {place}")]
    Io {
        /// The output's path, or `standard output`.
        place: String,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// A value did not go into the format.
    #[error("cannot write {place}: {reason}")]
    Format {
        /// The output's path, or `standard output`.
        place: String,
        /// What the format said.
        reason: String,
    },
}

/// A document that was found and not decoded yet. Finding is done in one thread, decoding by as many as there are.
pub trait Undecoded: Send {
    /// Where it came from, for messages.
    fn place(&self) -> String;

    /// Makes the document.
    ///
    /// # Errors
    /// Where it cannot be read; others can be read after it.
    fn decode(self) -> Result<Document, SourceError>;
}

impl Undecoded for Document {
    fn place(&self) -> String {
        self.source()
    }

    fn decode(self) -> Result<Document, SourceError> {
        Ok(self)
    }
}

/// Bytes to documents: yields each document, still to be decoded, or why it could not be read.
pub trait Source: Iterator<Item = Result<Self::Found, SourceError>> {
    /// What it finds.
    type Found: Undecoded;
}

impl<D: Undecoded, T: Iterator<Item = Result<D, SourceError>>> Source for T {
    type Found = D;
}

/// A document to its segments, in the order of the text, not overlapping.
pub trait Segmenter: Send + Sync {
    /// Cuts `document` into segments.
    fn segment(&self, document: &Document) -> Vec<Segment>;
}

/// Segments to mentions. Recognisers run one after the other, each over what those before have found.
pub trait Recognizer: Send + Sync {
    /// The name that `explain` shows and pipeline files use, e.g. `grammar.v1`.
    fn name(&self) -> &'static str;

    /// What holds, in the order of the text, once this recogniser has seen `found`, what those before it hold:
    /// it may add mentions, mend them and take them away. Mentions of different labels may nest.
    ///
    /// # Errors
    /// Where this document cannot be read; the recogniser must be able to read others after it.
    fn recognize(
        &self,
        document: &Document,
        segments: &[Segment],
        found: Vec<Mention>,
    ) -> Result<Vec<Mention>, RecognizeError>;
}

/// Mentions to records.
pub trait Relater: Send + Sync {
    /// Says who holds which title for which country and did what.
    fn relate(&self, document: &Document, segments: &[Segment], mentions: &[Mention]) -> Relations;
}

/// Records to the output's values.
pub trait Normalizer: Send + Sync {
    /// Makes the output of one document.
    fn normalize(&self, document: &Document, relations: &Relations) -> Extraction;
}

/// Where results go.
pub trait Sink {
    /// Writes one document's result.
    ///
    /// # Errors
    /// Where the output cannot be written.
    fn write(&mut self, extraction: &Extraction) -> Result<(), SinkError>;

    /// Completes the output: nothing is promised to be whole before.
    ///
    /// # Errors
    /// Where the output cannot be written.
    fn finish(&mut self) -> Result<(), SinkError>;
}
