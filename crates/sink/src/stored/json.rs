//! JSON: an array of documents, or documents behind each other, as a fixture is one.

use std::io::{self, BufRead};

use rostra_document::Extraction;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Deserializer, Map, Value, json};

use super::StoredError;
use super::form::Input;

/// The documents of the array. A document at a time is in memory, whatever the lines are.
pub(super) struct Json {
    place: String,
    input: Input,
    /// Documents read so far.
    number: u64,
    shape: Shape,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Nothing was read yet.
    Begin,
    /// Within an array.
    Array,
    /// Documents behind each other.
    Bare,
    /// There is no more.
    Done,
}

/// What is wrong with the next document.
enum Wrong {
    Io(io::Error),
    Json(String),
}

impl Json {
    pub(super) fn new(place: &str, input: Input) -> Self {
        Self {
            place: place.to_owned(),
            input,
            number: 0,
            shape: Shape::Begin,
        }
    }

    fn document(&mut self) -> Result<Option<Extraction>, Wrong> {
        match (self.shape, next_byte(&mut self.input)?) {
            (Shape::Begin, Some(b'[')) => {
                self.input.consume(1);
                self.shape = Shape::Array;
                match next_byte(&mut self.input)? {
                    Some(b']') => self.end(),
                    _ => self.element().map(Some),
                }
            }
            (Shape::Begin | Shape::Bare, Some(_)) => {
                self.shape = Shape::Bare;
                self.bare().map(Some)
            }
            (Shape::Array, Some(b']')) => self.end(),
            (Shape::Array, Some(b',')) => {
                self.input.consume(1);
                next_byte(&mut self.input)?;
                self.element().map(Some)
            }
            (Shape::Array, Some(_)) => {
                Err(Wrong::said("a comma or the end of the array is missing"))
            }
            (Shape::Array, None) => Err(Wrong::said("the array has no end")),
            (Shape::Begin | Shape::Bare | Shape::Done, _) => {
                self.shape = Shape::Done;
                Ok(None)
            }
        }
    }

    /// Behind the array there is nothing.
    fn end(&mut self) -> Result<Option<Extraction>, Wrong> {
        self.input.consume(1);
        self.shape = Shape::Done;
        match next_byte(&mut self.input)? {
            None => Ok(None),
            Some(_) => Err(Wrong::said("something stands behind the array")),
        }
    }

    fn element(&mut self) -> Result<Extraction, Wrong> {
        // An object is over with its `}`, so that not a byte more is taken.
        let mut next = Deserializer::from_reader(&mut self.input);
        Extraction::deserialize(&mut next).map_err(Wrong::of)
    }

    /// A fixture does not say how it was made; what it lacks of that stays empty.
    fn bare(&mut self) -> Result<Extraction, Wrong> {
        let mut next = Deserializer::from_reader(&mut self.input);
        let mut fields = Map::deserialize(&mut next).map_err(Wrong::of)?;
        let nobody = json!({"name": "", "version": "", "pipeline": "", "model": null});
        for (field, nothing) in [
            ("source", json!("")),
            ("sha256", json!("")),
            ("extractor", nobody),
        ] {
            fields.entry(field).or_insert(nothing);
        }
        serde_json::from_value(Value::Object(fields)).map_err(Wrong::of)
    }
}

impl Iterator for Json {
    type Item = Result<Extraction, StoredError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.number += 1;
        let wrong = match self.document() {
            Ok(document) => return document.map(Ok),
            Err(wrong) => wrong,
        };
        self.shape = Shape::Done;
        // What stands behind is not looked at again.
        self.input = Input::new(Box::new(io::empty()));
        Some(Err(match wrong {
            Wrong::Io(cause) => StoredError::io(&self.place, cause),
            Wrong::Json(reason) => {
                let which = format!("document {}", self.number);
                StoredError::document(&self.place, which, reason)
            }
        }))
    }
}

impl Wrong {
    fn said(reason: &str) -> Self {
        Self::Json(reason.to_owned())
    }

    fn of(cause: serde_json::Error) -> Self {
        match cause.is_io() {
            true => Self::Io(cause.into()),
            false => Self::Json(cause.to_string()),
        }
    }
}

/// What the first object of an output has, and a release has not.
#[derive(Deserialize)]
struct Marks {
    #[serde(rename = "people")]
    _people: IgnoredAny,
    #[serde(rename = "extractor")]
    _extractor: IgnoredAny,
}

/// Whether the first object of `input` is a document of ours.
pub(super) fn is_document_first(mut input: Input) -> bool {
    if let Ok(Some(b'[')) = next_byte(&mut input) {
        input.consume(1);
    }
    Marks::deserialize(&mut Deserializer::from_reader(&mut input)).is_ok()
}

/// The next byte that is neither white space nor part of a byte-order mark; it is not taken.
fn next_byte(input: &mut Input) -> Result<Option<u8>, Wrong> {
    loop {
        let bytes = input.fill_buf().map_err(Wrong::Io)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let blank = |byte: &u8| byte.is_ascii_whitespace() || b"\xef\xbb\xbf".contains(byte);
        let skipped = bytes.iter().take_while(|byte| blank(byte)).count();
        let found = bytes.get(skipped).copied();
        input.consume(skipped);
        if found.is_some() {
            return Ok(found);
        }
    }
}
