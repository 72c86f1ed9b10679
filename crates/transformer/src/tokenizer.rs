//! Pieces of a sentence, each with the bytes it stands for.

mod byte_level;
#[cfg(test)]
mod cases;
mod charsmap;
mod files;
#[cfg(test)]
mod properties;
mod protobuf;
#[cfg(test)]
mod samples;
mod sentencepiece;
mod settings;
mod special;
mod unigram;
mod word_piece;

use std::path::{Path, PathBuf};

use rostra_document::TextRange;
use tokenizers::{ModelWrapper, NormalizedString, Normalizer, Tokenizer};

use crate::checkpoint::Checkpoint;
use crate::error::Error;

/// A piece of a word, as the model knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its identifier.
    pub id: u32,
    /// Bytes of the text it was cut from, at borders of code points.
    pub range: TextRange,
}

/// The piece that stands for all that a tokenizer's model lacks.
fn unknown(inner: &Tokenizer) -> Option<u32> {
    let token = match inner.get_model() {
        ModelWrapper::WordPiece(model) => model.unk_token.clone(),
        ModelWrapper::WordLevel(model) => model.unk_token.clone(),
        ModelWrapper::BPE(model) => model.get_unk_token().clone()?,
        // It keeps the number to itself, so it is asked for a character that nobody writes.
        ModelWrapper::Unigram(_) => {
            let encoding = inner.encode("\u{10fffd}", false).ok()?;
            return encoding.get_ids().last().copied();
        }
    };
    inner.token_to_id(&token)
}

/// The tokenizer of a checkpoint.
///
/// Names of special pieces that a text happens to contain, such as `[SEP]`, are cut like any other words: a text cannot
/// forge the markers that the model was trained with.
#[derive(Clone, Debug)]
pub struct TextTokenizer {
    inner: Tokenizer,
    before: Vec<u32>,
    after: Vec<u32>,
    spaced: bool,
    maps_characters: bool,
    unknown: Option<u32>,
}

impl TextTokenizer {
    /// Reads the tokenizer of `checkpoint`, from tokenizer.json or else from files of vocabulary.
    ///
    /// # Errors
    /// Where there is none, a file of it is broken, or it knows pieces that the model does not.
    pub fn open(checkpoint: &Checkpoint) -> Result<Self, Error> {
        let (inner, file) = files::read(checkpoint)?;
        let invalid = |reason| invalid(&file, reason);
        fits(&inner, checkpoint.config.vocabulary).map_err(invalid)?;
        let (before, after) = special::around(&inner, checkpoint)?;
        Self::new(inner, before, after).map_err(invalid)
    }

    fn new(mut inner: Tokenizer, before: Vec<u32>, after: Vec<u32>) -> Result<Self, String> {
        // A file may carry the padding and truncation of the run that saved it: nothing is cut here. Without a
        // post-processor, ranges come as the tokenizer found them, and `Encoding::overflowing` stays empty.
        inner.with_padding(None);
        inner.with_truncation(None).map_err(|e| e.to_string())?;
        inner.with_post_processor(None::<tokenizers::PostProcessorWrapper>);
        inner.set_encode_special_tokens(true);
        let spaced = has_stage(inner.get_pre_tokenizer(), "ByteLevel");
        let maps_characters = has_stage(inner.get_normalizer(), "Precompiled");
        Ok(Self {
            unknown: unknown(&inner),
            inner,
            before,
            after,
            spaced,
            maps_characters,
        })
    }

    /// Identifiers of the special pieces that stand before a sequence.
    #[must_use]
    pub fn before(&self) -> &[u32] {
        &self.before
    }

    /// Identifiers of the special pieces that stand after a sequence.
    #[must_use]
    pub fn after(&self) -> &[u32] {
        &self.after
    }

    /// The identifier of what the vocabulary lacks, if there is one.
    #[must_use]
    pub fn unknown(&self) -> Option<u32> {
        self.unknown
    }

    /// The pieces of a sentence, left to right, without special ones. `inside` tells that text stands before it.
    ///
    /// Ranges begin in the order of the pieces, and two share bytes only where both came from one character, as the bytes
    /// of an emoji may. What the tokenizer drops (white space, control characters) has no piece; a piece of white
    /// space alone has an empty range.
    ///
    /// # Errors
    /// Where the tokenizer fails, as it says.
    pub fn pieces(&self, sentence: &str, inside: bool) -> Result<Vec<Piece>, String> {
        let skipped = self.dropped_at_start(sentence);
        let text = sentence.get(skipped..).unwrap_or_default();
        // To a byte-level tokenizer the first word of a text is another than the same word after a space.
        let lead = usize::from(self.spaced && inside && !text.starts_with(char::is_whitespace));
        let encoding = if lead == 1 {
            self.inner.encode(format!(" {text}"), false)
        } else {
            self.inner.encode(text, false)
        };
        let encoding = encoding.map_err(|error| error.to_string())?;
        let place = |at: usize| (at + skipped).saturating_sub(lead);
        let mut last = 0;
        let pieces = encoding.get_ids().iter().zip(encoding.get_offsets());
        let piece = |(&id, &(start, end)): (&u32, &(usize, usize))| {
            let range = trimmed(sentence, place(start).max(last), place(end));
            last = range.start;
            Piece { id, range }
        };
        Ok(pieces.map(piece).collect())
    }

    /// Bytes at the start of a text that a map of characters removes. The library counts what is removed by the
    /// character before it, so without one all ranges would be off by that much.
    fn dropped_at_start(&self, text: &str) -> usize {
        let Some(normalizer) = self.inner.get_normalizer().filter(|_| self.maps_characters) else {
            return 0;
        };
        let dropped = |c: &char| {
            let mut one = NormalizedString::from(c.to_string());
            !c.is_alphanumeric() && normalizer.normalize(&mut one).is_ok() && one.get().is_empty()
        };
        text.chars().take_while(dropped).map(char::len_utf8).sum()
    }
}

/// Whether the model has a row for each piece, if it says how many it has, and the tokenizer a piece for each word.
fn fits(inner: &Tokenizer, rows: usize) -> Result<(), String> {
    let highest = inner.get_vocab(true).into_values().max();
    let highest = highest.ok_or("it has no pieces: save it with `tokenizer.save_pretrained`")?;
    if rows > 0 && highest as usize >= rows {
        return Err(format!(
            "it has pieces up to number {highest}, but the model (`vocab_size`) only {rows}: it is another model's"
        ));
    }
    // A hieroglyph that few vocabularies have.
    let unknown = inner.encode("\u{13080}", false);
    unknown.map(|_| ()).map_err(|error| {
        format!("it has no piece for words that it does not know, such as [UNK] or <unk>: {error}")
    })
}

/// Whether one of the stages of a tokenizer, such as its normaliser, is of the type `name`.
fn has_stage(stage: Option<&impl serde::Serialize>, name: &str) -> bool {
    let json = stage.and_then(|stage| serde_json::to_value(stage).ok());
    json.is_some_and(|json| of_type(&json, name))
}

fn of_type(json: &serde_json::Value, name: &str) -> bool {
    let inner = ["pretokenizers", "normalizers"];
    let mut lists = inner.iter().filter_map(|key| json.get(key)?.as_array());
    json.get("type").and_then(|t| t.as_str()) == Some(name)
        || lists.any(|list| list.iter().any(|stage| of_type(stage, name)))
}

/// `start..end` of `text` at borders of code points, without white space at its ends.
fn trimmed(text: &str, start: usize, end: usize) -> TextRange {
    let is_border = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=start.min(text.len())).rev().find(is_border);
    let start = start.unwrap_or_default();
    let end = (end.max(start)..text.len()).find(is_border);
    let end = end.unwrap_or(text.len());
    let piece = text.get(start..end).unwrap_or_default();
    let left = piece.trim_start();
    let start = start + (piece.len() - left.len());
    TextRange::new(start, start + left.trim_end().len())
}

fn invalid(file: &Path, reason: String) -> Error {
    Error::Invalid {
        file: PathBuf::from(file),
        reason,
    }
}
