//! What the files of both kinds of model have in common.
//!
//! Safetensors whose metadata name the `format`, with `unit` (f32, the value of one step of a byte), `steps` (f32, tag by tag)
//! and `calibration` (f32, slope and shift of each kind).

use safetensors::{Dtype, SafeTensorError, SafeTensors};

use crate::lattice::{Square, Transitions};
use crate::tags::{Kind, TAGS};
use crate::weights::WeightsError;

/// The common parts of a file.
pub(crate) struct Parts<'b> {
    pub tensors: SafeTensors<'b>,
    pub unit: f32,
    pub transitions: Transitions,
    pub calibration: [(f32, f32); Kind::ALL.len()],
}

impl<'b> Parts<'b> {
    /// Reads those of a file of `format`.
    ///
    /// # Errors
    /// Where it is damaged, of another format, or lacks a part.
    pub fn read(bytes: &'b [u8], format: &str) -> Result<Self, WeightsError> {
        let damaged = |error: SafeTensorError| WeightsError::Damaged(error.to_string());
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(damaged)?;
        let fields = header.metadata().as_ref();
        let found = fields
            .and_then(|fields| fields.get("format").cloned())
            .unwrap_or_default();
        if found != format {
            return Err(WeightsError::Version { found });
        }
        let tensors = SafeTensors::deserialize(bytes).map_err(damaged)?;
        let unit = floats(&tensors, "unit", "one f32", 1)?[0];
        let steps = floats(&tensors, "steps", "21 by 21 f32", TAGS * TAGS)?;
        let pairs = floats(&tensors, "calibration", "5 by 2 f32", 2 * Kind::ALL.len())?;
        let square: Square =
            std::array::from_fn(|tag| std::array::from_fn(|next| steps[tag * TAGS + next]));
        Ok(Self {
            unit,
            transitions: Transitions::new(square),
            calibration: std::array::from_fn(|kind| (pairs[2 * kind], pairs[2 * kind + 1])),
            tensors,
        })
    }
}

pub(crate) fn floats(
    tensors: &SafeTensors,
    tensor: &'static str,
    expected: &'static str,
    len: usize,
) -> Result<Vec<f32>, WeightsError> {
    let view = tensors
        .tensor(tensor)
        .ok()
        .filter(|view| view.dtype() == Dtype::F32);
    let view = view.filter(|view| view.data().len() == 4 * len);
    let view = view.ok_or(WeightsError::Shape { tensor, expected })?;
    let (chunks, _) = view.data().as_chunks::<4>();
    let values: Vec<f32> = chunks
        .iter()
        .map(|bytes| f32::from_le_bytes(*bytes))
        .collect();
    if values.iter().all(|value| value.is_finite()) {
        Ok(values)
    } else {
        Err(WeightsError::Damaged(format!(
            "`{tensor}` holds values that are no numbers"
        )))
    }
}
