//! What becomes of documents that could not be read: `--quarantine` and `rostra retry`.

use std::fs;

use serde_json::{Value, json};

use crate::workplace::{RELEASE, Ran, Workplace};

const DAMAGED: &[u8] = include_bytes!("../refused/pdf/damaged.pdf");
const ROWS: &[u8] =
    b"{\"text\": \"The minister spoke.\"}\n{\"text\": \"The min\n{\"text\": \"He left.\"}\n";

fn lines(workplace: &Workplace, name: &str) -> Vec<Value> {
    let text = workplace.read(name);
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// One field of each.
fn each<'a>(entries: &'a [Value], field: &str) -> Vec<&'a str> {
    let fields = entries.iter();
    fields
        .map(|e| e[field].as_str().unwrap_or("null"))
        .collect()
}

fn retry(workplace: &Workplace, args: &[&str]) -> Ran {
    let mut command = workplace.command(&["retry", "--no-model"]);
    Ran::from(command.args(args).output().unwrap())
}

fn extract(workplace: &Workplace, args: &[&str]) -> Ran {
    let all: Vec<&str> = ["--no-model", "--quarantine", "failed.jsonl"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    workplace.extract(&all)
}

/// A folder with one document that is read and four that are not.
fn press() -> Workplace {
    Workplace::new(&[
        ("press/a.txt", b" \n"),
        ("press/b.pdf", DAMAGED),
        ("press/rows.jsonl", ROWS),
        ("press/x/a.txt", RELEASE.as_bytes()),
    ])
}

#[test]
fn every_kind_of_failure_is_listed_and_the_same_each_time() {
    let workplace = press();
    workplace.write("p.toml", b"[limits]\ndocument_bytes = 30\n");
    let long = ["press", "gone.txt", "--strict", "--pipeline", "p.toml"];
    extract(&workplace, &long).failed(1, "; failed.jsonl lists 5");
    let entries = lines(&workplace, "failed.jsonl");
    for (entry, (place, kind, id, reason)) in entries.iter().zip([
        ("press/a.txt", "rejected", Some("a"), "holds no text"),
        ("press/b.pdf", "rejected", Some("b"), "is damaged"),
        ("press/rows.jsonl:2", "rejected", None, "is not valid JSON"),
        (
            "press/x/a.txt",
            "incomplete",
            Some("a-2"),
            "was not read whole",
        ),
        ("gone.txt", "unreadable", Some("gone"), "no such file"),
    ]) {
        assert_eq!(entry["place"], place);
        assert_eq!(
            (&entry["kind"], &entry["id"]),
            (&json!(kind), &json!(id)),
            "{place}"
        );
        assert!(
            entry["reason"].as_str().unwrap().starts_with(reason),
            "{entry}"
        );
        assert_eq!(entry["reading"]["strict"], true);
        assert_eq!(entry["rostra"], env!("CARGO_PKG_VERSION"));
    }
    assert_eq!(
        entries[2]["provenance"],
        json!({"path": "press/rows.jsonl", "steps": [{"row": 2}], "format": ""})
    );
    let first = workplace.read("failed.jsonl");
    extract(&workplace, &long);
    assert_eq!(workplace.read("failed.jsonl"), first);
    assert!(!workplace.path("failed.jsonl.part").exists());
}

#[test]
fn the_file_is_that_of_the_last_run() {
    let workplace = Workplace::new(&[("a.txt", RELEASE.as_bytes()), ("failed.jsonl", b"old")]);
    let ran = extract(&workplace, &["a.txt"]);
    assert!(
        ran.stderr.contains("; failed.jsonl lists none"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        (ran.status, workplace.read("failed.jsonl").as_str()),
        (0, "")
    );
    let ran = retry(&workplace, &["failed.jsonl"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    assert_eq!(ran.stderr, "rostra: failed.jsonl lists nothing\n");
}

#[test]
fn what_was_mended_is_read_and_leaves_the_file() {
    let workplace = press();
    extract(&workplace, &["press", "gone/a.txt", "-o", "out.jsonl"])
        .failed(1, "; failed.jsonl lists 4");
    workplace.write("press/a.txt", RELEASE.as_bytes());
    let mended = String::from_utf8_lossy(ROWS).replace("The min\n", "The ambassador came.\"}\n");
    workplace.write("press/rows.jsonl", mended.as_bytes());
    let ran = retry(&workplace, &["failed.jsonl", "-o", "more.jsonl"]);
    ran.failed(
        1,
        "2 could not be read; of 4 to read again failed.jsonl lists 2",
    )
    .failed(1, "press/b.pdf: is damaged");
    let read = lines(&workplace, "more.jsonl");
    assert_eq!(each(&read, "id"), ["a", "rows-2"]);
    assert_eq!(each(&read, "source"), ["press/a.txt", "press/rows.jsonl:2"]);
    let entries = lines(&workplace, "failed.jsonl");
    assert_eq!(each(&entries, "place"), ["press/b.pdf", "gone/a.txt"]);
    assert_eq!(each(&entries, "id"), ["b", "a-3"]);

    // Nothing new: the same again, with another file for what is left.
    let before = workplace.read("failed.jsonl");
    retry(&workplace, &["failed.jsonl", "--quarantine", "left.jsonl"])
        .failed(1, "of 2 to read again left.jsonl lists 2");
    assert_eq!(workplace.read("left.jsonl"), before);
    assert_eq!(workplace.read("failed.jsonl"), before);

    fs::remove_file(workplace.path("press/b.pdf")).unwrap();
    workplace.write("gone/a.txt", RELEASE.as_bytes());
    let ran = retry(&workplace, &["failed.jsonl"]);
    ran.failed(1, "press/b.pdf: no such file or folder");
    assert_eq!(ran.each("id"), ["a-3"]);
    let entries = lines(&workplace, "failed.jsonl");
    assert_eq!(each(&entries, "kind"), ["unreadable"]);
}

#[test]
fn documents_are_read_as_they_were_read() {
    let table = "Key;Story\n7;\n8;Le ministre a parlé.\n";
    let workplace = Workplace::new(&[("press/t.dat", table.as_bytes())]);
    let how = [
        "press",
        "--input-format=csv",
        "--column=text=Story",
        "--column=id=Key",
        "--id=path",
        "--lang=fr",
    ];
    let ran = extract(&workplace, &how);
    ran.failed(1, "press/t.dat:1");
    assert_eq!(ran.each("id"), ["8"]);
    workplace.write(
        "press/t.dat",
        table.replace("7;", "7;Il est venu.").as_bytes(),
    );
    let ran = retry(&workplace, &["failed.jsonl"]);
    assert_eq!(
        (ran.status, ran.each("id"), ran.each("lang")),
        (0, vec!["7".to_owned()], vec!["fr".to_owned()])
    );
    assert_eq!(workplace.read("failed.jsonl"), "");
}

#[test]
fn what_a_broken_container_held_beyond_is_read_too() {
    let rows = |n: usize| format!("{{\"text\": \"The minister spoke {n} times.\"}}\n");
    let all: String = (0..2000).map(rows).collect();
    let squeeze = |text: &str| {
        let mut child = std::process::Command::new("gzip")
            .arg("-c")
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .ok()?;
        let mut stdin = child.stdin.take()?;
        let text = text.to_owned();
        let write = std::thread::spawn(move || {
            std::io::Write::write_all(&mut stdin, text.as_bytes()).unwrap();
        });
        let output = child.wait_with_output().ok()?;
        write.join().unwrap();
        Some(output.stdout)
    };
    let Some(whole) = squeeze(&all) else {
        eprintln!("skipped: no gzip here");
        return;
    };
    let workplace = Workplace::new(&[("rows.jsonl.gz", &whole[..whole.len() / 2])]);
    let ran = extract(&workplace, &["rows.jsonl.gz", "-o", "out.jsonl"]);
    ran.failed(1, "1 could not be read");
    let entries = lines(&workplace, "failed.jsonl");
    assert_eq!(entries[0]["lost_from"], 0);
    workplace.write("rows.jsonl.gz", &whole);
    let ran = retry(&workplace, &["failed.jsonl", "-o", "more.jsonl"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let read = |name| workplace.read(name).lines().count();
    assert!(read("out.jsonl") > 0);
    assert_eq!(read("out.jsonl") + read("more.jsonl"), 2000);
}

#[test]
fn standard_input_cannot_be_retried() {
    let workplace = Workplace::new(&[("b.txt", b"")]);
    let mut command = workplace.command(&["extract", "-", "b.txt", "--quarantine", "failed.jsonl"]);
    let ran = Ran::from(command.output().unwrap());
    ran.failed(1, "stdin: is empty");
    let stdin = workplace.read("failed.jsonl");
    let stdin = stdin.lines().next().unwrap();
    workplace.write("b.txt", RELEASE.as_bytes());
    let ran = retry(&workplace, &["failed.jsonl"]);
    ran.failed(
        1,
        "stdin: came from standard input, which cannot be read again",
    );
    assert_eq!(ran.each("id"), ["b"]);
    assert_eq!(workplace.read("failed.jsonl"), format!("{stdin}\n"));
}

#[test]
fn too_many_failures_stop_the_run() {
    let rows = "no row\n".repeat(300) + "{\"id\": \"last\", \"text\": \"One.\"}\n";
    let workplace = Workplace::new(&[("rows.jsonl", rows.as_bytes()), ("out.jsonl", b"old")]);
    let args = ["rows.jsonl", "-o", "out.jsonl", "--max-errors"];
    let with = |most: &str| extract(&workplace, &[&args[..], &[most]].concat());
    let ran = with("3");
    ran.failed(
        2,
        "could not be read, more than --max-errors 3; the same command goes on from there",
    )
    .failed(2, "failed.jsonl.part lists");
    assert_eq!(workplace.read("out.jsonl"), "old");
    assert!(!workplace.path("failed.jsonl").exists());
    let listed = workplace.read("failed.jsonl.part").lines().count();
    assert!((4..300).contains(&listed), "{listed}");
    // The last one counts as the first does.
    with("299").failed(2, "stopped: 300 documents could not be read");
    with("300").failed(1, "300 could not be read");
    assert_eq!(workplace.read("out.jsonl").lines().count(), 1);
    assert_eq!(workplace.read("failed.jsonl").lines().count(), 300);
    assert!(!workplace.path("failed.jsonl.part").exists());
}

#[test]
fn files_of_other_runs_are_not_overwritten() {
    let workplace = Workplace::new(&[("a.txt", b""), ("out.jsonl", b"kept")]);
    extract(&workplace, &["a.txt"]).failed(1, "a.txt: is empty");
    let listed = workplace.read("failed.jsonl");
    for (args, message) in [
        (
            &["failed.jsonl", "-o", "out.jsonl"][..],
            "out.jsonl is there already",
        ),
        (
            &["failed.jsonl", "-o", "failed.jsonl"],
            "failed.jsonl is there already",
        ),
        (
            &["failed.jsonl", "--report", "failed.jsonl"],
            "failed.jsonl is to be written twice",
        ),
        (
            &["out.jsonl"],
            "out.jsonl:1: is no line of a quarantine file",
        ),
        (&["none.jsonl"], "cannot read none.jsonl"),
    ] {
        retry(&workplace, args).failed(2, message);
    }
    extract(&workplace, &["a.txt", "-o", "failed.jsonl"])
        .failed(2, "failed.jsonl is to be written twice");
    assert_eq!(workplace.read("failed.jsonl"), listed);
    assert_eq!(workplace.read("out.jsonl"), "kept");
    assert_eq!(fs::read_dir(workplace.path(".")).unwrap().count(), 3);
}
