//! The graph of BERT and of its kin as an exporter would write it, out of the operators of ONNX.

use super::model::{Family, HEADS, HIDDEN, LABELS, LAYERS, Model};
use super::onnx::{Attribute, Graph, Type};
use super::weights::Weights;

/// How a graph differs from the usual one.
#[derive(Clone)]
pub struct Form {
    /// Type of the identifiers.
    pub ids: Type,
    /// Type of the scores.
    pub scores: Type,
    /// Names of the dimensions of the input, or numbers.
    pub dimensions: [&'static str; 2],
    /// Name of the input of identifiers.
    pub input: &'static str,
    /// Name of the scores.
    pub output: &'static str,
    /// Whether linear layers compute with bytes.
    pub bytes: bool,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            ids: Type::Long,
            scores: Type::Float,
            dimensions: ["batch", "sequence"],
            input: "input_ids",
            output: "logits",
            bytes: false,
        }
    }
}

/// The graph of a model with its weights. BERT's takes segments, the others' do not.
pub fn encoder(model: &Model, weights: &Weights, form: &Form) -> Graph {
    let mut builder = Builder {
        graph: Graph::new(17),
        bytes: form.bytes,
        model,
        weights,
    };
    builder.build(form);
    builder.graph
}

struct Builder<'a> {
    graph: Graph,
    bytes: bool,
    model: &'a Model,
    weights: &'a Weights,
}

impl Builder<'_> {
    fn build(&mut self, form: &Form) {
        let ids = self.input(form.input, form);
        let mask = self.input("attention_mask", form);
        let words = self.look_up("words", &ids);
        let positions = self.positions(&ids);
        let mut sum = self.graph.node("Add", &[&words, &positions]);
        let segments = if self.model.family == Family::Bert {
            self.input("token_type_ids", form)
        } else {
            self.graph.node("Sub", &[&ids, &ids])
        };
        if self.model.segments.is_some() {
            let segments = self.look_up("segments", &segments);
            sum = self.graph.node("Add", &[&sum, &segments]);
        }
        let name = self.model.name("norm");
        let mut rows = self.norm(&name, &sum);
        let unseen = self.unseen(&mask);
        for layer in 0..LAYERS {
            rows = self.layer(layer, &rows, &unseen);
        }
        let scores = self.linear("classifier", LABELS.len(), HIDDEN, &rows);
        let to = [("to", Attribute::Int(form.scores as i64))];
        self.graph.named(form.output, "Cast", &[&scores], &to);
        let [batch, sequence] = form.dimensions;
        self.graph
            .output(form.output, form.scores, &[batch, sequence, "5"]);
    }

    /// An input of identifiers, as 64 bits.
    fn input(&mut self, name: &str, form: &Form) -> String {
        self.graph.input(name, form.ids, &form.dimensions);
        self.cast(name, Type::Long)
    }

    fn look_up(&mut self, part: &str, ids: &str) -> String {
        let rows = match part {
            "words" => self.model.vocabulary,
            "positions" => self.model.position_rows,
            _ => self.model.segments.unwrap_or_default(),
        };
        let table = self.model.name(part) + ".weight";
        let table = self
            .graph
            .floats(&table, &[rows, HIDDEN], self.weights.values(&table));
        self.graph.node("Gather", &[&table, ids])
    }

    /// BERT counts places from 0; RoBERTa those that are no filling, from the one after the filling's identifier.
    fn positions(&mut self, ids: &str) -> String {
        let positions = if self.model.family == Family::XlmRoberta {
            let pad = self.graph.long("pad", self.model.pad.into());
            let axis = self.graph.long("last axis", 1);
            let filling = self.graph.node("Equal", &[ids, &pad]);
            let pieces = self.graph.node("Not", &[&filling]);
            let pieces = self.cast(&pieces, Type::Long);
            let counted = self.graph.node("CumSum", &[&pieces, &axis]);
            let counted = self.graph.node("Mul", &[&counted, &pieces]);
            self.graph.node("Add", &[&counted, &pad])
        } else {
            let [first, second, step] = [("zero", 0), ("one", 1), ("step", 1)]
                .map(|(name, value)| self.graph.long(name, value));
            let shape = self.graph.node("Shape", &[ids]);
            let width = self.graph.node("Gather", &[&shape, &second]);
            self.graph.node("Range", &[&first, &width, &step])
        };
        self.look_up("positions", &positions)
    }

    /// What is added to a score: 0 for a piece, the lowest number for filling.
    fn unseen(&mut self, mask: &str) -> String {
        let one = self.graph.floats("seen", &[], &[1.0]);
        let lowest = self.graph.floats("lowest", &[], &[f32::MIN]);
        let axes = self.graph.longs("heads and places", &[1, 2]);
        let mask = self.cast(mask, Type::Float);
        let mask = self.graph.node("Unsqueeze", &[&mask, &axes]);
        let filling = self.graph.node("Sub", &[&one, &mask]);
        self.graph.node("Mul", &[&filling, &lowest])
    }

    fn layer(&mut self, layer: usize, rows: &str, unseen: &str) -> String {
        let model = self.model;
        let name = |part| model.layer(layer, part);
        let wide = super::model::INTERMEDIATE;
        let mixed = self.attention(layer, rows, unseen);
        let mixed = self.linear(&name("mix"), HIDDEN, HIDDEN, &mixed);
        let sum = self.graph.node("Add", &[&mixed, rows]);
        let rows = self.norm(&name("mix norm"), &sum);
        let widened = self.linear(&name("widen"), wide, HIDDEN, &rows);
        let widened = self.gelu(&widened);
        let narrowed = self.linear(&name("narrow"), HIDDEN, wide, &widened);
        let sum = self.graph.node("Add", &[&narrowed, &rows]);
        self.norm(&name("narrow norm"), &sum)
    }

    fn attention(&mut self, layer: usize, rows: &str, unseen: &str) -> String {
        let width = HIDDEN / HEADS;
        let apart = self.graph.longs(
            &format!("heads apart {layer}"),
            &[0, 0, HEADS as i64, width as i64],
        );
        let joined = self
            .graph
            .longs(&format!("heads joined {layer}"), &[0, 0, HIDDEN as i64]);
        let scale = (width as f32).sqrt();
        let scale = self.graph.floats(&format!("scale {layer}"), &[], &[scale]);
        let mut heads = |part, order: [i64; 4]| {
            let name = self.model.layer(layer, part);
            let rows = self.linear(&name, HIDDEN, HIDDEN, rows);
            let heads = self.graph.node("Reshape", &[&rows, &apart]);
            self.transpose(&heads, &order)
        };
        let query = heads("query", [0, 2, 1, 3]);
        let key = heads("key", [0, 2, 3, 1]);
        let value = heads("value", [0, 2, 1, 3]);
        let scores = self.graph.node("MatMul", &[&query, &key]);
        let scores = self.graph.node("Div", &[&scores, &scale]);
        let scores = self.graph.node("Add", &[&scores, unseen]);
        let axis = [("axis", Attribute::Int(-1))];
        let shares = self.graph.node_with("Softmax", &[&scores], &axis);
        let mixed = self.graph.node("MatMul", &[&shares, &value]);
        let mixed = self.transpose(&mixed, &[0, 2, 1, 3]);
        self.graph.node("Reshape", &[&mixed, &joined])
    }

    /// The weight is kept as it is in the file, outputs first, and turned over in the graph.
    fn linear(&mut self, name: &str, outputs: usize, inputs: usize, rows: &str) -> String {
        let (weight, bias) = (format!("{name}.weight"), format!("{name}.bias"));
        let values = self.weights.values(&weight);
        let bias = self
            .graph
            .floats(&bias, &[outputs], self.weights.values(&bias));
        let product = if self.bytes {
            self.product_of_bytes(&weight, [outputs, inputs], rows)
        } else {
            let weight = self.graph.floats(&weight, &[outputs, inputs], values);
            let weight = self.transpose(&weight, &[1, 0]);
            self.graph.node("MatMul", &[rows, &weight])
        };
        self.graph.node("Add", &[&product, &bias])
    }

    /// As dynamic quantisation leaves it: rows get their range when they come. The greatest weight becomes
    /// 63 (`reduce_range`): processors without sums of bytes in 32 bits would cut off the greatest products of more.
    fn product_of_bytes(&mut self, weight: &str, shape: [usize; 2], rows: &str) -> String {
        let values = self.weights.values(weight);
        let scale = values
            .iter()
            .fold(0f32, |most, value| most.max(value.abs()))
            / 63.0;
        let bytes: Vec<i8> = values
            .iter()
            .map(|value| (value / scale).round() as i8)
            .collect();
        let bytes = self.graph.bytes(weight, &shape, &bytes);
        let bytes = self.transpose(&bytes, &[1, 0]);
        let scale = self.graph.floats(&format!("{weight} scale"), &[], &[scale]);
        let [rows, step, zero] = self.graph.nodes("DynamicQuantizeLinear", &[rows]);
        let product = self.graph.node("MatMulInteger", &[&rows, &bytes, &zero]);
        let product = self.cast(&product, Type::Float);
        let scale = self.graph.node("Mul", &[&step, &scale]);
        self.graph.node("Mul", &[&product, &scale])
    }

    fn norm(&mut self, name: &str, rows: &str) -> String {
        let [weight, bias] = ["weight", "bias"].map(|part| {
            let name = format!("{name}.{part}");
            self.graph
                .floats(&name, &[HIDDEN], self.weights.values(&name))
        });
        let epsilon = Attribute::Float(self.model.epsilon as f32);
        let attributes = [("axis", Attribute::Int(-1)), ("epsilon", epsilon)];
        self.graph
            .node_with("LayerNormalization", &[rows, &weight, &bias], &attributes)
    }

    fn gelu(&mut self, x: &str) -> String {
        let mut constant = |value: f32| {
            let name = format!("{x} {value}");
            self.graph.floats(&name, &[], &[value])
        };
        let (root, one, half) = (
            constant(std::f32::consts::SQRT_2),
            constant(1.0),
            constant(0.5),
        );
        let scaled = self.graph.node("Div", &[x, &root]);
        let error = self.graph.node("Erf", &[&scaled]);
        let share = self.graph.node("Add", &[&error, &one]);
        let product = self.graph.node("Mul", &[x, &share]);
        self.graph.node("Mul", &[&product, &half])
    }

    fn cast(&mut self, value: &str, ty: Type) -> String {
        let to = [("to", Attribute::Int(ty as i64))];
        self.graph.node_with("Cast", &[value], &to)
    }

    fn transpose(&mut self, value: &str, order: &[i64]) -> String {
        let order = [("perm", Attribute::Ints(order))];
        self.graph.node_with("Transpose", &[value], &order)
    }
}
