//! How far engines are from Python's scores of a checkpoint.
//!
//! ```sh
//! python models/train/encoder/reference.py FOLDER --logits FOLDER/reference.json
//! cargo run --release -p rostra-transformer --example logits -- FOLDER FOLDER/reference.json
//! ```
//!
//! Prints for each engine the greatest difference of a score, and of how many pieces the best label is the same.

#![allow(clippy::unwrap_used)] // a measurement that cannot go on ends there

use std::path::Path;

use rostra_transformer::engine::{self, Options};
use rostra_transformer::{Batch, Checkpoint, Device, Engine, EngineKind, TextTokenizer};
use serde::Deserialize;

/// A text as Python reads it.
#[derive(Deserialize)]
struct Case {
    text: String,
    ids: Vec<u32>,
    /// A row of scores for each identifier.
    logits: Vec<Vec<f32>>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, reference] = arguments.as_slice() else {
        panic!("logits FOLDER REFERENCE");
    };
    let checkpoint = Checkpoint::open(Path::new(folder)).unwrap();
    let text = std::fs::read_to_string(reference).unwrap();
    let cases: Vec<Case> = serde_json::from_str(&text).unwrap();
    println!(
        "{} of {} texts in the same pieces",
        same(&checkpoint, &cases),
        cases.len()
    );
    for (kind, weights) in [
        (EngineKind::RustBert, "rust_model.ot"),
        (EngineKind::RustBert, "model.safetensors"),
        (EngineKind::Candle, "model.safetensors"),
        (EngineKind::Onnx, "model.onnx"),
        (EngineKind::Onnx, "model.int8.onnx"),
    ] {
        if kind.is_built() && checkpoint.file(weights).is_some() {
            let options = Options {
                device: Device::Cpu,
                weights: Some(weights.to_owned()),
                ..Options::default()
            };
            let engine = engine::open(kind, &checkpoint, &options).unwrap();
            let (greatest, labels, pieces) = compare(engine.as_ref(), &cases);
            let name = format!("{} {weights}", kind.name());
            println!("{name:<30}{greatest:>12.1e}  {labels} of {pieces} labels");
        }
    }
}

/// How many texts the tokenizer cuts as Python does.
fn same(checkpoint: &Checkpoint, cases: &[Case]) -> usize {
    let tokenizer = TextTokenizer::open(checkpoint).unwrap();
    let is_same = |case: &&Case| {
        let pieces = tokenizer.pieces(&case.text, false).unwrap();
        let pieces: Vec<u32> = pieces.iter().map(|piece| piece.id).collect();
        [tokenizer.before(), &pieces, tokenizer.after()].concat() == case.ids
    };
    cases.iter().filter(is_same).count()
}

/// The greatest difference, and the pieces of one best label among all.
fn compare(engine: &dyn Engine, cases: &[Case]) -> (f32, usize, usize) {
    let (mut greatest, mut labels, mut pieces) = (0.0f32, 0, 0);
    for case in cases {
        let logits = engine.logits(&Batch::new(&[&case.ids], 0)).unwrap();
        for (at, theirs) in case.logits.iter().enumerate() {
            let ours = logits.of(0, at);
            let differences = ours.iter().zip(theirs).map(|(a, b)| (a - b).abs());
            greatest = differences.fold(greatest, f32::max);
            labels += usize::from(best(ours) == best(theirs));
            pieces += 1;
        }
    }
    (greatest, labels, pieces)
}

fn best(scores: &[f32]) -> Option<usize> {
    let by_score = |one: &usize, other: &usize| scores[*one].total_cmp(&scores[*other]);
    (0..scores.len()).max_by(by_score)
}
