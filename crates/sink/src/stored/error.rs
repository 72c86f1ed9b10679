//! What may be wrong with an output that is read back.

use std::io;

use thiserror::Error;

use crate::masked::masked;

/// An output, or a document of it, that cannot be read back.
#[derive(Debug, Error)]
pub enum StoredError {
    /// The system does not let it be read.
    #[error("cannot read {place}")]
    Io {
        /// Its place, as named.
        place: String,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// It is nothing that can be read back.
    #[error("{place} cannot be read back: {reason}")]
    Refused {
        /// Its place, without a password.
        place: String,
        /// Why, as part of a sentence.
        reason: String,
    },
    /// Part of it cannot be read.
    #[error("{place}: {which} cannot be read: {reason}")]
    Document {
        /// Its place, without a password.
        place: String,
        /// Which part, counted from 1: `line 12`, `document 3`, `row 5`, `people of document a`.
        which: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl StoredError {
    pub(super) fn io(place: &str, cause: io::Error) -> Self {
        let place = match place {
            "-" => "standard input".to_owned(),
            place => masked(place),
        };
        Self::Io { place, cause }
    }

    pub(super) fn refused(place: &str, reason: impl Into<String>) -> Self {
        Self::Refused {
            place: masked(place),
            reason: reason.into(),
        }
    }

    /// `which` is not as rostra writes it.
    pub(super) fn document(place: &str, which: String, reason: impl ToString) -> Self {
        Self::Document {
            place: masked(place),
            which,
            reason: reason.to_string(),
        }
    }
}
