//! Whatever is wrong with one input is said, and the rest of the batch is done.

use std::fs;

use crate::workplace::{RELEASE, Workplace};

/// Extracts `name` beside a good file: it must be told as `message`, the good one be done.
#[track_caller]
fn quarantined(workplace: &Workplace, name: &str, message: &str) {
    workplace.write("good.txt", RELEASE.as_bytes());
    let ran = workplace.extract(&[name, "good.txt"]);
    ran.failed(1, &format!("{name}{message}"));
    assert_eq!(ran.each("id"), ["good"]);
    assert!(ran.stderr.contains("1 document,") && ran.stderr.contains("1 could not be read"));
}

#[test]
fn files_that_hold_no_text() {
    let files: &[(&str, &[u8])] = &[
        ("empty.txt", b""),
        ("blank.txt", b" \r\n\t\n"),
        ("empty.jsonl", b""),
        ("binary.txt", b"\x00\x01\x02\x03binary\xff\x00"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0"),
    ];
    let workplace = Workplace::new(files);
    quarantined(&workplace, "empty.txt", ": is empty");
    quarantined(&workplace, "blank.txt", ": holds no text");
    quarantined(&workplace, "empty.jsonl", ": is empty");
    quarantined(&workplace, "binary.txt", ": is no text but a binary file");
    quarantined(&workplace, "picture.txt", ": is no text but a PNG image");
    workplace
        .extract(&["empty.txt"])
        .failed(1, "empty.txt: is empty");
}

#[test]
fn paths_that_lead_nowhere() {
    let workplace = Workplace::new(&[]);
    quarantined(&workplace, "missing.txt", ": no such file or folder");
    quarantined(&workplace, "none-*.txt", ": no file matches");
    workplace
        .extract(&["missing.txt"])
        .failed(2, "missing.txt: no such file or folder");

    fs::create_dir(workplace.path("void")).unwrap();
    workplace.extract(&["void"]).failed(2, "no documents found");
}

#[cfg(unix)]
#[test]
fn files_that_cannot_be_read() {
    let workplace = Workplace::new(&[("folder/good.txt", RELEASE.as_bytes())]);
    std::os::unix::fs::symlink("nowhere.txt", workplace.path("folder/dangling.txt")).unwrap();
    fs::create_dir(workplace.path("folder/trap.txt")).unwrap();
    let ran = workplace.extract(&["folder"]);
    ran.failed(1, "folder/dangling.txt: no such file or folder");
    assert_eq!(ran.each("id"), ["good"]);
}

#[test]
fn broken_utf8_is_read_and_told() {
    let workplace = Workplace::new(&[("broken.txt", "Пинтер Шандор, \u{e9}".as_bytes())]);
    let mut bytes = RELEASE.as_bytes().to_vec();
    bytes.extend(
        b" S\xffndor \xe2\x82 Pint\xc3\xa9r, \xc3\xa1, \xc3\xb3, \xc3\xb6, \xc3\xba, \xc3\xbc.",
    );
    workplace.write("broken.txt", &bytes);
    let ran = workplace.extract(&["broken.txt"]);
    assert_eq!(
        (ran.status, ran.diagnostics()),
        (0, vec!["encoding.broken".to_owned()])
    );
}

#[test]
fn a_line_of_fifty_megabytes_is_cut_and_told() {
    let mut text = RELEASE.trim_end().repeat(50_000_000 / RELEASE.len());
    let workplace = Workplace::new(&[("line.txt", text.as_bytes())]);
    workplace.write(
        "p.toml",
        b"[limits]\ndocument_bytes = 65536\nrow_bytes = 1000000\n",
    );
    let ran = workplace.extract(&["line.txt", "--pipeline", "p.toml"]);
    assert_eq!(
        (ran.status, ran.diagnostics()),
        (0, vec!["input.truncated".to_owned()])
    );

    text.insert_str(0, "{\"text\": \"");
    text.push_str("\"}\n{\"id\": \"next\", \"text\": \"Next.\"}\n");
    workplace.write("line.jsonl", text.as_bytes());
    let ran = workplace.extract(&["line.jsonl", "--pipeline", "p.toml"]);
    ran.failed(1, "line.jsonl:1: is longer than 1000000 bytes");
    assert_eq!(ran.each("id"), ["next"]);
}

#[test]
fn broken_rows_are_named_by_line() {
    let rows = "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"text\n[]\n{\"id\": \"c\"}\n\n{\"id\": \"d\", \"text\": \"Two.\"}\n";
    let workplace = Workplace::new(&[("batch.jsonl", rows.as_bytes())]);
    let ran = workplace.extract(&["batch.jsonl"]);
    ran.failed(1, "batch.jsonl:2: is not valid JSON")
        .failed(1, "batch.jsonl:3: is no JSON object")
        .failed(1, "batch.jsonl:4: has no field `text`");
    assert_eq!(ran.each("id"), ["a", "d"]);
    assert_eq!(ran.each("source"), ["batch.jsonl:1", "batch.jsonl:6"]);
}
