//! Words that lost the space between them, as web pages lose it around links: `Серовзаявил`,
//! `сообщаетмэр`.
//!
//! A known finite verb betrays them: after the beginning of a name, or before a noun of office.

use compact_str::CompactString;
use rostra_document::{Case, TextRange, Token};
use rustc_hash::FxHashSet;

use crate::key::fold;
use crate::pack::PackSource;
use crate::stem::Stemmer;

/// Letters of a name or noun, of a verb at an end of the token, and of one in its middle, at least.
const NAME: usize = 3;
const VERB: usize = 5;
const INNER_VERB: usize = 6;

/// Letters of a token that may be two words, at least.
pub const LETTERS: usize = NAME + VERB;

/// What may be glued together, by stems.
#[derive(Debug, Default)]
pub struct Glue {
    verbs: FxHashSet<CompactString>,
    nouns: FxHashSet<CompactString>,
}

impl Glue {
    /// From the verbs and nouns of office of a pack.
    pub fn new(source: &PackSource, stemmer: &Stemmer) -> Self {
        let keep = source.writing.keep_marks;
        let stems = |lists: [&Vec<String>; 3]| {
            lists
                .into_iter()
                .flatten()
                .filter(|word| !word.contains(' '))
                .map(|word| {
                    let first = word.split('-').next().unwrap_or(word);
                    stemmer.stem(&fold(first, keep))
                })
                .collect()
        };
        let (cues, titles) = (&source.cues, &source.titles);
        Self {
            verbs: stems([&cues.speaker, &cues.participant, &source.stop.verbs]),
            nouns: stems([&titles.heads, &titles.weak_heads, &titles.occupations]),
        }
    }

    /// Where the unknown word `key` has to be cut, in letters; it may begin with a name if it is
    /// `named`. `is_verb` says whether a word ends as finite verbs do.
    pub fn cuts(
        &self,
        key: &str,
        named: bool,
        stemmer: &Stemmer,
        is_verb: impl Fn(&str) -> bool,
    ) -> Vec<usize> {
        let borders: Vec<usize> = key
            .char_indices()
            .map(|(at, _)| at)
            .chain([key.len()])
            .collect();
        let letters = borders.len() - 1;
        let part = |from: usize, to: usize| {
            let range = borders.get(from).zip(borders.get(to));
            range.and_then(|(a, b)| key.get(*a..*b)).unwrap_or_default()
        };
        let verb = |from: usize, to: usize| {
            let word = part(from, to);
            is_verb(word) && self.verbs.contains(&stemmer.stem(&word.into()))
        };
        let ends = (VERB..=letters).rev().filter(|to| is_verb(part(0, *to)));
        for to in ends {
            let least = if to == letters { VERB } else { INNER_VERB };
            let found = match named {
                true => (NAME..(to + 1).saturating_sub(least)).find(|from| verb(*from, to)),
                false => (verb(0, to)
                    && letters >= to + NAME
                    && self
                        .nouns
                        .contains(&stemmer.stem(&part(to, letters).into())))
                .then_some(0),
            };
            if let Some(from) = found {
                let cuts = [from, to].into_iter();
                return cuts.filter(|at| *at > 0 && *at < letters).collect();
            }
        }
        Vec::new()
    }
}

/// `token` cut after as many letters as each of `cuts` says.
pub fn parts(
    text: &str,
    token: Token,
    cuts: &[usize],
    key: impl Fn(&str) -> CompactString,
) -> Vec<Token> {
    let word = token.range.of(text);
    // Where folding has changed the number of letters no place can be told.
    if cuts.is_empty() || word.chars().count() != token.key.chars().count() {
        return vec![token];
    }
    let border = |letters: usize| {
        word.char_indices()
            .nth(letters)
            .map_or(token.range.end, |(at, _)| token.range.start + at)
    };
    let mut starts = vec![token.range.start];
    starts.extend(cuts.iter().map(|letters| border(*letters)));
    let ends: Vec<usize> = starts
        .iter()
        .skip(1)
        .copied()
        .chain([token.range.end])
        .collect();
    starts
        .into_iter()
        .zip(ends)
        .enumerate()
        .map(|(at, (start, end))| {
            let own = key(text.get(start..end).unwrap_or_default());
            let range = TextRange::new(start, end);
            if at == 0 {
                return Token {
                    range,
                    key: own,
                    ..token.clone()
                };
            }
            Token {
                range,
                key: own,
                case: Case::Lower,
                spaced: false,
                after_break: false,
                hyphenated: false,
                ..token.clone()
            }
        })
        .collect()
}
