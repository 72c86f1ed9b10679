//! `diff`: two runs over the same releases.

use std::process::Stdio;

use serde_json::Value;

use crate::workplace::{RELEASE, Ran, Workplace};

fn run(place: &Workplace, args: &[&str]) -> Ran {
    Ran::from(place.command(args).output().unwrap())
}

/// The differences as JSON, with the exit status.
fn json(place: &Workplace, args: &[&str]) -> (i32, Value) {
    let all: Vec<&str> = ["diff", "--format", "json"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    let ran = run(place, &all);
    let diff = serde_json::from_str(&ran.stdout);
    (
        ran.status,
        diff.unwrap_or_else(|_| panic!("{}", ran.stderr)),
    )
}

/// Runs over shipped fixtures in four forms, and one without the trained model.
fn fixtures() -> Workplace {
    let place = Workplace::new(&[]);
    let fixtures = ["en", "fr", "zh"]
        .map(|lang| format!("{}/../../fixtures/{lang}", env!("CARGO_MANIFEST_DIR")));
    let mut with: Vec<&str> = fixtures.iter().map(String::as_str).collect();
    let mut without = with.clone();
    for output in ["a.jsonl", "a.json", "a.parquet", "a.db"] {
        with.extend(["-o", output]);
    }
    without.extend([
        "--no-model",
        "--with-text",
        "-o",
        "grammar.db",
        "-o",
        "grammar.jsonl",
    ]);
    assert_eq!(place.extract(&with).status, 0);
    assert_eq!(place.extract(&without).status, 0);
    place
}

#[test]
fn runs_are_compared_whatever_their_forms() {
    let place = fixtures();
    for other in ["a.jsonl", "a.json", "a.parquet", "a.db"] {
        let (status, diff) = json(&place, &["a.jsonl", other, "--confidence"]);
        assert_eq!(status, 0, "{other}: {diff}");
        assert!(diff["documents"]["same"].as_u64().unwrap() > 10);
        assert_eq!(diff["changes"], Value::Array(vec![]), "{other}");
    }
    let (status, there) = json(&place, &["a.jsonl", "grammar.db"]);
    assert_eq!(status, 1);
    let changes = there["changes"].as_array().unwrap();
    assert!(!changes.is_empty(), "the model changes nothing");
    assert_eq!(there["documents"]["only_before"], 0);
    assert_eq!(there["documents"]["other_text"], 0);
    assert!(there["before"]["extractor"]["model"].is_string());
    assert!(there["after"]["extractor"]["model"].is_null());
    // The same the other way round, from a run in another order.
    let (_, back) = json(&place, &["grammar.jsonl", "a.parquet"]);
    assert_eq!(back["fields"], there["fields"]);
    let turned = back["changes"].as_array().unwrap().iter().zip(changes);
    for (back, there) in turned {
        assert_eq!(
            (&back["path"], &back["before"]),
            (&there["path"], &there["after"])
        );
    }
    // Every change is counted, and only what is asked for is told.
    let counted = there["fields"].as_object().unwrap().values();
    let counted: u64 = counted
        .flat_map(|of| of.as_object().unwrap().values())
        .map(|number| number.as_u64().unwrap())
        .sum();
    assert_eq!(counted, changes.len() as u64);
    let (_, chinese) = json(
        &place,
        &["a.db", "grammar.jsonl", "--lang", "zh", "--only", "people"],
    );
    let of = |change: &&Value| {
        change["lang"] == "zh" && change["field"].as_str().unwrap().starts_with("people")
    };
    let expected: Vec<&Value> = changes.iter().filter(of).collect();
    assert!(!expected.is_empty() && expected.len() < changes.len());
    assert_eq!(
        chinese["changes"]
            .as_array()
            .unwrap()
            .iter()
            .collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn the_table_is_for_people() {
    let place = Workplace::new(&[("a.txt", RELEASE.as_bytes()), ("b.txt", b"No one spoke.\n")]);
    assert_eq!(
        place.extract(&["a.txt", "b.txt", "-o", "one.jsonl"]).status,
        0
    );
    let edited = place.read("one.jsonl").replace("HUN", "AUT");
    place.write("two.jsonl", edited.lines().next().unwrap().as_bytes());
    let ran = run(&place, &["diff", "one.jsonl", "two.jsonl"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stdout
            .starts_with("0 documents the same, 1 changed, 1 only in one.jsonl\n"),
        "{}",
        ran.stdout
    );
    for part in [
        "\npeople.country                1      1\n",
        "\n    - \"HUN\"\n    + \"AUT\"\n",
        "\n- b\n",
    ] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
    assert!(!ran.stdout.contains('\u{1b}'), "nobody looks on");
    let filed = run(
        &place,
        &["diff", "one.jsonl", "two.jsonl", "-o", "diff.txt"],
    );
    assert_eq!((filed.status, filed.stdout.as_str()), (1, ""));
    assert_eq!(place.read("diff.txt"), ran.stdout);
    let told = run(
        &place,
        &["diff", "one.jsonl", "two.jsonl", "-o", "diff.json"],
    );
    assert_eq!(told.status, 1);
    let told: Value = serde_json::from_str(&place.read("diff.json")).unwrap();
    assert_eq!(told["only_before"], serde_json::json!(["b"]));
    let same = run(&place, &["diff", "one.jsonl", "one.jsonl"]);
    assert_eq!(
        (same.status, same.stdout.as_str()),
        (0, "2 documents the same, 0 changed\n")
    );
}

#[test]
fn a_run_may_come_in_by_a_pipe() {
    let place = Workplace::new(&[("a.txt", RELEASE.as_bytes())]);
    assert_eq!(place.extract(&["a.txt", "-o", "a.jsonl"]).status, 0);
    let mut command = place.command(&["diff", "a.jsonl", "-"]);
    let input = std::fs::File::open(place.path("a.jsonl")).unwrap();
    let ran = Ran::from(command.stdin(Stdio::from(input)).output().unwrap());
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    run(&place, &["diff", "-", "-"]).failed(2, "one of the two runs at most");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let place = Workplace::new(&[("a.txt", RELEASE.as_bytes()), ("broken.jsonl", b"{}\n")]);
    assert_eq!(
        place
            .extract(&["a.txt", "-o", "a.jsonl", "-o", "a.csv"])
            .status,
        0
    );
    for (args, said) in [
        (
            ["a.jsonl", "none.jsonl"].as_slice(),
            "cannot read none.jsonl",
        ),
        (
            &["a.csv", "a.jsonl"],
            "a.csv cannot be read back: CSV cannot; JSON Lines, JSON, Parquet and SQLite can",
        ),
        (&["a.jsonl", "a.txt"], "a.txt cannot be read back"),
        (
            &["a.jsonl", "broken.jsonl"],
            "broken.jsonl: line 1 cannot be read: missing field `id`",
        ),
        (
            &["a.jsonl", "a.jsonl", "--only", "names"],
            "no field is called names; there are people, ",
        ),
        (
            &["a.jsonl", "a.jsonl", "-o", "none/diff.json"],
            "cannot write none/diff.json",
        ),
        (
            &["a.jsonl", "a.csv", "-o", "a.jsonl"],
            "a.jsonl is one of the two runs",
        ),
    ] {
        let args: Vec<&str> = ["diff"].iter().chain(args).copied().collect();
        let ran = run(&place, &args);
        ran.failed(2, said);
        assert_eq!(ran.stdout, "");
    }
}
