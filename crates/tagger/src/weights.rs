//! Weights of one group's model: read, checked, scored with.
//!
//! A file is safetensors with `rows` (bytes, a row of [`ROW`] for each feature row: one value a tag, [`ZERO`] is
//! nothing, the rest is padding), `unit` (f32, the value of one step of a byte), `steps` (f32, tag by tag) and
//! `calibration` (f32, two a kind). Its metadata name the format's version. Nothing is unpacked: rows are read where the file lies.

use std::borrow::Cow;

use safetensors::{Dtype, SafeTensors};
use thiserror::Error;

use crate::features::Features;
use crate::file::Parts;
use crate::lattice::{Column, Transitions};
use crate::tags::Kind;

/// Bytes of a row.
pub const ROW: usize = 24;
/// The byte that stands for a weight of zero.
pub const ZERO: u8 = 128;
/// Version of the features and the layout.
pub const FORMAT: &str = "rostra-tagger.v1";
/// Rows of features that a token may have, so that sums of bytes stay below 2^16.
const MOST: usize = 250;

/// Why weights are refused.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum WeightsError {
    /// Not safetensors, or cut off, or damaged.
    #[error("the file of weights is damaged or cut off: {0}")]
    Damaged(String),
    /// Of another version of the program.
    #[error(
        "the weights are of format {found:?}; this program reads {FORMAT:?} and {:?}",
        crate::network::FORMAT
    )]
    Version {
        /// What the file says, empty where it says nothing.
        found: String,
    },
    /// A tensor is missing or has another shape.
    #[error("the file of weights has no tensor `{tensor}` of {expected}")]
    Shape {
        /// Its name.
        tensor: &'static str,
        /// Type and shape.
        expected: &'static str,
    },
}

/// The model of a group of scripts.
#[derive(Debug)]
pub struct Weights {
    bytes: Cow<'static, [u8]>,
    /// Where the rows lie in `bytes`.
    rows: std::ops::Range<usize>,
    unit: f32,
    transitions: Transitions,
    calibration: [(f32, f32); Kind::ALL.len()],
}

impl Weights {
    /// Reads a file.
    ///
    /// # Errors
    /// Where it is damaged, of another version, or lacks a part.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Self, WeightsError> {
        let parts = Parts::read(&bytes, FORMAT)?;
        let Parts {
            unit,
            transitions,
            calibration,
            ..
        } = parts;
        let rows = row_range(&bytes, &parts.tensors)?;
        Ok(Self {
            rows,
            unit,
            transitions,
            calibration,
            bytes,
        })
    }

    /// The file.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Rows of features: a power of two.
    #[must_use]
    pub fn table(&self) -> usize {
        self.rows.len() / ROW
    }

    /// Scores of one tag after another.
    #[must_use]
    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// Scores of each token's tags from its features.
    pub fn scores(&self, features: &Features, scores: &mut Vec<Column>) {
        let rows = self.bytes.get(self.rows.clone()).unwrap_or_default();
        let (rows, _) = rows.as_chunks::<ROW>();
        scores.clear();
        scores.extend((0..features.len()).map(|at| {
            let (ids, _) = features.of(at);
            let ids = ids.get(..MOST).unwrap_or(ids);
            self.column(rows, ids)
        }));
    }

    /// Sums of bytes, which have no sign: what `ZERO` adds is taken away at the end.
    fn column(&self, rows: &[[u8; ROW]], ids: &[u32]) -> Column {
        let mut sums = [0_u16; ROW];
        for id in ids {
            if let Some(row) = rows.get(*id as usize) {
                for (sum, byte) in sums.iter_mut().zip(row) {
                    *sum += u16::from(*byte);
                }
            }
        }
        let zero = i32::from(ZERO) * ids.len() as i32;
        std::array::from_fn(|tag| (i32::from(sums[tag]) - zero) as f32 * self.unit)
    }

    /// How often a span of `kind` that the field gives `probability` is right (Platt 1999: a logistic curve over
    /// the log odds, fitted to texts kept out of training).
    #[must_use]
    pub fn calibrated(&self, kind: Kind, probability: f32) -> f32 {
        calibrate(self.calibration[kind as usize], probability)
    }
}

/// The logistic curve of `slope` and `shift` at the log odds of `probability`.
pub(crate) fn calibrate((slope, shift): (f32, f32), probability: f32) -> f32 {
    let probability = probability.clamp(1e-6, 1.0 - 1e-6);
    let odds = (probability / (1.0 - probability)).ln();
    1.0 / (1.0 + (-(slope * odds + shift)).exp())
}

fn row_range(bytes: &[u8], tensors: &SafeTensors) -> Result<std::ops::Range<usize>, WeightsError> {
    let missing = WeightsError::Shape {
        tensor: "rows",
        expected: "a power of two by 24 u8",
    };
    let Ok(view) = tensors.tensor("rows") else {
        return Err(missing);
    };
    let fits = matches!(view.shape(), [rows, ROW] if rows.is_power_of_two());
    if view.dtype() != Dtype::U8 || !fits {
        return Err(missing);
    }
    let start = view.data().as_ptr() as usize - bytes.as_ptr() as usize;
    Ok(start..start + view.data().len())
}

#[cfg(test)]
mod tests;
