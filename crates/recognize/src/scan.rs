//! A segment as the grammar reads it: tokens, what the lexicon says of them, and questions.

use rostra_document::{Mention, Segment, SegmentKind, TextRange, Token, TokenKind};
use rostra_lexicon::names::NameLexicon;
use rostra_lexicon::pack::HeadPosition;
use rostra_lexicon::{Annotations, Class, Pack};

/// Words of offices and what belongs to them.
pub const OFFICE: [Class; 11] = [
    Class::Head,
    Class::WeakHead,
    Class::Occupation,
    Class::Modifier,
    Class::Portfolio,
    Class::StateBody,
    Class::Body,
    Class::Party,
    Class::Unit,
    Class::Qualifier,
    Class::EventHead,
];

/// Honorifics that stand before a name.
pub const HONORIFIC: [Class; 5] = [
    Class::Courtesy,
    Class::Style,
    Class::Rank,
    Class::Degree,
    Class::Royal,
];

/// Words that end a title or name.
pub const ENDS: [Class; 8] = [
    Class::Stop,
    Class::Verb,
    Class::Pronoun,
    Class::Speaker,
    Class::Participant,
    Class::Chair,
    Class::Appointed,
    Class::Capacity,
];

/// A segment under the grammar. Positions are token indices within it.
pub struct Scan<'a> {
    /// Its tokens.
    pub tokens: &'a [Token],
    /// What the lexicon says.
    pub ann: &'a Annotations<'a>,
    /// The language.
    pub pack: &'a Pack,
    /// Most words are upper case: case tells nothing.
    pub shouted: bool,
    /// Most long words are capitalised: a heading in title case.
    pub title_case: bool,
    /// An item or heading rather than a sentence.
    pub listed: bool,
}

/// Whether headings in title case occur: the Romance languages have none, and a line that is mostly
/// a name looks like one.
fn capitalises_headings(pack: &Pack) -> bool {
    let writing = &pack.source.writing;
    writing.head != HeadPosition::First
        || writing.script != "Latn"
        || writing.juxtaposed
        || pack.juxtaposes()
}

impl<'a> Scan<'a> {
    /// Reads `segment`.
    pub fn new(segment: &'a Segment, pack: &'a Pack, ann: &'a Annotations<'a>) -> Self {
        let words = segment.tokens.iter().filter(|t| t.kind == TokenKind::Word);
        let (mut upper, mut all) = (0, 0);
        let (mut capitals, mut long) = (0, 0);
        for token in words {
            all += 1;
            upper += usize::from(token.case == rostra_document::Case::Upper);
            let counts = token.key.chars().count() >= 4;
            long += usize::from(counts);
            capitals += usize::from(counts && token.capitalised());
        }
        Self {
            tokens: &segment.tokens,
            ann,
            pack,
            shouted: upper * 3 > all * 2 && all > 3,
            title_case: capitals * 3 > long * 2 && capitalises_headings(pack),
            listed: segment.kind != SegmentKind::Sentence,
        }
    }

    /// Tokens in the segment.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at `at`.
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// Bytes of tokens `start..end`.
    pub fn range(&self, start: usize, end: usize) -> TextRange {
        let first = self.token(start).map_or(0, |t| t.range.start);
        let last = end
            .checked_sub(1)
            .and_then(|i| self.token(i))
            .map_or(first, |t| t.range.end);
        TextRange::new(first, last.max(first))
    }

    /// Whether `at` is a word or number.
    pub fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// Whether `at` is the mark `mark`.
    pub fn is_mark(&self, at: usize, mark: char) -> bool {
        self.token(at).is_some_and(|t| t.is_mark(mark))
    }

    /// Whether the token at `at` lies in a phrase of `class`.
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.ann.covered(at, class)
    }

    /// Tokens of the longest phrase of `class` at `at`, or 0.
    pub fn len_of(&self, at: usize, class: Class) -> usize {
        self.ann.at(at, class).map_or(0, |(len, _)| len)
    }

    /// Tokens of the longest phrase of any of `classes` at `at`, or 0.
    pub fn len_any(&self, at: usize, classes: &[Class]) -> usize {
        self.ann.any(at, classes).map_or(0, |h| h.len)
    }

    /// Whether names can be told by capitals here.
    pub fn has_case(&self) -> bool {
        self.pack.source.writing.capitals
    }

    /// Whether the word at `at` is capitalised, where that says something.
    pub fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| {
            t.kind == TokenKind::Word
                && (t.capitalised() || (t.hyphenated && at > 0 && self.capital(at - 1)))
        })
    }

    /// Whether the word at `at` is a given name somewhere.
    pub fn given(&self, at: usize) -> bool {
        self.is_word(at) && self.token(at).is_some_and(|t| self.pack.given(&t.key))
    }

    /// Whether the word at `at` is a given name as the list has it.
    pub fn nominative(&self, at: usize) -> bool {
        self.is_word(at)
            && self
                .token(at)
                .is_some_and(|t| NameLexicon::embedded().given(&t.key))
    }

    /// Whether the word at `at` is a family name somewhere.
    pub fn family(&self, at: usize) -> bool {
        self.is_word(at) && self.token(at).is_some_and(|t| self.pack.family(&t.key))
    }

    /// Whether the list of family names has the word at `at`.
    pub fn listed_family(&self, at: usize) -> bool {
        self.is_word(at)
            && self
                .token(at)
                .is_some_and(|t| NameLexicon::embedded().family(&t.key))
    }

    /// Whether the word at `at` is a single initial, `J.`.
    pub fn initial(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|t| t.abbreviated && t.capitalised() && t.key.ends_with('.'))
    }

    /// Whether the word at `at` ends a title or name. A capitalised function word or verb does too
    /// (headings capitalise them), unless it is also a name and stands inside a sentence.
    pub fn ends(&self, at: usize) -> bool {
        if !self.ann.covered_by(at, &ENDS) {
            return false;
        }
        let named = self.given(at) || self.family(at);
        !self.has_case()
            || self.shouted
            || self.opens(at)
            || !self.capital(at)
            || !named && self.title_case
    }

    /// Whether the word at `at` is capitalised only because something begins: the segment, or what
    /// follows a colon, a quotation mark, a number or a bullet.
    pub fn opens(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|i| self.token(i)) else {
            return true;
        };
        match before.kind {
            TokenKind::Mark => !matches!(
                before.key.as_str(),
                "," | "،" | "/" | "&" | "(" | "-" | "–" | "—"
            ),
            TokenKind::Number => at == 1,
            _ => false,
        }
    }

    /// Whether the word at `at` belongs to offices and bodies.
    pub fn office(&self, at: usize) -> bool {
        self.ann.covered_by(at, &OFFICE)
    }

    /// Whether a definite article is glued to or stands before `at`.
    pub fn after_article(&self, at: usize) -> bool {
        at > 0 && self.is(at - 1, Class::Article)
    }

    /// Whether an article is glued to the word at `at` (Arabic).
    pub fn definite(&self, at: usize) -> bool {
        let glued = |t: &Token| {
            !t.spaced
                && at
                    .checked_sub(1)
                    .and_then(|before| self.token(before))
                    .is_some_and(|b| self.pack.is_definite_proclitic(&b.key))
        };
        self.token(at)
            .is_some_and(|t| self.pack.has_article(&t.key) || glued(t))
    }

    /// Tokens that mentions other than countries cover.
    pub fn taken(&self, mentions: &[Mention]) -> Vec<bool> {
        self.taken_with(mentions, &[])
    }

    /// Tokens that either list covers.
    pub fn taken_with(&self, mentions: &[Mention], more: &[Mention]) -> Vec<bool> {
        let mut taken = vec![false; self.len()];
        for mention in mentions.iter().chain(more) {
            let from = self
                .tokens
                .partition_point(|t| t.range.end <= mention.range.start);
            for (at, token) in self.tokens.iter().enumerate().skip(from) {
                if token.range.start >= mention.range.end {
                    break;
                }
                if let Some(slot) = taken.get_mut(at) {
                    *slot = true;
                }
            }
        }
        taken
    }
}
