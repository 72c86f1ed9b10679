//! ONNX files, in the wire format of protocol buffers: as much of them as the graphs of the battery need.
//!
//! Numbers of fields are those of onnx.proto (ir version 8), <https://github.com/onnx/onnx/blob/main/onnx/onnx.proto>.

use std::path::Path;

/// A message: its fields, written one after another.
#[derive(Default)]
pub struct Message(Vec<u8>);

impl Message {
    fn number(mut self, field: u64, value: i64) -> Self {
        self.varint(field << 3);
        self.varint(value.cast_unsigned());
        self
    }

    fn float(mut self, field: u64, value: f32) -> Self {
        self.varint(field << 3 | 5);
        self.0.extend(value.to_le_bytes());
        self
    }

    fn bytes(mut self, field: u64, bytes: &[u8]) -> Self {
        self.varint(field << 3 | 2);
        self.varint(bytes.len() as u64);
        self.0.extend(bytes);
        self
    }

    fn text(self, field: u64, text: &str) -> Self {
        self.bytes(field, text.as_bytes())
    }

    fn message(self, field: u64, message: &Self) -> Self {
        self.bytes(field, &message.0)
    }

    fn varint(&mut self, mut value: u64) {
        while value > 0x7f {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }
}

/// The type of a tensor's numbers, by its number in the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Float = 1,
    Byte = 3,
    Int = 6,
    Long = 7,
    Bool = 9,
    Half = 10,
}

/// An attribute of a node.
#[derive(Clone, Copy)]
pub enum Attribute<'a> {
    Int(i64),
    Float(f32),
    Ints(&'a [i64]),
}

/// A graph, node by node.
#[derive(Default)]
pub struct Graph {
    body: Message,
    nodes: usize,
    opset: i64,
}

impl Graph {
    /// For operators of this version.
    pub fn new(opset: i64) -> Self {
        Self {
            body: Message::default().text(2, "battery"),
            opset,
            ..Self::default()
        }
    }

    /// A value that the graph takes. Dimensions are names, or numbers where they are fixed.
    pub fn input(&mut self, name: &str, ty: Type, dimensions: &[&str]) {
        self.field(11, value(name, ty, dimensions));
    }

    /// A value that the graph gives.
    pub fn output(&mut self, name: &str, ty: Type, dimensions: &[&str]) {
        self.field(12, value(name, ty, dimensions));
    }

    /// Weights, row by row.
    pub fn floats(&mut self, name: &str, shape: &[usize], values: &[f32]) -> String {
        let data: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        self.constant(name, Type::Float, shape, &data)
    }

    /// Weights in bytes, row by row.
    pub fn bytes(&mut self, name: &str, shape: &[usize], values: &[i8]) -> String {
        let data: Vec<u8> = values.iter().map(|v| v.cast_unsigned()).collect();
        self.constant(name, Type::Byte, shape, &data)
    }

    /// Integers of one dimension.
    pub fn longs(&mut self, name: &str, values: &[i64]) -> String {
        let data: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        self.constant(name, Type::Long, &[values.len()], &data)
    }

    /// A single integer.
    pub fn long(&mut self, name: &str, value: i64) -> String {
        self.constant(name, Type::Long, &[], &value.to_le_bytes())
    }

    /// A node of one output, whose name is returned.
    pub fn node(&mut self, operator: &str, inputs: &[&str]) -> String {
        self.node_with(operator, inputs, &[])
    }

    /// A node with attributes.
    pub fn node_with(
        &mut self,
        operator: &str,
        inputs: &[&str],
        attributes: &[(&str, Attribute)],
    ) -> String {
        self.nodes += 1;
        let output = format!("{operator}_{}", self.nodes);
        self.named(&output, operator, inputs, attributes);
        output
    }

    /// A node of several outputs, whose names are returned.
    pub fn nodes<const N: usize>(&mut self, operator: &str, inputs: &[&str]) -> [String; N] {
        self.nodes += 1;
        let outputs = std::array::from_fn(|number| format!("{operator}_{}_{number}", self.nodes));
        let names: [&str; N] = std::array::from_fn(|number| outputs[number].as_str());
        self.put(&names, operator, inputs, &[]);
        outputs
    }

    /// A node whose output has this name.
    pub fn named(
        &mut self,
        output: &str,
        operator: &str,
        inputs: &[&str],
        attributes: &[(&str, Attribute)],
    ) {
        self.put(&[output], operator, inputs, attributes);
    }

    fn put(
        &mut self,
        outputs: &[&str],
        operator: &str,
        inputs: &[&str],
        attributes: &[(&str, Attribute)],
    ) {
        let inputs = inputs.iter();
        let node = inputs.fold(Message::default(), |node, input| node.text(1, input));
        let node = outputs
            .iter()
            .fold(node, |node, output| node.text(2, output));
        let node = node.text(4, operator);
        let node = attributes.iter().fold(node, |node, (name, value)| {
            node.message(5, &attribute(name, *value))
        });
        self.field(1, node);
    }

    /// Writes the file.
    pub fn save(&self, file: &Path) {
        let opset = Message::default().text(1, "").number(2, self.opset);
        let model = Message::default().number(1, 8);
        let model = model.message(7, &self.body).message(8, &opset);
        std::fs::write(file, model.0).unwrap();
    }

    fn constant(&mut self, name: &str, ty: Type, shape: &[usize], data: &[u8]) -> String {
        let sizes = shape.iter();
        let tensor = sizes.fold(Message::default(), |tensor, &size| {
            tensor.number(1, size as i64)
        });
        let tensor = tensor.number(2, ty as i64).text(8, name).bytes(9, data);
        self.field(5, tensor);
        name.to_owned()
    }

    fn field(&mut self, number: u64, message: Message) {
        let body = std::mem::take(&mut self.body);
        self.body = body.message(number, &message);
    }
}

fn value(name: &str, ty: Type, dimensions: &[&str]) -> Message {
    let dimension = |&name: &&str| match name.parse() {
        Ok(size) => Message::default().number(1, size),
        Err(_) => Message::default().text(2, name),
    };
    let dimensions = dimensions.iter().map(dimension);
    let shape = dimensions.fold(Message::default(), |shape, d| shape.message(1, &d));
    let tensor = Message::default().number(1, ty as i64).message(2, &shape);
    Message::default()
        .text(1, name)
        .message(2, &Message::default().message(1, &tensor))
}

fn attribute(name: &str, value: Attribute) -> Message {
    let message = Message::default().text(1, name);
    match value {
        Attribute::Float(value) => message.float(2, value).number(20, 1),
        Attribute::Int(value) => message.number(3, value).number(20, 2),
        Attribute::Ints(values) => values
            .iter()
            .fold(message, |message, &value| message.number(8, value))
            .number(20, 7),
    }
}
