//! The figures agree with the reference scorer on the development gold, where both are at hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rostra_evaluate::{gold, report, score};
use serde_json::{Value, json};

/// Fields that both scorers give.
const FIELDS: &[&str] = &[
    "docs",
    "people",
    "people_recall",
    "titles",
    "country",
    "role",
    "spoke",
    "record",
];

#[test]
fn figures_agree_with_the_reference_scorer() {
    let Some(shared) = shared() else {
        eprintln!("skipped: no shared/score.py beside the repository");
        return;
    };
    let gold = development_gold(&shared);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let gold_path = folder.path().join("gold.jsonl");
    write(&gold_path, &gold);
    for step in [0, 2, 3, 5] {
        let predicted = if step == 0 {
            gold.clone()
        } else {
            perturbed(&gold, step)
        };
        let path = folder.path().join(format!("predicted-{step}.jsonl"));
        write(&path, &predicted);
        let Some(reference) = reference(&shared.join("score.py"), &gold_path, &path) else {
            eprintln!("skipped: no python3");
            return;
        };
        agree(&ours(&gold_path, &path), &reference, step);
    }
}

fn agree(ours: &Value, reference: &Value, step: usize) {
    let groups = reference.as_object().expect("an object of groups");
    assert!(groups.len() > 2);
    for (group, figures) in groups {
        for field in FIELDS {
            let (a, b) = (ours[group][field].as_f64(), figures[field].as_f64());
            let (a, b) = (a.expect("a number"), b.expect("a number"));
            assert!(
                (a - b).abs() < 2e-4,
                "step {step}, {group}, {field}: {a} and {b}"
            );
        }
    }
}

fn ours(gold: &Path, predicted: &Path) -> Value {
    let read = |path: &Path| {
        gold::read(fs::read(path).expect("it was written").as_slice()).expect("it is JSON Lines")
    };
    report::json(&score::evaluate(&read(gold), &read(predicted)))
}

fn reference(script: &Path, gold: &Path, predicted: &Path) -> Option<Value> {
    let output = Command::new("python3")
        .arg(script)
        .arg(gold)
        .arg(predicted)
        .arg("--json")
        .output();
    let output = output.ok().filter(|output| output.status.success())?;
    serde_json::from_slice(&output.stdout).ok()
}

/// The folder `shared` beside the repository or one of the folders above it.
fn shared() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .map(|folder| folder.join("shared"))
        .find(|f| f.join("score.py").is_file())
}

fn development_gold(shared: &Path) -> Vec<Value> {
    let folder = fs::read_dir(shared.join("gold/dev")).expect("the development gold");
    let mut paths: Vec<_> = folder.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("UTF-8"));
    let lines = texts.flat_map(|t| t.lines().map(str::to_owned).collect::<Vec<_>>());
    lines
        .map(|line| serde_json::from_str(&line).expect("JSON"))
        .collect()
}

fn write(path: &Path, documents: &[Value]) {
    let lines: Vec<String> = documents.iter().map(Value::to_string).collect();
    fs::write(path, lines.join("\n")).expect("a temporary file");
}

/// Drops, renames and changes every `step`-th thing.
fn perturbed(gold: &[Value], step: usize) -> Vec<Value> {
    let mut count = 0;
    let mut documents = gold.to_vec();
    for document in &mut documents {
        let people = document["people"].as_array_mut().expect("people");
        people.retain(|_| {
            count += 1;
            count % (step * 5) != 0
        });
        for person in people.iter_mut() {
            count += 1;
            perturb(person, count / step % 7, count % step == 0);
        }
        if count % (step * 2) == 0 {
            people.push(
                json!({"name": "Extra Person", "titles": [{"text": "Mayor"}], "role": "speaker"}),
            );
        }
        people.reverse();
    }
    documents.remove(0);
    documents
}

fn perturb(person: &mut Value, way: usize, now: bool) {
    let name = person["name"].as_str().expect("a name").to_owned();
    match way {
        _ if !now => {}
        0 => person["name"] = json!(name.split(' ').next_back()),
        1 => person["name"] = json!(name.to_uppercase()),
        2 => person["titles"] = json!([]),
        3 => person["country"] = json!(null),
        4 => person["role"] = json!("keynote"),
        5 => {
            if let Some(first) = person["titles"].get_mut(0) {
                let text = first["text"].as_str().unwrap_or_default();
                let words: Vec<&str> = text.split(' ').skip(1).collect();
                first["text"] = json!(words.join(" "));
            }
        }
        _ => person["optional"] = json!(true),
    }
}
