//! The last stage: where results go, and what is remembered there.

use std::ops::AddAssign;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::extraction::Extraction;
use crate::identity::Identity;
use crate::stage::SourceError;

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
    /// The format, or the database, said no.
    #[error("cannot write {place}: {reason}")]
    Refused {
        /// The output's path or address, or `standard output`.
        place: String,
        /// What it said.
        reason: String,
    },
}

/// Where results go.
///
/// Calls come in the order of the source: for each document one of [`write`](Sink::write), [`keep`](Sink::keep) and
/// [`fail`](Sink::fail), then [`finish`](Sink::finish). Nothing is promised to be there before that has returned.
pub trait Sink {
    /// What an earlier run left here, to be asked by another thread while this one writes. `None` where nothing is remembered.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn memory(&mut self) -> Result<Option<Box<dyn Memory>>, SinkError> {
        Ok(None)
    }

    /// Takes one document's result. It may be written later, together with others.
    ///
    /// # Errors
    /// Where the output cannot be written; what had been handed over earlier may be what could not.
    fn write(&mut self, extraction: &Arc<Extraction>) -> Result<(), SinkError>;

    /// Passes over a document that the memory knows as it is.
    ///
    /// # Errors
    /// Where the output cannot be written.
    fn keep(&mut self, _identity: &Identity) -> Result<(), SinkError> {
        Ok(())
    }

    /// Hears of a document that could not be read; what is held of it from earlier stays.
    fn fail(&mut self, _error: &SourceError) {}

    /// Hands on what is waiting, where someone reads along.
    ///
    /// # Errors
    /// Where the output cannot be written.
    fn flush(&mut self) -> Result<(), SinkError> {
        Ok(())
    }

    /// Completes the output, or leaves it so that a later run can go on; says what the run changed, where the output outlives
    /// runs. Called once, last.
    ///
    /// # Errors
    /// Where the output cannot be written.
    fn finish(&mut self, ended: Ended) -> Result<Option<Changes>, SinkError>;
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All of the source was read.
    Whole,
    /// It was stopped, or nothing could be read: what an output held before is not replaced.
    Broken,
}

/// What a run made of the documents that an output holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Documents that were not there before.
    pub new: u64,
    /// Documents whose rows were replaced.
    pub changed: u64,
    /// Documents that were there as they are.
    pub unchanged: u64,
    /// Documents taken out, their source being gone.
    pub removed: u64,
}

impl AddAssign for Changes {
    fn add_assign(&mut self, more: Self) {
        self.new += more.new;
        self.changed += more.changed;
        self.unchanged += more.unchanged;
        self.removed += more.removed;
    }
}

/// What is remembered of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recall {
    /// Nothing, or an older state of it: it is to be read.
    Unknown,
    /// What this extractor makes of this very content.
    Same,
    /// Another document from elsewhere has its id, which is made from the name of a file: where that one came from.
    Taken(String),
}

/// What an output holds from earlier runs.
pub trait Memory: Send {
    /// What is remembered of each of `identities`, in their order.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn recall(&mut self, identities: &[&Identity]) -> Result<Vec<Recall>, SinkError>;
}
