//! What outputs hold, read by the libraries of their forms.

use std::fs;
use std::path::Path;

use rusqlite::types::Value;

/// Tables of a store with the columns that make their order, and what is told of each row: all but the run that wrote it.
const TABLES: &[(&str, &str)] = &[
    ("documents", "id"),
    ("people", "document_id, number"),
    ("titles", "document_id, person, number"),
    ("mentions", "document_id, person, number"),
    ("events", "document_id"),
    ("diagnostics", "document_id, number"),
    ("speakers", "document_id, name"),
];

pub fn sqlite(path: &Path) -> Vec<String> {
    let database = rusqlite::Connection::open(path).unwrap();
    let check: String = database
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(check, "ok");
    let broken = database
        .prepare("PRAGMA foreign_key_check")
        .unwrap()
        .exists([])
        .unwrap();
    assert!(!broken, "a row leads nowhere");
    let mut rows = Vec::new();
    for (table, order) in TABLES {
        let mut select = database
            .prepare(&format!("SELECT * FROM {table} ORDER BY {order}"))
            .unwrap();
        let names: Vec<String> = select.column_names().map(str::to_owned).collect();
        let mut found = select.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cells = names.iter().enumerate().filter(|(_, name)| *name != "run");
            let cells: Vec<String> = cells
                .map(|(n, name)| format!("{name}={:?}", row.get::<_, Value>(n).unwrap()))
                .collect();
            rows.push(format!("{table} {}", cells.join(" ")));
        }
    }
    rows
}

pub fn postgres(address: &str) -> Vec<String> {
    let mut client = postgres::Client::connect(address, postgres::NoTls).unwrap();
    let mut rows = Vec::new();
    for (table, order) in TABLES {
        let order: Vec<String> = order
            .split(", ")
            .map(|column| match column {
                "number" | "person" => column.to_owned(),
                text => format!("{text} COLLATE \"C\""),
            })
            .collect();
        let select = format!(
            "SELECT (to_jsonb(t) - 'run')::text FROM {table} t ORDER BY {}",
            order.join(", ")
        );
        let found = client.query(select.as_str(), &[]).unwrap();
        rows.extend(
            found
                .iter()
                .map(|row| format!("{table} {}", row.get::<_, String>(0))),
        );
    }
    rows
}

pub fn parquet(path: &Path) -> Vec<String> {
    let file = fs::File::open(path).unwrap();
    let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file)
        .unwrap()
        .build()
        .unwrap();
    let mut rows = Vec::new();
    for batch in reader {
        let documents = rostra_sink::arrow::documents(&batch.unwrap()).unwrap();
        rows.extend(documents.iter().map(|d| serde_json::to_string(d).unwrap()));
    }
    rows
}

/// Every file of a folder, a line each.
pub fn folder(path: &Path) -> Vec<String> {
    let mut files: Vec<_> = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).unwrap();
        rows.extend(text.lines().map(|line| format!("{name} {line}")));
    }
    rows
}
