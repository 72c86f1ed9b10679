//! The small models of the battery: how each is built, and what its tensors are called.

use super::vocabulary;

pub const HIDDEN: usize = 24;
pub const HEADS: usize = 3;
pub const INTERMEDIATE: usize = 48;
pub const LAYERS: usize = 2;
/// Pieces of a window, special ones included.
pub const POSITIONS: usize = 40;
/// Distances that DeBERTa tells apart, to either side.
pub const BUCKETS: usize = 8;
pub const LABELS: [&str; 5] = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"];

/// A family of encoders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Bert,
    Electra,
    DistilBert,
    XlmRoberta,
    DebertaV2,
}

impl Family {
    pub const ALL: [Self; 5] = [
        Self::Bert,
        Self::XlmRoberta,
        Self::Electra,
        Self::DistilBert,
        Self::DebertaV2,
    ];

    /// Whether the battery writes a graph of it.
    pub fn has_graph(self) -> bool {
        self != Self::DebertaV2
    }

    /// As config.json calls it.
    pub fn model_type(self) -> &'static str {
        match self {
            Self::Bert => "bert",
            Self::Electra => "electra",
            Self::DistilBert => "distilbert",
            Self::XlmRoberta => "xlm-roberta",
            Self::DebertaV2 => "deberta-v2",
        }
    }
}

/// Sizes of a model.
#[derive(Clone, Copy)]
pub struct Model {
    pub family: Family,
    pub vocabulary: usize,
    pub position_rows: usize,
    /// Rows of the table of segments, if it has one.
    pub segments: Option<usize>,
    pub pad: u32,
    pub epsilon: f64,
}

impl Model {
    pub fn new(family: Family) -> Self {
        let is_roberta = family == Family::XlmRoberta;
        let pad = u32::from(is_roberta);
        Self {
            family,
            vocabulary: vocabulary::pieces(family).len(),
            // RoBERTa counts positions from the one after the filling's.
            position_rows: POSITIONS + if is_roberta { pad as usize + 1 } else { 0 },
            segments: match family {
                Family::Bert | Family::Electra => Some(2),
                Family::XlmRoberta => Some(1),
                Family::DistilBert | Family::DebertaV2 => None,
            },
            pad,
            epsilon: match family {
                Family::XlmRoberta => 1e-5,
                Family::DebertaV2 => 1e-7,
                _ => 1e-12,
            },
        }
    }

    /// Whether pieces know their distances instead of their places.
    pub fn is_relative(&self) -> bool {
        self.family == Family::DebertaV2
    }

    /// The position of each piece of a row, filling included.
    pub fn positions_of(&self, ids: &[u32]) -> Vec<usize> {
        if self.family != Family::XlmRoberta {
            return (0..ids.len()).collect();
        }
        let mut last = self.pad as usize;
        let position = |&id: &u32| {
            if id == self.pad {
                return self.pad as usize;
            }
            last += 1;
            last
        };
        ids.iter().map(position).collect()
    }

    /// Name of a tensor of the embeddings, without `.weight` or `.bias`.
    pub fn name(&self, part: &str) -> String {
        let part = match part {
            "words" => "word_embeddings",
            "positions" => "position_embeddings",
            "segments" => "token_type_embeddings",
            "norm" => "LayerNorm",
            "distances" => return format!("{}.encoder.rel_embeddings", self.prefix()),
            "distance norm" => return format!("{}.encoder.LayerNorm", self.prefix()),
            other => panic!("no part {other}"),
        };
        format!("{}.embeddings.{part}", self.prefix())
    }

    /// Name of a tensor of a layer, without `.weight` or `.bias`.
    pub fn layer(&self, layer: usize, part: &str) -> String {
        if self.family == Family::DistilBert {
            let part = match part {
                "query" => "attention.q_lin",
                "key" => "attention.k_lin",
                "value" => "attention.v_lin",
                "mix" => "attention.out_lin",
                "mix norm" => "sa_layer_norm",
                "widen" => "ffn.lin1",
                "narrow" => "ffn.lin2",
                "narrow norm" => "output_layer_norm",
                other => panic!("no part {other}"),
            };
            return format!("distilbert.transformer.layer.{layer}.{part}");
        }
        let part = match part {
            "query" if self.is_relative() => "attention.self.query_proj",
            "key" if self.is_relative() => "attention.self.key_proj",
            "value" if self.is_relative() => "attention.self.value_proj",
            "query" => "attention.self.query",
            "key" => "attention.self.key",
            "value" => "attention.self.value",
            "mix" => "attention.output.dense",
            "mix norm" => "attention.output.LayerNorm",
            "widen" => "intermediate.dense",
            "narrow" => "output.dense",
            "narrow norm" => "output.LayerNorm",
            other => panic!("no part {other}"),
        };
        format!("{}.encoder.layer.{layer}.{part}", self.prefix())
    }

    fn prefix(&self) -> &'static str {
        match self.family {
            Family::XlmRoberta => "roberta",
            Family::DebertaV2 => "deberta",
            other => other.model_type(),
        }
    }
}
