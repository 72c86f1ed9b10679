//! The way from texts to weights, on little data: it works, it learns, and it comes out the same each time.

#![allow(clippy::unwrap_used)] // a test that cannot go on fails there

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a run of training left.
struct Trained {
    weights: Vec<u8>,
    /// Loss of a token, epoch by epoch.
    losses: Vec<f64>,
    table: String,
}

fn rostra_train(args: &[&str]) -> Output {
    let out = Command::new(env!("CARGO_BIN_EXE_rostra-train"))
        .args(args)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{args:?}: {said}");
    out
}

/// A corpus of a few of our own texts and templates, without any set from elsewhere.
fn corpus(folder: &Path) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for kind in ["written", "templates"] {
        fs::create_dir_all(folder.join(kind)).unwrap();
        for lang in ["it", "pl", "tr"] {
            let name = format!("{kind}/{lang}.txt");
            fs::copy(here.join(&name), folder.join(&name)).unwrap();
        }
    }
    let corpus = folder.join("corpus.jsonl");
    let (folder, out) = (folder.to_str().unwrap(), corpus.to_str().unwrap());
    let nowhere = format!("{folder}/nowhere");
    rostra_train(&[
        "corpus",
        "--data",
        &nowhere,
        "--models",
        folder,
        "--templates",
        "60",
        "--unseen",
        "10",
        "--out",
        out,
    ]);
    corpus
}

fn train(corpus: &Path, out: &Path) -> Trained {
    let (corpus, path) = (corpus.to_str().unwrap(), out.to_str().unwrap());
    let ran = rostra_train(&[
        "train", "--corpus", corpus, "--group", "latin", "--bits", "12", "--epochs", "2",
        "--limit", "40", "--out", path,
    ]);
    let told = String::from_utf8(ran.stderr).unwrap();
    let losses = told.lines().filter_map(|line| {
        line.strip_prefix("epoch ")?
            .split_whitespace()
            .nth(2)?
            .parse()
            .ok()
    });
    Trained {
        weights: fs::read(out).unwrap(),
        losses: losses.collect(),
        table: String::from_utf8(ran.stdout).unwrap(),
    }
}

/// The mean of a column of the table over the rows of persons, weighted by how many are marked; `from_end` counts
/// columns from the last.
fn person_f1(table: &str, from_end: usize) -> f64 {
    let (mut sum, mut marked) = (0.0, 0.0);
    for line in table.lines().filter(|line| line.contains("PERSON")) {
        let cells: Vec<f64> = line
            .split_whitespace()
            .filter_map(|c| c.parse().ok())
            .collect();
        let [count, .., _, _] = cells.as_slice() else {
            panic!("not a row of the table: {line}");
        };
        sum += count * cells[cells.len() - 1 - from_end];
        marked += count;
    }
    assert!(marked > 0.0, "no person is held out:\n{table}");
    sum / marked
}

#[test]
fn little_data_trains_a_model_twice_alike() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus(folder.path());
    let first = train(&corpus, &folder.path().join("first.safetensors"));
    let again = train(&corpus, &folder.path().join("again.safetensors"));
    assert!(
        first.weights == again.weights,
        "two runs gave other weights"
    );
    assert_eq!(first.losses.len(), 2);
    assert!(first.losses[1] < first.losses[0], "{:?}", first.losses);
    for column in [0, 1] {
        let f1 = person_f1(&first.table, column);
        assert!(f1 > 0.2, "{f1}\n{}", first.table);
    }
}
