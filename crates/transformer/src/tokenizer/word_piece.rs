//! `vocab.txt`, the pieces of BERT, DistilBERT and ELECTRA: one a line, numbered from 0.

use ahash::AHashMap;
use tokenizers::Tokenizer;
use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;

use crate::tokenizer::files::surround_named;
use crate::tokenizer::settings::Settings;

/// Makes a tokenizer from the text of the file.
pub(super) fn read(text: &str, settings: &Settings) -> Result<Tokenizer, String> {
    if settings.word("tokenizer_class") == Some("BertJapaneseTokenizer") {
        return Err("its words are cut by a dictionary (BertJapaneseTokenizer), which is not supported: take a checkpoint with tokenizer.json".to_owned());
    }
    let mut vocabulary = AHashMap::new();
    for (id, line) in (0..).zip(text.lines()) {
        vocabulary.insert(line.to_owned(), id);
    }
    let unknown = settings.word("unk_token").unwrap_or("[UNK]");
    if !vocabulary.contains_key(unknown) {
        return Err(format!(
            "it has no line {unknown}, the piece for unknown words: it is no vocabulary of a BERT"
        ));
    }
    let lowercase = settings.flag("do_lower_case");
    let lowercase = lowercase.unwrap_or_else(|| !vocabulary.keys().any(|p| has_capital(p)));
    let model = WordPiece::builder()
        .vocab(vocabulary)
        .unk_token(unknown.to_owned());
    let mut tokenizer = Tokenizer::new(model.build().map_err(|e| e.to_string())?);
    let normalizer = BertNormalizer::new(
        true,
        settings.flag("tokenize_chinese_chars").unwrap_or(true),
        settings.flag("strip_accents"),
        lowercase,
    );
    tokenizer
        .with_normalizer(Some(normalizer))
        .map_err(|e| e.to_string())?;
    tokenizer.with_pre_tokenizer(Some(BertPreTokenizer));
    let named = settings.word("cls_token").zip(settings.word("sep_token"));
    let names: Vec<_> = named.into_iter().chain([("[CLS]", "[SEP]")]).collect();
    surround_named(&mut tokenizer, &names)?;
    Ok(tokenizer)
}

/// Whether a piece is of a vocabulary that tells capitals: where no setting says so, the pieces do.
fn has_capital(piece: &str) -> bool {
    let special = piece.starts_with(['[', '<']);
    !special && piece.to_lowercase() != piece
}
