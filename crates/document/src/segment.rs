//! Pieces of a document that are read as one: sentences, list items, headings; and their tokens.

use compact_str::CompactString;

use crate::range::TextRange;

/// What a [`Segment`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentKind {
    /// The document's headline or a line that stands alone without a full stop.
    Heading,
    /// A sentence of running text.
    Sentence,
    /// A line of a list or table.
    Item,
}

/// Which characters a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters of a script with spaces between words.
    Word,
    /// One Han, Kana or other character of a script without spaces.
    Ideograph,
    /// Digits.
    Number,
    /// One punctuation mark or symbol.
    Mark,
}

/// Upper and lower case of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No letter has case, or all are lower case.
    Lower,
    /// The first is upper, the rest lower.
    Title,
    /// All are upper (two letters or more).
    Upper,
    /// Anything else: `McGill`, `eLife`.
    Mixed,
}

/// One word, ideograph, number or mark.
///
/// Hyphens between letters are not tokens: `Jean-Luc` is `Jean` and `Luc` with
/// [`Token::hyphenated`] set on the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes of the document's text.
    pub range: TextRange,
    /// What it is made of.
    pub kind: TokenKind,
    /// The form that lexica are looked up by: lower case, marks and apostrophes folded.
    pub key: CompactString,
    /// Upper and lower case.
    pub case: Case,
    /// White space stands before it (or it is the segment's first).
    pub spaced: bool,
    /// A line break stands before it.
    pub after_break: bool,
    /// A hyphen ties it to the token before.
    pub hyphenated: bool,
    /// Its range ends in the full stop of an abbreviation or initial.
    pub abbreviated: bool,
    /// Its last letter, in lower case, bears a mark that the key lacks: `habló`.
    pub stressed: bool,
}

impl Token {
    /// Whether it begins with a capital letter.
    #[must_use]
    pub fn capitalised(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper | Case::Mixed)
    }

    /// Whether it is the mark `mark`.
    #[must_use]
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark && self.key.starts_with(mark)
    }
}

/// One sentence, list item or heading with its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands, in bytes of the document's text.
    pub range: TextRange,
    /// What it is.
    pub kind: SegmentKind,
    /// Number of the paragraph (block between blank lines) that it belongs to, from 0.
    pub block: usize,
    /// Its tokens, in the order of the text.
    pub tokens: Vec<Token>,
}
