//! Every form of output.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use crate::workplace::{RELEASE, Workplace};

fn batch(documents: usize) -> String {
    let row = |n: usize| {
        let text = format!("{RELEASE} ").repeat(1 + n % 7);
        serde_json::json!({"id": format!("d{n}"), "text": text}).to_string() + "\n"
    };
    (0..documents).map(row).collect()
}

#[test]
fn the_number_of_jobs_changes_nothing() {
    let workplace = Workplace::new(&[("batch.jsonl", batch(60).as_bytes())]);
    let one = workplace.extract(&["batch.jsonl", "--jobs", "1"]);
    assert_eq!(one.documents().len(), 60);
    for jobs in ["2", "7"] {
        assert_eq!(
            workplace.extract(&["batch.jsonl", "--jobs", jobs]).stdout,
            one.stdout
        );
    }
}

#[test]
fn json_is_one_array_of_the_same_documents() {
    let workplace = Workplace::new(&[("batch.jsonl", batch(3).as_bytes())]);
    let lines = workplace.extract(&["batch.jsonl"]).documents();
    let array = workplace
        .extract(&["batch.jsonl", "--format", "json"])
        .stdout;
    assert_eq!(serde_json::from_str::<Vec<Value>>(&array).unwrap(), lines);
}

#[test]
fn csv_has_the_columns_of_the_contract() {
    let workplace = Workplace::new(&[("a.txt", RELEASE.as_bytes())]);
    let ran = workplace.extract(&["a.txt", "-o", "out.csv"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    assert_eq!(
        workplace.read("out.csv").lines().next().unwrap(),
        "document_id,language,date,event,speaker,honorifics,title,status,office,organization,\
         country,country_name,role,mode,confidence,start,end"
    );
}

#[test]
fn an_output_file_is_replaced_whole_or_kept() {
    let workplace = Workplace::new(&[("a.txt", RELEASE.as_bytes()), ("out.jsonl", b"old")]);
    workplace
        .extract(&["missing.txt", "-o", "out.jsonl"])
        .failed(2, "missing.txt");
    assert_eq!(workplace.read("out.jsonl"), "old");
    let ran = workplace.extract(&["a.txt", "-o", "out.jsonl", "--quiet"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(workplace.read("out.jsonl").starts_with("{\"id\":\"a\""));
    assert_eq!(fs::read_dir(workplace.path(".")).unwrap().count(), 2);
}

#[test]
fn an_unwritable_output_stops_before_any_work() {
    let workplace = Workplace::new(&[("a.txt", RELEASE.as_bytes())]);
    for path in ["no/such/folder/out.jsonl", "."] {
        let ran = workplace.extract(&["a.txt", "-o", path]);
        ran.failed(2, &format!("cannot write {path}"));
        assert_eq!(ran.stdout, "");
    }
}

#[test]
fn a_reader_that_leaves_ends_the_program_quietly() {
    let workplace = Workplace::new(&[("batch.jsonl", batch(2000).as_bytes())]);
    let mut command = workplace.command(&["extract", "batch.jsonl"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdout
        .take()
        .unwrap()
        .read_exact(&mut [0; 10])
        .unwrap(); // then the pipe is closed
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn completions_and_manual_pages() {
    let workplace = Workplace::new(&[]);
    for args in [
        &["completions", "bash"][..],
        &["completions", "zsh"],
        &["man"],
    ] {
        let output = workplace.command(args).output().unwrap();
        assert!(
            output.status.success() && !output.stdout.is_empty(),
            "{args:?}"
        );
    }
    assert!(
        workplace
            .command(&["man", "-o", "."])
            .status()
            .unwrap()
            .success()
    );
    assert!(workplace.read("rostra-extract.1").contains("home"));
}
