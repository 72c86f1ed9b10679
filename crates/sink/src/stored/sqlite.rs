//! SQLite: rows of six tables to documents.

mod cells;
mod gather;

use std::vec::IntoIter;

use rostra_document::Extraction;
use rusqlite::Connection;

use super::StoredError;
use crate::store::sqlite;
use gather::Wrong;

/// The documents of the tables, by id.
pub(super) struct Tables {
    place: String,
    /// In a transaction, so that all is as it was at one moment, whoever writes meanwhile. None where there is no more.
    connection: Option<Connection>,
    waiting: IntoIter<Extraction>,
    /// Id of the last document read.
    last: Option<String>,
}

impl Tables {
    pub(super) fn open(place: &str) -> Result<Self, StoredError> {
        let connection =
            sqlite::reading(place).map_err(|reason| StoredError::refused(place, reason))?;
        Ok(Self {
            place: place.to_owned(),
            connection: Some(connection),
            waiting: Vec::new().into_iter(),
            last: None,
        })
    }

    /// The next documents; none where there are no more.
    fn batch(&mut self) -> Result<Option<Vec<Extraction>>, Wrong> {
        let Some(connection) = &self.connection else {
            return Ok(None);
        };
        let batch = gather::batch(connection, self.last.as_deref())?;
        if let Some(last) = batch.last() {
            self.last = Some(last.id.clone());
        }
        Ok((!batch.is_empty()).then_some(batch))
    }

    fn error(&self, wrong: Wrong) -> StoredError {
        match wrong {
            Wrong::Database(error) => StoredError::refused(&self.place, sqlite::refusal(error)),
            Wrong::Row {
                table,
                document,
                cause,
            } => {
                let which = format!("{table} of document {document}");
                StoredError::document(&self.place, which, cause)
            }
        }
    }
}

impl Iterator for Tables {
    type Item = Result<Extraction, StoredError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.waiting.next() {
                return Some(Ok(document));
            }
            match self.batch() {
                Ok(batch) => self.waiting = batch?.into_iter(),
                Err(wrong) => {
                    self.connection = None;
                    return Some(Err(self.error(wrong)));
                }
            }
        }
    }
}
