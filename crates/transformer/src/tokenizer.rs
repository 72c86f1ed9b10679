//! Pieces of a sentence, each with the bytes it stands for.

use std::path::Path;

use rostra_document::TextRange;
use tokenizers::Tokenizer;

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

/// The tokenizer of a checkpoint.
#[derive(Clone, Debug)]
pub struct TextTokenizer {
    inner: Tokenizer,
    before: Vec<u32>,
    after: Vec<u32>,
    spaced: bool,
}

impl TextTokenizer {
    /// Reads the tokenizer of `checkpoint`, from tokenizer.json or from files of vocabulary.
    ///
    /// # Errors
    /// Where there is none, or it knows pieces that the model does not.
    pub fn open(checkpoint: &Checkpoint) -> Result<Self, Error> {
        let file = checkpoint.one_of(
            &["tokenizer.json"],
            "save it with `tokenizer.save_pretrained`",
        )?;
        let invalid = |reason: String| Error::Invalid {
            file: file.clone(),
            reason,
        };
        let inner = Tokenizer::from_file(&file).map_err(|e| invalid(e.to_string()))?;
        Self::new(inner, checkpoint.config.vocabulary, &file).map_err(invalid)
    }

    fn new(mut inner: Tokenizer, vocabulary: usize, _file: &Path) -> Result<Self, String> {
        // A file may carry the padding and truncation of the run that saved it: nothing is cut here.
        inner.with_padding(None);
        inner
            .with_truncation(None)
            .map_err(|error| error.to_string())?;
        let highest = inner
            .get_vocab(true)
            .into_values()
            .max()
            .unwrap_or_default();
        if highest as usize >= vocabulary {
            return Err(format!(
                "it has pieces up to number {highest}, but the model (`vocab_size`) only {vocabulary}: it is another model's"
            ));
        }
        let (before, after) = specials(&inner)?;
        let spaced = is_byte_level(&inner);
        Ok(Self {
            inner,
            before,
            after,
            spaced,
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

    /// The pieces of a sentence, left to right, without special ones. `inside` tells that text stands before it.
    /// What the tokenizer drops (white space, control characters) has no piece.
    ///
    /// # Errors
    /// Where the tokenizer fails, as it says.
    pub fn pieces(&self, sentence: &str, inside: bool) -> Result<Vec<Piece>, String> {
        // To a byte-level tokenizer the first word of a text is another than the same word after a space.
        let lead = usize::from(self.spaced && inside && !sentence.starts_with(char::is_whitespace));
        let encoding = if lead == 1 {
            self.inner.encode(format!(" {sentence}"), false)
        } else {
            self.inner.encode(sentence, false)
        };
        let encoding = encoding.map_err(|error| error.to_string())?;
        let pieces = encoding.get_ids().iter().zip(encoding.get_offsets());
        let piece = |(&id, &(start, end)): (&u32, &(usize, usize))| Piece {
            id,
            range: trimmed(
                sentence,
                start.saturating_sub(lead),
                end.saturating_sub(lead),
            ),
        };
        Ok(pieces.map(piece).collect())
    }
}

/// The special pieces around a sequence, as the tokenizer itself sets them.
fn specials(inner: &Tokenizer) -> Result<(Vec<u32>, Vec<u32>), String> {
    let ids = |special| {
        let encoding = inner.encode("a", special);
        encoding.map(|e| e.get_ids().to_vec())
    };
    let bare = ids(false).map_err(|error| error.to_string())?;
    let whole = ids(true).map_err(|error| error.to_string())?;
    let at = whole
        .windows(bare.len().max(1))
        .position(|window| window == bare)
        .ok_or("its post-processor changes the pieces of a text")?;
    let (before, rest) = whole.split_at(at);
    let after = rest.get(bare.len()..).unwrap_or_default();
    Ok((before.to_vec(), after.to_vec()))
}

fn is_byte_level(inner: &Tokenizer) -> bool {
    let pre = inner
        .get_pre_tokenizer()
        .and_then(|pre| serde_json::to_string(pre).ok());
    pre.is_some_and(|pre| pre.contains("\"ByteLevel\""))
}

/// `start..end` of `text` at borders of code points, without white space at its ends.
fn trimmed(text: &str, start: usize, end: usize) -> TextRange {
    let (start, end) = (start.min(text.len()), end.min(text.len()));
    let start = text.floor_char_boundary(start);
    let end = text.ceil_char_boundary(end).max(start);
    let piece = text.get(start..end).unwrap_or_default();
    let left = piece.trim_start();
    let start = start + (piece.len() - left.len());
    TextRange::new(start, start + left.trim_end().len())
}
