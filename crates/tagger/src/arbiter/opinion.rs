//! What the model says of a segment.

use rostra_document::{Segment, TextRange};

use super::Tokens;
use crate::lattice::{Found, Lattice};
use crate::model::Model;
use crate::tags::{self, Kind, TAGS};

/// The model's spans in a segment, and how likely others are.
pub struct Opinion<'o> {
    model: &'o Model,
    lattice: &'o Lattice,
    spans: &'o [Found],
    segment: &'o Segment,
}

impl<'o> Opinion<'o> {
    /// From the sums over `segment` and the spans of its best sequence.
    #[must_use]
    pub fn new(
        model: &'o Model,
        lattice: &'o Lattice,
        spans: &'o [Found],
        segment: &'o Segment,
    ) -> Self {
        Self {
            model,
            lattice,
            spans,
            segment,
        }
    }

    /// The segment.
    pub(super) fn segment(&self) -> &'o Segment {
        self.segment
    }

    /// The spans of `kind`, left to right, with calibrated probabilities.
    pub(super) fn spans(&self, kind: Kind) -> impl Iterator<Item = Found> + '_ {
        let of_kind = self.spans.iter().filter(move |span| span.kind == kind);
        of_kind.map(move |span| Found {
            score: self.model.calibrated(kind, span.score),
            ..*span
        })
    }

    /// The probability that `range` is exactly one span of `kind`.
    pub(super) fn exact(&self, range: TextRange, kind: Kind) -> f32 {
        let (start, end) = self.tokens(range);
        let transitions = self.model.transitions();
        let probability = self.lattice.span(transitions, start, end, kind);
        self.model.calibrated(kind, probability)
    }

    /// The probability that a token of `range` is part of some span of `kind`, on average.
    pub(super) fn mass(&self, range: TextRange, kind: Kind) -> f32 {
        let (start, end) = self.tokens(range);
        let of_token = |at| {
            let marginals = self.lattice.marginals(at);
            let of_kind = (0..TAGS).filter(|tag| {
                let read = tags::read(*tag as tags::Tag);
                read.is_some_and(|(other, _)| other == kind)
            });
            of_kind.map(|tag| marginals[tag]).sum::<f32>()
        };
        let sum: f32 = (start..end).map(of_token).sum();
        sum / (end.saturating_sub(start)).max(1) as f32
    }

    /// The tokens that `range` covers.
    pub(super) fn tokens(&self, range: TextRange) -> Tokens {
        let tokens = &self.segment.tokens;
        let start = tokens.partition_point(|t| t.range.end <= range.start);
        let end = tokens.partition_point(|t| t.range.start < range.end);
        (start, end.max(start))
    }

    /// The bytes that tokens cover.
    pub(crate) fn range(&self, (start, end): (usize, usize)) -> TextRange {
        let tokens = &self.segment.tokens;
        let first = tokens.get(start).map_or(0, |t| t.range.start);
        let last = end.checked_sub(1).and_then(|at| tokens.get(at));
        TextRange::new(first, last.map_or(first, |t| t.range.end.max(first)))
    }
}
