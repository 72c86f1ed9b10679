//! What runs leave.

use std::sync::Arc;

use rostra_document::{Changes, Ended, Extraction, Identity, Provenance, Recall, Sink};

use super::super::super::{Database, Held, Look};
use super::super::open_patiently;
use super::{IMPATIENT, ask, batch, changes, client, counts, fresh, reader, writing};
use crate::settings::{Prune, Settings};
use crate::testing::{extraction, settings};

#[test]
fn documents_are_there_once_and_as_they_are_now() {
    let Some(url) = fresh("once") else {
        return;
    };
    let plain = settings();
    let mut newer = settings();
    newer.extractor.model = Some("press sha256:1".into());
    let mut with_text = newer.clone();
    with_text.with_text = true;
    let mut anew = newer.clone();
    anew.anew = true;
    let text = |id: &str| Extraction {
        text: Some("a b 👩🏽‍🚀".into()),
        ..extraction(id, "x")
    };
    let none = || extraction("b", "y");
    let fewer = || Extraction {
        people: Vec::new(),
        event: None,
        ..extraction("a", "w")
    };
    let all = [2, 4, 4, 8, 2, 2];
    type Run<'a> = (&'a Settings, Vec<Extraction>, [u64; 4], [i64; 6]);
    let runs: [Run; 10] = [
        (
            &plain,
            vec![extraction("a", "x"), none()],
            [2, 0, 0, 0],
            all,
        ),
        (
            &plain,
            vec![extraction("a", "x"), none()],
            [0, 0, 2, 0],
            all,
        ),
        (
            &plain,
            vec![extraction("a", "z"), none()],
            [0, 1, 1, 0],
            all,
        ),
        (&newer, vec![extraction("a", "z")], [0, 1, 0, 0], all),
        (&newer, vec![extraction("a", "z")], [0, 0, 1, 0], all),
        (&with_text, vec![text("a")], [0, 1, 0, 0], all),
        (&newer, vec![extraction("a", "x")], [0, 0, 1, 0], all),
        (&anew, vec![extraction("a", "x")], [0, 1, 0, 0], all),
        (&newer, vec![fewer()], [0, 1, 0, 0], [2, 2, 2, 4, 1, 2]),
        (&newer, vec![extraction("a", "x")], [0, 1, 0, 0], all),
    ];
    let mut client = client(&url);
    for (number, (settings, documents, expected, rows)) in runs.into_iter().enumerate() {
        let mut writing = writing(&url, settings);
        let committed = writing.commit(&batch(documents)).unwrap();
        assert_eq!(committed, changes(expected), "run {number}");
        writing.end(committed, 0, Ended::Whole).unwrap();
        assert_eq!(counts(&mut client), rows, "run {number}");
    }
    let runs = "SELECT added, changed, unchanged FROM runs ORDER BY id";
    assert_eq!(ask(&mut client, runs)[2], "0 | 1 | 1");
    let run = ask(&mut client, "SELECT id, run FROM documents ORDER BY id");
    assert_eq!(run, ["a | 10", "b | 1"]);
    let first = "SELECT name FROM people WHERE document_id = 'a' ORDER BY number";
    assert_eq!(ask(&mut client, first)[0], "x");
}

#[test]
fn no_text_makes_a_batch_fail() {
    let Some(url) = fresh("texts") else {
        return;
    };
    let long = "Лопес ".repeat(100_000);
    // Digits that no compression makes short enough for an index.
    let digits: String = (0..4000_u32)
        .map(|n| (n.wrapping_mul(n) % 9973).to_string())
        .collect();
    let mut hard = extraction("a\0b", "nul \0, ອັກສອນ, 👩🏽‍🚀");
    hard.content_hash = "x".into();
    hard.text = Some("'; DROP TABLE people; --\0\u{10FFFF}\r\n\\N\t\\.".into());
    hard.title = Some("\\u0000 {\"\"}".into());
    hard.date = Some("0000-02-30".into());
    let carried = r#"{"\u0000": ["\\u0000", "\u0000\ud83d\ude80"], "n": [1e308, 18446744073709551615, -0.0]}"#;
    hard.carried = serde_json::from_str(carried).unwrap();
    hard.people[0].honorifics = vec!["{,\"\\\0}".into(), String::new(), "NULL".into()];
    hard.people[0].name_latin.clone_from(&digits);
    hard.people[1].name_latin = long.clone();
    hard.people[1].honorifics = Vec::new();
    let mut endless = extraction(&format!("{digits}1"), "x");
    endless.people[0].organization = Some(long);
    endless.people[0].mentions[0].end = usize::MAX;
    let other = extraction(&format!("{digits}2"), "x");
    let twice = [extraction("t\0", "x"), extraction("t\u{FFFD}", "x")];
    let all = || {
        [hard.clone(), endless.clone(), other.clone()]
            .into_iter()
            .chain(twice.clone())
    };
    let mut writing = writing(&url, &settings());
    let written = writing.commit(&batch(all())).unwrap();
    assert_eq!(written, changes([4, 0, 0, 0]));
    let again = writing
        .commit(&batch([hard.clone(), endless.clone()]))
        .unwrap();
    assert_eq!(again, changes([0, 0, 2, 0]));
    assert_eq!(writing.unseen().unwrap(), []);
    let held = reader(&url, &settings()).held(&[&endless.id, "a\0b", "a"]);
    let held: Vec<bool> = held.unwrap().iter().map(Option::is_some).collect();
    assert_eq!(held, [true, true, false]);
    let mut client = client(&url);
    let row = "SELECT d.text, d.title, p.name, p.honorifics, d.carried
        FROM documents d JOIN people p ON p.document_id = d.id AND p.number = 1 WHERE d.id = 'a\u{FFFD}b'";
    let row = client.query_one(row, &[]).unwrap();
    let text: &str = row.get(0);
    assert_eq!(text, hard.text.as_ref().unwrap().replace('\0', "\u{FFFD}"));
    assert_eq!(row.get::<_, &str>(1), "\\u0000 {\"\"}");
    assert_eq!(row.get::<_, &str>(2), "nul \u{FFFD}, ອັກສອນ, 👩🏽‍🚀");
    let honorifics: Vec<&str> = row.get(3);
    assert_eq!(honorifics, ["{,\"\\\u{FFFD}}", "", "NULL"]);
    let carried = "SELECT carried->'\u{FFFD}'->>0, carried->'\u{FFFD}'->>1 FROM documents WHERE id = 'a\u{FFFD}b'";
    assert_eq!(ask(&mut client, carried), ["\\u0000 | \u{FFFD}🚀"]);
}

#[test]
fn a_document_that_is_written_anew_keeps_its_row() {
    let Some(url) = fresh("row") else {
        return;
    };
    let mut writing = writing(&url, &settings());
    writing.commit(&batch([extraction("a", "x")])).unwrap();
    let mut client = client(&url);
    let notes = "CREATE TABLE notes (document_id text REFERENCES documents (id) ON DELETE CASCADE);
        INSERT INTO notes VALUES ('a')";
    client.batch_execute(notes).unwrap();
    let written = writing.commit(&batch([extraction("a", "y")])).unwrap();
    assert_eq!(written, changes([0, 1, 0, 0]));
    assert_eq!(ask(&mut client, "SELECT * FROM notes"), ["a"]);
}

#[test]
fn runs_are_told_by_their_rows() {
    let Some(url) = fresh("rows") else {
        return;
    };
    let mut killed = writing(&url, &settings());
    killed.commit(&batch([extraction("a", "x")])).unwrap();
    drop(killed);
    let mut stopped = writing(&url, &settings());
    stopped
        .end(changes([0, 0, 0, 0]), 2, Ended::Broken)
        .unwrap();
    let mut whole = writing(&url, &settings());
    whole.end(changes([0, 0, 1, 3]), 0, Ended::Whole).unwrap();
    let mut client = client(&url);
    let rows = "SELECT id, version, pipeline, model, outcome, failed, unchanged, removed FROM runs ORDER BY id";
    let expected = [
        "1 | 1 | sha256:0 | - | - | 0 | 0 | 0",
        "2 | 1 | sha256:0 | - | broken | 2 | 0 | 0",
        "3 | 1 | sha256:0 | - | whole | 0 | 1 | 3",
    ];
    assert_eq!(ask(&mut client, rows), expected);
    let times = "SELECT count(*) FROM runs WHERE finished >= started";
    assert_eq!(ask(&mut client, times), ["2"]);
    // What the killed one had committed is believed.
    let held = reader(&url, &settings()).held(&["a"]).unwrap();
    assert!(held[0].as_ref().unwrap().current);
}

#[test]
fn what_is_held_is_current_where_this_run_would_make_the_same() {
    let Some(url) = fresh("current") else {
        return;
    };
    let mut writing = writing(&url, &settings());
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
        let held = reader(&url, &settings).held(&["a", "?", "b"]).unwrap();
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
    let twice = reader(&url, &settings()).held(&["a", "a"]).unwrap();
    assert!(twice.iter().all(Option::is_some));
}

#[test]
fn unseen_documents_are_taken_out_with_their_rows() {
    let Some(url) = fresh("unseen") else {
        return;
    };
    let mut first = writing(&url, &settings());
    let three = ["a", "b", "c"].map(|id| extraction(id, "x"));
    first.commit(&batch(three)).unwrap();
    drop(first);
    let mut second = writing(&url, &settings());
    second.commit(&batch([extraction("b", "x")])).unwrap();
    second.commit(&batch([extraction("d", "x")])).unwrap();
    let mut unseen = second.unseen().unwrap();
    unseen.sort();
    let pair = |id: &str| (id.to_owned(), format!("{id}.txt"));
    assert_eq!(unseen, [pair("a"), pair("c")]);
    let gone = ["a", "c", "nowhere"].map(str::to_owned);
    assert_eq!(second.remove(&gone).unwrap(), 2);
    assert_eq!(counts(&mut client(&url)), [2, 4, 4, 8, 2, 2]);
    assert_eq!(second.unseen().unwrap(), []);
}

#[test]
fn a_sink_remembers_and_prunes() {
    let Some(url) = fresh("sink") else {
        return;
    };
    let mut pruning = settings();
    pruning.prune = Some(Prune {
        inputs: vec![".".into()],
    });
    let run = |documents: &[Extraction], settings: &Settings| {
        let mut sink = open_patiently(&url, settings, IMPATIENT).unwrap();
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
        sink.finish(Ended::Whole).unwrap().unwrap()
    };
    let [a, b, c] = ["a", "b", "c"].map(|id| extraction(id, "x"));
    let first = run(&[a.clone(), b.clone()], &pruning);
    assert_eq!(first, changes([2, 0, 0, 0]));
    let second = run(&[a.clone(), c.clone()], &settings());
    assert_eq!(second, changes([1, 0, 1, 0]));
    assert_eq!(run(&[a, c], &pruning), changes([0, 0, 2, 1]));
}

#[test]
fn two_runs_at_once_take_turns() {
    let Some(url) = fresh("turns") else {
        return;
    };
    let run = |content: &'static str| {
        let url = url.clone();
        std::thread::spawn(move || {
            let mut writing = writing(&url, &settings());
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
    let mut client = client(&url);
    assert_eq!(counts(&mut client), [120, 240, 240, 480, 120, 120]);
    let whole = "SELECT count(*) FROM runs WHERE outcome = 'whole'";
    assert_eq!(ask(&mut client, whole), ["2"]);
    // All rows of a document are of one run.
    let mixed =
        "SELECT count(*) FROM documents d JOIN people p ON p.document_id = d.id AND p.number = 1
        WHERE p.name <> d.content_hash";
    assert_eq!(ask(&mut client, mixed), ["0"]);
}
