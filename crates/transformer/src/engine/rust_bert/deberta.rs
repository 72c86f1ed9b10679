//! DeBERTa 2 and 3, on libtorch by ourselves.
//!
//! rust-bert 0.23 has it too, but takes the scores of distances one half of the table off, divides them by the square of
//! their scale and rounds the borders of far distances, so that its scores are not those of the model. After He et al.,
//! "DeBERTa: Decoding-enhanced BERT with Disentangled Attention" (2021) and "DeBERTaV3" (2021).

use serde_json::Value;
use tch::nn::{self, Embedding, LayerNorm, Linear, Path};
use tch::{Kind, Tensor};

use super::{length, whole};
use crate::config::Config;

/// The network with its classifier.
pub(super) struct Deberta {
    words: Embedding,
    places: Option<Embedding>,
    segments: Option<Embedding>,
    widened: Option<Linear>,
    norm: LayerNorm,
    distances: Option<Distances>,
    layers: Vec<Layer>,
    classifier: Linear,
}

impl Deberta {
    /// Lays the network out under `root`.
    pub fn new(root: &Path, config: &Config) -> Result<Self, String> {
        refuse(config)?;
        let hidden = length(config.hidden);
        let narrow = whole(config, "embedding_size", hidden);
        let top = root / "deberta";
        let (at, encoder) = (&top / "embeddings", &top / "encoder");
        let table = |name: &str, rows| nn::embedding(&at / name, rows, narrow, Default::default());
        let placed = flag(config, "position_biased_input").unwrap_or(true);
        let segments = whole(config, "type_vocab_size", 0);
        let without_bias = nn::LinearConfig {
            bias: false,
            ..Default::default()
        };
        let layers =
            (0..length(config.layers)).map(|n| Layer::new(&(&encoder / "layer" / n), config));
        Ok(Self {
            words: table("word_embeddings", length(config.vocabulary)),
            places: placed.then(|| table("position_embeddings", length(config.position_rows))),
            segments: (segments > 0).then(|| table("token_type_embeddings", segments)),
            widened: (narrow != hidden)
                .then(|| nn::linear(&at / "embed_proj", narrow, hidden, without_bias)),
            norm: norm(&at / "LayerNorm", config),
            distances: is_relative(config).then(|| Distances::new(&encoder, config)),
            layers: layers.collect(),
            classifier: linear(root / "classifier", hidden, length(config.labels.len())),
        })
    }

    /// The scores, `rows × width × labels`, of pieces and the mask of them, `rows × width` both.
    pub fn forward(&self, ids: &Tensor, mask: &Tensor) -> Tensor {
        let width = ids.size().last().copied().unwrap_or_default();
        let mut states = ids.apply(&self.words);
        if let Some(places) = &self.places {
            states += Tensor::arange(width, (Kind::Int64, ids.device())).apply(places);
        }
        if let Some(segments) = &self.segments {
            states += ids.zeros_like().apply(segments);
        }
        if let Some(widened) = &self.widened {
            states = states.apply(widened);
        }
        states = states.apply(&self.norm) * mask.unsqueeze(-1);
        let filling = mask.eq(0).unsqueeze(1).unsqueeze(1);
        let far = self
            .distances
            .as_ref()
            .map(|far| far.at(width, ids.device()));
        for layer in &self.layers {
            states = layer.forward(&states, &filling, far.as_ref());
        }
        states.apply(&self.classifier)
    }
}

/// The table of distances between pieces: `span` of them to either side, the farther ones together in buckets.
struct Distances {
    table: Embedding,
    norm: Option<LayerNorm>,
    span: i64,
    /// Buckets to either side and the distance that the last one ends with, if there are buckets.
    buckets: Option<(i64, i64)>,
}

/// Distances for one width of batches: their states, and for each pair of pieces the row of its own.
struct Far {
    states: Tensor,
    rows: Tensor,
}

impl Distances {
    fn new(encoder: &Path, config: &Config) -> Self {
        let farthest = match whole(config, "max_relative_positions", -1) {
            ..=0 => length(config.position_rows),
            farthest => farthest,
        };
        let buckets = whole(config, "position_buckets", -1);
        let span = if buckets > 0 { buckets } else { farthest };
        let hidden = length(config.hidden);
        let normed = words(config, "norm_rel_ebd")
            .iter()
            .any(|word| word == "layer_norm");
        Self {
            table: nn::embedding(
                encoder / "rel_embeddings",
                2 * span,
                hidden,
                Default::default(),
            ),
            norm: normed.then(|| norm(encoder / "LayerNorm", config)),
            span,
            buckets: (buckets > 0).then_some((buckets, farthest)),
        }
    }

    fn at(&self, width: i64, device: tch::Device) -> Far {
        let states = self.table.ws.unsqueeze(0);
        let pairs = (0..width).flat_map(|from| (0..width).map(move |to| from - to));
        let rows: Vec<i64> = pairs.map(|distance| self.row(distance)).collect();
        Far {
            states: self
                .norm
                .iter()
                .fold(states, |states, norm| states.apply(norm)),
            rows: Tensor::from_slice(&rows)
                .view([1, 1, width, width])
                .to_device(device),
        }
    }

    fn row(&self, distance: i64) -> i64 {
        let bucket = match self.buckets {
            Some((buckets, farthest)) => bucket(distance, buckets, farthest),
            None => distance,
        };
        (bucket + self.span).clamp(0, 2 * self.span - 1)
    }
}

/// Near distances have their own bucket, up to half of all; beyond, buckets grow as the logarithm does.
fn bucket(distance: i64, buckets: i64, farthest: i64) -> i64 {
    let near = buckets / 2;
    if distance.abs() <= near {
        return distance;
    }
    // In single precision, as the model was trained: at the borders of buckets it decides.
    let [steps, near_f, last] = [distance.abs(), near, farthest - 1].map(|n| n as f32);
    let grown = (steps / near_f).ln() / (last / near_f).ln() * (near - 1) as f32;
    (grown.ceil() as i64 + near) * distance.signum()
}

struct Layer {
    heads: i64,
    /// Of pieces: what they ask, what they are asked for, what they tell.
    query: Linear,
    key: Linear,
    value: Linear,
    /// Of distances, where those of pieces do not serve them too.
    far_query: Option<Linear>,
    far_key: Option<Linear>,
    /// Whether pieces ask distances, and distances pieces.
    asks: bool,
    asked: bool,
    attended: Linear,
    attended_norm: LayerNorm,
    inner: Linear,
    outer: Linear,
    outer_norm: LayerNorm,
}

impl Layer {
    fn new(at: &Path, config: &Config) -> Self {
        let (hidden, inner) = (length(config.hidden), length(config.intermediate));
        let attention = at / "attention";
        let own = &attention / "self";
        let square = |name: &str| linear(&own / name, hidden, hidden);
        let ways = words(config, "pos_att_type");
        let relative = is_relative(config);
        let [asks, asked] = ["c2p", "p2c"].map(|way| relative && ways.iter().any(|w| w == way));
        let shared = flag(config, "share_att_key").unwrap_or(false);
        Self {
            heads: length(config.heads),
            query: square("query_proj"),
            key: square("key_proj"),
            value: square("value_proj"),
            far_query: (asked && !shared).then(|| square("pos_query_proj")),
            far_key: (asks && !shared).then(|| square("pos_key_proj")),
            asks,
            asked,
            attended: linear(&attention / "output" / "dense", hidden, hidden),
            attended_norm: norm(&attention / "output" / "LayerNorm", config),
            inner: linear(at / "intermediate" / "dense", hidden, inner),
            outer: linear(at / "output" / "dense", inner, hidden),
            outer_norm: norm(at / "output" / "LayerNorm", config),
        }
    }

    fn forward(&self, states: &Tensor, filling: &Tensor, far: Option<&Far>) -> Tensor {
        let context = self.context(states, filling, far);
        let attended = (context.apply(&self.attended) + states).apply(&self.attended_norm);
        let inner = attended.apply(&self.inner).gelu("none");
        (inner.apply(&self.outer) + attended).apply(&self.outer_norm)
    }

    /// What each piece takes from the others.
    fn context(&self, states: &Tensor, filling: &Tensor, far: Option<&Far>) -> Tensor {
        let query = self.heads(&states.apply(&self.query));
        let key = self.heads(&states.apply(&self.key));
        let mut scores = query.matmul(&key.transpose(-1, -2));
        if let Some(far) = far {
            let size = scores.size();
            let score = |of: &Tensor, to: Tensor, rows: &Tensor| {
                let all = of.matmul(&self.heads(&to).transpose(-1, -2));
                all.gather(-1, &rows.expand(size.as_slice(), false), false)
            };
            if self.asks {
                let key = far.states.apply(self.far_key.as_ref().unwrap_or(&self.key));
                scores += score(&query, key, &far.rows);
            }
            if self.asked {
                let query = far
                    .states
                    .apply(self.far_query.as_ref().unwrap_or(&self.query));
                scores += score(&key, query, &far.rows.transpose(-1, -2)).transpose(-1, -2);
            }
        }
        let parts = 1 + i64::from(self.asks) + i64::from(self.asked);
        let one = query.size().last().copied().unwrap_or(1);
        let scores = scores / ((one * parts) as f64).sqrt();
        let shares = scores
            .masked_fill(filling, f64::from(f32::MIN))
            .softmax(-1, Kind::Float);
        let value = self.heads(&states.apply(&self.value));
        shares.matmul(&value).transpose(1, 2).flatten(2, 3)
    }

    /// `rows × width × hidden` to `rows × heads × width × hidden of a head`.
    fn heads(&self, states: &Tensor) -> Tensor {
        states.unflatten(-1, [self.heads, -1]).transpose(1, 2)
    }
}

/// What this network does not do.
fn refuse(config: &Config) -> Result<(), String> {
    match config.word("hidden_act") {
        None | Some("gelu") => {}
        Some(other) => {
            return Err(format!(
                "`hidden_act` is `{other}`, but DeBERTa here has `gelu` only"
            ));
        }
    }
    if whole(config, "conv_kernel_size", 0) > 0 {
        return Err("it has a convolution (`conv_kernel_size`), which is not run here: export it to ONNX for `onnx`".to_owned());
    }
    Ok(())
}

fn is_relative(config: &Config) -> bool {
    flag(config, "relative_attention").unwrap_or(false)
}

fn flag(config: &Config, name: &str) -> Option<bool> {
    config.raw.get(name)?.as_bool()
}

/// A list of words, or one string of them with bars between, as older files have it.
fn words(config: &Config, name: &str) -> Vec<String> {
    match config.raw.get(name) {
        Some(Value::String(joined)) => joined
            .split('|')
            .map(|word| word.trim().to_lowercase())
            .collect(),
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(|word| Some(word.as_str()?.to_lowercase()))
            .collect(),
        _ => Vec::new(),
    }
}

fn linear(at: Path, from: i64, to: i64) -> Linear {
    nn::linear(at, from, to, Default::default())
}

fn norm(at: Path, config: &Config) -> LayerNorm {
    let settings = nn::LayerNormConfig {
        eps: config.number("layer_norm_eps").unwrap_or(1e-7),
        ..Default::default()
    };
    nn::layer_norm(at, vec![length(config.hidden)], settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_distances_are_their_own_and_far_ones_share() {
        // 8 buckets to either side, up to distance 40: 4 are single.
        let cases = [
            (0, 0),
            (1, 1),
            (-4, -4),
            (5, 5),
            (-5, -5),
            (9, 6),
            (10, 6),
            (20, 7),
            (39, 7),
        ];
        for (distance, expected) in cases {
            assert_eq!(bucket(distance, 8, 40), expected, "{distance}");
        }
    }
}
