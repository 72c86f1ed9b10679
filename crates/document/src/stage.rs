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

/// Bytes to documents: yields each document, or why it could not be read.
pub trait Source: Iterator<Item = Result<Document, SourceError>> {}

impl<T: Iterator<Item = Result<Document, SourceError>>> Source for T {}

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
    fn recognize(
        &self,
        document: &Document,
        segments: &[Segment],
        found: Vec<Mention>,
    ) -> Vec<Mention>;
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
