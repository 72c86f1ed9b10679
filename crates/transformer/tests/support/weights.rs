//! Weights that are the same in every run: named tensors under the names that Hugging Face gives them.

use std::collections::BTreeMap;
use std::path::Path;

use safetensors::Dtype;
use safetensors::tensor::TensorView;

use super::model::{BUCKETS, HIDDEN, INTERMEDIATE, LABELS, LAYERS, Model};

/// Numbers of a shape, row by row.
#[derive(Clone)]
pub struct Tensor {
    pub shape: Vec<usize>,
    pub values: Vec<f32>,
}

/// Tensors by name.
#[derive(Clone)]
pub struct Weights {
    tensors: BTreeMap<String, Tensor>,
    state: u64,
}

impl Weights {
    /// Those of a model: variances are kept from layer to layer, so that scores are of order 1.
    pub fn of(model: &Model) -> Self {
        let mut weights = Self {
            tensors: BTreeMap::new(),
            state: 7,
        };
        let name = |part: &str| model.name(part);
        weights.table(name("words"), model.vocabulary, 1.0);
        if model.is_relative() {
            weights.table(name("distances"), 2 * BUCKETS, 1.0);
            weights.norm(name("distance norm"));
        } else {
            weights.table(name("positions"), model.position_rows, 0.5);
        }
        if let Some(rows) = model.segments {
            weights.table(name("segments"), rows, 0.5);
        }
        weights.norm(name("norm"));
        for layer in 0..LAYERS {
            let name = |part| model.layer(layer, part);
            for part in ["query", "key", "value", "mix"] {
                weights.linear(name(part), HIDDEN, HIDDEN);
            }
            weights.norm(name("mix norm"));
            weights.linear(name("widen"), INTERMEDIATE, HIDDEN);
            weights.linear(name("narrow"), HIDDEN, INTERMEDIATE);
            weights.norm(name("narrow norm"));
        }
        weights.linear("classifier".to_owned(), LABELS.len(), HIDDEN);
        weights
    }

    /// The numbers of a tensor.
    pub fn values(&self, name: &str) -> &[f32] {
        &self.tensors[name].values
    }

    /// Puts another tensor in the place of one, for cases of damage.
    pub fn replace(&mut self, name: &str, shape: &[usize]) {
        let tensor = self.random(shape, 1.0);
        self.tensors.insert(name.to_owned(), tensor);
    }

    /// Sets all numbers of a tensor, for cases of damage.
    pub fn fill(&mut self, name: &str, value: f32) {
        let tensor = self.tensors.get_mut(name).unwrap();
        tensor.values.fill(value);
    }

    /// Writes them as safetensors.
    pub fn save(&self, file: &Path) {
        write(&self.tensors.iter().collect::<Vec<_>>(), file);
    }

    /// Writes them as whole numbers, whose scale is nowhere.
    pub fn save_whole(&self, file: &Path) {
        let data = self.tensors.iter().map(|(name, tensor)| {
            let whole = |value: &f32| (value * 20.0 + 128.0) as u8;
            (
                name,
                &tensor.shape,
                tensor.values.iter().map(whole).collect::<Vec<u8>>(),
            )
        });
        let data: Vec<_> = data.collect();
        let views = data.iter().map(|(name, shape, data)| {
            let view = TensorView::new(Dtype::U8, shape.to_vec(), data).unwrap();
            (name.as_str(), view)
        });
        safetensors::serialize_to_file(views, None, file).unwrap();
    }

    /// Writes them in two files and their index, as `save_pretrained` does with large ones.
    pub fn save_shards(&self, folder: &Path) {
        let tensors: Vec<_> = self.tensors.iter().collect();
        let (first, second) = tensors.split_at(tensors.len() / 2);
        let mut map = serde_json::Map::new();
        for (number, part) in [(1, first), (2, second)] {
            let name = format!("model-0000{number}-of-00002.safetensors");
            write(part, &folder.join(&name));
            map.extend(
                part.iter()
                    .map(|(tensor, _)| ((*tensor).clone(), name.clone().into())),
            );
        }
        let index = serde_json::json!({"metadata": {}, "weight_map": map});
        let file = folder.join("model.safetensors.index.json");
        std::fs::write(file, index.to_string()).unwrap();
    }

    fn table(&mut self, name: String, rows: usize, scale: f32) {
        let tensor = self.random(&[rows, HIDDEN], scale);
        self.tensors.insert(format!("{name}.weight"), tensor);
    }

    fn linear(&mut self, name: String, outputs: usize, inputs: usize) {
        // A value between -1 and 1 has variance 1/3.
        let weight = self.random(&[outputs, inputs], (3.0 / inputs as f32).sqrt());
        self.tensors.insert(format!("{name}.weight"), weight);
        let bias = self.random(&[outputs], 0.1);
        self.tensors.insert(format!("{name}.bias"), bias);
    }

    fn norm(&mut self, name: String) {
        let mut weight = self.random(&[HIDDEN], 0.2);
        weight.values.iter_mut().for_each(|value| *value += 1.0);
        self.tensors.insert(format!("{name}.weight"), weight);
        let bias = self.random(&[HIDDEN], 0.1);
        self.tensors.insert(format!("{name}.bias"), bias);
    }

    fn random(&mut self, shape: &[usize], scale: f32) -> Tensor {
        let count = shape.iter().product();
        let values = (0..count).map(|_| scale * self.next()).collect();
        Tensor {
            shape: shape.to_vec(),
            values,
        }
    }

    /// SplitMix64, as a number from -1 to 1.
    fn next(&mut self) -> f32 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 40) as f32 / (1 << 23) as f32 - 1.0
    }
}

fn write(tensors: &[(&String, &Tensor)], file: &Path) {
    let bytes = |(_, tensor): &(&String, &Tensor)| -> Vec<u8> {
        let values = tensor.values.iter();
        values.flat_map(|value| value.to_le_bytes()).collect()
    };
    let data: Vec<_> = tensors.iter().map(bytes).collect();
    let views = tensors.iter().zip(&data).map(|((name, tensor), data)| {
        let view = TensorView::new(Dtype::F32, tensor.shape.clone(), data).unwrap();
        (name.as_str(), view)
    });
    safetensors::serialize_to_file(views, None, file).unwrap();
}
