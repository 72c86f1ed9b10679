//! `sentencepiece.bpe.model` and `spm.model`: pieces of XLM-RoBERTa, CamemBERT and DeBERTa-v2.
//!
//! The first two number pieces in fairseq's way: a few of its own first, then those of the file, `<mask>` last.

use tokenizers::models::unigram::Unigram;
use tokenizers::normalizers::{Lowercase, Precompiled, Sequence};
use tokenizers::pre_tokenizers::metaspace::{Metaspace, PrependScheme};
use tokenizers::pre_tokenizers::punctuation::Punctuation;
use tokenizers::pre_tokenizers::sequence::Sequence as PreTokenizers;
use tokenizers::pre_tokenizers::whitespace::WhitespaceSplit;
use tokenizers::{NormalizerWrapper, PreTokenizerWrapper, SplitDelimiterBehavior, Tokenizer};

use crate::checkpoint::Checkpoint;
use crate::tokenizer::files::surround;
use crate::tokenizer::sentencepiece::{Kind, SentencePiece};
use crate::tokenizer::settings::Settings;

/// How pieces of the file get their identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Four pieces of fairseq's own for the first three of the file.
    XlmRoberta,
    /// Five for the first one; the file's own markers stand around a sequence.
    Camembert,
    /// As in the file.
    DebertaV2,
}

impl Layout {
    fn of(checkpoint: &Checkpoint, settings: &Settings) -> Result<Self, String> {
        let class = settings.word("tokenizer_class").unwrap_or_default();
        let kind = checkpoint.config.word("model_type").unwrap_or_default();
        match (class.trim_end_matches("Fast"), kind) {
            ("XLMRobertaTokenizer", _) => Ok(Self::XlmRoberta),
            ("CamembertTokenizer", _) => Ok(Self::Camembert),
            ("DebertaV2Tokenizer", _) => Ok(Self::DebertaV2),
            (_, "xlm-roberta" | "xlm-roberta-xl") => Ok(Self::XlmRoberta),
            (_, "camembert") => Ok(Self::Camembert),
            (_, "deberta-v2") => Ok(Self::DebertaV2),
            (class, kind) => Err(format!(
                "how a `{kind}` with the tokenizer `{class}` numbers its pieces is not known: save the checkpoint with its tokenizer.json"
            )),
        }
    }

    /// Pieces that are no part of the file, and how many of the file's first ones they stand for.
    fn first(self) -> (&'static [&'static str], usize) {
        match self {
            Self::XlmRoberta => (&["<s>", "<pad>", "</s>", "<unk>"], 3),
            Self::Camembert => (
                &[
                    "<s>NOTUSED",
                    "<pad>",
                    "</s>NOTUSED",
                    "<unk>",
                    "<unk>NOTUSED",
                ],
                1,
            ),
            Self::DebertaV2 => (&[], 0),
        }
    }

    fn markers(self) -> [&'static str; 3] {
        match self {
            Self::XlmRoberta | Self::Camembert => ["<s>", "</s>", "<mask>"],
            Self::DebertaV2 => ["[CLS]", "[SEP]", "[MASK]"],
        }
    }
}

/// Makes a tokenizer from the bytes of the file.
pub(super) fn read(
    bytes: &[u8],
    checkpoint: &Checkpoint,
    settings: &Settings,
) -> Result<Tokenizer, String> {
    let layout = Layout::of(checkpoint, settings)?;
    make(&SentencePiece::parse(bytes)?, layout, settings)
}

/// Makes a tokenizer of the pieces of a model.
pub(super) fn make(
    model: &SentencePiece,
    layout: Layout,
    settings: &Settings,
) -> Result<Tokenizer, String> {
    let pieces = Pieces::number(model, layout)?;
    let unigram = Unigram::from(pieces.scored, Some(pieces.unknown), false);
    let mut tokenizer = Tokenizer::new(unigram.map_err(|e| e.to_string())?);
    let deberta = |name| layout == Layout::DebertaV2 && settings.flag(name) == Some(true);
    let mut normalizers: Vec<NormalizerWrapper> = Vec::new();
    if deberta("do_lower_case") {
        normalizers.push(Lowercase.into());
    }
    if !model.charsmap.is_empty() {
        let map = Precompiled::from(&model.charsmap).map_err(|e| e.to_string())?;
        normalizers.push(map.into());
    }
    let normalizer = (!normalizers.is_empty()).then(|| Sequence::new(normalizers));
    tokenizer
        .with_normalizer(normalizer)
        .map_err(|e| e.to_string())?;
    let mut stages: Vec<PreTokenizerWrapper> = vec![WhitespaceSplit.into()];
    if deberta("split_by_punct") {
        stages.push(Punctuation::new(SplitDelimiterBehavior::Isolated).into());
    }
    stages.push(Metaspace::new('▁', PrependScheme::Always, true).into());
    tokenizer.with_pre_tokenizer(Some(PreTokenizers::new(stages)));
    let [before, after, _] = layout.markers();
    surround(
        &mut tokenizer,
        (before, pieces.before),
        (after, pieces.after),
    );
    Ok(tokenizer)
}

/// All pieces in the order of their identifiers.
struct Pieces {
    scored: Vec<(String, f64)>,
    unknown: usize,
    before: u32,
    after: u32,
}

impl Pieces {
    fn number(model: &SentencePiece, layout: Layout) -> Result<Self, String> {
        let (first, replaced) = layout.first();
        let own = model.pieces.get(replaced..).unwrap_or_default();
        let unknown = model
            .pieces
            .iter()
            .position(|piece| piece.kind == Kind::Unknown);
        let unknown = unknown.ok_or("it has no piece for unknown words")?;
        if replaced > 0 && unknown != 0 {
            return Err(
                "its first piece is not the one for unknown words: it is another model's"
                    .to_owned(),
            );
        }
        let mut names: Vec<&str> = first.to_vec();
        names.extend(own.iter().map(|piece| piece.text.as_str()));
        let [before, after, mask] = layout.markers();
        if !names.contains(&mask) {
            names.push(mask);
        }
        let place = |name| {
            let place = names.iter().position(|other| *other == name);
            let place = place.and_then(|place| u32::try_from(place).ok());
            place.ok_or_else(|| format!("it lacks the special piece {name}: it is another model's"))
        };
        let (before, after) = (place(before)?, place(after)?);
        let score = |at: usize| at.checked_sub(first.len()).and_then(|at| own.get(at));
        let scored = names.iter().enumerate().map(|(at, name)| match score(at) {
            Some(piece) if piece.kind == Kind::Text => (piece.text.clone(), f64::from(piece.score)),
            _ => (unmatched(name), 0.0),
        });
        let unknown = if replaced > 0 { 3 } else { unknown };
        Ok(Self {
            scored: scored.collect(),
            unknown,
            before,
            after,
        })
    }
}

/// A name that no text matches, for no word has a space in it.
fn unmatched(name: &str) -> String {
    format!("{name} ")
}
