//! The connection that writes.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use rostra_document::{Changes, Ended, Extraction};
use rostra_lexicon::countries;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, Transaction, TransactionBehavior, params};

use super::super::Wanted;
use super::super::{Batch, Database, Refusal};
use super::connection;
use super::look::held;
use super::refusal::refusal;
use crate::settings::Settings;
use crate::tables::{Cell, TABLES, Table, rows};

/// Ids that this run has come across; gone with the connection.
const SEEN: &str = "CREATE TEMP TABLE seen (id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID";

/// The program's own names, whichever version wrote the file before.
const COUNTRY: &str = "INSERT INTO countries (code, name, short_name) VALUES (?1, ?2, ?3)
    ON CONFLICT (code) DO UPDATE SET name = ?2, short_name = ?3 WHERE name <> ?2 OR short_name <> ?3";

const BEGIN: &str = "INSERT INTO runs (started, version, pipeline, model) VALUES (?1, ?2, ?3, ?4)";

const END: &str = "UPDATE runs SET finished = ?2, outcome = ?3, added = ?4, changed = ?5,
    unchanged = ?6, removed = ?7, failed = ?8 WHERE id = ?1";

const UNSEEN: &str = "SELECT id, path FROM documents
    WHERE NOT EXISTS (SELECT 1 FROM temp.seen WHERE seen.id = documents.id)";

const REMOVE: &str = "DELETE FROM documents WHERE id = ?1";

/// A connection that writes.
pub(super) struct Writing {
    connection: Connection,
    documents: Documents,
}

/// How documents are written in this run.
struct Documents {
    wanted: Wanted,
    anew: bool,
    /// Into [`TABLES`], in their order.
    inserts: Vec<String>,
    /// The row of the run in `runs`, once it has begun.
    run: i64,
}

impl Writing {
    pub(super) fn open(
        path: &Path,
        patience: Duration,
        wanted: Wanted,
        settings: &Settings,
    ) -> Result<Self, Refusal> {
        let connection = connection::writing(path, patience)?;
        connection.execute_batch(SEEN).map_err(refusal)?;
        let documents = Documents {
            wanted,
            anew: settings.anew,
            inserts: TABLES.into_iter().map(insert).collect(),
            run: 0,
        };
        Ok(Self {
            connection,
            documents,
        })
    }

    /// Does all of `what` or nothing. It waits for its turn at the beginning, and for nothing after that.
    fn transact<T>(
        &mut self,
        what: impl FnOnce(&Transaction, &Documents) -> rusqlite::Result<T>,
    ) -> Result<T, Refusal> {
        let immediate = TransactionBehavior::Immediate;
        let transact = || {
            let transaction = self.connection.transaction_with_behavior(immediate)?;
            let done = what(&transaction, &self.documents)?;
            transaction.commit()?;
            Ok(done)
        };
        transact().map_err(refusal)
    }

    #[cfg(test)]
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }
}

impl Database for Writing {
    /// The run has its row from the beginning: one that is killed is seen by its lack of an end.
    fn begin(&mut self) -> Result<(), Refusal> {
        self.documents.run = self.transact(|transaction, documents| {
            let mut country = transaction.prepare_cached(COUNTRY)?;
            for (code, name, short_name) in countries::names() {
                country.execute([code, name, short_name])?;
            }
            let extractor = &documents.wanted.extractor;
            let (version, pipeline, model) =
                (&extractor.version, &extractor.pipeline, &extractor.model);
            transaction.execute(BEGIN, params![now(), version, pipeline, model])?;
            Ok(transaction.last_insert_rowid())
        })?;
        Ok(())
    }

    fn commit(&mut self, batch: &Batch) -> Result<Changes, Refusal> {
        self.transact(|transaction, documents| {
            let mut changes = Changes::default();
            for extraction in &batch.written {
                changes += documents.write(transaction, extraction)?;
            }
            let mut seen =
                transaction.prepare_cached("INSERT OR IGNORE INTO temp.seen VALUES (?1)")?;
            for id in &batch.seen {
                seen.execute([id])?;
            }
            Ok(changes)
        })
    }

    fn unseen(&mut self) -> Result<Vec<(String, String)>, Refusal> {
        let unseen = || {
            let mut statement = self.connection.prepare(UNSEEN)?;
            let unseen = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            unseen.collect::<rusqlite::Result<_>>()
        };
        unseen().map_err(refusal)
    }

    fn remove(&mut self, ids: &[String]) -> Result<u64, Refusal> {
        self.transact(|transaction, _| {
            let mut removed = 0;
            for id in ids {
                removed += transaction.prepare_cached(REMOVE)?.execute([id])? as u64;
            }
            Ok(removed)
        })
    }

    fn end(&mut self, changes: Changes, failed: u64, ended: Ended) -> Result<(), Refusal> {
        let outcome = match ended {
            Ended::Whole => "whole",
            Ended::Broken => "broken",
        };
        self.transact(|transaction, documents| {
            let Changes {
                new,
                changed,
                unchanged,
                removed,
            } = changes;
            let counts = [new, changed, unchanged, removed, failed].map(u64::cast_signed);
            let [new, changed, unchanged, removed, failed] = counts;
            transaction.execute(
                END,
                params![
                    documents.run,
                    now(),
                    outcome,
                    new,
                    changed,
                    unchanged,
                    removed,
                    failed
                ],
            )
        })?;
        self.merge_log();
        Ok(())
    }
}

impl Writing {
    /// Brings all that the log holds into the file, so that a copy of the file alone is whole. Where others read, it stays as it is: the
    /// last of them does it.
    fn merge_log(&self) {
        let merge = "PRAGMA wal_checkpoint(TRUNCATE)";
        let _ = self.connection.busy_timeout(Duration::ZERO);
        let _ = self.connection.query_row(merge, [], |_| Ok(()));
    }
}

impl Documents {
    /// Puts a document's rows in the place of what is there of it, if that is something else.
    fn write(
        &self,
        transaction: &Transaction,
        extraction: &Extraction,
    ) -> rusqlite::Result<Changes> {
        let mut changes = Changes::default();
        match held(transaction, &extraction.id, &self.wanted)? {
            Some(held) => {
                if held.is(extraction) && !self.anew {
                    changes.unchanged = 1;
                    return Ok(changes);
                }
                // The rows of its people and titles go with it.
                let mut remove = transaction.prepare_cached(REMOVE)?;
                remove.execute([&extraction.id])?;
                changes.changed = 1;
            }
            None => changes.new = 1,
        }
        rows(extraction, |table, cells| {
            let mut insert = transaction.prepare_cached(&self.inserts[table])?;
            for (cell, place) in cells.iter().zip(1..) {
                insert.raw_bind_parameter(place, cell)?;
            }
            // Only that of documents has a place for it.
            if insert.parameter_count() > cells.len() {
                insert.raw_bind_parameter(cells.len() + 1, self.run)?;
            }
            insert.raw_execute().map(|_| ())
        })?;
        Ok(changes)
    }
}

fn insert(table: &Table) -> String {
    let mut names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    if table.parent.is_none() {
        names.push("run");
    }
    let places = vec!["?"; names.len()].join(", ");
    let names = names.join(", ");
    format!("INSERT INTO {} ({names}) VALUES ({places})", table.name)
}

fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Text(value) => ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes())),
            Self::Json(value) => ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes())),
            Self::Integer(value) => ToSqlOutput::Owned(Value::Integer(*value)),
            Self::Real(value) => ToSqlOutput::Owned(Value::Real(*value)),
            Self::List(values) => {
                let json = serde_json::to_string(values).expect("they are strings");
                ToSqlOutput::Owned(Value::Text(json))
            }
        })
    }
}
