//! The stages, one small trait each.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::document::Document;
use crate::extraction::Extraction;
use crate::identity::Identity;
use crate::mention::Mention;
use crate::provenance::Provenance;
use crate::record::Relations;
use crate::segment::Segment;

/// A document that could not be read: it goes to quarantine and the batch goes on.
#[derive(Debug, Error)]
#[error("{provenance}: {reason}")]
pub struct SourceError {
    /// The way to it: `batch.jsonl:12`.
    pub provenance: Provenance,
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// What is wrong, as one sentence.
    pub reason: String,
    /// Where the reason came from.
    #[source]
    pub cause: Option<std::io::Error>,
    /// What more is known of the document; apart, for errors are passed about by value.
    pub bookmark: Box<Bookmark>,
}

/// What helps to find a document again that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bookmark {
    /// The id of the document within its run, where it is known what document that would have been.
    pub id: Option<String>,
    /// The digest of its content, where that could be taken.
    pub content_hash: Option<String>,
    /// Where a container could not be read on from this place: how many of the way's steps lead to that container. What it holds
    /// after this place was not found, and nobody hears of it but here.
    pub lost_from: Option<usize>,
}

impl SourceError {
    /// That the document that `provenance` leads to was not read, and why.
    #[must_use]
    pub fn new(provenance: Provenance, kind: FailureKind, reason: impl Into<String>) -> Self {
        Self {
            provenance,
            kind,
            reason: reason.into(),
            cause: None,
            bookmark: Box::default(),
        }
    }

    /// The same of the document that `identity` tells of.
    #[must_use]
    pub fn of(mut self, identity: &Identity) -> Self {
        self.bookmark.content_hash = Some(identity.content_hash.clone());
        self.with_id(&identity.id)
    }

    /// The same of the document that has this id within its run.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.bookmark.id = Some(id.into());
        self
    }
}

/// Why a document is in quarantine, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailureKind {
    /// The system could not give its bytes: it is gone, or not ours to read.
    Unreadable,
    /// Its bytes are damaged, locked, beyond a limit, or nothing that is read.
    Rejected,
    /// A recogniser gave up.
    Unrecognized,
    /// A stage panicked, or the machine gave no thread: a defect of Rostra.
    Defect,
    /// Its text could be read in part only, and that was not wanted.
    Incomplete,
    /// The output holds a document of the same id from another place.
    Taken,
}

impl FailureKind {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Rejected => "rejected",
            Self::Unrecognized => "unrecognized",
            Self::Defect => "defect",
            Self::Incomplete => "incomplete",
            Self::Taken => "taken",
        }
    }
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
    /// The same, with the way to the document that could not be read.
    #[must_use]
    pub fn at(&self, provenance: &Provenance) -> SourceError {
        let kind = FailureKind::Unrecognized;
        SourceError::new(provenance.clone(), kind, self.to_string())
    }
}

/// A document that was found and not decoded yet. Finding is done in one thread, decoding by as many as there are.
pub trait Undecoded: Send {
    /// What tells it from all others.
    fn identity(&self) -> &Identity;

    /// Makes the document.
    ///
    /// # Errors
    /// Where it cannot be read; others can be read after it.
    fn decode(self) -> Result<Document, SourceError>;
}

impl Undecoded for Document {
    fn identity(&self) -> &Identity {
        &self.identity
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
