//! What a graph takes and gives: its inputs by name, and which of its outputs are the scores.

use ort::session::Session;
use ort::value::{Outlet, TensorElementType, ValueType};

/// The inputs of a graph, and the name of its output.
pub(super) struct Graph {
    pub inputs: Vec<Input>,
    pub output: String,
}

/// An input, and what it is to be given.
pub(super) struct Input {
    pub name: String,
    pub meaning: Meaning,
    pub integer: Integer,
}

/// What an input means.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    /// Identifiers of pieces.
    Ids,
    /// 1 where a piece is.
    Mask,
    /// Number of the text of a pair: always the first.
    Segments,
}

/// Integers of 64 or of 32 bits.
#[derive(Clone, Copy)]
pub(super) enum Integer {
    Long,
    Short,
}

impl Graph {
    /// Of an opened file; the error says what of it cannot be served.
    pub fn of(session: &Session) -> Result<Self, String> {
        let inputs: Result<Vec<Input>, String> = session.inputs().iter().map(input).collect();
        let inputs = inputs?;
        if !inputs.iter().any(|input| input.meaning == Meaning::Ids) {
            return Err("the graph has no input `input_ids`: it is no encoder of texts".to_owned());
        }
        output(session.outputs()).map(|output| Self { inputs, output })
    }
}

fn input(outlet: &Outlet) -> Result<Input, String> {
    let name = outlet.name();
    let meaning = match name {
        "input_ids" => Meaning::Ids,
        "attention_mask" => Meaning::Mask,
        "token_type_ids" => Meaning::Segments,
        _ => {
            return Err(format!(
                "the graph has an input `{name}`; there is `input_ids`, `attention_mask`, `token_type_ids` to give it: export it with these alone"
            ));
        }
    };
    let ValueType::Tensor { ty, shape, .. } = outlet.dtype() else {
        return Err(format!("the graph's input `{name}` is no tensor"));
    };
    let integer = match ty {
        TensorElementType::Int64 => Integer::Long,
        TensorElementType::Int32 => Integer::Short,
        other => {
            return Err(format!(
                "the graph's input `{name}` is of {other:?}; identifiers are int64 or int32"
            ));
        }
    };
    if shape.len() != 2 || shape.iter().any(|&size| size >= 0) {
        return Err(format!(
            "the graph's input `{name}` has the fixed shape {}: export it with dynamic axes for batch and sequence (`dynamic_axes` of torch.onnx.export; optimum sets them by itself)",
            dimensions(shape)
        ));
    }
    Ok(Input {
        name: name.to_owned(),
        meaning,
        integer,
    })
}

/// The scores: `logits`, else the first that has a value for each row, piece and label.
fn output(outlets: &[Outlet]) -> Result<String, String> {
    let named = outlets.iter().find(|outlet| outlet.name() == "logits");
    let of_rank = |outlet: &&Outlet| outlet.dtype().tensor_shape().is_some_and(|s| s.len() == 3);
    let outlet = named
        .or_else(|| outlets.iter().find(of_rank))
        .ok_or("the graph has no output `logits`, nor another of three dimensions: it is no model for token classification")?;
    let name = outlet.name();
    match outlet.dtype().tensor_type() {
        Some(TensorElementType::Float32 | TensorElementType::Float16) => Ok(name.to_owned()),
        Some(other) => Err(format!(
            "the graph's output `{name}` is of {other:?}; scores are float32 or float16"
        )),
        None => Err(format!("the graph's output `{name}` is no tensor")),
    }
}

/// `1×128`, with `?` for what is not fixed.
fn dimensions(shape: &[i64]) -> String {
    let size = |&size: &i64| usize::try_from(size).map_or("?".to_owned(), |size| size.to_string());
    shape.iter().map(size).collect::<Vec<_>>().join("×")
}
