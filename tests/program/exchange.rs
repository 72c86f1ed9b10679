//! Export to tools for annotation and training, and import of what was annotated.

use std::fs;

use serde_json::{Value, json};

use crate::workplace::{RELEASE, Ran, Workplace};

fn run(workplace: &Workplace, args: &[&str]) -> Ran {
    Ran::from(workplace.command(args).output().unwrap())
}

/// A folder with a release that begins with an emoji, and its tasks in `tasks.json`.
fn exported() -> (Workplace, Value) {
    let text = format!("🎤 Press\n\n{RELEASE}");
    let workplace = Workplace::new(&[("a.txt", text.as_bytes())]);
    let ran = run(
        &workplace,
        &[
            "export",
            "--format",
            "label-studio",
            "a.txt",
            "-o",
            "tasks.json",
        ],
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let tasks = serde_json::from_str(&workplace.read("tasks.json")).unwrap();
    (workplace, tasks)
}

/// What Label Studio would export of `tasks` once an annotator had taken them as they are.
fn annotate(workplace: &Workplace, tasks: &mut Value, change: impl Fn(&mut Value)) {
    for (n, task) in tasks.as_array_mut().unwrap().iter_mut().enumerate() {
        let result = task["predictions"][0]["result"].clone();
        task["id"] = json!(n + 1);
        task["annotations"] =
            json!([{"result": result, "completed_by": {"email": "ann@example.org"}}]);
        change(&mut task["annotations"][0]);
    }
    workplace.write("annotated.json", tasks.to_string().as_bytes());
}

const IMPORT: [&str; 6] = [
    "import",
    "--format",
    "label-studio",
    "annotated.json",
    "--to",
    "gold",
];

#[test]
fn what_is_annotated_comes_back_as_a_fixture() {
    let (workplace, mut tasks) = exported();
    let document = &tasks[0]["data"]["document"];
    assert_eq!(document["people"][0]["name"], "Sándor Pintér");
    annotate(&workplace, &mut tasks, |_| {});
    let ran = run(&workplace, &IMPORT);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("1 imported, 0 unchanged"),
        "{}",
        ran.stderr
    );
    let gold: Value = serde_json::from_str(&workplace.read("gold/a.json")).unwrap();
    let person = &gold["people"][0];
    assert_eq!(person["review"], "accepted");
    assert_eq!(person["country"], "HUN");
    assert_eq!(
        person["titles"],
        tasks[0]["data"]["document"]["people"][0]["titles"]
    );
    assert_eq!(workplace.read("gold/a.txt"), workplace.read("a.txt"));
    let again = run(&workplace, &IMPORT);
    assert!(
        again.stderr.contains("0 imported, 1 unchanged"),
        "{}",
        again.stderr
    );
    assert_eq!(run(&workplace, &["check", "gold"]).status, 0);
}

#[test]
fn a_fixture_that_differs_is_not_replaced_unasked() {
    let (workplace, mut tasks) = exported();
    annotate(&workplace, &mut tasks, |_| {});
    assert_eq!(run(&workplace, &IMPORT).status, 0);
    let before = workplace.read("gold/a.json");
    annotate(&workplace, &mut tasks, |annotation| {
        annotation["result"] = json!([])
    });
    let refused = run(&workplace, &IMPORT);
    assert_eq!(refused.status, 1);
    assert!(
        refused
            .stderr
            .contains("task 1: 1 (`a`): gold holds another fixture"),
        "{}",
        refused.stderr
    );
    assert_eq!(workplace.read("gold/a.json"), before);
    let args: Vec<&str> = IMPORT.into_iter().chain(["--overwrite"]).collect();
    assert_eq!(run(&workplace, &args).status, 0);
    let gold: Value = serde_json::from_str(&workplace.read("gold/a.json")).unwrap();
    assert_eq!(gold["people"], json!([]));
    assert_eq!(gold["review"]["rejected"][0]["name"], "Sándor Pintér");
}

#[test]
fn reviewed_fixtures_are_exported_as_they_are() {
    let (workplace, mut tasks) = exported();
    annotate(&workplace, &mut tasks, |_| {});
    run(&workplace, &IMPORT);
    let ran = run(
        &workplace,
        &["export", "--format", "label-studio", "--fixtures", "gold"],
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let reviewed: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(reviewed[0].get("predictions"), None);
    let labels = |results: &Value| {
        let results = results.as_array().unwrap().iter();
        let of = results
            .filter(|r| r["type"] == "labels")
            .map(|r| r["value"]["labels"][0].clone());
        of.collect::<Vec<_>>()
    };
    let people = labels(&reviewed[0]["annotations"][0]["result"]);
    assert!(
        people.contains(&json!("Person")) && people.contains(&json!("Title")),
        "{people:?}"
    );
}

#[test]
fn what_cannot_be_imported_is_told_with_its_place() {
    let (workplace, mut tasks) = exported();
    annotate(&workplace, &mut tasks, |annotation| {
        annotation["result"][0]["value"]["end"] = json!(9999)
    });
    let ran = run(&workplace, &IMPORT);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr
            .contains("annotated.json: task 1: 1 (`a`): region `r1`"),
        "{}",
        ran.stderr
    );
    annotate(&workplace, &mut tasks, |_| {});
    let args: Vec<&str> = IMPORT
        .into_iter()
        .chain(["--annotator", "bob@example.org"])
        .collect();
    let ran = run(&workplace, &args);
    assert!(ran.stderr.contains("1 not annotated"), "{}", ran.stderr);
    assert!(!workplace.path("gold/a.json").exists());
    workplace.write("annotated.json", br#"[{"text": "a", "annotator": 1}]"#);
    let ran = run(&workplace, &IMPORT);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("JSON-MIN"), "{}", ran.stderr);
}

#[test]
fn the_configuration_is_written() {
    let workplace = Workplace::new(&[]);
    let ran = run(
        &workplace,
        &["export", "--format", "label-studio", "--config"],
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stdout.starts_with("<View>") && ran.stdout.contains("alias=\"HUN\""));
    assert_eq!(
        run(&workplace, &["export", "--format", "spacy", "--config"]).status,
        2
    );
}

#[test]
fn columns_and_documents_have_the_sentences_of_the_chain() {
    let text =
        "Mr. Rui Lopes met Dr. Ana Silva, Minister of Health of Portugal, in Lisbon. She spoke.\n";
    let workplace = Workplace::new(&[("a.txt", text.as_bytes())]);
    let columns = run(&workplace, &["export", "--format", "conll", "a.txt"]);
    assert_eq!(columns.status, 0, "{}", columns.stderr);
    assert_eq!(
        columns.stdout.trim_end().matches("\n\n").count(),
        2,
        "{}",
        columns.stdout
    );
    assert!(
        columns
            .stdout
            .contains("Ana -X- _ B-PER\nSilva -X- _ I-PER\n"),
        "{}",
        columns.stdout
    );
    let plus = run(&workplace, &["export", "--format", "conllup", "a.txt"]);
    assert!(
        plus.stdout
            .starts_with("# global.columns = ID FORM MISC ROSTRA:NE\n# newdoc id = a\n")
    );
    let spacy = run(&workplace, &["export", "--format", "spacy", "a.txt"]).documents();
    assert_eq!(spacy[0]["sents"].as_array().unwrap().len(), 2);
    assert_eq!(spacy[0]["text"], text);
    assert_eq!(spacy[0]["rostra"]["id"], "a");
}

#[test]
fn an_export_appears_whole_or_not_at_all() {
    let workplace = Workplace::new(&[("out.json", b"before")]);
    let ran = run(
        &workplace,
        &[
            "export",
            "--format",
            "label-studio",
            "--fixtures",
            "none",
            "-o",
            "out.json",
        ],
    );
    assert_eq!(ran.status, 2);
    assert_eq!(workplace.read("out.json"), "before");
    assert_eq!(
        run(
            &workplace,
            &["export", "--format", "spacy", "gone.txt", "-o", "out.json"]
        )
        .status,
        2
    );
    assert_eq!(workplace.read("out.json"), "before");
    assert_eq!(fs::read_dir(workplace.path("")).unwrap().count(), 1);
}
