//! One battery of cases on every engine: all give the scores of the reference, and so the same ones.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails there

mod errors;
#[path = "../support/mod.rs"]
mod support;
mod texts;

use rostra_transformer::{Batch, Engine, EngineKind};
use support::checkpoint::Folder;
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
