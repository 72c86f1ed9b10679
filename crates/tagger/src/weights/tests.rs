//! What is no file of weights is refused, and never makes the reader panic.

use std::collections::HashMap;

use proptest::prelude::*;
use safetensors::tensor::{TensorView, serialize};

use super::*;
use crate::tags::TAGS;

/// Parts of a file of weights, each to be put wrong.
struct Parts {
    format: Option<&'static str>,
    rows: (Dtype, Vec<usize>),
    unit: f32,
    step: f32,
    left_out: &'static str,
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            format: Some(FORMAT),
            rows: (Dtype::U8, vec![4, ROW]),
            unit: 0.01,
            step: 0.5,
            left_out: "",
        }
    }
}

impl Parts {
    fn file(&self) -> Vec<u8> {
        let floats = |value: f32, len: usize| value.to_le_bytes().repeat(len);
        let (dtype, shape) = &self.rows;
        let wide = if *dtype == Dtype::F32 { 4 } else { 1 };
        let rows = vec![ZERO; wide * shape.iter().product::<usize>()];
        let (unit, steps) = (floats(self.unit, 1), floats(self.step, TAGS * TAGS));
        let calibration = floats(1.0, 2 * Kind::ALL.len());
        let view = |dtype, shape: &[usize], data| TensorView::new(dtype, shape.to_vec(), data);
        let tensors = [
            ("rows", view(*dtype, shape, &rows)),
            ("unit", view(Dtype::F32, &[1], &unit)),
            ("steps", view(Dtype::F32, &[TAGS, TAGS], &steps)),
            ("calibration", view(Dtype::F32, &[5, 2], &calibration)),
        ];
        let tensors = tensors.map(|(name, view)| (name, view.unwrap()));
        let kept = tensors
            .into_iter()
            .filter(|(name, _)| *name != self.left_out);
        let format = self
            .format
            .map(|f| HashMap::from([("format".to_owned(), f.to_owned())]));
        serialize(kept, format).unwrap()
    }

    fn read(&self) -> Result<Weights, WeightsError> {
        Weights::read(self.file().into())
    }
}

#[test]
fn whole_files_are_read() {
    assert_eq!(Parts::default().read().unwrap().table(), 4);
}

#[test]
fn another_version_is_named() {
    for format in [None, Some(""), Some("rostra-tagger.v0")] {
        let refused = Parts {
            format,
            ..Parts::default()
        }
        .read();
        let found = format.unwrap_or_default().to_owned();
        assert_eq!(refused.unwrap_err(), WeightsError::Version { found });
    }
}

#[test]
fn parts_of_another_shape_are_named() {
    let shapes = [
        (Dtype::U8, vec![3, ROW]),
        (Dtype::U8, vec![0, ROW]),
        (Dtype::U8, vec![4, ROW + 1]),
        (Dtype::U8, vec![4 * ROW]),
        (Dtype::I8, vec![4, ROW]),
        (Dtype::F32, vec![4, ROW]),
    ];
    for rows in shapes {
        let error = Parts {
            rows,
            ..Parts::default()
        }
        .read()
        .unwrap_err();
        assert!(
            error
                .to_string()
                .contains("no tensor `rows` of a power of two"),
            "{error}"
        );
    }
    for left_out in ["rows", "unit", "steps", "calibration"] {
        let error = Parts {
            left_out,
            ..Parts::default()
        }
        .read()
        .unwrap_err();
        assert!(matches!(error, WeightsError::Shape { tensor, .. } if tensor == left_out));
    }
}

#[test]
fn values_that_are_no_numbers_are_refused() {
    for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let unit = Parts {
            unit: value,
            ..Parts::default()
        };
        let step = Parts {
            step: value,
            ..Parts::default()
        };
        for parts in [unit, step] {
            assert!(matches!(parts.read(), Err(WeightsError::Damaged(_))));
        }
    }
}

#[test]
fn files_cut_off_anywhere_are_refused() {
    let file = Parts::default().file();
    for length in 0..file.len() {
        let cut = file.get(..length).unwrap().to_vec();
        assert!(
            matches!(Weights::read(cut.into()), Err(WeightsError::Damaged(_))),
            "{length}"
        );
    }
}

/// Reads `bytes`; what is taken for weights has rows to score with.
fn survives(bytes: Vec<u8>) {
    if let Ok(weights) = Weights::read(bytes.into()) {
        assert!(weights.table().is_power_of_two());
    }
}

#[test]
fn each_bit_of_the_header_may_be_wrong() {
    let file = Parts::default().file();
    let header = 8 + u64::from_le_bytes(*file.first_chunk().unwrap()) as usize;
    for at in 0..8 * header {
        let mut file = file.clone();
        file[at / 8] ^= 1 << (at % 8);
        survives(file);
    }
}

proptest! {
    #[test]
    fn any_bytes_may_come(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        survives(bytes);
    }

    #[test]
    fn any_header_may_come(header in "[{}\\[\\]\":,a-z0-9_ ]{0,80}", tail in prop::collection::vec(any::<u8>(), 0..64)) {
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend(header.bytes().chain(tail));
        survives(bytes);
    }

    #[test]
    fn any_bytes_may_be_wrong(wrong in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut file = Parts::default().file();
        for (at, byte) in wrong {
            let at = at.index(file.len());
            file[at] = byte;
        }
        survives(file);
    }
}
