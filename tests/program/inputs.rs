//! Every way to name and write an input.

use std::io::Write;
use std::process::Stdio;

use crate::workplace::{RELEASE, Ran, Workplace};

fn piped(args: &[&str], bytes: &[u8]) -> Ran {
    let workplace = Workplace::new(&[]);
    let mut command = workplace.command(args);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    Ran::from(child.wait_with_output().unwrap())
}

#[test]
fn standard_input() {
    let rows = b"{\"id\": \"r\", \"text\": \"One.\", \"lang\": \"fr\"}\n";
    let page = b"<!doctype html><title>T</title><p>The minister spoke to the press on Monday.";
    for (args, bytes, id, lang) in [
        (&["extract", "-"][..], RELEASE.as_bytes(), "stdin", "en"),
        (&["extract"], RELEASE.as_bytes(), "stdin", "en"),
        (&["extract", "-"], rows, "r", "fr"),
        (
            &["extract", "-", "--input-format", "jsonl", "--lang", "es"],
            rows,
            "r",
            "fr",
        ),
        (
            &["extract", "-", "--lang", "es"],
            RELEASE.as_bytes(),
            "stdin",
            "es",
        ),
        (&["extract", "-"], page, "stdin", "en"),
    ] {
        let ran = piped(args, bytes);
        assert_eq!(
            (ran.each("id"), ran.each("lang")),
            (vec![id.into()], vec![lang.into()])
        );
    }
    piped(&["extract", "-"], b"").failed(1, "stdin: is empty");
}

#[test]
fn folders_and_patterns_in_a_fixed_order() {
    let workplace = Workplace::new(&[
        ("press/b.txt", RELEASE.as_bytes()),
        ("press/a.md", RELEASE.as_bytes()),
        ("press/a/b.txt", RELEASE.as_bytes()),
        ("press/a/c.html", b"<html><body><p>The minister spoke."),
        ("press/notes.json", b"{}"),
    ]);
    let ran = workplace.extract(&["press"]);
    assert_eq!(ran.each("id"), ["b", "c", "a", "b-2"]);
    assert!(
        ran.stderr.contains("1 file of other kinds left alone"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        workplace.extract(&["press/*.txt"]).each("source"),
        ["press/b.txt"]
    );
    assert_eq!(
        workplace.extract(&["press/**/*.txt"]).each("id"),
        ["b", "b-2"]
    );
}

#[test]
fn encodings_and_line_ends_leave_the_same_text() {
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(
            RELEASE
                .replace('\n', "\r\n")
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    let latin1: Vec<u8> = RELEASE
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let marked = format!("\u{feff}{}", RELEASE.replace('\n', "\r\n"));
    let (name, wide): (&str, Vec<u8>) = (
        "Sándor Pintér",
        "Sándor Pintér"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect(),
    );
    let narrow: Vec<u8> = name.chars().map(|c| c as u8).collect();
    let files: [(&str, &[u8], &[u8]); 4] = [
        ("1-plain.txt", RELEASE.as_bytes(), name.as_bytes()),
        ("2-mark.txt", marked.as_bytes(), name.as_bytes()),
        ("3-wide.txt", &utf16, &wide),
        ("4-latin.txt", &latin1, &narrow),
    ];
    let workplace = Workplace::new(&files.map(|(file, bytes, _)| (file, bytes)));
    let documents = workplace.extract(&["."]).documents();
    assert_eq!(documents.len(), 4);
    for (document, (file, bytes, name)) in documents.iter().zip(files) {
        let compared = rostra_evaluate::diff::compared;
        let (first, people) = (&documents[0]["people"], &document["people"]);
        assert_eq!(compared(first), compared(people), "{file}");
        assert_eq!(document["lang"], "en");
        let at = &document["people"][0]["mentions"][0]["at"];
        let [start, end] = ["byte_start", "byte_end"]
            .map(|key| usize::try_from(at[key].as_u64().unwrap()).unwrap());
        assert_eq!(&bytes[start..end], name, "{file}");
    }
}

#[test]
fn rows_carry_their_other_fields() {
    let row = r#"{"id": 7, "text": "The minister spoke.", "title": "T", "date": "2024-05-02", "publisher": "P", "url": "u", "n": [1]}"#;
    let workplace = Workplace::new(&[("rows.ndjson", row.as_bytes())]);
    let document = &workplace.extract(&["rows.ndjson"]).documents()[0];
    assert_eq!(document["id"], "7");
    assert_eq!(document["date"], "2024-05-02");
    assert_eq!(
        document["carried"],
        serde_json::json!({"url": "u", "n": [1]})
    );
}
