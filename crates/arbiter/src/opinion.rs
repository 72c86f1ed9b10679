//! What a model says of a segment.

use rostra_document::{Segment, TextRange};

use crate::{Found, Kind, Tokens};

/// A model's spans in a segment, and how likely others are. All probabilities are calibrated: of the spans that get
/// 0.8, eight in ten are right.
///
/// A model may know some kinds only. Of a kind that it does not know it finds no spans and answers `None`, and what
/// others have found stays as it is.
pub trait Opinion {
    /// The segment.
    fn segment(&self) -> &Segment;

    /// The spans of `kind`, left to right; no two overlap.
    fn spans(&self, kind: Kind) -> Vec<Found>;

    /// The probability that `range` is exactly one span of `kind`; `None` where the model has no say on that kind.
    fn exact(&self, range: TextRange, kind: Kind) -> Option<f32>;

    /// The probability that a token of `range` is part of some span of `kind`, on average; `None` where the model has
    /// no say on that kind.
    fn mass(&self, range: TextRange, kind: Kind) -> Option<f32>;

    /// The tokens that `range` covers, in whole or in part.
    fn tokens(&self, range: TextRange) -> Tokens {
        let tokens = &self.segment().tokens;
        let start = tokens.partition_point(|t| t.range.end <= range.start);
        let end = tokens.partition_point(|t| t.range.start < range.end);
        (start, end.max(start))
    }

    /// The bytes of the text that tokens cover.
    fn range(&self, (start, end): Tokens) -> TextRange {
        let tokens = &self.segment().tokens;
        let first = tokens.get(start).map_or(0, |t| t.range.start);
        let last = end.checked_sub(1).and_then(|at| tokens.get(at));
        TextRange::new(first, last.map_or(first, |t| t.range.end.max(first)))
    }
}
