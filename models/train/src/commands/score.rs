//! `rostra-train score`: predictions against what is marked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rostra_tagger::tags::Kind;
use rostra_train::labelled::{Labelled, Span};
use rostra_train::score::{Predicted, Scores, Tally};
use serde::de::DeserializeOwned;

/// Compare predicted spans with those of a corpus: F1 by kind, set and language
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The corpus
    gold: PathBuf,
    /// Predictions: JSON Lines of id and spans
    predicted: PathBuf,
    /// Score all texts, not only those held out
    #[arg(long)]
    all: bool,
}

/// Writes the table to standard output.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let mut predictions: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    lines(&args.predicted, &mut |row: Predicted| {
        predictions.insert(row.id, row.spans);
    })?;
    let mut scores = Scores::default();
    let mut missing = 0;
    lines(&args.gold, &mut |gold: Labelled| {
        if gold.held_out || args.all {
            let predicted = predictions.get(&gold.id);
            missing += usize::from(predicted.is_none());
            scores.add(&gold, predicted.map_or(&[], Vec::as_slice));
        }
    })?;
    if missing > 0 {
        eprintln!("note: {missing} texts without a prediction count as empty");
    }
    print(&scores);
    Ok(())
}

fn lines<T: DeserializeOwned>(path: &Path, each: &mut dyn FnMut(T)) -> anyhow::Result<()> {
    let name = path.display();
    let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.with_context(|| format!("cannot read {name}"))?;
        each(serde_json::from_str(&line).with_context(|| format!("{name}:{}", number + 1))?);
    }
    Ok(())
}

/// The table: by set and language, then by language over all sets, then all.
pub fn print(scores: &Scores) {
    let kinds = Kind::ALL
        .map(|kind| format!("{:>14}", kind.name()))
        .join("");
    println!("F1, exact/overlapping         {kinds}");
    table(scores, &|set, lang| format!("{set:<24} {lang:<4}"));
    table(scores, &|_, lang| format!("{:<24} {lang:<4}", "all sets"));
    table(scores, &|_, _| format!("{:<24} {:<4}", "all sets", "all"));
}

fn table(scores: &Scores, group: &dyn Fn(&str, &str) -> String) {
    let columns = Kind::ALL.map(|kind| scores.grouped(kind, group));
    let rows: BTreeSet<&String> = columns.iter().flat_map(BTreeMap::keys).collect();
    for row in rows {
        let cells = columns
            .each_ref()
            .map(|column| format!("{:>14}", cell(column.get(row))));
        println!("{row} {}", cells.join(""));
    }
}

fn cell(tally: Option<&Tally>) -> String {
    let both = tally.and_then(|tally| Some((tally.exact_f1()?, tally.overlap_f1()?)));
    both.map_or_else(
        || "-".to_owned(),
        |(exact, overlap)| format!("{exact:.3}/{overlap:.3}"),
    )
}
