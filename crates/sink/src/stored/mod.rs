//! Reading back what a run has written: an output, given by its place, to documents.
//!
//! [`open`] reads JSON Lines, JSON, Parquet and SQLite, which hold whole documents; the bytes tell which it is. Documents come one at a time,
//! as they lie: of files in the order of the run, of SQLite by id. One document is in memory, of Parquet and SQLite about a hundred.
//!
//! All that was written comes back, offsets, places in the source, `carried` and diagnostics included. SQLite knows neither the order
//! of the run nor `extractor.name`, which is `rostra` there; its `extractor` is that of the run that wrote the document.
//!
//! CSV, FollowTheMoney and data packages do not hold whole documents, and PostgreSQL has its own ways to be asked; they are refused.

mod error;
mod form;
mod json;
mod lines;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(test)]
#[cfg(all(feature = "parquet", feature = "sqlite"))]
mod tests;

use std::iter::Peekable;

use rostra_document::{Extraction, Extractor};

pub use error::StoredError;
use form::{Form, Found};

/// What every form of output is read as.
type Documents = Box<dyn Iterator<Item = Result<Extraction, StoredError>> + Send>;

/// The documents of an output.
///
/// After an error in a line of JSON Lines the next line is read; after any other there is nothing more.
pub struct Stored {
    documents: Peekable<Documents>,
}

/// Opens the output at `place`: a path, or `-` for standard input.
///
/// # Errors
/// Where it cannot be read, is nothing that a run has written, or is of a form that does not hold whole documents.
pub fn open(place: &str) -> Result<Stored, StoredError> {
    let Found { form, input } = form::of(place)?;
    let documents: Documents = match form {
        Form::JsonLines => Box::new(lines::Lines::new(place, input)),
        Form::Json => Box::new(json::Json::new(place, input)),
        #[cfg(feature = "parquet")]
        Form::Parquet => Box::new(parquet::Rows::open(place)?),
        #[cfg(feature = "sqlite")]
        Form::Sqlite => Box::new(sqlite::Tables::open(place)?),
    };
    Ok(Stored {
        documents: documents.peekable(),
    })
}

/// Whether at `place` lies an output that [`open`] reads, rather than releases. Standard input, pipes and folders are none: they
/// cannot be looked into first.
#[must_use]
pub fn is_run(place: &str) -> bool {
    if !std::path::Path::new(place).is_file() {
        return false;
    }
    let Ok(Found { form, input }) = form::of(place) else {
        return false;
    };
    match form {
        Form::JsonLines | Form::Json => json::is_document_first(input),
        #[cfg(feature = "parquet")]
        Form::Parquet => parquet::is_ours(place),
        #[cfg(feature = "sqlite")]
        Form::Sqlite => sqlite::Tables::open(place).is_ok(),
    }
}

impl Stored {
    /// What made the first document; none where there is no document, or it cannot be read.
    pub fn extractor(&mut self) -> Option<&Extractor> {
        let first = self.documents.peek()?.as_ref();
        first.ok().map(|document| &document.extractor)
    }
}

impl Iterator for Stored {
    type Item = Result<Extraction, StoredError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.documents.next()
    }
}
