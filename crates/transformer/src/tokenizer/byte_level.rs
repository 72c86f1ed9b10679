//! `vocab.json` and `merges.txt`, the pieces of RoBERTa and the first DeBERTa: pairs of bytes, merged by rank.

use ahash::AHashMap;
use tokenizers::Tokenizer;
use tokenizers::models::bpe::BPE;
use tokenizers::pre_tokenizers::byte_level::ByteLevel;

use crate::tokenizer::files::surround_named;
use crate::tokenizer::settings::Settings;

/// Makes a tokenizer from the texts of the two files.
pub(super) fn read(vocab: &str, merges: &str, settings: &Settings) -> Result<Tokenizer, String> {
    let vocabulary: AHashMap<String, u32> =
        serde_json::from_str::<std::collections::HashMap<_, _>>(vocab)
            .map_err(|e| format!("no JSON of pieces and their numbers: {e}"))?
            .into_iter()
            .collect();
    let named = settings.word("unk_token");
    let unknown = named
        .into_iter()
        .chain(["<unk>", "[UNK]"])
        .find(|piece| vocabulary.contains_key(*piece));
    let unknown = unknown
        .ok_or("it lacks <unk> and [UNK], the pieces for unknown words")?
        .to_owned();
    let merges = pairs(merges)?;
    let model = BPE::builder()
        .vocab_and_merges(vocabulary, merges)
        .unk_token(unknown);
    let model = model
        .build()
        .map_err(|e| format!("merges.txt does not fit it: {e}"))?;
    let mut tokenizer = Tokenizer::new(model);
    let spaced = settings.flag("add_prefix_space").unwrap_or(false);
    tokenizer.with_pre_tokenizer(Some(ByteLevel::new(spaced, true, true)));
    let named = settings.word("cls_token").zip(settings.word("sep_token"));
    let names: Vec<_> = named
        .into_iter()
        .chain([("<s>", "</s>"), ("[CLS]", "[SEP]")])
        .collect();
    surround_named(&mut tokenizer, &names)?;
    Ok(tokenizer)
}

/// The pairs of merges.txt, best first; its first line may tell a version.
fn pairs(text: &str) -> Result<Vec<(String, String)>, String> {
    let lines = (1..).zip(text.lines());
    let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with("#version"));
    let pair = |(number, line): (usize, &str)| {
        let pair = line
            .split_once(' ')
            .filter(|(_, right)| !right.contains(' '));
        let owned = pair.map(|(left, right)| (left.to_owned(), right.to_owned()));
        owned
            .ok_or_else(|| format!("merges.txt, line {number}: no two pieces with a space between"))
    };
    lines.map(pair).collect()
}
