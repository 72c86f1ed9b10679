//! The special pieces around a sequence, such as `[CLS]` and `[SEP]`.

use tokenizers::{Encoding, PostProcessor, Tokenizer};

use crate::checkpoint::Checkpoint;
use crate::config::Architecture;
use crate::error::Error;
use crate::tokenizer::invalid;
use crate::tokenizer::settings::Settings;

/// Identifiers before and after a sequence.
type Around = (Vec<u32>, Vec<u32>);

/// Those that the tokenizer itself sets, else those that the checkpoint's files name. An encoder that is known by name was
/// trained with both: without them its scores are others, which nothing else would tell.
pub(super) fn around(inner: &Tokenizer, checkpoint: &Checkpoint) -> Result<Around, Error> {
    let around = processed(inner).filter(|(before, after)| before.len() + after.len() > 0);
    let around = match around {
        Some(around) => around,
        None => named(inner, &Settings::read(checkpoint)?),
    };
    let architecture = &checkpoint.config.architecture;
    let needed = !matches!(architecture, Architecture::Other(_));
    if needed && (around.0.is_empty() || around.1.is_empty()) {
        return Err(invalid(
            &checkpoint.folder,
            format!(
                "its tokenizer puts no special pieces around a text, as {architecture} needs them: save tokenizer.json with its `post_processor`, or tokenizer_config.json with `cls_token` and `sep_token`, by `tokenizer.save_pretrained`"
            ),
        ));
    }
    Ok(around)
}

/// What the post-processor puts around a piece that no vocabulary has.
pub(super) fn processed(inner: &Tokenizer) -> Option<Around> {
    let piece = tokenizers::Token::new(u32::MAX, String::new(), (0, 0));
    let sequence = Encoding::from_tokens(vec![piece], 0);
    let whole = inner
        .get_post_processor()?
        .process(sequence, None, true)
        .ok()?;
    let at = whole.get_ids().iter().position(|&id| id == u32::MAX)?;
    let (before, rest) = whole.get_ids().split_at(at);
    Some((before.to_vec(), rest.get(1..)?.to_vec()))
}

/// A tokenizer that sets none itself: its settings tell their names.
fn named(inner: &Tokenizer, settings: &Settings) -> Around {
    let id = |name: &str| {
        settings
            .word(name)
            .and_then(|piece| inner.token_to_id(piece))
    };
    let first = |names: [&str; 2]| names.into_iter().find_map(id).into_iter().collect();
    (
        first(["cls_token", "bos_token"]),
        first(["sep_token", "eos_token"]),
    )
}
