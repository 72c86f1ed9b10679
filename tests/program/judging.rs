//! `check`, `evaluate` and `explain`.

use serde_json::Value;

use crate::workplace::{RELEASE, Ran, Workplace};

fn run(workplace: &Workplace, args: &[&str]) -> Ran {
    Ran::from(workplace.command(args).output().unwrap())
}

#[test]
fn a_blessed_fixture_holds_and_a_changed_one_is_shown() {
    let place = Workplace::new(&[("f/en/a.txt", RELEASE.as_bytes()), ("f/en/a.json", b"{}")]);
    assert_eq!(run(&place, &["check", "f"]).status, 1);
    let blessed = run(&place, &["check", "f", "--bless"]);
    assert_eq!(
        (blessed.status, blessed.stdout.as_str()),
        (0, "1 checked, 0 differ\n")
    );
    assert_eq!(run(&place, &["check", "f"]).status, 0);

    let mut expected: Value = serde_json::from_str(&place.read("f/en/a.json")).unwrap();
    assert!(expected.get("source").is_none() && expected.get("extractor").is_none());
    expected["lang"] = "fr".into();
    place.write("f/en/a.json", expected.to_string().as_bytes());
    let ran = run(&place, &["check", "f"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stdout.contains("  lang\n    - \"fr\"\n    + \"en\"\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn fields_written_by_hand_are_not_blessed() {
    let place = Workplace::new(&[
        ("f/a.txt", RELEASE.as_bytes()),
        ("f/a.expected.json", br#"{"lang": "fr"}"#),
    ]);
    let ran = run(&place, &["check", "f", "--bless"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("lang"), "{}", ran.stdout);
    assert_eq!(place.read("f/a.expected.json"), r#"{"lang": "fr"}"#);
}

/// As a review saves it: one person accepted with a wrong country, one not looked at.
const REVIEWED: &str = r#"{"id": "a", "lang": "en", "review": {"rejected": []}, "people": [
    {"name": "Sándor Pintér", "titles": [{"text": "Minister of Interior", "status": "current"}], "country": "AUT", "role": "participant",
     "mentions": [{"start": 38, "end": 51}], "review": "accepted"},
    {"name": "Nobody", "country": "FRA", "optional": true, "review": "open"}]}"#;

#[test]
fn reviewed_fixtures_hold_as_far_as_they_were_judged() {
    let place = Workplace::new(&[
        ("f/a.txt", RELEASE.as_bytes()),
        ("f/a.json", REVIEWED.as_bytes()),
    ]);
    // What people have judged is never blessed away.
    for args in [["check", "f"].as_slice(), &["check", "f", "--bless"]] {
        let ran = run(&place, args);
        let told = "f/a.txt\n  people[Sándor Pintér].country\n    - \"AUT\"\n    + \"HUN\"\n1 checked, 1 differ\n";
        assert_eq!((ran.status, ran.stdout.as_str()), (1, told));
        assert_eq!(place.read("f/a.json"), REVIEWED);
    }
    let right = REVIEWED.replace("AUT", "HUN");
    place.write("f/a.json", right.as_bytes());
    assert_eq!(run(&place, &["check", "f"]).status, 0);
}

#[test]
fn a_folder_of_fixtures_is_gold() {
    let place = Workplace::new(&[
        ("f/en/a.txt", RELEASE.as_bytes()),
        ("f/en/a.json", REVIEWED.as_bytes()),
        ("none/a.txt", RELEASE.as_bytes()),
    ]);
    let ran = run(&place, &["evaluate", "f", "--json"]);
    let figures: Value = serde_json::from_str(&ran.stdout).unwrap();
    let all = &figures["all"];
    assert_eq!(
        (&all["people"], &all["titles"], &all["country"]),
        (&1.0.into(), &1.0.into(), &0.0.into()),
        "{all}"
    );
    let ran = run(&place, &["evaluate", "none"]);
    ran.failed(2, "neither .jsonl files nor fixtures");
}

#[test]
fn without_fixtures_nothing_can_be_checked() {
    let place = Workplace::new(&[("f/a.txt", RELEASE.as_bytes())]);
    assert_eq!(run(&place, &["check", "f"]).status, 2);
    assert_eq!(run(&place, &["check", "none"]).status, 2);
}

#[test]
fn gold_scores_full_against_itself() {
    let gold = br#"{"id":"a","lang":"en","people":[{"name":"A B","titles":[{"text":"Mayor"}],"country":"HUN","role":"speaker"}]}"#;
    let place = Workplace::new(&[("gold.jsonl", gold), ("broken.jsonl", b"{}\n")]);
    let ran = run(&place, &["evaluate", "gold.jsonl", "gold.jsonl", "--json"]);
    let figures: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (ran.status, &figures["en"]["record"]),
        (0, &Value::from(1.0))
    );
    let ran = run(&place, &["evaluate", "broken.jsonl", "gold.jsonl"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.contains("broken.jsonl: line 1"),
        "{}",
        ran.stderr
    );
}

#[test]
fn texts_beside_the_gold_are_read() {
    let gold = br#"{"id":"a","lang":"en","people":[{"name":"S\u00e1ndor Pint\u00e9r"}]}"#;
    let place = Workplace::new(&[("dev/en.jsonl", gold), ("texts/a.txt", RELEASE.as_bytes())]);
    let ran = run(&place, &["evaluate", "dev"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("en          1"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "");
}

#[test]
fn explanations_are_lines_or_json() {
    let place = Workplace::new(&[("a.txt", RELEASE.as_bytes())]);
    assert!(
        run(&place, &["explain", "a.txt"])
            .stdout
            .starts_with("# a\n")
    );
    let ran = run(&place, &["explain", "a.txt", "--format", "json"]);
    let why: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(why["id"], "a");
    assert_eq!(run(&place, &["explain", "none.txt"]).status, 2);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_judged() {
    let gold = b"{\"id\":\"a\",\"lang\":\"en\",\"people\":[]}\n{\"id\":\"b\",\"lang\":\"en\",\"people\":[]}\n";
    let place = Workplace::new(&[
        ("texts/a.txt", b""),
        ("texts/a.json", b"{}"),
        ("texts/b.txt", RELEASE.as_bytes()),
        ("texts/b.json", b"{}"),
        ("gold.jsonl", gold),
    ]);
    for (args, out) in [
        (
            ["check", "texts", "--bless"].as_slice(),
            "1 checked, 0 differ; 1 could not be read\n",
        ),
        (&["explain", "texts/a.txt", "texts/b.txt"], "# b\n"),
        (&["evaluate", "gold.jsonl"], "en          2"),
    ] {
        let ran = run(&place, args);
        ran.failed(1, "rostra: texts/a.txt: is empty");
        assert!(ran.stdout.contains(out), "{}", ran.stdout);
    }
    assert_eq!(place.read("texts/a.json"), "{}");
}

/// The project's own files at `name`, from the folder that holds the workspace.
fn project(name: &str) -> String {
    format!("{}/../../{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_shipped_fixtures_hold() {
    let place = Workplace::new(&[]);
    let ran = run(&place, &["check", &project("fixtures")]);
    assert_eq!(ran.status, 0, "{}", ran.stdout);
    assert!(
        ran.stdout.ends_with(" checked, 0 differ\n"),
        "{}",
        ran.stdout
    );
}

/// Against annotations written by hand before the program was asked; floors below what it reached
/// when they were set, so that a fall is seen and a lucky fixture is not needed.
#[test]
fn the_annotated_fixtures_are_read_well() {
    let place = Workplace::new(&[]);
    let (gold, texts) = (project("annotations"), project("fixtures"));
    let ran = run(&place, &["evaluate", &gold, "--texts", &texts, "--json"]);
    let figures: Value = serde_json::from_str(&ran.stdout).unwrap();
    for (field, floor) in [
        ("people", 0.94),
        ("titles", 0.88),
        ("country", 0.84),
        ("record", 0.75),
    ] {
        let reached = figures["all"][field].as_f64().unwrap();
        assert!(reached >= floor, "{field}: {reached} is below {floor}");
    }
}
