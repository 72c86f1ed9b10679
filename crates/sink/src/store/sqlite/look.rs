//! The connection that reads: what is held of documents.

use std::path::Path;
use std::time::Duration;

use rostra_document::Extractor;
use rusqlite::{Connection, OptionalExtension, params};

use super::super::{Held, Look, Refusal, Wanted};
use super::connection;
use super::refusal::refusal;

const HELD: &str = "SELECT d.content_hash, d.source,
        coalesce(r.version = ?2 AND r.pipeline = ?3 AND r.model IS ?4 AND (d.text IS NOT NULL OR NOT ?5), 0)
    FROM documents d LEFT JOIN runs r ON r.id = d.run WHERE d.id = ?1";

/// What is held of the document `id`.
pub(super) fn held(
    connection: &Connection,
    id: &str,
    wanted: &Wanted,
) -> rusqlite::Result<Option<Held>> {
    let Extractor {
        version,
        pipeline,
        model,
        ..
    } = &wanted.extractor;
    let mut statement = connection.prepare_cached(HELD)?;
    let parameters = params![id, version, pipeline, model, wanted.with_text];
    let held = statement.query_row(parameters, |row| {
        Ok(Held {
            content_hash: row.get(0)?,
            source: row.get(1)?,
            current: row.get(2)?,
        })
    });
    held.optional()
}

/// A connection that reads.
pub(super) struct Reader {
    connection: Connection,
    wanted: Wanted,
}

impl Reader {
    pub(super) fn open(path: &Path, patience: Duration, wanted: Wanted) -> Result<Self, Refusal> {
        let connection = connection::reading(path, patience)?;
        Ok(Self { connection, wanted })
    }
}

impl Look for Reader {
    fn held(&mut self, ids: &[&str]) -> Result<Vec<Option<Held>>, Refusal> {
        let mut look = || {
            // One look at the file for all of them.
            let transaction = self.connection.transaction()?;
            let held = ids.iter().map(|id| held(&transaction, id, &self.wanted));
            held.collect::<rusqlite::Result<_>>()
        };
        look().map_err(refusal)
    }
}
