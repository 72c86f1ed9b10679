//! One battery of cases on every engine: all give the scores of the reference, and so the same ones.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails there

mod errors;
mod python;
#[path = "../support/mod.rs"]
mod support;
mod texts;

use rostra_transformer::engine::{self, Options};
use rostra_transformer::{Batch, Engine, EngineKind, TextTokenizer};
use serde_json::json;
use support::checkpoint::{Folder, labels};
use support::engines;
use support::graph::Form;
use support::model::{Family, LABELS, POSITIONS};
use support::onnx::Type;
use support::reference;

/// The greatest difference of a score.
const TOLERANCE: f64 = 1e-4;

/// Sequences of pieces by the lengths of their texts; special pieces come before and after.
fn sequences(folder: &Folder, lengths: &[usize]) -> Vec<Vec<u32>> {
    let (first, last) = match folder.model.family {
        Family::XlmRoberta => (0, 2),
        _ => (2, 3),
    };
    let pieces = folder.model.vocabulary - 4;
    let sequence = |(row, &length): (usize, &usize)| {
        let inner = (0..length).map(|at| 4 + (at * 17 + row * 31 + 5) as u32 % pieces as u32);
        [first].into_iter().chain(inner).chain([last]).collect()
    };
    lengths.iter().enumerate().map(sequence).collect()
}

fn cases() -> Vec<(&'static str, Vec<usize>)> {
    vec![
        ("one sentence", vec![9]),
        ("sentences of several lengths", vec![3, 17, 1, 11]),
        ("one piece", vec![1]),
        ("no piece but the special ones", vec![0, 2]),
        ("the longest that fits", vec![POSITIONS - 2]),
        ("the longest beside the shortest", vec![1, POSITIONS - 2]),
        ("many rows", (0..70).map(|row| row % 23).collect()),
    ]
}

/// Compares an engine with the reference, row by row, without what stands at the filling.
fn check(engine: &dyn Engine, folder: &Folder, name: &str, sequences: &[Vec<u32>]) {
    let batch = Batch::new(sequences, folder.model.pad);
    let logits = engine.logits(&batch).unwrap();
    assert_eq!(logits.labels(), LABELS.len());
    for (row, ids) in sequences.iter().enumerate() {
        let expected = reference::logits(&folder.model, &folder.weights, ids);
        for (at, expected) in expected.iter().enumerate() {
            let scores = logits.of(row, at);
            let pairs = scores.iter().zip(expected);
            let difference = pairs
                .map(|(&a, b)| (f64::from(a) - b).abs())
                .fold(0.0, f64::max);
            assert!(
                difference <= TOLERANCE,
                "{:?} on {:?}, {name}, row {row}, piece {at}: {scores:?} and not {expected:?}",
                folder.model.family,
                engine.kind()
            );
        }
    }
}

#[test]
fn scores_are_those_of_the_reference() {
    for family in Family::ALL {
        let folder = Folder::new(family);
        let checkpoint = folder.open();
        for kind in engines::at_hand() {
            if kind == EngineKind::Onnx && !family.has_graph() {
                continue;
            }
            let engine = engines::open(kind, &checkpoint);
            assert_eq!((engine.kind(), engine.device().as_str()), (kind, "cpu"));
            for (name, lengths) in cases() {
                check(
                    engine.as_ref(),
                    &folder,
                    name,
                    &sequences(&folder, &lengths),
                );
            }
        }
    }
}

#[test]
fn the_reference_tells_pieces_and_places_apart() {
    for family in Family::ALL {
        let folder = Folder::new(family);
        let scores = |ids: &[u32]| reference::logits(&folder.model, &folder.weights, ids);
        let rows = scores(&[2, 9, 9, 14, 3]);
        assert!(rows.iter().flatten().all(|x| x.is_finite()));
        assert!(rows.iter().flatten().any(|x| x.abs() > 0.5), "{rows:?}");
        assert!((rows[1][0] - rows[2][0]).abs() > 1e-3, "places: {rows:?}");
        assert!(
            (rows[1][0] - scores(&[2, 9, 9, 15, 3])[1][0]).abs() > 1e-3,
            "context"
        );
    }
}

#[test]
fn filling_changes_nothing() {
    for family in Family::ALL {
        let folder = Folder::new(family);
        let checkpoint = folder.open();
        let sequences = sequences(&folder, &[2, POSITIONS - 2, 5]);
        for kind in engines::at_hand() {
            if kind == EngineKind::Onnx && !family.has_graph() {
                continue;
            }
            let engine = engines::open(kind, &checkpoint);
            let together = engine
                .logits(&Batch::new(&sequences, folder.model.pad))
                .unwrap();
            for (row, ids) in sequences.iter().enumerate() {
                let alone = engine
                    .logits(&Batch::new(&[ids], folder.model.pad))
                    .unwrap();
                for at in 0..ids.len() {
                    let pairs = alone.of(0, at).iter().zip(together.of(row, at));
                    for (a, b) in pairs {
                        assert!(
                            (a - b).abs() <= TOLERANCE as f32,
                            "{family:?} {kind:?} {row} {at}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn threads_may_share_an_engine() {
    let folder = Folder::new(Family::XlmRoberta);
    let checkpoint = folder.open();
    for kind in engines::at_hand() {
        let engine = engines::open(kind, &checkpoint);
        std::thread::scope(|scope| {
            for length in [3, 8, 13] {
                let (engine, folder) = (engine.as_ref(), &folder);
                scope.spawn(move || {
                    for _ in 0..5 {
                        check(engine, folder, "shared", &sequences(folder, &[length, 2]));
                    }
                });
            }
        });
    }
}

#[test]
fn graphs_of_other_exporters_run() {
    if !engines::at_hand().contains(&EngineKind::Onnx) {
        return;
    }
    let usual = Form::default;
    let forms = [
        (
            "model.onnx",
            Form {
                ids: Type::Int,
                ..usual()
            },
        ),
        ("onnx/model.onnx", usual()),
        (
            "model_quantized.onnx",
            Form {
                output: "scores",
                ..usual()
            },
        ),
    ];
    for (file, form) in forms {
        for family in [Family::Bert, Family::XlmRoberta] {
            let folder = Folder::new(family);
            std::fs::remove_file(folder.path("model.onnx")).unwrap();
            std::fs::create_dir(folder.path("onnx")).unwrap();
            folder.write_graph(file, &form);
            let engine = engines::open(EngineKind::Onnx, &folder.open());
            check(engine.as_ref(), &folder, file, &sequences(&folder, &[4, 9]));
        }
    }
}

#[test]
fn scores_of_half_precision_are_taken() {
    if !engines::at_hand().contains(&EngineKind::Onnx) {
        return;
    }
    let folder = Folder::new(Family::Bert);
    let form = Form {
        scores: Type::Half,
        ..Form::default()
    };
    folder.write_graph("model.onnx", &form);
    let engine = engines::open(EngineKind::Onnx, &folder.open());
    let ids = sequences(&folder, &[6]).remove(0);
    let logits = engine.logits(&Batch::new(&[&ids], 0)).unwrap();
    let expected = reference::logits(&folder.model, &folder.weights, &ids);
    for (at, expected) in expected.iter().enumerate() {
        for (&a, b) in logits.of(0, at).iter().zip(expected) {
            // Eleven bits of a number of order 1.
            assert!((f64::from(a) - b).abs() <= 4e-3, "{a} and not {b}");
        }
    }
}

#[test]
fn weights_in_several_files_are_read() {
    if !EngineKind::Candle.is_built() {
        return;
    }
    let folder = Folder::new(Family::DistilBert);
    std::fs::remove_file(folder.path("model.safetensors")).unwrap();
    folder.weights.save_shards(folder.root());
    let engine = engines::open(EngineKind::Candle, &folder.open());
    let name = engine.weights().file_name().unwrap();
    assert_eq!(name, "model.safetensors.index.json");
    check(
        engine.as_ref(),
        &folder,
        "shards",
        &sequences(&folder, &[4, 9]),
    );
}

#[test]
fn graphs_of_bytes_score_about_the_same() {
    if !engines::at_hand().contains(&EngineKind::Onnx) {
        return;
    }
    for family in [Family::Bert, Family::XlmRoberta] {
        let folder = Folder::new(family);
        let form = Form {
            bytes: true,
            ..Form::default()
        };
        folder.write_graph("model.int8.onnx", &form);
        let options = Options {
            weights: Some("model.int8.onnx".to_owned()),
            ..engines::options()
        };
        let engine = engine::open(EngineKind::Onnx, &folder.open(), &options).unwrap();
        let sequences = sequences(&folder, &[9, 17, 3, 30, 1]);
        let logits = engine
            .logits(&Batch::new(&sequences, folder.model.pad))
            .unwrap();
        let (mut all, mut same, mut greatest) = (0, 0, 0f64);
        for (row, ids) in sequences.iter().enumerate() {
            let expected = reference::logits(&folder.model, &folder.weights, ids);
            for (at, expected) in expected.iter().enumerate() {
                let scores: Vec<f64> = logits.of(row, at).iter().map(|&a| a.into()).collect();
                let apart = scores.iter().zip(expected).map(|(a, b)| (a - b).abs());
                greatest = greatest.max(apart.fold(0.0, f64::max));
                all += 1;
                same += usize::from(best(&scores) == best(expected));
            }
        }
        // Weights have steps of 1/63 of the greatest one: more than rounding of floats, less than a label's lead.
        assert!((1e-3..0.1).contains(&greatest), "{family:?}: {greatest}");
        assert!(same * 20 >= all * 19, "{family:?}: {same} of {all}");
    }
}

/// The number of the highest score.
fn best(scores: &[f64]) -> usize {
    let numbered = scores.iter().enumerate();
    numbered.max_by(|a, b| a.1.total_cmp(b.1)).unwrap().0
}

#[test]
fn an_architecture_without_a_name_here_runs_as_a_graph() {
    if !engines::at_hand().contains(&EngineKind::Onnx) {
        return;
    }
    for family in [Family::Bert, Family::XlmRoberta] {
        let folder = Folder::new(family);
        folder.write_json(
            "config.json",
            &json!({"model_type": "luke", "id2label": labels(&LABELS)}),
        );
        let checkpoint = folder.open();
        let tokenizer = TextTokenizer::open(&checkpoint).unwrap();
        assert_eq!((tokenizer.before().len(), tokenizer.after().len()), (1, 1));
        let engine = engines::open(EngineKind::Onnx, &checkpoint);
        check(
            engine.as_ref(),
            &folder,
            "luke",
            &sequences(&folder, &[4, 9]),
        );
    }
}
