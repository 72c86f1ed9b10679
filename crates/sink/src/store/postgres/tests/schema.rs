//! Tables, views and questions.

use super::super::super::Database;
use super::super::super::questions::{documents, questions};
use super::super::super::schema::MIGRATIONS;
use super::super::super::schema::declared::{COUNTRIES, RUN, RUNS, VIEWS};
use super::{IMPATIENT, ask, batch, client, fresh, open, writing};
use crate::tables::{ColumnKind, TABLES};
use crate::testing::{extraction, settings};

#[test]
fn questions_have_their_answers() {
    let Some(url) = fresh("questions") else {
        return;
    };
    let mut writing = writing(&url, &settings());
    writing.commit(&batch(documents())).unwrap();
    let mut client = client(&url);
    for question in questions() {
        let answer = ask(&mut client, question.sql);
        assert_eq!(answer, question.answer, "{}", question.heading);
    }
}

#[test]
fn views_tell_of_people_and_titles() {
    let Some(url) = fresh("views") else {
        return;
    };
    let mut writing = writing(&url, &settings());
    writing.commit(&batch(documents())).unwrap();
    let mut client = client(&url);
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
        (
            "SELECT (SELECT count(*) FROM speakers), (SELECT count(*) FROM appearances), (SELECT count(*) FROM offices)",
            "6 | 15 | 14",
        ),
        (
            "SELECT name_latin, other_name_latin, event FROM meetings WHERE document_id = 'f' AND person = 3",
            "Somsavat Vongsa | Tran Minh Duc | Joint Commission",
        ),
        ("SELECT count(*) FROM meetings WHERE document_id = 'f'", "4"),
        ("SELECT count(*) FROM meetings WHERE document_id = 'h'", "0"),
    ] {
        assert_eq!(ask(&mut client, sql), [expected], "{sql}");
    }
}

#[test]
fn the_schema_is_as_declared() {
    let Some(url) = fresh("declared") else {
        return;
    };
    drop(writing(&url, &settings()));
    let mut client = client(&url);
    for table in TABLES.into_iter().chain([&RUNS, &COUNTRIES]) {
        let mut columns = columns(&mut client, table.name);
        if table.name == "documents" {
            let place = columns.iter().position(|column| column.0 == RUN.name);
            columns.remove(place.unwrap());
        }
        let declared = table.columns.iter().enumerate().map(|(place, column)| {
            let kind = match (table.name, column.kind) {
                ("runs", ColumnKind::Date) => "timestamp with time zone",
                ("runs", ColumnKind::Integer) if place > 0 => "bigint",
                (_, ColumnKind::Integer) => "integer",
                (_, ColumnKind::Real) => "double precision",
                (_, ColumnKind::Json) => "jsonb",
                (_, ColumnKind::List) => "text[]",
                (_, ColumnKind::Text | ColumnKind::Date) => "text",
            };
            let (name, key) = (column.name.to_owned(), place < table.key);
            (name, kind.to_owned(), column.required, key)
        });
        assert_eq!(columns, declared.collect::<Vec<_>>(), "{}", table.name);
    }
    for view in &VIEWS {
        let declared = view.columns.iter().map(|column| column.name);
        let columns = columns(&mut client, view.name);
        let columns = columns.iter().map(|column| column.0.as_str());
        assert!(columns.eq(declared), "{}", view.name);
    }
}

/// Name, type, whether each row has a value, whether it is of the key.
fn columns(client: &mut postgres::Client, table: &str) -> Vec<(String, String, bool, bool)> {
    let sql = "SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull,
            coalesce(a.attnum = ANY(c.conkey), false)
        FROM pg_attribute a LEFT JOIN pg_constraint c ON c.conrelid = a.attrelid AND c.contype = 'p'
        WHERE a.attrelid = $1::text::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
    let columns = client.query(sql, &[&table]).unwrap();
    let columns = columns.iter();
    let columns = columns.map(|row| (row.get(0), row.get(1), row.get(2), row.get(3)));
    columns.collect()
}

#[test]
fn closed_lists_are_closed_and_parents_are_there() {
    let Some(url) = fresh("closed") else {
        return;
    };
    let mut writing = writing(&url, &settings());
    writing.commit(&batch([extraction("a", "x")])).unwrap();
    let mut client = client(&url);
    for table in TABLES.into_iter().chain([&RUNS]) {
        for column in table.columns.iter().filter(|c| !c.values.is_empty()) {
            let (table, column, values) = (table.name, column.name, column.values);
            let finished = match table {
                "runs" => ", finished = now()",
                _ => "",
            };
            let mut set = |value: &str| {
                let sql = format!("UPDATE {table} SET {column} = $1{finished}");
                client.execute(&sql, &[&value])
            };
            for value in values {
                assert!(set(value).unwrap() > 0, "{table}.{column} {value}");
            }
            let refused = set("else").unwrap_err();
            let code = refused.code().unwrap();
            assert_eq!(code.code(), "23514", "{table}.{column} {refused:?}");
        }
    }
    for orphan in [
        "UPDATE documents SET run = 99",
        "INSERT INTO mentions VALUES ('a', 99, 1, 0, 1, NULL)",
        "INSERT INTO events VALUES ('nowhere', 'Forum', NULL, NULL, NULL, NULL)",
        "DELETE FROM runs",
    ] {
        let refused = client.execute(orphan, &[]).unwrap_err();
        assert_eq!(refused.code().unwrap().code(), "23503", "{orphan}");
    }
    client.execute("DELETE FROM documents", &[]).unwrap();
    assert_eq!(super::counts(&mut client), [0; 6]);
}

#[test]
fn a_schema_of_another_name_holds_its_own_documents() {
    let Some(url) = fresh("schemas") else {
        return;
    };
    let other = format!("{url}&schema=Press%20%22Room%22");
    for (url, id) in [(&url, "a"), (&other, "b"), (&other, "c")] {
        writing(url, &settings())
            .commit(&batch([extraction(id, "x")]))
            .unwrap();
    }
    let sql = "SELECT (SELECT count(*) FROM public.documents), (SELECT count(*) FROM \"Press \"\"Room\"\"\".documents)";
    assert_eq!(ask(&mut client(&url), sql), ["1 | 2"]);
}

#[test]
fn an_older_schema_is_brought_up_and_a_newer_one_refused() {
    let Some(url) = fresh("versions") else {
        return;
    };
    let mut client = client(&url);
    let table = "CREATE TABLE rostra_schema (version integer PRIMARY KEY, applied timestamptz NOT NULL DEFAULT now());
        INSERT INTO rostra_schema (version) VALUES (1)";
    client.batch_execute(table).unwrap();
    client.batch_execute(MIGRATIONS[0].postgres).unwrap();
    drop(writing(&url, &settings()));
    assert_eq!(ask(&mut client, "SELECT count(*) FROM speakers"), ["0"]);
    let versions = "SELECT version FROM rostra_schema ORDER BY version";
    assert_eq!(ask(&mut client, versions), ["1", "2"]);
    let newer = "INSERT INTO rostra_schema (version) VALUES (99)";
    client.batch_execute(newer).unwrap();
    let said = open(&url, &settings(), IMPATIENT).err().unwrap();
    let expected = "a newer version of rostra made it: its schema is 99, and this one knows 2";
    assert_eq!(said, expected);
}

#[test]
fn tables_of_others_are_left_alone() {
    let Some(url) = fresh("others") else {
        return;
    };
    let mut client = client(&url);
    client.batch_execute("CREATE TABLE people ()").unwrap();
    let said = open(&url, &settings(), IMPATIENT).err().unwrap();
    assert!(
        said.starts_with("another program made tables there"),
        "{said}"
    );
    let tables = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace";
    assert_eq!(ask(&mut client, tables), ["people"]);
}

#[test]
fn programs_that_come_to_an_empty_database_at_once_all_find_it_made() {
    let Some(url) = fresh("at_once") else {
        return;
    };
    let url = format!("{url}&schema=together");
    let threads = [(); 6].map(|()| {
        let url = url.clone();
        std::thread::spawn(move || drop(writing(&url, &settings())))
    });
    for thread in threads {
        thread.join().unwrap();
    }
    let runs = "SELECT count(*) FROM together.runs";
    assert_eq!(
        ask(&mut client(&url.replace("&schema=together", "")), runs),
        ["6"]
    );
}
