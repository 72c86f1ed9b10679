//! Scores of the battery's weights as transformers computes them, so that our reference is no judge in its own cause.
//!
//! Made once by transformers 4.49.0 on torch 2.4.1, from the folders of the battery:
//! `AutoModelForTokenClassification.from_pretrained(folder).double().eval()(input_ids=ids, attention_mask=ones).logits`.

use rostra_transformer::{Batch, EngineKind};

use crate::support::checkpoint::Folder;
use crate::support::engines;
use crate::support::model::Family;
use crate::support::reference;

/// Five decimals are kept of a score.
const TOLERANCE: f64 = 1e-4;

type Scores = [[f64; 5]; 6];

const BERT: Scores = [
    [1.16559, -1.10517, 1.34443, 0.37457, -0.58895],
    [0.59068, 0.17681, 0.83627, 0.84183, 0.18107],
    [0.23861, -0.34312, 1.25324, 1.21148, 0.98799],
    [0.03022, 0.17180, -0.78574, 1.04304, 0.24246],
    [-0.50921, -0.41322, 2.92323, 0.63054, 1.89529],
    [1.16714, -0.29450, 2.33653, 0.77559, 0.78016],
];

const XLM_ROBERTA: Scores = [
    [-1.24235, 1.98428, -1.55019, -1.57216, -0.20773],
    [-0.56206, 0.87209, 0.31648, -1.65317, -1.28212],
    [-1.82973, 1.32503, -1.30051, -2.03910, -0.87267],
    [-1.20556, 0.15822, -0.32578, -0.97244, -0.95649],
    [-0.64736, -0.35209, -0.28899, 0.13694, -0.94663],
    [-1.78790, 0.71565, 0.05429, -1.26039, -1.56379],
];

const DISTIL_BERT: Scores = [
    [-1.43576, -0.57801, -1.34828, 0.17253, -0.56099],
    [0.96724, -1.83851, -1.46381, 0.11205, 0.48122],
    [-0.21836, 0.40300, -0.71076, 0.48230, 1.26370],
    [0.38980, -0.10415, -1.08372, 0.34172, -1.65182],
    [0.03482, -0.47775, -0.60974, 0.58678, 0.55478],
    [0.90862, -0.50438, -0.27573, 0.48332, -0.22046],
];

const DEBERTA_V2: Scores = [
    [0.84607, 0.27388, -0.02031, -1.02943, -0.13957],
    [0.90574, 0.25355, -0.36978, -0.77256, -0.60862],
    [0.31457, -0.03050, 0.15836, -1.08557, 0.27165],
    [1.63755, -0.10328, -0.80585, -0.70658, 0.73817],
    [-0.52508, 0.73651, 1.30075, 0.13539, -0.00576],
    [-2.03222, -0.01782, 1.53749, 1.28491, -0.26868],
];

/// Pieces of a sentence with its special ones, and their scores. ELECTRA's are BERT's: both are built alike.
const CASES: [(Family, [u32; 6], Scores); 5] = [
    (Family::Bert, [2, 9, 26, 43, 60, 3], BERT),
    (Family::Electra, [2, 9, 26, 43, 60, 3], BERT),
    (Family::XlmRoberta, [0, 9, 26, 43, 60, 2], XLM_ROBERTA),
    (Family::DistilBert, [2, 9, 26, 43, 60, 3], DISTIL_BERT),
    (Family::DebertaV2, [2, 9, 26, 43, 60, 3], DEBERTA_V2),
];

#[test]
fn scores_are_those_of_transformers() {
    for (family, ids, expected) in CASES {
        let folder = Folder::new(family);
        let ours = reference::logits(&folder.model, &folder.weights, &ids);
        compare(&ours, &expected, &format!("{family:?}, the reference"));
        for kind in engines::at_hand() {
            if kind == EngineKind::Onnx && !family.has_graph() {
                continue;
            }
            let engine = engines::open(kind, &folder.open());
            let logits = engine
                .logits(&Batch::new(&[ids], folder.model.pad))
                .unwrap();
            let rows =
                (0..ids.len()).map(|at| logits.of(0, at).iter().map(|&x| x.into()).collect());
            compare(
                &rows.collect::<Vec<_>>(),
                &expected,
                &format!("{family:?}, {kind:?}"),
            );
        }
    }
}

fn compare(rows: &[Vec<f64>], expected: &Scores, name: &str) {
    assert_eq!(rows.len(), expected.len());
    for (row, expected) in rows.iter().zip(expected) {
        let mut pairs = row.iter().zip(expected);
        let near = pairs.all(|(a, b)| (a - b).abs() <= TOLERANCE);
        assert!(
            near && row.len() == 5,
            "{name}: {row:?} and not {expected:?}"
        );
    }
}
