//! Against a real server, which is skipped where none is installed.

mod faults;
mod runs;
mod safety;
mod schema;
#[path = "../../../../tests/support/postgres.rs"]
mod support;

use std::sync::Arc;
use std::time::Duration;

use postgres::{Client, NoTls, SimpleQueryMessage};
use rostra_document::{Changes, Extraction};

use super::super::Wanted;
use super::super::{Batch, Database};
use super::address::Address;
use super::look::Reader;
use super::session::Pauses;
use super::write::Writing;
use crate::settings::Settings;
use crate::tables::{TABLES, Table};
use support::Server;

/// None: for what fails for good.
const IMPATIENT: Pauses = &[];

/// As long as a server takes to start again on a busy machine.
const PATIENT: Pauses = &[Duration::from_secs(1); 60];

/// A database of its own for the test that is called `name`.
fn fresh(name: &str) -> Option<String> {
    Some(Server::shared()?.database(name))
}

fn open(url: &str, settings: &Settings, pauses: Pauses) -> Result<Writing, String> {
    let address = Arc::new(Address::of(url)?);
    Writing::open(&address, pauses, Wanted::of(settings), settings)
}

/// Of a run that has begun.
fn writing(url: &str, settings: &Settings) -> Writing {
    let mut writing = open(url, settings, IMPATIENT).unwrap();
    writing.begin().unwrap();
    writing
}

fn reader(url: &str, settings: &Settings) -> Reader {
    let address = Arc::new(Address::of(url).unwrap());
    Reader::open(&address, IMPATIENT, Wanted::of(settings)).unwrap()
}

fn batch(documents: impl IntoIterator<Item = Extraction>) -> Batch {
    let written: Vec<_> = documents.into_iter().map(Arc::new).collect();
    let seen = written.iter().map(|document| document.id.clone());
    Batch {
        seen: seen.collect(),
        written,
    }
}

/// New, changed, unchanged, removed.
fn changes([new, changed, unchanged, removed]: [u64; 4]) -> Changes {
    Changes {
        new,
        changed,
        unchanged,
        removed,
    }
}

/// Another program's connection.
fn client(url: &str) -> Client {
    Client::connect(url, NoTls).unwrap()
}

/// Cells as text, null as `-`, joined by ` | `.
fn ask(client: &mut Client, sql: &str) -> Vec<String> {
    let messages = client.simple_query(sql).unwrap();
    let rows = messages.iter().filter_map(|message| match message {
        SimpleQueryMessage::Row(row) => {
            let cells = (0..row.len()).map(|cell| row.get(cell).unwrap_or("-"));
            Some(cells.collect::<Vec<_>>().join(" | "))
        }
        _ => None,
    });
    rows.collect()
}

fn counts(client: &mut Client) -> Vec<i64> {
    let count = |table: &Table| format!("SELECT count(*) FROM {}", table.name);
    let counts = TABLES.into_iter().map(count);
    let counted = counts.map(|sql| client.query_one(&sql, &[]).unwrap().get(0));
    counted.collect()
}
