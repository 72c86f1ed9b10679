//! The connection that reads: what is held of documents.

use std::collections::HashMap;
use std::sync::Arc;

use postgres::{Client, Error, Statement};
use rostra_document::Extractor;

use super::super::{Held, Look, Refusal, Wanted};
use super::address::Address;
use super::encode::key;
use super::session::{Pauses, Session};

/// One question for all ids.
pub(super) const HELD: &str = "SELECT d.id, d.content_hash, d.source,
        r.version = $2 AND r.pipeline = $3 AND r.model IS NOT DISTINCT FROM $4 AND (d.text IS NOT NULL OR NOT $5)
    FROM documents d JOIN runs r ON r.id = d.run WHERE d.id = ANY($1)";

/// What is held of those of `ids` that are, by their id.
pub(super) fn held(
    client: &mut Client,
    statement: &Statement,
    ids: &[&str],
    wanted: &Wanted,
) -> Result<HashMap<String, Held>, Error> {
    let Extractor {
        version,
        pipeline,
        model,
        ..
    } = &wanted.extractor;
    let parameters: [&(dyn postgres::types::ToSql + Sync); 5] =
        [&ids, version, pipeline, model, &wanted.with_text];
    let rows = client.query(statement, &parameters)?;
    let held = rows.iter().map(|row| {
        let held = Held {
            content_hash: row.try_get(1)?,
            source: row.try_get(2)?,
            current: row.try_get(3)?,
        };
        Ok((row.try_get(0)?, held))
    });
    held.collect()
}

/// A connection that reads.
pub(super) struct Reader {
    session: Session<Statement>,
    wanted: Wanted,
}

impl Reader {
    pub(super) fn open(
        address: &Arc<Address>,
        pauses: Pauses,
        wanted: Wanted,
    ) -> Result<Self, Refusal> {
        let session = Session::open(address, pauses, |client| client.prepare(HELD))?;
        Ok(Self { session, wanted })
    }
}

impl Look for Reader {
    fn held(&mut self, ids: &[&str]) -> Result<Vec<Option<Held>>, Refusal> {
        let keys: Vec<_> = ids.iter().map(|id| key(id)).collect();
        let asked: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
        let found = self
            .session
            .attempt(|client, statement| held(client, statement, &asked, &self.wanted))?;
        Ok(asked.iter().map(|id| found.get(*id).cloned()).collect())
    }
}
