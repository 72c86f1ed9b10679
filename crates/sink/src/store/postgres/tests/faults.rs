//! Servers that go away, and that say no.

use std::sync::Arc;
use std::time::Duration;

use rostra_document::{Ended, Identity, Provenance, Recall, Sink, SinkError};

use super::super::super::Wanted;
use super::super::super::{Database, Look};
use super::super::address::Address;
use super::super::look::Reader;
use super::super::open_patiently;
use super::super::session::Pauses;
use super::support::Server;
use super::{IMPATIENT, PATIENT, ask, batch, changes, client, counts, fresh, open, writing};
use crate::testing::{extraction, settings};

#[test]
fn a_server_that_comes_back_has_all() {
    let Some(server) = Server::start() else {
        return;
    };
    let url = server.database("back");
    let mut writing = open(&url, &settings(), PATIENT).unwrap();
    writing.begin().unwrap();
    writing.commit(&batch([extraction("a", "x")])).unwrap();
    let address = Arc::new(Address::of(&url).unwrap());
    let mut reader = Reader::open(&address, PATIENT, Wanted::of(&settings())).unwrap();
    for (id, end) in [("b", Server::stop as fn(&Server)), ("c", Server::kill)] {
        end(&server);
        let (written, held) = std::thread::scope(|scope| {
            let written = scope.spawn(|| writing.commit(&batch([extraction(id, "x")])));
            let held = scope.spawn(|| reader.held(&["a"]));
            server.start_again();
            (written.join().unwrap(), held.join().unwrap())
        });
        assert_eq!(written.unwrap(), changes([1, 0, 0, 0]), "{id}");
        assert!(held.unwrap()[0].is_some(), "{id}");
    }
    // What was seen before the server went away is not forgotten.
    assert_eq!(writing.unseen().unwrap(), []);
    writing.end(changes([3, 0, 0, 0]), 0, Ended::Whole).unwrap();
    let mut client = client(&url);
    assert_eq!(counts(&mut client), [3, 6, 6, 12, 3, 3]);
    assert_eq!(ask(&mut client, "SELECT outcome FROM runs"), ["whole"]);
}

#[test]
fn connections_that_are_cut_are_made_anew() {
    let Some(url) = fresh("cut") else {
        return;
    };
    let mut writing = open(&url, &settings(), PATIENT).unwrap();
    writing.begin().unwrap();
    writing.commit(&batch([extraction("a", "x")])).unwrap();
    let mut client = client(&url);
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE application_name = 'rostra' AND datname = current_database()";
    assert_eq!(ask(&mut client, cut), ["1"]);
    let both = [extraction("a", "x"), extraction("b", "x")];
    assert_eq!(writing.commit(&batch(both)).unwrap(), changes([1, 0, 1, 0]));
    assert_eq!(counts(&mut client)[0], 2);
}

#[test]
fn a_server_that_stays_away_is_told_of() {
    let Some(server) = Server::start() else {
        return;
    };
    const BRIEF: Pauses = &[Duration::from_millis(10); 2];
    let url = server.database("away");
    let mut sink = open_patiently(&url, &settings(), BRIEF).unwrap();
    let mut memory = sink.memory().unwrap().unwrap();
    server.kill();
    let folder = server.folder().display();
    let place = format!("postgres://rostra@/away?host={folder}");
    let nobody = format!("cannot write {place}: no server answers at {folder}: ");
    let a = Identity::new("a", Provenance::file("a.txt"));
    let said = memory.recall(&[&a]).unwrap_err().to_string();
    assert!(said.starts_with(&nobody), "{said}");
    let document = Arc::new(extraction("a", "x"));
    let said = sink
        .write(&document)
        .and_then(|()| sink.finish(Ended::Whole).map(|_| ()));
    let said = said.unwrap_err().to_string();
    assert!(said.starts_with(&nobody), "{said}");
    let said = open_patiently(&url, &settings(), BRIEF).err().unwrap();
    assert!(said.to_string().starts_with(&nobody), "{said}");
    server.start_again();
    assert_eq!(memory.recall(&[&a]).unwrap(), [Recall::Unknown]);
}

#[test]
fn servers_say_no_on_one_line_that_tells_no_password() {
    let Some(server) = Server::start() else {
        return;
    };
    let url = server.database("no");
    let latin = server.address("latin");
    let mut client = client(&url);
    for sql in [
        "CREATE ROLE eva LOGIN PASSWORD 'right'",
        "CREATE ROLE reader LOGIN",
        "CREATE ROLE lazy LOGIN",
        "ALTER ROLE lazy SET default_transaction_read_only = on",
        "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "CREATE SCHEMA lazy AUTHORIZATION lazy",
    ] {
        client.batch_execute(sql).unwrap();
    }
    drop(writing(&url, &settings()));
    // From here on, one needs a password.
    let rules = server.folder().join("data/pg_hba.conf");
    let rule = "local all eva scram-sha-256\nlocal all all trust\n";
    std::fs::write(rules, rule).unwrap();
    client.batch_execute("SELECT pg_reload_conf()").unwrap();
    let at = server.folder().display();
    let by = |user: &str| url.replace("rostra@", &format!("{user}@"));
    let cases = [
        (
            by("eva:secret"),
            format!("the server at {at} does not take the password of `eva`"),
        ),
        (
            by("eva"),
            format!("the server at {at} wants a password of `eva`: "),
        ),
        (
            by("nobody:secret"),
            format!("the server at {at} does not let `nobody` in: role \"nobody\" does not exist"),
        ),
        (
            server.address("nowhere"),
            format!("the server at {at} has no database `nowhere`"),
        ),
        (
            by("reader"),
            "`reader` may not: permission denied for schema public".to_owned(),
        ),
        (
            format!("{}&schema=new", by("reader")),
            "`reader` may not: permission denied for database no".to_owned(),
        ),
        (
            format!("{}&schema=lazy", by("lazy")),
            format!("the server at {at} may only be read ("),
        ),
        (
            latin,
            "the database `latin` is encoded in LATIN1 and cannot hold every text".to_owned(),
        ),
        (
            format!("{url}&port=1"),
            format!("no server answers at {at}: No such file or directory"),
        ),
    ];
    for (url, reason) in cases {
        let said = open(&url, &settings(), IMPATIENT).err().unwrap();
        assert!(said.starts_with(&reason), "{url}: {said}");
        assert!(!said.contains("secret") && !said.contains('\n'), "{said}");
        let error = open_patiently(&url, &settings(), IMPATIENT).err().unwrap();
        assert!(matches!(error, SinkError::Refused { .. }));
        assert!(!error.to_string().contains("secret"), "{error}");
    }
    let right = by("eva:right");
    let said = open(&right, &settings(), IMPATIENT).err().unwrap();
    assert!(said.starts_with("`eva` may not: "), "{said}");
    client
        .batch_execute(
            "GRANT ALL ON SCHEMA public TO eva; GRANT ALL ON ALL TABLES IN SCHEMA public TO eva",
        )
        .unwrap();
    let written = writing(&right, &settings()).commit(&batch([extraction("a", "x")]));
    assert_eq!(written.unwrap(), changes([1, 0, 0, 0]));
}

#[test]
fn what_a_batch_is_refused_for_is_told_and_none_of_it_is_there() {
    let Some(url) = fresh("refused") else {
        return;
    };
    let mut writing = writing(&url, &settings());
    let mut client = client(&url);
    let rule = "ALTER TABLE titles ADD CONSTRAINT short CHECK (length(text) < 9)";
    client.batch_execute(rule).unwrap();
    let said = writing.commit(&batch([extraction("a", "x")])).unwrap_err();
    assert!(
        said.contains("violates check constraint \"short\" ("),
        "{said}"
    );
    assert_eq!(counts(&mut client), [0; 6]);
    client
        .batch_execute("ALTER TABLE titles DROP CONSTRAINT short")
        .unwrap();
    let written = writing.commit(&batch([extraction("a", "x")]));
    assert_eq!(written.unwrap(), changes([1, 0, 0, 0]));
}

#[test]
fn what_a_server_says_is_put_into_words_or_tried_again() {
    let Some(url) = fresh("words") else {
        return;
    };
    const TWICE: Pauses = &[Duration::ZERO];
    let mut writing = open(&url, &settings(), TWICE).unwrap();
    writing.begin().unwrap();
    let mut client = client(&url);
    let rule = "CREATE SEQUENCE tries;
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF nextval('tries') <= TG_ARGV[1]::int THEN
                RAISE EXCEPTION 'it cannot be' USING ERRCODE = TG_ARGV[0];
            END IF;
            RETURN NEW;
        END $$";
    client.batch_execute(rule).unwrap();
    for (code, times, expected) in [
        ("53100", 1, Err("the disk of the server at ")),
        ("25006", 1, Err("the server at ")),
        ("42501", 1, Err("`rostra` may not: it cannot be")),
        ("22000", 1, Err("it cannot be (")),
        ("40P01", 1, Ok(())),
        ("08006", 1, Ok(())),
        ("57P01", 2, Err("the server at ")),
    ] {
        client
            .batch_execute(&format!(
                "ALTER SEQUENCE tries RESTART; DELETE FROM documents;
                DROP TRIGGER IF EXISTS refuse ON documents; CREATE TRIGGER refuse BEFORE INSERT ON documents
                FOR EACH ROW EXECUTE FUNCTION refuse('{code}', {times})"
            ))
            .unwrap();
        match (writing.commit(&batch([extraction("a", "x")])), expected) {
            (Ok(written), Ok(())) => assert_eq!(written, changes([1, 0, 0, 0]), "{code}"),
            (Err(said), Err(words)) => {
                assert!(said.starts_with(words), "{code}: {said}");
                assert!(!said.contains('\n'), "{said}");
            }
            (came, expected) => panic!("{code}: {came:?}, not {expected:?}"),
        }
    }
}
