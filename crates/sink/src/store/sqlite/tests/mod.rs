//! What is in the file after runs.

mod runs;
mod schema;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rostra_document::Extraction;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use tempfile::TempDir;

use super::super::Wanted;
use super::super::{Batch, Database};
use super::write::Writing;
use crate::settings::Settings;
use crate::tables::{TABLES, Table};

/// Long enough for a test's threads, short where nobody lets go.
const PATIENCE: Duration = Duration::from_secs(20);

fn fresh() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("press.db");
    (folder, path)
}

fn writing(path: &Path, settings: &Settings) -> Writing {
    let wanted = Wanted::of(settings);
    let mut writing = Writing::open(path, PATIENCE, wanted, settings).unwrap();
    writing.begin().unwrap();
    writing
}

fn batch(documents: impl IntoIterator<Item = Extraction>) -> Batch {
    let written: Vec<_> = documents.into_iter().map(Arc::new).collect();
    let seen = written.iter().map(|document| document.id.clone());
    Batch {
        seen: seen.collect(),
        written,
    }
}

/// Cells as text, null as `-`, joined by ` | `.
fn ask(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        let cells = (0..columns).map(|column| {
            Ok(match row.get_ref(column)? {
                ValueRef::Null => "-".to_owned(),
                ValueRef::Integer(value) => value.to_string(),
                ValueRef::Real(value) => value.to_string(),
                ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
                ValueRef::Blob(_) => panic!("nothing is a blob"),
            })
        });
        Ok(cells.collect::<rusqlite::Result<Vec<_>>>()?.join(" | "))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

fn counts(connection: &Connection) -> Vec<i64> {
    let count = |table: &Table| format!("SELECT count(*) FROM {}", table.name);
    let counts = TABLES.into_iter().map(count);
    let counted = counts.map(|sql| connection.query_row(&sql, [], |row| row.get(0)));
    counted.map(Result::unwrap).collect()
}
