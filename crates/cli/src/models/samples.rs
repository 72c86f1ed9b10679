//! Texts that engines are timed with.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail};
use rostra_transformer::{Checkpoint, TextTokenizer};

/// Sentences of our own, as long as those of releases are.
const OWN: &str = include_str!("../../../../models/train/encoder/sentences.txt");

/// The lines of `files`, or our own sentences where there are none.
pub(super) fn texts(files: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let mut all = String::new();
    for file in files {
        all += &fs::read_to_string(file).with_context(|| file.display().to_string())?;
        all.push('\n');
    }
    let all = if files.is_empty() { OWN } else { &all };
    let lines = all.lines().filter(|line| !line.trim().is_empty());
    let texts: Vec<String> = lines.map(str::to_owned).collect();
    if texts.is_empty() {
        bail!("the files have no text to read");
    }
    Ok(texts)
}

/// The pieces of each text, special ones included; what is longer than the model's longest window is cut off, which
/// the pipeline never does.
pub(super) fn sequences(
    checkpoint: &Checkpoint,
    tokenizer: &TextTokenizer,
    texts: &[String],
) -> anyhow::Result<Vec<Vec<u32>>> {
    let mut sequences = Vec::new();
    for text in texts {
        let pieces = tokenizer.pieces(text, false).map_err(anyhow::Error::msg)?;
        let pieces: Vec<u32> = pieces.iter().map(|piece| piece.id).collect();
        let mut ids = [tokenizer.before(), &pieces, tokenizer.after()].concat();
        ids.truncate(checkpoint.config.positions);
        sequences.push(ids);
    }
    Ok(sequences)
}
