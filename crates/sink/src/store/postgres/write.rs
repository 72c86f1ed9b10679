//! The connection that writes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use postgres::fallible_iterator::FallibleIterator;
use postgres::{Client, Error, Statement};
use rostra_document::{Changes, Ended, Extraction};
use rostra_lexicon::countries;
use sha2::{Digest, Sha256};

use super::super::Wanted;
use super::super::{Batch, Database, Refusal};
use super::address::Address;
use super::copy::Copies;
use super::encode::key;
use super::look::{HELD, held};
use super::migrate::{LOCK, migrate};
use super::session::{Pauses, Session};
use crate::settings::Settings;
use crate::tables::TABLES;

/// What is read after the lock was waited for is what others have left.
const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";

/// The program's own names, whichever version wrote the database before.
const COUNTRIES: &str = "INSERT INTO countries (code, name, short_name)
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, short_name = excluded.short_name
    WHERE countries.name <> excluded.name OR countries.short_name <> excluded.short_name";

const RUN: &str = "INSERT INTO runs (version, pipeline, model) VALUES ($1, $2, $3) RETURNING id";

const END: &str = "UPDATE runs SET finished = now(), outcome = $2, added = $3, changed = $4,
    unchanged = $5, removed = $6, failed = $7 WHERE id = $1";

const UNSEEN: &str = "SELECT id, path FROM documents";

/// First bytes of a digest of an id: that of many documents is kept in memory, where a server may be lost without it.
type Seen = [u8; 16];

fn seen(id: &str) -> Seen {
    let digest = Sha256::digest(id.as_bytes());
    let mut seen = Seen::default();
    seen.iter_mut()
        .zip(digest)
        .for_each(|(to, from)| *to = from);
    seen
}

/// A connection that writes, and the run it writes for.
pub(super) struct Writing {
    session: Session<Prepared>,
    wanted: Wanted,
    anew: bool,
    /// Its row in `runs`.
    run: i32,
    seen: HashSet<Seen>,
}

/// What a connection has that writes.
struct Prepared {
    held: Statement,
    copies: Copies,
}

fn prepare(client: &mut Client) -> Result<Prepared, Error> {
    Ok(Prepared {
        held: client.prepare(HELD)?,
        copies: Copies::prepare(client)?,
    })
}

impl Writing {
    /// Connects, and brings the schema to what this program knows.
    pub(super) fn open(
        address: &Arc<Address>,
        pauses: Pauses,
        wanted: Wanted,
        settings: &Settings,
    ) -> Result<Self, Refusal> {
        migrate(address)?;
        Ok(Self {
            session: Session::open(address, pauses, prepare)?,
            wanted,
            anew: settings.anew,
            run: 0,
            seen: HashSet::new(),
        })
    }

    /// Whether others can read along.
    #[cfg(test)]
    pub(super) fn is_encrypted(&mut self) -> bool {
        let encrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        let asked = self
            .session
            .attempt(|client, _| client.query_one(encrypted, &[])?.try_get(0));
        asked.unwrap()
    }

    /// Does `what` in a transaction, one run at a time. Should the server have done all and gone away before it said so, it is done again.
    fn transact<T>(
        &mut self,
        mut what: impl FnMut(&mut Client, &Prepared) -> Result<T, Error>,
    ) -> Result<T, Refusal> {
        self.session.attempt(|client, prepared| {
            client.batch_execute(&format!("{BEGIN}; {LOCK}"))?;
            let done = what(client, prepared)?;
            client.batch_execute("COMMIT")?;
            Ok(done)
        })
    }
}

impl Database for Writing {
    fn begin(&mut self) -> Result<(), Refusal> {
        let (mut codes, mut names, mut short_names) = (Vec::new(), Vec::new(), Vec::new());
        for (code, name, short_name) in countries::names() {
            codes.push(code);
            names.push(name);
            short_names.push(short_name);
        }
        let extractor = self.wanted.extractor.clone();
        self.run = self.transact(|client, _| {
            client.execute(COUNTRIES, &[&codes, &names, &short_names])?;
            let made_by: [&(dyn postgres::types::ToSql + Sync); 3] =
                [&extractor.version, &extractor.pipeline, &extractor.model];
            client.query_one(RUN, &made_by)?.try_get(0)
        })?;
        Ok(())
    }

    fn commit(&mut self, batch: &Batch) -> Result<Changes, Refusal> {
        let keys = batch.seen.iter().map(|id| seen(&key(id)));
        self.seen.extend(keys);
        let written = by_key(&batch.written);
        if written.is_empty() {
            return Ok(Changes::default());
        }
        let ids: Vec<&str> = written.keys().map(String::as_str).collect();
        let (wanted, anew, run) = (self.wanted.clone(), self.anew, self.run);
        let mut first = None;
        self.transact(|client, prepared| {
            let held = held(client, &prepared.held, &ids, &wanted)?;
            let mut changes = Changes::default();
            let mut wrong = Vec::new();
            for (id, extraction) in &written {
                match held.get(id) {
                    Some(held) if held.is(extraction) && !anew => changes.unchanged += 1,
                    Some(_) => {
                        changes.changed += 1;
                        wrong.push(*extraction);
                    }
                    None => {
                        changes.new += 1;
                        wrong.push(*extraction);
                    }
                }
            }
            // Those of a try that was done, and not heard of, count.
            let changes = *first.get_or_insert(changes);
            let replace = !held.is_empty();
            prepared.copies.write(client, &wrong, run, replace)?;
            Ok(changes)
        })
    }

    fn unseen(&mut self) -> Result<Vec<(String, String)>, Refusal> {
        let known = &self.seen;
        self.session.attempt(|client, _| {
            // All of the table is read.
            client.batch_execute("SET enable_seqscan = on")?;
            let rows = client.query_raw(UNSEEN, Vec::<String>::new())?;
            let documents = rows.map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
            let unseen =
                documents.filter(|(id, _): &(String, String)| Ok(!known.contains(&seen(id))));
            unseen.collect()
        })
    }

    fn remove(&mut self, ids: &[String]) -> Result<u64, Refusal> {
        if ids.is_empty() {
            return Ok(0);
        }
        let mut first = None;
        self.transact(|client, _| {
            let mut removed = 0;
            // Children first: the database would look for those of each row by itself.
            for table in TABLES.iter().rev() {
                let key = table.columns.first().map_or("id", |column| column.name);
                let delete = format!("DELETE FROM {} WHERE {key} = ANY($1)", table.name);
                removed = client.execute(&delete, &[&ids])?;
            }
            Ok(*first.get_or_insert(removed))
        })
    }

    fn end(&mut self, changes: Changes, failed: u64, ended: Ended) -> Result<(), Refusal> {
        let outcome = match ended {
            Ended::Whole => "whole",
            Ended::Broken => "broken",
        };
        let Changes {
            new,
            changed,
            unchanged,
            removed,
        } = changes;
        let counts = [new, changed, unchanged, removed, failed];
        let [new, changed, unchanged, removed, failed] =
            counts.map(|count| i64::try_from(count).unwrap_or(i64::MAX));
        let run = self.run;
        self.transact(|client, _| {
            let parameters: [&(dyn postgres::types::ToSql + Sync); 7] = [
                &run, &outcome, &new, &changed, &unchanged, &removed, &failed,
            ];
            client.execute(END, &parameters)
        })?;
        Ok(())
    }
}

/// By the ids that the documents have in the database, which two that differ in a NUL may share.
fn by_key(written: &[Arc<Extraction>]) -> HashMap<String, &Extraction> {
    let by_key = written.iter().map(|extraction| {
        let key = key(&extraction.id).into_owned();
        (key, extraction.as_ref())
    });
    by_key.collect()
}
