//! A document that could not be read.

use std::sync::Arc;

use rostra_document::{Extraction, FailureKind, SourceError};
use rostra_pipeline::Pipeline;
use thiserror::Error;

/// Why a document has no records.
#[derive(Clone, Debug, Error)]
#[error("{}: {reason}", self.name())]
pub struct Failure {
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// What is wrong, as one sentence.
    pub reason: String,
    /// The row that tells of it among the others.
    pub row: Arc<Extraction>,
}

impl Failure {
    pub(crate) fn new(pipeline: &Pipeline, error: &SourceError) -> Self {
        Self {
            kind: error.kind,
            reason: error.reason.clone(),
            row: Arc::new(pipeline.failed(error)),
        }
    }

    /// The id of the document, or where it came from if it has none.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.row.id.as_str() {
            "" => &self.row.source,
            id => id,
        }
    }
}
