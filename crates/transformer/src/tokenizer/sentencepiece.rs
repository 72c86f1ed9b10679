//! The file of a SentencePiece model: pieces with their scores, and a map of characters.
//!
//! Numbers of fields are those of `sentencepiece_model.proto`: <https://github.com/google/sentencepiece>.

use crate::tokenizer::charsmap;
use crate::tokenizer::protobuf::{Value, fields};

/// Bytes of the longest piece that is believed; trained ones have a few dozen.
const LONGEST: usize = 1024;

/// What a piece is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It stands for its own letters.
    Text,
    /// It stands for what has no piece.
    Unknown,
    /// A marker, a byte or a piece out of use, which no letters of a text match.
    Marker,
}

/// A piece.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ScoredPiece {
    /// Its letters, with `▁` for a space.
    pub(super) text: String,
    /// Logarithm of its probability.
    pub(super) score: f32,
    /// What it is for.
    pub(super) kind: Kind,
}

/// A model whose pieces have independent probabilities (unigram).
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SentencePiece {
    /// The pieces in the order of their numbers.
    pub(super) pieces: Vec<ScoredPiece>,
    /// The compiled map of characters that is applied first; may be empty.
    pub(super) charsmap: Vec<u8>,
}

impl SentencePiece {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// Where it is damaged, or of a kind that is not supported.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let mut model = Self::default();
        fields(bytes, |number, value| {
            match (number, value) {
                (1, Value::Bytes(piece)) => model.pieces.push(parse_piece(piece)?),
                (2, Value::Bytes(spec)) => fields(spec, check_kind)?,
                (3, Value::Bytes(spec)) => fields(spec, |number, value| {
                    if let (2, Value::Bytes(map)) = (number, value) {
                        model.charsmap = map.to_vec();
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        if model.pieces.is_empty() {
            return Err("it has no pieces: it is no SentencePiece model".to_owned());
        }
        if !model.charsmap.is_empty() {
            charsmap::check(&model.charsmap)?;
        }
        Ok(model)
    }
}

/// Field 3 of the settings it was trained with tells the kind of model.
fn check_kind(number: u64, value: Value<'_>) -> Result<(), String> {
    let kind = match (number, value) {
        (3, Value::Number(2)) => "BPE",
        (3, Value::Number(3)) => "words",
        (3, Value::Number(4)) => "characters",
        _ => return Ok(()),
    };
    Err(format!(
        "a SentencePiece model of {kind} is not supported, only of unigrams: save the checkpoint with its tokenizer.json"
    ))
}

fn parse_piece(bytes: &[u8]) -> Result<ScoredPiece, String> {
    let (mut text, mut score, mut kind) = (&[][..], 0.0, Kind::Text);
    fields(bytes, |number, value| {
        match (number, value) {
            (1, Value::Bytes(bytes)) => text = bytes,
            (2, Value::Fraction(number)) => score = number,
            (3, Value::Number(2)) => kind = Kind::Unknown,
            (3, Value::Number(3 | 5 | 6)) => kind = Kind::Marker,
            _ => {}
        }
        Ok(())
    })?;
    let text = std::str::from_utf8(text).map_err(|e| format!("a piece is no UTF-8: {e}"))?;
    if text.is_empty() || text.len() > LONGEST || !score.is_finite() {
        return Err(format!(
            "a piece of {} bytes with the score {score} cannot be",
            text.len()
        ));
    }
    Ok(ScoredPiece {
        text: text.to_owned(),
        score,
        kind,
    })
}
