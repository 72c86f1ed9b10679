//! Which files of a checkpoint hold its tokenizer.

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use tokenizers::Tokenizer;
use tokenizers::processors::bert::BertProcessing;

use crate::checkpoint::{Checkpoint, read_text};
use crate::error::Error;
use crate::tokenizer::settings::Settings;
use crate::tokenizer::{byte_level, charsmap, invalid, unigram, word_piece};

const HINT: &str = "save it beside the model with `tokenizer.save_pretrained`";

/// The tokenizer and the file it was read from, which errors name.
pub(super) fn read(checkpoint: &Checkpoint) -> Result<(Tokenizer, PathBuf), Error> {
    if let Some(file) = checkpoint.file("tokenizer.json") {
        return whole(&file).map(|tokenizer| (tokenizer, file));
    }
    let settings = Settings::read(checkpoint)?;
    let names = [
        "vocab.txt",
        "vocab.json",
        "sentencepiece.bpe.model",
        "spm.model",
    ];
    let Some(file) = names.iter().find_map(|name| checkpoint.file(name)) else {
        let wanted = "tokenizer.json, vocab.txt, vocab.json with merges.txt, sentencepiece.bpe.model or spm.model";
        return Err(missing(checkpoint, wanted));
    };
    let tokenizer = match file.file_name().and_then(|name| name.to_str()) {
        Some("vocab.txt") => word_piece::read(&read_text(&file)?, &settings),
        Some("vocab.json") => {
            let merges = checkpoint.file("merges.txt");
            let merges =
                merges.ok_or_else(|| missing(checkpoint, "merges.txt beside vocab.json"))?;
            byte_level::read(&read_text(&file)?, &read_text(&merges)?, &settings)
        }
        _ => unigram::read(&read_bytes(&file)?, checkpoint, &settings),
    };
    let tokenizer = tokenizer.map_err(|reason| invalid(&file, reason))?;
    Ok((tokenizer, file))
}

fn missing(checkpoint: &Checkpoint, wanted: &str) -> Error {
    Error::Missing {
        folder: checkpoint.folder.clone(),
        wanted: wanted.to_owned(),
        hint: HINT.to_owned(),
    }
}

fn read_bytes(file: &Path) -> Result<Vec<u8>, Error> {
    fs::read(file).map_err(|cause| Error::Unreadable {
        file: file.to_owned(),
        cause,
    })
}

/// Reads tokenizer.json.
fn whole(file: &Path) -> Result<Tokenizer, Error> {
    let text = read_text(file)?;
    charsmap::check_json(&text).map_err(|reason| invalid(file, reason))?;
    // Merges shorter than the prefix that they must have make the library panic.
    let parsed = catch_unwind(|| text.parse::<Tokenizer>());
    let parsed = parsed.unwrap_or_else(|_| Err("its parts do not hold together".into()));
    parsed.map_err(|e| invalid(file, format!("no tokenizer: {e}; {HINT} again")))
}

/// Puts the special pieces `before` and `after` around each sequence.
pub(super) fn surround(tokenizer: &mut Tokenizer, before: (&str, u32), after: (&str, u32)) {
    let pair = |(name, id): (&str, u32)| (name.to_owned(), id);
    tokenizer.with_post_processor(Some(BertProcessing::new(pair(after), pair(before))));
}

/// As [`surround`], by names that the vocabulary must have.
pub(super) fn surround_named(
    tokenizer: &mut Tokenizer,
    names: &[(&str, &str)],
) -> Result<(), String> {
    let pair = |&(before, after): &(&str, &str)| {
        let ids = (
            tokenizer.token_to_id(before)?,
            tokenizer.token_to_id(after)?,
        );
        Some(((before.to_owned(), ids.0), (after.to_owned(), ids.1)))
    };
    let found = names.iter().find_map(pair);
    let (before, after) = found.ok_or_else(|| {
        let names: Vec<String> = names.iter().map(|(a, b)| format!("{a} and {b}")).collect();
        format!(
            "it lacks the special pieces {}: it is another model's",
            names.join(", or ")
        )
    })?;
    surround(tokenizer, (&before.0, before.1), (&after.0, after.1));
    Ok(())
}
