//! Writes documents: copies rows into the tables.
//!
//! Those of `documents` go by way of a temporary table, so that a document that is there keeps its row, and what others may have tied to
//! it. The rows of its people and the like are taken out and copied straight into their tables.

use std::convert::Infallible;
use std::io::Write as _;

use postgres::{Client, Error, Statement};
use rostra_document::Extraction;

use super::encode::Rows;
use crate::tables::{Column, DOCUMENTS, TABLES, Table, rows};

/// Bytes of a message, about; PostgreSQL takes none of more than a gigabyte.
const MESSAGE: usize = 1 << 20;

/// What comes, until the end of the transaction.
const INCOMING: &str =
    "CREATE TEMPORARY TABLE incoming_documents (LIKE documents) ON COMMIT DELETE ROWS";

/// Statements that write documents.
pub(super) struct Copies {
    /// Of [`TABLES`], in their order.
    copies: Vec<Statement>,
    /// Takes the rows of documents that come out of all tables but their own.
    clear: String,
    /// Puts those that come into their own.
    merge: String,
}

impl Copies {
    /// Makes what a new connection lacks.
    pub(super) fn prepare(client: &mut Client) -> Result<Self, Error> {
        client.batch_execute(INCOMING)?;
        let copies = TABLES.into_iter().map(|table| client.prepare(&copy(table)));
        let children = TABLES.iter().skip(1).rev().map(|table| {
            format!(
                "DELETE FROM {} WHERE document_id IN (SELECT id FROM incoming_documents);",
                table.name
            )
        });
        Ok(Self {
            copies: copies.collect::<Result<_, _>>()?,
            clear: children.collect(),
            merge: merge(),
        })
    }

    /// Writes `documents` as the work of `run`. Only where `replace` is set, one of them may be there.
    pub(super) fn write(
        &self,
        client: &mut Client,
        documents: &[&Extraction],
        run: i32,
        replace: bool,
    ) -> Result<(), Error> {
        if documents.is_empty() {
            return Ok(());
        }
        let copied = encode(documents, run);
        let mut copied = copied.into_iter().zip(&self.copies);
        if let Some((Some(bytes), copy)) = copied.next() {
            send(client, copy, &bytes)?;
        }
        let merge = match replace {
            true => format!("{}{}", self.clear, self.merge),
            false => self.merge.clone(),
        };
        client.batch_execute(&merge)?;
        for (bytes, copy) in copied {
            if let Some(bytes) = bytes {
                send(client, copy, &bytes)?;
            }
        }
        Ok(())
    }
}

/// The rows of each table.
fn encode(documents: &[&Extraction], run: i32) -> Vec<Option<Vec<u8>>> {
    let mut tables = TABLES.map(|_| Rows::new());
    for document in documents {
        let encoded = rows(document, |table, cells| {
            let run = (table == 0).then_some(run);
            if let Some(rows) = tables.get_mut(table) {
                rows.add(cells, run);
            }
            Ok::<_, Infallible>(())
        });
        encoded.unwrap_or_else(|never| match never {});
    }
    tables.into_iter().map(Rows::end).collect()
}

fn send(client: &mut Client, copy: &Statement, bytes: &[u8]) -> Result<(), Error> {
    let mut writer = client.copy_in(copy)?;
    let mut messages = bytes.chunks(MESSAGE);
    // Only a lost connection keeps one from being sent, and the end says so too.
    let _ = messages.try_for_each(|message| writer.write_all(message));
    writer.finish().map(|_| ())
}

fn copy(table: &Table) -> String {
    let (name, run) = match table.name {
        "documents" => ("incoming_documents", ", run"),
        name => (name, ""),
    };
    let columns = names(table);
    format!("COPY {name} ({columns}{run}) FROM STDIN (FORMAT binary)")
}

fn merge() -> String {
    let columns = names(&DOCUMENTS);
    let others = DOCUMENTS.columns.iter().skip(1);
    let set: Vec<String> = others
        .map(|Column { name, .. }| format!("{name} = excluded.{name}"))
        .collect();
    format!(
        "INSERT INTO documents ({columns}, run) SELECT {columns}, run FROM incoming_documents
        ON CONFLICT (id) DO UPDATE SET {}, run = excluded.run",
        set.join(", ")
    )
}

fn names(table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    names.join(", ")
}
