//! The text in sentences and tokens, such that whoever reads them can put the text together again.
//!
//! Tokens are cut where the lexicon's tokenizer cuts, as the grammars read them, but nothing is left out: a hyphen that ties two words is a
//! token, and what shows nothing (marks of direction, joiners) goes with the word beside it. A character as readers see it (a letter with its
//! marks, an emoji with its joiners) is never cut, unless a place begins or ends in it.

use std::collections::BTreeSet;

use icu_segmenter::GraphemeClusterSegmenter;
use rostra_document::TextRange;
use rostra_lexicon::tokens::{TokenRules, tokenize};

/// A token, in bytes; never empty, without white space.
pub type Token = TextRange;

/// A text, cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// All that is no white space, in the order of the text.
    pub tokens: Vec<Token>,
    /// For each sentence, the place in `tokens` of its first; the first sentence begins with the first token.
    pub sentences: Vec<usize>,
}

impl Tokens {
    /// Cuts `text`, which is in `lang`: into sentences that begin at the bytes `starts`, and with a border at each byte of `edges`. No sentence
    /// begins within one of `whole`.
    #[must_use]
    pub fn of(
        text: &str,
        lang: &str,
        starts: &[usize],
        edges: &BTreeSet<usize>,
        whole: &[TextRange],
    ) -> Self {
        let tokens = cut(text, &borders(text, lang, edges));
        let mut sentences: Vec<usize> = starts
            .iter()
            .filter(|start| {
                let after = whole.partition_point(|place| place.end <= **start);
                whole.get(after).is_none_or(|place| place.start >= **start)
            })
            .map(|start| tokens.partition_point(|token| token.start < *start))
            .chain([0])
            .filter(|first| *first < tokens.len())
            .collect();
        sentences.sort_unstable();
        sentences.dedup();
        Self { tokens, sentences }
    }

    /// The tokens of each sentence.
    pub fn by_sentence(&self) -> impl Iterator<Item = &[Token]> {
        let ends = self.sentences.iter().skip(1).copied();
        let ends = ends.chain([self.tokens.len()]);
        let both = self.sentences.iter().zip(ends);
        both.map(|(start, end)| self.tokens.get(*start..end).unwrap_or_default())
    }
}

/// Where lines begin: sentences for want of better ones.
#[must_use]
pub fn lines(text: &str) -> Vec<usize> {
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    [0].into_iter().chain(ends).collect()
}

/// White space as Python has it, which takes separators of records for it, too.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// The bytes at which a token may begin or end.
fn borders(text: &str, lang: &str, edges: &BTreeSet<usize>) -> BTreeSet<usize> {
    let whole = TextRange::new(0, text.len());
    let words = match rostra_lexicon::pack(lang) {
        Some(pack) => pack.tokenize(text, whole),
        None => tokenize(text, whole, &TokenRules::default()),
    };
    let mut borders = BTreeSet::new();
    let mut before = 0;
    for word in &words {
        let gap = text.get(before..word.range.start).unwrap_or_default();
        // What shows nothing stays with the word before it, or with the one after where there is none.
        let shows = gap.contains(|c: char| !is_space(c) && !is_invisible(c));
        let spaced = gap.contains(is_space);
        if shows || spaced || gap.is_empty() {
            borders.insert(before);
        }
        let tail = gap.trim_end_matches(is_invisible);
        let begins_line = tail.is_empty() && before == 0 || tail.ends_with(is_space);
        borders.insert(match begins_line {
            true => before + tail.len(),
            false => word.range.start,
        });
        before = word.range.end;
    }
    let tail = text.get(before..).unwrap_or_default();
    if tail.contains(|c: char| !is_space(c) && !is_invisible(c)) {
        borders.insert(before);
    }
    let clusters: BTreeSet<usize> = GraphemeClusterSegmenter::new().segment_str(text).collect();
    borders.retain(|at| clusters.contains(at));
    borders.extend(edges);
    borders
}

/// Every run without white space, cut at `borders`.
fn cut(text: &str, borders: &BTreeSet<usize>) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let ends = is_space(c) || borders.contains(&at);
        if let Some(start) = open.filter(|_| ends) {
            tokens.push(TextRange::new(start, at));
            open = None;
        }
        if !is_space(c) && open.is_none() {
            open = Some(at);
        }
    }
    tokens.extend(open.map(|start| TextRange::new(start, text.len())));
    tokens
}

/// What shows nothing by itself: joiners, marks of direction, soft hyphens.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use rostra_document::TextRange;

    use super::{Tokens, is_space, lines};

    fn words<'t>(text: &'t str, lang: &str, edges: &[usize]) -> Vec<&'t str> {
        let edges: BTreeSet<usize> = edges.iter().copied().collect();
        let cut = Tokens::of(text, lang, &[0], &edges, &[]);
        cut.tokens.iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn nothing_is_left_out() {
        for (lang, text, tokens) in [
            (
                "en",
                "Jean-Luc O'Rourke, the aide's.",
                vec![
                    "Jean", "-", "Luc", "O'Rourke", ",", "the", "aide", "'s", ".",
                ],
            ),
            ("fr", "l’OTAN", vec!["l’", "OTAN"]),
            ("zh", "王毅17日", vec!["王", "毅", "17", "日"]),
            ("en", "👩‍⚖️🇰🇪 e\u{301}tat", vec!["👩‍⚖️", "🇰🇪", "e\u{301}tat"]),
            (
                "ar",
                "\u{200f}أَحْمَد\u{200f}، وزير",
                vec!["\u{200f}أَحْمَد\u{200f}", "،", "وزير"],
            ),
            (
                "en",
                " \u{200e} (a)\u{200e}\n",
                vec!["\u{200e}", "(", "a", ")\u{200e}"],
            ),
            ("en", "a\u{1f}b", vec!["a", "b"]),
            ("xx", "", vec![]),
        ] {
            assert_eq!(words(text, lang, &[]), tokens, "{text}");
        }
        assert_eq!(words("Kenyan", "en", &[5]), ["Kenya", "n"]);
    }

    #[test]
    fn sentences_begin_with_tokens_and_not_within_names() {
        let text = "A bc.\n\n C d E!";
        let of = |starts: &[usize], whole: &[TextRange]| {
            let cut = Tokens::of(text, "en", starts, &BTreeSet::new(), whole);
            let sentences = cut.by_sentence();
            sentences.map(<[_]>::len).collect::<Vec<_>>()
        };
        assert_eq!(of(&lines(text), &[]), [3, 4]);
        assert_eq!(of(&[6, 10], &[TextRange::new(8, 11)]), [3, 4]);
        assert_eq!(of(&[10, 99], &[TextRange::new(8, 9)]), [4, 3]);
    }

    proptest! {
        #[test]
        fn tokens_are_the_text_without_white_space(text in "(\\PC|[\n\t ‍🎤é\u{301}\u{200f}-]){0,40}", edge in 0..40usize) {
            let edge = text.char_indices().nth(edge).map(|(at, _)| at);
            let edges: BTreeSet<usize> = edge.into_iter().collect();
            let cut = Tokens::of(&text, "en", &lines(&text), &edges, &[]);
            let all: String = cut.tokens.iter().map(|token| token.of(&text)).collect();
            let bare: String = text.chars().filter(|c| !is_space(*c)).collect();
            prop_assert_eq!(all, bare);
            prop_assert!(cut.tokens.iter().all(|token| !token.is_empty()));
            prop_assert_eq!(cut.by_sentence().map(<[_]>::len).sum::<usize>(), cut.tokens.len());
        }
    }
}
