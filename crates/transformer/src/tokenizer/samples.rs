//! Small tokenizers of each kind, made for tests.

use std::collections::BTreeMap;

use tokenizers::Tokenizer;
use tokenizers::pre_tokenizers::byte_level::ByteLevel;

use crate::tokenizer::sentencepiece::{Kind, ScoredPiece, SentencePiece};
use crate::tokenizer::settings::Settings;
use crate::tokenizer::unigram::{self, Layout};
use crate::tokenizer::{TextTokenizer, byte_level, special, word_piece};

/// The tokenizer of a test, with the special pieces that its post-processor sets.
pub(super) fn whole(inner: Tokenizer) -> TextTokenizer {
    let (before, after) = special::processed(&inner).unwrap();
    TextTokenizer::new(inner, before, after).unwrap()
}

/// One in the manner of BERT, without capitals unless `settings` say otherwise.
pub(super) fn bert(settings: &str) -> TextTokenizer {
    let pieces = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nminister\n##s\nthe\nmet\n,\n國\ni\n##\u{307}\nali\ncafe\ncafé\n##\u{11ab}\n\u{1112}\u{1161}\nd\n##e";
    whole(word_piece::read(pieces, &Settings::of(settings)).unwrap())
}

/// One in the manner of RoBERTa.
pub(super) fn roberta() -> TextTokenizer {
    let mut names: Vec<String> = ["<s>", "<pad>", "</s>", "<unk>"]
        .map(str::to_owned)
        .to_vec();
    let mut letters: Vec<String> = ByteLevel::alphabet().iter().map(char::to_string).collect();
    letters.sort_unstable();
    names.extend(letters);
    names.extend(["he", "Ġt", "Ġthe", "the", "Ġm"].map(str::to_owned));
    let vocabulary: BTreeMap<_, _> = names.into_iter().zip(0_u32..).collect();
    let vocabulary = serde_json::to_string(&vocabulary).unwrap();
    let merges = "#version: 0.2\nh e\nĠ t\nĠt he\nt he\nĠ m\n";
    whole(byte_level::read(&vocabulary, merges, &Settings::default()).unwrap())
}

/// One in the manner of XLM-RoBERTa, DeBERTa-v2 or CamemBERT.
pub(super) fn sentence_piece(layout: Layout) -> TextTokenizer {
    whole(unigram::make(&model(layout), layout, &Settings::default()).unwrap())
}

/// The model in the file of [`sentence_piece`].
pub(super) fn model(layout: Layout) -> SentencePiece {
    let piece = |text: &str, score, kind| ScoredPiece {
        text: text.to_owned(),
        score,
        kind,
    };
    let markers = match layout {
        Layout::DebertaV2 => ["[UNK]", "[CLS]", "[SEP]"],
        _ => ["<unk>", "<s>", "</s>"],
    };
    let mut pieces = vec![piece(markers[0], 0.0, Kind::Unknown)];
    pieces.extend(
        markers[1..]
            .iter()
            .map(|text| piece(text, 0.0, Kind::Marker)),
    );
    let words = [
        "▁the", "▁", "t", "he", "▁fi", "ne", "T", "M", "s", "<", ">", ".",
    ];
    pieces.extend(
        (1_u8..)
            .zip(words)
            .map(|(n, w)| piece(w, -f32::from(n), Kind::Text)),
    );
    SentencePiece {
        pieces,
        charsmap: charsmap(),
    }
}

/// A map of characters as SentencePiece compiles it.
pub(super) fn charsmap() -> Vec<u8> {
    let rules = [
        ("ﬁ", "fi"),
        ("™", "TM"),
        ("…", "..."),
        ("½", "1⁄2"),
        ("\u{ad}", ""),
        ("\u{feff}", ""),
    ];
    let (mut units, mut replacements) = (vec![0_u32; 256], String::new());
    for (from, to) in rules {
        let leaf = from
            .bytes()
            .fold(0, |node, byte| child(&mut units, node, byte));
        let (node, place) = (leaf, u32::try_from(replacements.len()).unwrap());
        units[node] = place | 1 << 31;
        replacements.push_str(to);
        replacements.push('\0');
        let parent = units
            .iter_mut()
            .enumerate()
            .find(|(at, unit)| leads(*at, **unit) == Some(node));
        *parent.unwrap().1 |= 1 << 8;
    }
    let mut map = u32::try_from(units.len() * 4)
        .unwrap()
        .to_le_bytes()
        .to_vec();
    map.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    map.extend(replacements.bytes());
    map
}

/// The node below `node` by `byte`, made where it is not there. Each node has 256 units of its own.
fn child(units: &mut Vec<u32>, node: usize, byte: u8) -> usize {
    let at = node + usize::from(byte);
    if let Some(next) = leads(at, units[at]) {
        return next;
    }
    let next = units.len();
    units.resize(next + 256, 0);
    units[at] = u32::from(byte) | u32::try_from(at ^ next).unwrap() << 10;
    next
}

/// Where the unit at `at` leads, if it is one of a byte.
fn leads(at: usize, unit: u32) -> Option<usize> {
    (unit >> 10 > 0 && unit >> 31 == 0).then_some(at ^ (unit as usize >> 10))
}

/// The bytes of a model's file.
pub(super) fn file(model: &SentencePiece) -> Vec<u8> {
    let piece = |piece: &ScoredPiece| {
        let kind = match piece.kind {
            Kind::Text => 1,
            Kind::Unknown => 2,
            Kind::Marker => 3,
        };
        let mut bytes = field(1, piece.text.as_bytes());
        bytes.push(2 << 3 | 5);
        bytes.extend(piece.score.to_le_bytes());
        bytes.extend([3 << 3, kind]);
        field(1, &bytes)
    };
    let mut bytes: Vec<u8> = model.pieces.iter().flat_map(piece).collect();
    bytes.extend(field(2, &[3 << 3, 1]));
    bytes.extend(field(3, &field(2, &model.charsmap)));
    bytes
}

/// A field of bytes.
fn field(number: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![number << 3 | 2];
    let mut length = content.len();
    while length > 0x7f {
        bytes.push(u8::try_from(length & 0x7f).unwrap() | 0x80);
        length >>= 7;
    }
    bytes.push(u8::try_from(length).unwrap());
    bytes.extend(content);
    bytes
}
