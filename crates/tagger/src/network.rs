//! A small network in the place of the linear weights: read, checked, scored with.
//!
//! A token is the sum of the embeddings of a few features of its own ([`Extractor::read_own`]). Each layer reads a
//! token and a neighbour on either side, cuts off what is negative and is added to what it read (Strubell et al.,
//! *Fast and accurate entity recognition with iterated dilated convolutions*, 2017; He et al. 2016). The last state
//! gives the scores of tags.
//!
//! A file is safetensors with `embeddings` (bytes, a row of [`PACKED`] for each feature row: two for what a step of
//! the row's other bytes is worth, in `unit`s, then [`WIDTH`] of which [`ZERO`] is nothing), `unit` (f32), `gaps` (u32, how far each layer looks), `layers` (f32, of each
//! layer a square for the token before, the token and the one after), `biases`, `output`, `bias`, `steps` and
//! `calibration` (f32, as in [`weights`](crate::weights)).
//!
//! [`Extractor::read_own`]: crate::features::Extractor::read_own

mod kernels;

use std::borrow::Cow;
use std::ops::Range;

use safetensors::{Dtype, SafeTensors};

use crate::features::Features;
use crate::file::{Parts, floats};
use crate::lattice::{Column, Transitions};
use crate::tags::{Kind, TAGS};
use crate::weights::{WeightsError, ZERO, calibrate};

pub use kernels::{TAPS, add, add_product, convolve};

/// Numbers that stand for a token.
pub const WIDTH: usize = 48;
/// Bytes of an embedding.
pub const PACKED: usize = WIDTH + 2;
/// A token.
pub type Row = [f32; WIDTH];
/// Version of the features and the layout.
pub const FORMAT: &str = "rostra-network.v1";
/// Layers that a network may have.
const DEEPEST: usize = 16;

/// The network of a group of scripts.
#[derive(Debug)]
pub struct Network {
    bytes: Cow<'static, [u8]>,
    /// Where the embeddings lie in `bytes`.
    embeddings: Range<usize>,
    unit: f32,
    layers: Vec<Layer>,
    output: Vec<Column>,
    bias: Column,
    transitions: Transitions,
    calibration: [(f32, f32); Kind::ALL.len()],
}

#[derive(Debug)]
struct Layer {
    gap: usize,
    weights: Vec<Row>,
    bias: Row,
}

/// States of a segment's tokens; kept between segments so that nothing is allocated anew.
#[derive(Debug, Default)]
pub struct States {
    now: Vec<Row>,
    next: Vec<Row>,
}

impl Network {
    /// Reads a file.
    ///
    /// # Errors
    /// Where it is damaged, of another version, or lacks a part.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Self, WeightsError> {
        let Parts {
            tensors,
            unit,
            transitions,
            calibration,
        } = Parts::read(&bytes, FORMAT)?;
        let output = floats(&tensors, "output", "48 by 21 f32", WIDTH * TAGS)?;
        let bias = floats(&tensors, "bias", "21 f32", TAGS)?;
        Ok(Self {
            embeddings: table(&bytes, &tensors)?,
            unit,
            layers: layers(&tensors)?,
            output: output.as_chunks().0.to_vec(),
            bias: std::array::from_fn(|tag| bias[tag]),
            transitions,
            calibration,
            bytes,
        })
    }

    /// The file, as it was read.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Rows of features: a power of two.
    #[must_use]
    pub fn table(&self) -> usize {
        self.embeddings.len() / PACKED
    }

    /// Scores of one tag after another.
    #[must_use]
    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// Scores of each token's tags from its own features.
    pub fn scores(&self, features: &Features, states: &mut States, scores: &mut Vec<Column>) {
        let table = self.bytes.get(self.embeddings.clone()).unwrap_or_default();
        let (table, _) = table.as_chunks::<PACKED>();
        states.now.clear();
        states
            .now
            .extend((0..features.len()).map(|at| self.embed(table, features.of(at).0)));
        for layer in &self.layers {
            convolve(
                &states.now,
                layer.gap,
                &layer.weights,
                &layer.bias,
                &mut states.next,
            );
            for (state, hidden) in states.now.iter_mut().zip(&states.next) {
                add(hidden, state);
            }
        }
        scores.clear();
        scores.extend(states.now.iter().map(|state| {
            let mut column = self.bias;
            add_product(state, &self.output, &mut column);
            column
        }));
    }

    fn embed(&self, table: &[[u8; PACKED]], ids: &[u32]) -> Row {
        let mut sums = [0.0; WIDTH];
        for id in ids {
            if let Some([low, high, row @ ..]) = table.get(*id as usize) {
                let step = f32::from(u16::from_le_bytes([*low, *high]));
                for (sum, byte) in sums.iter_mut().zip(row) {
                    *sum += step * (f32::from(*byte) - f32::from(ZERO));
                }
            }
        }
        sums.map(|sum| sum * self.unit)
    }

    /// How often a span of `kind` that the field gives `probability` is right, as
    /// [`Weights::calibrated`](crate::weights::Weights::calibrated).
    #[must_use]
    pub fn calibrated(&self, kind: Kind, probability: f32) -> f32 {
        calibrate(self.calibration[kind as usize], probability)
    }
}

/// Where the embeddings lie.
fn table(bytes: &[u8], tensors: &SafeTensors) -> Result<Range<usize>, WeightsError> {
    const MISSING: WeightsError = WeightsError::Shape {
        tensor: "embeddings",
        expected: "a power of two by 50 u8",
    };
    let view = tensors.tensor("embeddings").map_err(|_| MISSING)?;
    let fits = matches!(view.shape(), [rows, PACKED] if rows.is_power_of_two());
    if view.dtype() != Dtype::U8 || !fits {
        return Err(MISSING);
    }
    let start = view.data().as_ptr() as usize - bytes.as_ptr() as usize;
    Ok(start..start + view.data().len())
}

fn layers(tensors: &SafeTensors) -> Result<Vec<Layer>, WeightsError> {
    const MISSING: WeightsError = WeightsError::Shape {
        tensor: "gaps",
        expected: "one to 16 u32 up to 16",
    };
    let view = tensors
        .tensor("gaps")
        .ok()
        .filter(|view| view.dtype() == Dtype::U32);
    let view = view.ok_or(MISSING)?;
    let (gaps, _) = view.data().as_chunks::<4>();
    let gaps: Vec<usize> = gaps
        .iter()
        .map(|bytes| u32::from_le_bytes(*bytes) as usize)
        .collect();
    if gaps.is_empty() || gaps.len() > DEEPEST || gaps.iter().any(|gap| *gap == 0 || *gap > DEEPEST)
    {
        return Err(MISSING);
    }
    let block = TAPS * WIDTH * WIDTH;
    let weights = floats(
        tensors,
        "layers",
        "3 by 48 by 48 f32 a layer",
        gaps.len() * block,
    )?;
    let biases = floats(tensors, "biases", "48 f32 a layer", gaps.len() * WIDTH)?;
    let parts = weights.chunks_exact(block).zip(biases.as_chunks().0);
    let layer = |(gap, (weights, bias)): (usize, (&[f32], &Row))| Layer {
        gap,
        weights: weights.as_chunks().0.to_vec(),
        bias: *bias,
    };
    Ok(gaps.into_iter().zip(parts).map(layer).collect())
}
