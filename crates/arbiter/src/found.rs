//! Spans that a model has found, and how mentions compare with them.

use rostra_document::{Detail, Mention, TextRange};

use crate::Kind;

/// Tokens of a segment by number: the first, and the one after the last.
pub type Tokens = (usize, usize);

/// A span of tokens of a segment, half-open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Its first token.
    pub start: usize,
    /// The token after its last.
    pub end: usize,
    /// What it names.
    pub kind: Kind,
    /// The probability of exactly this span, 0 to 1.
    pub score: f32,
}

/// Whether both have a token in common.
pub(crate) fn overlap(one: Tokens, other: Tokens) -> bool {
    one.0 < other.1 && other.0 < one.1
}

/// The range that a model's own span would have, in bytes: of a title its pieces, without the state and status cut
/// from it, of all others the mention's.
#[must_use]
pub fn core(mention: &Mention) -> TextRange {
    let Detail::Title(title) = &mention.detail else {
        return mention.range;
    };
    match (title.pieces.first(), title.pieces.last()) {
        (Some(first), Some(last)) => first.cover(*last),
        _ => mention.range,
    }
}
