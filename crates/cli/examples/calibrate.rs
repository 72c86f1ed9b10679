//! Fits the table of confidences to annotated documents.
//!
//! usage: calibrate GOLD.jsonl TEXTS [GOLD.jsonl TEXTS ...] > crates/relate/tables/confidence.tsv
//!
//! A record is right if its person, all titles and the country are the gold's. A logistic
//! regression over the features of records (`rostra_relate::confidence`) is fitted by Newton's
//! method with a ridge penalty (le Cessie & van Houwelingen 1992), which keeps the weights of rare
//! features small. The same documents give the same table.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context, bail};
use rostra_document::Document;
use rostra_evaluate::gold::{self, Annotated, Person};
use rostra_evaluate::pairing::{pair_people, pair_titles};
use rostra_pipeline::{Pipeline, PipelineConfig};
use rostra_relate::confidence::features;

/// Penalty of a squared weight.
const RIDGE: f64 = 3.0;
/// Features of fewer records are left out.
const FEWEST: usize = 8;
const STEPS: usize = 12;

/// A record's features and whether it is right.
struct Example {
    features: Vec<String>,
    right: bool,
}

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.is_empty() || args.len() % 2 == 1 {
        bail!("usage: calibrate GOLD.jsonl TEXTS [GOLD.jsonl TEXTS ...]");
    }
    let pipeline = Pipeline::new(PipelineConfig::default())?;
    let mut examples = Vec::new();
    for pair in args.chunks(2) {
        let file = fs::File::open(&pair[0]).with_context(|| pair[0].clone())?;
        for document in gold::read(BufReader::new(file))? {
            examples.extend(read(&pipeline, &document, Path::new(&pair[1]))?);
        }
    }
    let names = vocabulary(&examples);
    let rows: Vec<(Vec<usize>, f64)> = examples.iter().map(|e| row(e, &names)).collect();
    let weights = fit(&rows, names.len() + 1);
    println!("# Log-odds that a record is right, by what it rests on (`confidence.rs`).");
    println!(
        "# Fitted by `cargo run -p rostra-cli --example calibrate` to {} records.",
        rows.len()
    );
    println!("bias\t{:.3}", weights[0]);
    for (name, at) in &names {
        println!("{name}\t{:.3}", weights[*at]);
    }
    Ok(())
}

/// The records that the pipeline makes of an annotated document.
fn read(pipeline: &Pipeline, gold: &Annotated, texts: &Path) -> anyhow::Result<Vec<Example>> {
    let language = gold.lang.clone().unwrap_or_default();
    let path = [
        format!("{}.txt", gold.id),
        format!("{language}/{}.txt", gold.id),
    ]
    .map(|name| texts.join(name))
    .into_iter()
    .find(|path| path.is_file())
    .with_context(|| format!("no text of {}", gold.id))?;
    let document = Document::of_text(&gold.id, &language, fs::read_to_string(path)?);
    let trace = pipeline.trace(&document).with_context(|| gold.id.clone())?;
    let found: Vec<Person> = trace
        .extraction
        .people
        .iter()
        .map(|person| serde_json::from_value(serde_json::to_value(person)?))
        .collect::<Result<_, serde_json::Error>>()?;
    let pairs: BTreeMap<usize, usize> = pair_people(&gold.people, &found)
        .into_iter()
        .map(|(i, j)| (j, i))
        .collect();
    let mut examples = Vec::new();
    for (at, (record, person)) in trace.relations.records.iter().zip(&found).enumerate() {
        let twin = pairs.get(&at).and_then(|i| gold.people.get(*i));
        if twin.is_some_and(|twin| twin.optional) {
            continue;
        }
        let features = features(record, &document.text);
        examples.push(Example {
            features: features.into_iter().map(String::from).collect(),
            right: twin.is_some_and(|twin| whole(twin, person)),
        });
    }
    Ok(examples)
}

fn whole(gold: &Person, found: &Person) -> bool {
    let hits = pair_titles(&gold.titles, &found.titles).len();
    gold.country == found.country && hits == gold.titles.len() && hits == found.titles.len()
}

/// Features that enough records have, numbered from 1; 0 is the bias.
fn vocabulary(examples: &[Example]) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in examples.iter().flat_map(|e| &e.features) {
        *counts.entry(feature).or_default() += 1;
    }
    let kept = counts.into_iter().filter(|(_, count)| *count >= FEWEST);
    kept.zip(1..)
        .map(|((name, _), at)| (name.to_owned(), at))
        .collect()
}

fn row(example: &Example, names: &BTreeMap<String, usize>) -> (Vec<usize>, f64) {
    let known = example
        .features
        .iter()
        .filter_map(|name| names.get(name).copied());
    (
        std::iter::once(0).chain(known).collect(),
        f64::from(u8::from(example.right)),
    )
}

/// Weights that make the labels of `rows` likeliest.
fn fit(rows: &[(Vec<usize>, f64)], size: usize) -> Vec<f64> {
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights.iter().map(|w| -RIDGE * w).collect();
        slope[0] = 0.0;
        let mut curve = vec![vec![0.0; size]; size];
        for (at, line) in curve.iter_mut().enumerate() {
            line[at] = if at == 0 { 1e-6 } else { RIDGE };
        }
        for (features, label) in rows {
            let odds: f64 = features.iter().map(|at| weights[*at]).sum();
            let likely = 1.0 / (1.0 + (-odds).exp());
            for a in features {
                slope[*a] += label - likely;
                for b in features {
                    curve[*a][*b] += likely * (1.0 - likely);
                }
            }
        }
        let step = solve(curve, slope);
        weights
            .iter_mut()
            .zip(step)
            .for_each(|(weight, by)| *weight += by);
    }
    weights
}

/// Solves `matrix` x = `right` by elimination; the matrix is positive definite.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = matrix[at].clone();
        let value = right[at];
        for below in at + 1..size {
            let factor = matrix[below][at] / pivot[at];
            if factor != 0.0 {
                matrix[below]
                    .iter_mut()
                    .zip(&pivot)
                    .for_each(|(cell, p)| *cell -= factor * p);
                right[below] -= factor * value;
            }
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|i| matrix[at][i] * right[i]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}
