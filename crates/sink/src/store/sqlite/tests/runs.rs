//! What runs leave.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rostra_document::{Changes, Ended, Extraction, Identity, Provenance, Recall, Sink};
use rusqlite::Connection;

use super::super::super::Wanted;
use super::super::super::{Database, Held, Look};
use super::super::look::Reader;
use super::super::open_patiently;
use super::super::write::Writing;
use super::{PATIENCE, ask, batch, counts, fresh, writing};
use crate::settings::{Prune, Settings};
use crate::testing::{extraction, settings};

/// New, changed, unchanged, removed.
fn changes([new, changed, unchanged, removed]: [u64; 4]) -> Changes {
    Changes {
        new,
        changed,
        unchanged,
        removed,
    }
}

fn reader(path: &Path, settings: &Settings) -> Reader {
    Reader::open(path, PATIENCE, Wanted::of(settings)).unwrap()
}

#[test]
fn documents_are_there_once_and_as_they_are_now() {
    let (_folder, path) = fresh();
    let plain = settings();
    let mut newer = settings();
    newer.extractor.model = Some("press sha256:1".into());
    let mut with_text = newer.clone();
    with_text.with_text = true;
    let mut anew = newer.clone();
    anew.anew = true;
    let text = |id: &str| Extraction {
        text: Some("a\0b 👩🏽‍🚀".into()),
        ..extraction(id, "x")
    };
    let none = || extraction("b", "y");
    let runs: [(&Settings, Vec<Extraction>, [u64; 4]); 8] = [
        (&plain, vec![extraction("a", "x"), none()], [2, 0, 0, 0]),
        (&plain, vec![extraction("a", "x"), none()], [0, 0, 2, 0]),
        (&plain, vec![extraction("a", "z"), none()], [0, 1, 1, 0]),
        (&newer, vec![extraction("a", "z")], [0, 1, 0, 0]),
        (&newer, vec![extraction("a", "z")], [0, 0, 1, 0]),
        (&with_text, vec![text("a")], [0, 1, 0, 0]),
        (&newer, vec![extraction("a", "x")], [0, 0, 1, 0]),
        (&anew, vec![extraction("a", "x")], [0, 1, 0, 0]),
    ];
    for (number, (settings, documents, expected)) in runs.into_iter().enumerate() {
        let mut writing = writing(&path, settings);
        let committed = writing.commit(&batch(documents)).unwrap();
        assert_eq!(committed, changes(expected), "run {number}");
        writing.end(committed, 0, Ended::Whole).unwrap();
        assert_eq!(counts(writing.connection()), [2, 4, 4, 8, 2, 2]);
    }
    let connection = Connection::open(&path).unwrap();
    let runs = "SELECT added, changed, unchanged FROM runs ORDER BY id";
    assert_eq!(ask(&connection, runs)[2], "0 | 1 | 1");
    let run = ask(&connection, "SELECT id, run FROM documents ORDER BY id");
    assert_eq!(run, ["a | 8", "b | 1"]);
}

#[test]
fn texts_come_back_as_they_were() {
    let (_folder, path) = fresh();
    let mut whole = extraction("ไทย", "nul \0, ອັກສອນ, 👩🏽‍🚀");
    whole.text = Some("'; DROP TABLE people; --\0\u{10FFFF}\r\n".into());
    let mut writing = writing(&path, &settings());
    writing.commit(&batch([whole.clone()])).unwrap();
    let connection = writing.connection();
    let row = "SELECT d.text, p.name, p.honorifics, d.carried, d.steps FROM documents d
        JOIN people p ON p.document_id = d.id WHERE p.number = 1";
    let cells = connection.query_row(row, [], |row| {
        let cells = (0..5).map(|column| row.get::<_, String>(column));
        cells.collect::<rusqlite::Result<Vec<_>>>()
    });
    let (text, name) = (whole.text.unwrap(), whole.people[0].name.clone());
    let others = [
        "[\"H.E.\",\"Dr.\"]",
        "{\"n\":1,\"tags\":[\"a\",null]}",
        "[{\"row\":3}]",
    ];
    assert_eq!(cells.unwrap()[..2], [text, name]);
    assert_eq!(
        ask(connection, row)[0]
            .split(" | ")
            .skip(2)
            .collect::<Vec<_>>(),
        others
    );
}

#[test]
fn runs_are_told_by_their_rows() {
    let (_folder, path) = fresh();
    let mut killed = writing(&path, &settings());
    killed.commit(&batch([extraction("a", "x")])).unwrap();
    drop(killed);
    let mut stopped = writing(&path, &settings());
    stopped
        .end(changes([0, 0, 0, 0]), 2, Ended::Broken)
        .unwrap();
    let mut whole = writing(&path, &settings());
    whole.end(changes([0, 0, 1, 3]), 0, Ended::Whole).unwrap();
    let rows = ask(
        whole.connection(),
        "SELECT id, version, pipeline, model, outcome, failed, unchanged, removed FROM runs",
    );
    let expected = [
        "1 | 1 | sha256:0 | - | - | 0 | 0 | 0",
        "2 | 1 | sha256:0 | - | broken | 2 | 0 | 0",
        "3 | 1 | sha256:0 | - | whole | 0 | 1 | 3",
    ];
    assert_eq!(rows, expected);
    let times = "SELECT count(*) FROM runs WHERE started GLOB '20??-??-??T??:??:??Z' AND finished >= started";
    assert_eq!(ask(whole.connection(), times), ["2"]);
    // What the killed one had committed is believed.
    let held = reader(&path, &settings()).held(&["a"]).unwrap();
    assert!(held[0].as_ref().unwrap().current);
}

#[test]
fn what_is_held_is_current_where_this_run_would_make_the_same() {
    let (_folder, path) = fresh();
    let mut writing = writing(&path, &settings());
    let with_text = Extraction {
        text: Some(String::new()),
        ..extraction("b", "y")
    };
    let both = batch([extraction("a", "x"), with_text]);
    writing.commit(&both).unwrap();
    let mut model = settings();
    model.extractor.model = Some("m".into());
    let mut version = settings();
    version.extractor.version = "2".into();
    let mut pipeline = settings();
    pipeline.extractor.pipeline = "sha256:1".into();
    let mut text = settings();
    text.with_text = true;
    for (settings, expected) in [
        (settings(), [true, true]),
        (model, [false, false]),
        (version, [false, false]),
        (pipeline, [false, false]),
        (text, [false, true]),
    ] {
        let held = reader(&path, &settings).held(&["a", "?", "b"]).unwrap();
        let [Some(a), None, Some(b)] = &held[..] else {
            panic!("in the order of the ids")
        };
        assert_eq!([a.current, b.current], expected, "{settings:?}");
        let Held {
            content_hash,
            source,
            ..
        } = a;
        assert_eq!((content_hash.as_str(), source.as_str()), ("x", "a.txt:3"));
    }
}

#[test]
fn unseen_documents_are_taken_out_with_their_rows() {
    let (_folder, path) = fresh();
    let mut first = writing(&path, &settings());
    let three = ["a", "b", "c"].map(|id| extraction(id, "x"));
    first.commit(&batch(three)).unwrap();
    drop(first);
    let mut second = writing(&path, &settings());
    second.commit(&batch([extraction("b", "x")])).unwrap();
    second.commit(&batch([extraction("d", "x")])).unwrap();
    let mut unseen = second.unseen().unwrap();
    unseen.sort();
    let pair = |id: &str| (id.to_owned(), format!("{id}.txt"));
    assert_eq!(unseen, [pair("a"), pair("c")]);
    let gone = ["a", "c", "nowhere"].map(str::to_owned);
    assert_eq!(second.remove(&gone).unwrap(), 2);
    assert_eq!(counts(second.connection()), [2, 4, 4, 8, 2, 2]);
    assert_eq!(second.unseen().unwrap(), []);
}

#[test]
fn a_sink_remembers_and_prunes() {
    let (_folder, path) = fresh();
    let place = path.to_str().unwrap();
    let mut pruning = settings();
    pruning.prune = Some(Prune {
        inputs: vec![".".into()],
    });
    let run = |documents: &[Extraction], settings: &Settings| {
        let mut sink = open_patiently(place, settings, PATIENCE).unwrap();
        let mut memory = sink.memory().unwrap().unwrap();
        for document in documents {
            let identity = Identity {
                id: document.id.clone(),
                id_given: false,
                content_hash: document.content_hash.clone(),
                provenance: Provenance::file(&document.source),
            };
            match memory.recall(&[&identity]).unwrap()[0] {
                Recall::Same => sink.keep(&identity).unwrap(),
                _ => sink.write(&Arc::new(document.clone())).unwrap(),
            }
        }
        drop(memory);
        sink.finish(Ended::Whole).unwrap().unwrap()
    };
    let [a, b, c] = ["a", "b", "c"].map(|id| extraction(id, "x"));
    let first = run(&[a.clone(), b.clone()], &pruning);
    assert_eq!(first, changes([2, 0, 0, 0]));
    let second = run(&[a.clone(), c.clone()], &settings());
    assert_eq!(second, changes([1, 0, 1, 0]));
    assert_eq!(run(&[a, c], &pruning), changes([0, 0, 2, 1]));
    let beside = path.with_extension("db-wal");
    assert!(!beside.exists(), "the last to leave tidies up");
}

#[test]
fn two_runs_at_once_take_turns() {
    let (_folder, path) = fresh();
    let run = |content: &'static str| {
        let path = path.clone();
        std::thread::spawn(move || {
            let mut writing = writing(&path, &settings());
            let mut all = Changes::default();
            for number in 0..40 {
                let own = extraction(&format!("{content}{number}"), content);
                let shared = extraction(&format!("shared{number}"), content);
                all += writing.commit(&batch([own, shared])).unwrap();
            }
            writing.end(all, 0, Ended::Whole).unwrap();
            all
        })
    };
    let [a, b] = [run("a"), run("b")].map(|thread| thread.join().unwrap());
    assert_eq!(a.new + b.new, 120);
    assert_eq!(a.changed + b.changed, 40);
    let connection = Connection::open(&path).unwrap();
    assert_eq!(counts(&connection)[0], 120);
    let whole = "SELECT count(*) FROM runs WHERE outcome = 'whole'";
    assert_eq!(ask(&connection, whole), ["2"]);
    // All rows of a document are of one run.
    let mixed =
        "SELECT count(*) FROM documents d JOIN people p ON p.document_id = d.id AND p.number = 1
        WHERE p.name <> d.content_hash";
    assert_eq!(ask(&connection, mixed), ["0"]);
}

#[test]
fn a_locked_file_is_waited_for_and_then_refused() {
    let (_folder, path) = fresh();
    let place = path.to_str().unwrap();
    let brief = Duration::from_millis(30);
    let opened = || Writing::open(&path, brief, Wanted::of(&settings()), &settings());
    let mut ours = opened().unwrap();
    ours.begin().unwrap();
    let locked = "it is locked by another program (database is locked)";
    {
        let others = Connection::open(&path).unwrap();
        others.execute_batch("BEGIN EXCLUSIVE").unwrap();
        let refused = ours.commit(&batch([extraction("a", "x")])).unwrap_err();
        assert_eq!(refused, locked);
        let refused = open_patiently(place, &settings(), brief).err().unwrap();
        let expected = format!("cannot write {place}: {locked}");
        assert_eq!(refused.to_string(), expected);
    }
    // What could not be written can be once it is free.
    let committed = ours.commit(&batch([extraction("a", "x")])).unwrap();
    assert_eq!(committed, changes([1, 0, 0, 0]));
    drop(ours);
    let others = Connection::open(&path).unwrap();
    let alone = "PRAGMA locking_mode = exclusive; BEGIN EXCLUSIVE";
    others.execute_batch(alone).unwrap();
    assert_eq!(opened().err().unwrap(), locked);
}

#[test]
fn a_full_disk_loses_its_batch_alone() {
    let (_folder, path) = fresh();
    let mut writing = writing(&path, &settings());
    writing.commit(&batch([extraction("a", "x")])).unwrap();
    let pages = |writing: &Writing, pages: i64| {
        let set = format!("PRAGMA max_page_count = {pages}");
        ask(writing.connection(), &set);
    };
    pages(&writing, 1);
    let many = || (0..2000).map(|n| extraction(&format!("b{n}"), "x"));
    let refused = writing.commit(&batch(many())).unwrap_err();
    assert!(refused.starts_with("the disk is full"), "{refused}");
    assert_eq!(counts(writing.connection())[0], 1);
    pages(&writing, 1_000_000);
    let written = writing.commit(&batch(many())).unwrap();
    assert_eq!(written, changes([2000, 0, 0, 0]));
}

#[test]
fn a_killed_run_leaves_what_it_has_committed() {
    let (folder, path) = fresh();
    let mut killed = writing(&path, &settings());
    killed.commit(&batch([extraction("a", "x")])).unwrap();
    let half = "BEGIN IMMEDIATE; DELETE FROM documents; UPDATE runs SET version = '2'";
    killed.connection().execute_batch(half).unwrap();
    // The files as they are at this moment.
    let left = folder.path().join("left.db");
    for (from, to) in [("press.db", "left.db"), ("press.db-wal", "left.db-wal")] {
        let at = |name| folder.path().join(name);
        std::fs::copy(at(from), at(to)).unwrap();
    }
    let mut next = writing(&left, &settings());
    let both = [extraction("a", "x"), extraction("b", "x")];
    assert_eq!(next.commit(&batch(both)).unwrap(), changes([1, 0, 1, 0]));
    let sound = ask(next.connection(), "PRAGMA integrity_check");
    assert_eq!(sound, ["ok"]);
}
