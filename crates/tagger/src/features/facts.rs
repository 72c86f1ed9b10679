//! What is known of a token by itself, read once and used by all features around it.

use rostra_document::{Case, Segment, SegmentKind, Token, TokenKind};
use rostra_lexicon::han::{LONGEST_WORD, common_word, simplify};
use rostra_lexicon::names::NameLexicon;
use rostra_lexicon::{Annotations, Pack};

/// A token as features see it; words are hashes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    /// The key.
    pub word: u64,
    /// The key without its ending.
    pub stem: u64,
    /// The first one to four characters.
    pub prefix: [u64; 4],
    /// The last one to four characters.
    pub suffix: [u64; 4],
    /// Kind, case, length class, hyphen, abbreviation.
    pub shape: u64,
    /// Kind and case alone.
    pub case: u64,
    /// Classes of the lexicon that cover it, a bit each.
    pub classes: u64,
    /// Given name, family name, Chinese family name: bits; and of ideographs the place in a common word.
    pub lists: u64,
    /// First of the segment, first of a line, kind of segment, all upper case: bits.
    pub place: u64,
}

impl Facts {
    /// What stands beyond the ends of a segment.
    pub fn border() -> Self {
        Self {
            word: 1,
            stem: 1,
            shape: 1,
            case: 1,
            ..Self::default()
        }
    }
}

/// FNV-1a (Fowler, Noll, Vo) over bytes.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// Reads the facts of all tokens of `segment`.
pub(super) fn read(pack: &Pack, text: &str, segment: &Segment, facts: &mut Vec<Facts>) {
    facts.clear();
    let annotations = pack.annotate(&segment.tokens);
    let shouted = shouted(&segment.tokens);
    let tokens = segment.tokens.iter().enumerate();
    facts.extend(tokens.map(|(at, token)| Facts {
        place: place(segment, token, at, shouted),
        ..token_facts(pack, text, token, at, &annotations)
    }));
    if !pack.source.writing.spaced {
        common_words(&segment.tokens, facts);
    }
}

fn token_facts(
    pack: &Pack,
    text: &str,
    token: &Token,
    at: usize,
    annotations: &Annotations,
) -> Facts {
    let key = token.key.as_str();
    let (prefix, suffix) = affixes(key);
    let case = case(token);
    Facts {
        word: hash(key),
        stem: hash(&pack.stem(&token.key)),
        prefix,
        suffix,
        shape: shape(token, text, case),
        case,
        classes: annotations.classes(at),
        lists: lists(pack, token),
        place: 0,
    }
}

/// Hashes of the first and last one to four characters; 0 where the word is shorter.
fn affixes(key: &str) -> ([u64; 4], [u64; 4]) {
    let (mut prefix, mut suffix) = ([0; 4], [0; 4]);
    let ends = key.char_indices().skip(1).map(|(at, _)| at);
    for (slot, end) in prefix.iter_mut().zip(ends) {
        *slot = hash(key.get(..end).unwrap_or_default());
    }
    let starts = key.char_indices().rev().map(|(at, _)| at);
    for (slot, start) in suffix.iter_mut().zip(starts.filter(|at| *at > 0)) {
        *slot = hash(key.get(start..).unwrap_or_default());
    }
    (prefix, suffix)
}

fn case(token: &Token) -> u64 {
    let kind = match token.kind {
        TokenKind::Word => 2,
        TokenKind::Ideograph => 3,
        TokenKind::Number => 4,
        TokenKind::Mark => 5,
    };
    let case = match token.case {
        Case::Lower => 0,
        Case::Title => 1,
        Case::Upper => 2,
        Case::Mixed => 3,
    };
    kind * 4 + case
}

/// Case, length and what ties the token to its neighbours; of a mark, the mark.
fn shape(token: &Token, text: &str, case: u64) -> u64 {
    if token.kind == TokenKind::Mark {
        return hash(&token.key);
    }
    let length = token.range.of(text).chars().take(9).count() as u64;
    let length = if length > 4 {
        5 + (length > 8) as u64
    } else {
        length
    };
    let flags = u64::from(token.hyphenated) | u64::from(token.abbreviated) << 1;
    (case << 8) | (length << 4) | flags
}

fn lists(pack: &Pack, token: &Token) -> u64 {
    let names = NameLexicon::embedded();
    let key = token.key.as_str();
    match token.kind {
        TokenKind::Ideograph => {
            let simple = key.chars().next().map(simplify);
            let mut buffer = [0; 4];
            let surname = simple.and_then(|c| names.han_surname(c.encode_utf8(&mut buffer)));
            u64::from(surname.is_some()) << 2
        }
        TokenKind::Word if token.capitalised() || !pack.source.writing.capitals => {
            u64::from(names.given(key))
                | u64::from(names.family(key)) << 1
                | u64::from(pack.is_patronymic(key)) << 3
        }
        _ => 0,
    }
}

fn place(segment: &Segment, token: &Token, at: usize, shouted: bool) -> u64 {
    let kind = match segment.kind {
        SegmentKind::Heading => 0,
        SegmentKind::Sentence => 1,
        SegmentKind::Item => 2,
    };
    kind << 4
        | u64::from(at == 0)
        | u64::from(token.after_break) << 1
        | u64::from(shouted) << 2
        | u64::from(at + 1 == segment.tokens.len()) << 3
}

/// Whether most words are upper case, so that case tells nothing.
fn shouted(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word);
    let (upper, all) = words.fold((0, 0), |(upper, all), token| {
        (upper + usize::from(token.case == Case::Upper), all + 1)
    });
    upper * 3 > all * 2 && all > 3
}

/// Where each ideograph stands in the longest common word that begins at or before it, left to right.
fn common_words(tokens: &[Token], facts: &mut [Facts]) {
    let mut at = 0;
    let mut word = String::new();
    while at < tokens.len() {
        let longest = (2..=LONGEST_WORD).rev().find(|length| {
            word.clear();
            let run = tokens.get(at..at + length).unwrap_or_default();
            word.extend(run.iter().flat_map(|t| t.key.chars()).map(simplify));
            run.iter().all(|t| t.kind == TokenKind::Ideograph) && common_word(&word).is_some()
        });
        let length = longest.unwrap_or(1);
        let run = facts.iter_mut().skip(at).take(length).enumerate();
        for (place, fact) in run {
            let position = match (place, length) {
                (_, 1) => 0,
                (0, _) => 1,
                (place, length) if place + 1 == length => 3,
                _ => 2,
            };
            fact.lists |= position << 8 | (length as u64) << 12;
        }
        at += length;
    }
}
