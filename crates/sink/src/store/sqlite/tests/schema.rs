//! Tables, views and questions.

use rusqlite::Statement;

use super::super::super::Database;
use super::super::super::questions::{documents, questions};
use super::super::super::schema::declared::{COUNTRIES, RUN, RUNS, VIEWS};
use super::{ask, batch, fresh, writing};
use crate::tables::{ColumnKind, TABLES};
use crate::testing::{extraction, settings};

#[test]
fn questions_have_their_answers() {
    let (_folder, path) = fresh();
    let mut writing = writing(&path, &settings());
    writing.commit(&batch(documents())).unwrap();
    for question in questions() {
        let answer = ask(writing.connection(), question.sql);
        assert_eq!(answer, question.answer, "{}", question.heading);
    }
}

#[test]
fn views_tell_of_people_and_titles() {
    let (_folder, path) = fresh();
    let mut writing = writing(&path, &settings());
    writing.commit(&batch(documents())).unwrap();
    for (sql, expected) in [
        (
            "SELECT honorifics, titles, offices, statuses FROM appearances WHERE document_id = 'd' AND person = 1",
            "H.E.; Dr. | Deputy Prime Minister; Minister of Finance | deputy_head_of_government; minister.finance | current; acting",
        ),
        (
            "SELECT name, titles, offices, country_name, organization FROM speakers WHERE document_id = 'e'",
            "Иван Петров | - | - | - | Mekong River Commission",
        ),
        (
            "SELECT name, name_latin, country_name, confidence FROM speakers WHERE document_id = 'a' AND person = 1",
            "ສົມສະຫວັດ ວົງສາ | Somsavat Vongsa | Lao People's Democratic Republic | 0.75",
        ),
        ("SELECT count(*) FROM speakers", "6"),
        ("SELECT count(*) FROM appearances", "15"),
        (
            "SELECT count(*), count(DISTINCT document_id) FROM offices",
            "14 | 6",
        ),
        (
            "SELECT name_latin, other_name_latin, event FROM meetings WHERE document_id = 'f' AND person = 3",
            "Somsavat Vongsa | Tran Minh Duc | Joint Commission",
        ),
        ("SELECT count(*) FROM meetings WHERE document_id = 'f'", "4"),
        ("SELECT count(*) FROM meetings WHERE document_id = 'h'", "0"),
    ] {
        assert_eq!(ask(writing.connection(), sql), [expected], "{sql}");
    }
}

#[test]
fn the_schema_is_as_declared() {
    let (_folder, path) = fresh();
    let writing = writing(&path, &settings());
    let connection = writing.connection();
    for table in TABLES.into_iter().chain([&RUNS, &COUNTRIES]) {
        let mut statement = connection
            .prepare("SELECT name, type, \"notnull\" OR pk > 0, pk FROM pragma_table_info(?1)")
            .unwrap();
        let mut columns = columns(&mut statement, table.name);
        if table.name == "documents" {
            let place = columns.iter().position(|column| column.0 == RUN.name);
            columns.remove(place.unwrap());
        }
        let declared = table.columns.iter().zip(1..).map(|(column, place)| {
            let kind = match column.kind {
                ColumnKind::Integer => "INTEGER",
                ColumnKind::Real => "REAL",
                _ => "TEXT",
            };
            let key = if place <= table.key as i64 { place } else { 0 };
            (
                column.name.to_owned(),
                kind.to_owned(),
                column.required,
                key,
            )
        });
        assert_eq!(columns, declared.collect::<Vec<_>>(), "{}", table.name);
    }
    for view in &VIEWS {
        let sql = format!("SELECT * FROM {}", view.name);
        let statement = connection.prepare(&sql).unwrap();
        let declared: Vec<&str> = view.columns.iter().map(|column| column.name).collect();
        let columns: Vec<&str> = statement.column_names().collect();
        assert_eq!(columns, declared, "{}", view.name);
    }
}

fn columns(statement: &mut Statement, table: &str) -> Vec<(String, String, bool, i64)> {
    let columns = statement.query_map([table], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    });
    columns.unwrap().map(Result::unwrap).collect()
}

#[test]
fn closed_lists_are_closed_and_parents_are_there() {
    let (_folder, path) = fresh();
    let mut writing = writing(&path, &settings());
    writing.commit(&batch([extraction("a", "x")])).unwrap();
    let connection = writing.connection();
    for table in TABLES.into_iter().chain([&RUNS]) {
        for column in table.columns.iter().filter(|c| !c.values.is_empty()) {
            let (table, column, values) = (table.name, column.name, column.values);
            let finished = match table {
                "runs" => ", finished = '2024'",
                _ => "",
            };
            let set = |value: &str| {
                let sql = format!("UPDATE {table} SET {column} = ?1{finished}");
                connection.execute(&sql, [value])
            };
            for value in values {
                assert!(set(value).unwrap() > 0, "{table}.{column} {value}");
            }
            let refused = set("else").unwrap_err().to_string();
            assert!(refused.contains("CHECK"), "{table}.{column} {refused}");
        }
    }
    for orphan in [
        "UPDATE documents SET run = 99",
        "INSERT INTO mentions VALUES ('a', 99, 1, 0, 1, NULL)",
        "INSERT INTO events VALUES ('nowhere', 'Forum', NULL, NULL, NULL, NULL)",
        "DELETE FROM runs",
    ] {
        let refused = connection.execute(orphan, []).unwrap_err().to_string();
        assert!(refused.contains("FOREIGN KEY"), "{orphan}: {refused}");
    }
}
