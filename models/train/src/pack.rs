//! Trained weights to the file that the program reads.

use std::collections::HashMap;

use rostra_tagger::tags::{Kind, TAGS};
use rostra_tagger::weights::{FORMAT, ROW, ZERO};
use safetensors::tensor::{Dtype, TensorView, serialize};

use crate::crf::Field;

/// The share of weights that may be cut to the largest byte, so that few large ones do not make all others coarse.
const CUT: f64 = 5e-5;

/// The bytes of `field` as a file, with a logistic curve (slope, shift) for each kind.
///
/// # Errors
/// Where the format refuses them.
pub fn write(
    field: &Field,
    calibration: &[(f32, f32); Kind::ALL.len()],
) -> anyhow::Result<Vec<u8>> {
    let unit = unit(field);
    let rows: Vec<u8> = field
        .rows
        .iter()
        .flat_map(|column| {
            let mut row = [ZERO; ROW];
            for (byte, weight) in row.iter_mut().zip(column) {
                *byte = self::byte(*weight, unit);
            }
            row
        })
        .collect();
    let steps: Vec<u8> = field
        .steps
        .iter()
        .flatten()
        .flat_map(|value| value.to_le_bytes())
        .collect();
    let curve: Vec<u8> = calibration
        .iter()
        .flat_map(|(slope, shift)| [*slope, *shift])
        .flat_map(f32::to_le_bytes)
        .collect();
    let unit_bytes = unit.to_le_bytes();
    let tensors = [
        (
            "rows",
            TensorView::new(Dtype::U8, vec![field.rows.len(), ROW], &rows)?,
        ),
        ("unit", TensorView::new(Dtype::F32, vec![1], &unit_bytes)?),
        (
            "steps",
            TensorView::new(Dtype::F32, vec![TAGS, TAGS], &steps)?,
        ),
        (
            "calibration",
            TensorView::new(Dtype::F32, vec![Kind::ALL.len(), 2], &curve)?,
        ),
    ];
    // One entry: the order of several would be that of a hash map.
    let metadata = HashMap::from([("format".to_owned(), FORMAT.to_owned())]);
    Ok(serialize(tensors, Some(metadata))?)
}

/// The byte that stands for `weight` where a step of a byte is worth `unit`.
pub(crate) fn byte(weight: f32, unit: f32) -> u8 {
    let steps = (weight / unit).round().clamp(-127.0, 127.0) as i32;
    u8::try_from(i32::from(ZERO) + steps).unwrap_or(ZERO)
}

fn unit(field: &Field) -> f32 {
    let mut sizes: Vec<f32> = field
        .rows
        .iter()
        .flatten()
        .map(|weight| weight.abs())
        .filter(|size| *size > 0.0)
        .collect();
    sizes.sort_by(f32::total_cmp);
    let at = (sizes.len() as f64 * (1.0 - CUT)) as usize;
    let largest = sizes.get(at).or(sizes.last()).copied().unwrap_or(1.0);
    (largest / 127.0).max(1e-6)
}
