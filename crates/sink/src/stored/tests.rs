//! Every form: written by the output, read back.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use rostra_document::{Ended, Extraction};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{StoredError, is_run, open};
use crate::arrow::any;
use crate::settings::Settings;
use crate::target::Target;
use crate::testing::{extraction, extractor, settings};

/// Names of outputs of every form that is read back, and whether the form keeps the order of the run.
const OUTPUTS: &[(&str, bool)] = &[
    ("out.jsonl", true),
    ("out.ndjson", true),
    ("out.json", true),
    ("out.parquet", true),
    ("out.db", false),
];

fn write(folder: &TempDir, name: &str, documents: &[Extraction]) -> String {
    write_as(folder, name, None, documents)
}

fn write_as(folder: &TempDir, name: &str, form: Option<&str>, documents: &[Extraction]) -> String {
    let place = folder.path().join(name).to_str().unwrap().to_owned();
    let settings = Settings {
        with_text: true,
        ..settings()
    };
    let mut sink = Target::new(&place, form).unwrap().open(&settings).unwrap();
    for document in documents {
        sink.write(&Arc::new(document.clone())).unwrap();
    }
    sink.finish(Ended::Whole).unwrap();
    place
}

fn read(place: &str) -> Result<Vec<Extraction>, StoredError> {
    open(place)?.collect()
}

/// What is wrong with the output at `place`.
fn wrong(place: &str) -> String {
    read(place).unwrap_err().to_string()
}

fn file(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_was_written_comes_back(mut all in prop::collection::vec(any::extraction(), 0..6)) {
        for (n, document) in all.iter_mut().enumerate() {
            document.id = format!("{}{n}", document.id);
            // What tables hold to: the run's extractor, and severities that there are.
            document.extractor = extractor();
            for diagnostic in &mut document.diagnostics {
                diagnostic.severity = "warning".to_owned();
            }
        }
        let folder = tempfile::tempdir().unwrap();
        for &(name, ordered) in OUTPUTS {
            let back = read(&write(&folder, name, &all)).unwrap();
            let mut expected = all.clone();
            if !ordered {
                expected.sort_by(|a, b| a.id.cmp(&b.id));
            }
            prop_assert_eq!(back, expected, "{}", name);
        }
    }
}

#[test]
fn more_documents_than_are_read_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let all: Vec<_> = (0..300)
        .map(|n| extraction(&format!("{n:04}"), &format!("王 {n}")))
        .collect();
    for (name, _) in OUTPUTS {
        assert_eq!(read(&write(&folder, name, &all)).unwrap(), all, "{name}");
    }
}

#[test]
fn bytes_tell_the_form_and_the_first_document_its_maker() {
    let folder = tempfile::tempdir().unwrap();
    let all = [extraction("a", "Ana")];
    for form in ["jsonl", "json", "parquet", "sqlite"] {
        let place = write_as(&folder, &format!("{form}.out"), Some(form), &all);
        assert!(is_run(&place), "{form}");
        let mut stored = open(&place).unwrap();
        assert_eq!(stored.extractor(), Some(&extractor()), "{form}");
        assert_eq!(stored.count(), 1, "{form}");
    }
}

#[test]
fn runs_over_nothing_are_empty() {
    let folder = tempfile::tempdir().unwrap();
    for (name, _) in OUTPUTS {
        let place = write(&folder, name, &[]);
        let mut stored = open(&place).unwrap();
        assert!(stored.extractor().is_none(), "{name}");
        assert!(stored.next().is_none(), "{name}");
    }
}

#[test]
fn releases_are_no_runs() {
    let folder = tempfile::tempdir().unwrap();
    let row = r#"{"id": "a", "text": "The minister spoke."}"#;
    let people = r#"{"id": "a", "text": "x", "people": []}"#;
    for (name, text) in [
        ("rows.jsonl", row),
        ("gold.jsonl", people),
        ("row.json", row),
        ("rows.json", &format!("[{row}]")),
        ("empty.jsonl", ""),
        ("release.txt", "The minister spoke."),
        ("page.html", "<p>{}</p>"),
        ("out.csv", "document_id\n"),
        ("press.db", ""),
        ("press.parquet", "PAR1"),
    ] {
        assert!(!is_run(&file(&folder, name, text)), "{name}");
    }
    assert!(!is_run("-"));
    assert!(!is_run(folder.path().to_str().unwrap()));
    assert!(!is_run("postgres://h/d"));
}

/// The document of tests as JSON, with `edit` done to it.
fn document(edit: impl FnOnce(&mut serde_json::Map<String, Value>)) -> Value {
    let mut document = json!(extraction("a", "Ana"));
    edit(document.as_object_mut().unwrap());
    document
}

#[test]
fn older_lines_lack_fields_and_editors_add_white_space() {
    let folder = tempfile::tempdir().unwrap();
    let older = document(|fields| {
        for field in [
            "content_hash",
            "place",
            "url",
            "provenance",
            "carried",
            "title",
        ] {
            fields.remove(field);
        }
    });
    let text = format!("\u{feff}{older}\r\n\n  {older}  \r\n{older}");
    let all = read(&file(&folder, "old.jsonl", text)).unwrap();
    assert_eq!(all.len(), 3);
    assert_eq!(all[2].title, None);
    assert_eq!(all[2].people, extraction("a", "Ana").people);
}

#[test]
fn a_wrong_line_is_named_and_the_next_one_read() {
    let folder = tempfile::tempdir().unwrap();
    let good = document(|_| ());
    let bad = document(|fields| drop(fields.remove("people")));
    let place = file(
        &folder,
        "a.jsonl",
        format!("{good}\n{bad}\n\u{0}\n{good}\n{{"),
    );
    let lines: Vec<_> = open(&place).unwrap().collect();
    let said = |n: usize| lines[n].as_ref().unwrap_err().to_string();
    assert!(lines[0].is_ok() && lines[3].is_ok());
    let expected = format!("{place}: line 2 cannot be read: missing field `people`");
    assert!(said(1).starts_with(&expected), "{}", said(1));
    assert!(said(2).contains("line 3"), "{}", said(2));
    assert!(said(4).contains("line 5"), "{}", said(4));
    assert_eq!(lines.len(), 5);
}

#[test]
fn arrays_are_read_however_they_are_laid_out() {
    let folder = tempfile::tempdir().unwrap();
    let one = document(|_| ());
    let pretty = serde_json::to_string_pretty(&json!([one, one])).unwrap();
    let tight = json!([one, one]).to_string();
    let behind = format!("{}\n{}", serde_json::to_string_pretty(&one).unwrap(), one);
    for text in [
        pretty.clone(),
        tight,
        format!("\u{feff} {pretty}\n\n"),
        behind,
    ] {
        assert_eq!(
            read(&file(&folder, "a.json", &text)).unwrap().len(),
            2,
            "{text}"
        );
    }
    assert_eq!(read(&file(&folder, "a.json", " [ ] ")).unwrap(), []);
    for (text, said) in [
        (
            format!("[{one} {one}]"),
            "document 2 cannot be read: a comma",
        ),
        (format!("[{one}, "), "document 2 cannot be read: EOF"),
        (
            format!("[{one}"),
            "document 2 cannot be read: the array has no end",
        ),
        (
            format!("[{one}] {one}"),
            "document 2 cannot be read: something stands",
        ),
        (
            format!("[{one},{{}}]"),
            "document 2 cannot be read: missing field",
        ),
        ("[1]".to_owned(), "document 1 cannot be read: invalid type"),
        (
            "{\"a\": 1}".to_owned(),
            "document 1 cannot be read: missing field `id`",
        ),
    ] {
        let mut stored = open(&file(&folder, "a.json", &text)).unwrap();
        let error = stored.find_map(Result::err).unwrap().to_string();
        assert!(error.contains(said), "{text}: {error}");
        assert!(stored.next().is_none(), "{text}");
    }
}

#[test]
fn a_fixture_is_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = document(|fields| {
        for field in [
            "source",
            "sha256",
            "content_hash",
            "provenance",
            "extractor",
        ] {
            fields.remove(field);
        }
    });
    let place = file(
        &folder,
        "a.json",
        serde_json::to_string_pretty(&fixture).unwrap(),
    );
    let all = read(&place).unwrap();
    assert_eq!(all[0].people, extraction("a", "Ana").people);
    assert_eq!(
        (all[0].source.as_str(), all[0].extractor.name.as_str()),
        ("", "")
    );
    assert!(!is_run(&place));
}

#[test]
fn what_does_not_hold_documents_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let all = [extraction("a", "Ana")];
    let whole = "; JSON Lines, JSON, Parquet and SQLite can";
    for (name, said) in [
        ("out.csv", "CSV cannot"),
        ("out.ftm.json", "FollowTheMoney cannot"),
        ("datapackage.json", "a data package cannot"),
    ] {
        let place = write(&folder, name, &all);
        assert_eq!(
            wrong(&place),
            format!("{place} cannot be read back: {said}{whole}")
        );
        assert!(!is_run(&place), "{name}");
    }
    let text = file(&folder, "a.txt", "The minister spoke.");
    let no = format!("{text} cannot be read back: it is no output of rostra that can{whole}");
    assert_eq!(wrong(&text), no);
    let folder = folder.path().to_str().unwrap();
    assert_eq!(
        wrong(folder),
        format!("{folder} cannot be read back: it is a folder")
    );
    let missing = format!("{folder}/none.jsonl");
    assert_eq!(wrong(&missing), format!("cannot read {missing}"));
}

#[cfg(feature = "postgres")]
#[test]
fn servers_are_refused_without_their_password() {
    let said = wrong("postgres://eva:secret@db/press");
    assert!(said.starts_with("postgres://eva@db/press cannot be read back: PostgreSQL cannot"));
}

fn with_database(path: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn databases_of_others_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let ours = write(&folder, "newer.db", &[extraction("a", "Ana")]);
    with_database(Path::new(&ours), "PRAGMA user_version = 99");
    let theirs = folder.path().join("theirs.db");
    with_database(&theirs, "CREATE TABLE people (name)");
    let empty = folder.path().join("empty.db");
    with_database(&empty, "VACUUM");
    let garbage = format!("{}\n{}", "SQLite format 3\0", "no ".repeat(500));
    for (place, said) in [
        (ours, "a newer version of rostra made it: its schema is 99"),
        (
            theirs.display().to_string(),
            "it is the database of another program",
        ),
        (empty.display().to_string(), "it holds nothing"),
        (file(&folder, "garbage.db", garbage), "it is "),
    ] {
        let error = wrong(&place);
        assert!(error.contains(said), "{error}");
        assert!(!is_run(&place), "{place}");
    }
}

#[test]
fn cells_that_say_nothing_known_are_told() {
    let folder = tempfile::tempdir().unwrap();
    for (edit, said) in [
        (
            "UPDATE documents SET steps = 'x'",
            "documents of document a cannot be read",
        ),
        (
            "UPDATE mentions SET starts_at = -1",
            "mentions of document a cannot be read",
        ),
        (
            "UPDATE people SET honorifics = X'00'",
            "people of document a cannot be read: Invalid",
        ),
    ] {
        let place = write(&folder, "press.db", &[extraction("a", "Ana")]);
        with_database(Path::new(&place), edit);
        let error = wrong(&place);
        assert!(error.contains(said), "{edit}: {error}");
        fs::remove_file(place).unwrap();
    }
}

#[test]
fn rows_that_are_gone_leave_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let place = write(&folder, "press.db", &[extraction("a", "Ana")]);
    with_database(
        Path::new(&place),
        "PRAGMA foreign_keys = OFF; DELETE FROM people WHERE number = 1",
    );
    let all = read(&place).unwrap();
    assert_eq!(all[0].people[..], extraction("a", "Ana").people[1..]);
}

#[test]
fn parquet_of_others_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let place = write(&folder, "a.parquet", &[extraction("a", "Ana")]);
    let whole = fs::read(&place).unwrap();
    let cut = file(
        &folder,
        "cut.parquet",
        whole.get(..whole.len() / 2).unwrap(),
    );
    assert!(wrong(&cut).contains("it is damaged"), "{}", wrong(&cut));
    assert!(!is_run(&cut));
}
