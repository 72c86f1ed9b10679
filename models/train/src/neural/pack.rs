//! A trained network to the file that the program reads.

use std::collections::HashMap;

use rostra_tagger::network::{FORMAT, PACKED, Row, TAPS, WIDTH};
use rostra_tagger::tags::{Kind, TAGS};
use safetensors::tensor::{Dtype, TensorView, serialize};

use super::network::Network;
use crate::crf::Field;
use crate::pack::byte;

/// The bytes of `network` as a file, with the steps from tag to tag of `field` and a logistic curve (slope,
/// shift) for each kind. Embeddings become bytes, what all tokens share stays as it is.
///
/// # Errors
/// Where the format refuses them.
pub fn write(
    network: &Network,
    field: &Field,
    calibration: &[(f32, f32); Kind::ALL.len()],
) -> anyhow::Result<Vec<u8>> {
    let (embeddings, unit) = embeddings(&network.table);
    let layers = &network.layers;
    let gaps: Vec<u8> = layers
        .iter()
        .flat_map(|layer| (layer.gap as u32).to_le_bytes())
        .collect();
    let depth = layers.len();
    let parts = [
        ("unit", vec![1], floats([&unit])),
        (
            "layers",
            vec![depth, TAPS, WIDTH, WIDTH],
            floats(layers.iter().flat_map(|layer| &layer.weights.values)),
        ),
        (
            "biases",
            vec![depth, WIDTH],
            floats(layers.iter().flat_map(|layer| &layer.bias.values)),
        ),
        ("output", vec![WIDTH, TAGS], floats(&network.output.values)),
        ("bias", vec![TAGS], floats(&network.bias.values)),
        (
            "steps",
            vec![TAGS, TAGS],
            floats(field.steps.iter().flatten()),
        ),
        (
            "calibration",
            vec![Kind::ALL.len(), 2],
            floats(calibration.iter().flat_map(|(slope, shift)| [slope, shift])),
        ),
    ];
    let mut tensors = vec![
        (
            "embeddings",
            TensorView::new(Dtype::U8, vec![network.table.len(), PACKED], &embeddings)?,
        ),
        ("gaps", TensorView::new(Dtype::U32, vec![depth], &gaps)?),
    ];
    for (name, shape, bytes) in &parts {
        tensors.push((name, TensorView::new(Dtype::F32, shape.clone(), bytes)?));
    }
    // One entry: the order of several would be that of a hash map.
    let metadata = HashMap::from([("format".to_owned(), FORMAT.to_owned())]);
    Ok(serialize(tensors, Some(metadata))?)
}

/// Rows as bytes, and the unit that the steps of rows are counted in. Rows differ much in size, so each has a step
/// of its own.
fn embeddings(table: &[Row]) -> (Vec<u8>, f32) {
    let largest = |row: &Row| {
        row.iter()
            .fold(0.0, |most: f32, value| most.max(value.abs()))
    };
    let most = table.iter().map(largest).fold(f32::MIN_POSITIVE, f32::max);
    let unit = most / 127.0 / f32::from(u16::MAX);
    let mut bytes = Vec::with_capacity(table.len() * PACKED);
    for row in table {
        let steps = (largest(row) / 127.0 / unit)
            .ceil()
            .clamp(1.0, f32::from(u16::MAX));
        bytes.extend((steps as u16).to_le_bytes());
        bytes.extend(row.iter().map(|value| byte(*value, steps * unit)));
    }
    (bytes, unit)
}

fn floats<'v>(values: impl IntoIterator<Item = &'v f32>) -> Vec<u8> {
    values
        .into_iter()
        .flat_map(|value| value.to_le_bytes())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use rostra_pipeline::{Pipeline, PipelineConfig};
    use rostra_tagger::network::{Network as Read, States};
    use rostra_tagger::weights::{Weights, WeightsError};

    use super::*;
    use crate::examples::Maker;
    use crate::labelled::Labelled;
    use crate::neural::network::Trail;
    use crate::random::Random;

    fn file() -> Vec<u8> {
        let network = Network::new(16, &[1, 2], &mut Random::new(1));
        write(&network, &Field::new(0), &[(1.0, 0.0); 5]).unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        let network = Read::read(Cow::Owned(file())).unwrap();
        assert_eq!(network.table(), 16);
    }

    #[test]
    fn scores_are_those_of_training() {
        let pipeline = Pipeline::new(PipelineConfig::grammar_alone()).unwrap();
        let text = Labelled {
            id: String::new(),
            lang: "en".to_owned(),
            set: "written".to_owned(),
            text: "President Ana Horvat met Foreign Minister Jon Berg.".to_owned(),
            spans: Vec::new(),
            complete: Vec::new(),
            held_out: false,
        };
        let mut examples = Vec::new();
        Maker::new(pipeline, 16)
            .with_own(16)
            .make(&text, (1.0, false), &mut examples)
            .unwrap();
        let example = &examples[0];
        let network = Network::new(16, &[1, 2], &mut Random::new(1));
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let tokens = (0..example.len()).map(|at| example.own.of(at).0);
        network.forward(tokens, None, &mut Trail::default(), &mut before);
        let read = Read::read(Cow::Owned(file())).unwrap();
        read.scores(&example.own, &mut States::default(), &mut after);
        assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().flatten().zip(after.iter().flatten()) {
            assert!((before - after).abs() < 0.02, "{before} {after}");
        }
    }

    #[test]
    fn other_and_cut_files_are_refused() {
        let mut file = file();
        let refused = Weights::read(Cow::Owned(file.clone())).unwrap_err();
        assert!(matches!(refused, WeightsError::Version { .. }));
        file.truncate(file.len() - 1);
        let refused = Read::read(Cow::Owned(file)).unwrap_err();
        assert!(matches!(refused, WeightsError::Damaged(_)));
    }
}
