//! What is told of a run: `--report`, `--log-format json`, the table.

use std::collections::BTreeMap;

use boon::{Compiler, Schemas};
use serde_json::{Value, json};

use crate::workplace::{RELEASE, Ran, Workplace};

const SCHEMA: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../docs/schema/run.schema.json"
);

/// The report of the last run, held to the schema.
#[track_caller]
fn report(workplace: &Workplace) -> Value {
    let report: Value = serde_json::from_str(&workplace.read("run.json")).unwrap();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let index = compiler.compile(SCHEMA, &mut schemas).unwrap();
    if let Err(error) = schemas.validate(&report, index) {
        panic!("{error:#}\n{report:#}");
    }
    report
}

fn extract(workplace: &Workplace, args: &[&str]) -> Ran {
    let own = ["--no-model", "--report", "run.json"];
    workplace.extract(&[&own[..], args].concat())
}

fn press() -> Workplace {
    let french =
        "Le ministre des Affaires étrangères, M. Jean Dupont, a reçu jeudi l'ambassadeur.\n";
    Workplace::new(&[
        ("press/a.txt", RELEASE.as_bytes()),
        ("press/b.txt", french.as_bytes()),
        (
            "press/c.html",
            b"<html><body><p>The minister spoke to the press in the morning.",
        ),
        ("press/d.txt", b""),
        ("press/rows.jsonl", b"{\"text\": \"One.\"}\n{\n"),
        ("press/picture.png", b"\x89PNG\r\n\x1a\n\0\0"),
    ])
}

#[test]
fn a_report_counts_what_the_output_holds() {
    let workplace = press();
    let args = ["press", "-o", "out.jsonl", "--quarantine", "failed.jsonl"];
    extract(&workplace, &args).failed(1, "4 documents");
    let report = report(&workplace);
    for (field, expected) in [
        ("command", json!("extract")),
        ("inputs", json!(["press"])),
        ("ended", json!("whole")),
        ("exit_status", json!(1)),
        ("errors", json!([])),
        (
            "documents",
            json!({"read": 4, "kept": 0, "failed": 2, "files_left_alone": 1}),
        ),
        ("failures", json!({"rejected": 2})),
        (
            "outputs",
            json!([{"to": "out.jsonl", "type": "jsonl", "changes": null, "error": null}]),
        ),
        ("quarantine", json!({"path": "failed.jsonl", "entries": 2})),
    ] {
        assert_eq!(report[field], expected, "{field}");
    }
    let documents: Vec<Value> = workplace
        .read("out.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(report["extractor"], documents[0]["extractor"]);
    let people: Vec<&Value> = documents
        .iter()
        .flat_map(|d| d["people"].as_array().unwrap())
        .collect();
    assert_eq!(report["people"], people.len());
    let counted = |values: Vec<&Value>| {
        let mut counts = BTreeMap::new();
        for value in values {
            *counts
                .entry(value.as_str().unwrap().to_owned())
                .or_insert(0) += 1;
        }
        json!(counts)
    };
    assert_eq!(
        report["roles"],
        counted(people.iter().map(|p| &p["role"]).collect())
    );
    let states = people.iter().map(|p| &p["country"]);
    assert_eq!(
        report["countries"],
        counted(states.filter(|c| !c.is_null()).collect())
    );
    let languages: BTreeMap<String, Value> =
        serde_json::from_value(report["languages"].clone()).unwrap();
    let languages: BTreeMap<_, _> = languages
        .iter()
        .map(|(l, c)| (l, &c["documents"]))
        .collect();
    let tags = documents.iter().map(|d| &d["lang"]).collect();
    assert_eq!(json!(languages), counted(tags));
    assert_eq!(
        report["formats"]["html"],
        json!({"read": 1, "kept": 0, "failed": 0})
    );
    assert_eq!(report["slowest"].as_array().unwrap().len(), 4);
    let bytes: u64 = [
        "a.txt",
        "b.txt",
        "c.html",
        "d.txt",
        "rows.jsonl",
        "picture.png",
    ]
    .iter()
    .map(|name| {
        workplace
            .path(&format!("press/{name}"))
            .metadata()
            .unwrap()
            .len()
    })
    .sum();
    assert_eq!(report["throughput"]["file_bytes"], bytes);
}

#[test]
fn every_ending_has_its_report() {
    let workplace = press();
    for (args, status, ended) in [
        (&["press/a.txt"][..], 0, "whole"),
        (&["missing.txt"], 2, "whole"),
        (&["press", "--max-errors", "0"], 2, "too_many_failures"),
    ] {
        assert_eq!(extract(&workplace, args).status, status, "{args:?}");
        let report = report(&workplace);
        assert_eq!(report["exit_status"], status, "{args:?}");
        assert_eq!(report["ended"], ended, "{args:?}");
    }
    let ran = workplace.extract(&["press/a.txt", "--report", "no/such/run.json"]);
    ran.failed(2, "cannot write no/such/run.json");
    assert_eq!(ran.stdout, "");
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_reported() {
    let workplace = press();
    let ran = extract(&workplace, &["press/a.txt", "-o", "/dev/full"]);
    ran.failed(2, "1 document,")
        .failed(2, "rostra: cannot write /dev/full: ");
    let report = report(&workplace);
    assert_eq!(report["ended"], "output_failed");
    assert_eq!(report["errors"].as_array().unwrap().len(), 1);
    let error = report["outputs"][0]["error"].as_str().unwrap();
    assert!(error.starts_with("cannot write /dev/full: "), "{error}");
}

#[test]
fn every_line_of_the_log_is_an_object() {
    let workplace = press();
    for (args, status, events) in [
        (&["press"][..], 1, &["failure", "failure", "summary"][..]),
        (&["press", "-q"], 1, &["failure", "failure"]),
        (
            &["press", "--max-errors", "0"],
            2,
            &["failure", "failure", "summary", "stopped"],
        ),
        (&["missing.txt"], 2, &["failure", "summary"]),
        (&["press", "-o", "no/such/out.csv"], 2, &["error"]),
        (&["press", "--home-country", "XXX"], 2, &["error"]),
    ] {
        let ran = extract(&workplace, &[args, &["--log-format", "json"]].concat());
        let lines: Vec<Value> = ran
            .stderr
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let told: Vec<&str> = lines.iter().map(|l| l["event"].as_str().unwrap()).collect();
        assert_eq!((ran.status, told.as_slice()), (status, events), "{args:?}");
        for line in &lines {
            for key in ["time", "level", "message"] {
                assert!(line[key].is_string(), "{line}");
            }
        }
        if let Some(summary) = lines.iter().find(|line| line["event"] == "summary") {
            assert_eq!(summary["exit_status"], status);
        }
        if args == ["press"] {
            assert_eq!(lines[0]["place"], "press/d.txt");
            assert_eq!(lines[0]["kind"], "rejected");
        }
    }
}

#[test]
fn many_documents_get_a_table() {
    let rows = format!("{}\n", json!({"text": RELEASE})).repeat(25);
    let workplace = Workplace::new(&[("rows.jsonl", rows.as_bytes())]);
    let ran = extract(&workplace, &["rows.jsonl"]);
    let told: Vec<&str> = ran.stderr.lines().collect();
    assert!(
        told[0].starts_with("25 documents, 25 people in "),
        "{}",
        ran.stderr
    );
    let cells: Vec<&str> = told[2].split_whitespace().collect();
    assert_eq!(cells, ["en", "25", "25", "25"]);
    let ran = extract(&workplace, &["rows.jsonl", "--quiet"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
}
