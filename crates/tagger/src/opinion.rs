//! What the model says of a segment.

use rostra_arbiter::Opinion;
use rostra_document::{Segment, TextRange};

use crate::lattice::{Found, Lattice};
use crate::model::Model;
use crate::tags::{self, Kind, TAGS};

/// The opinion of the field. It knows every kind.
pub(crate) struct FieldOpinion<'o> {
    model: &'o Model,
    lattice: &'o Lattice,
    spans: &'o [Found],
    segment: &'o Segment,
}

impl<'o> FieldOpinion<'o> {
    /// From the sums over `segment` and the spans of its best sequence.
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

    /// The probability that token `at` is part of some span of `kind`.
    fn inside(&self, at: usize, kind: Kind) -> f32 {
        let marginals = self.lattice.marginals(at);
        let of_kind = (0..TAGS).filter(|tag| {
            let read = tags::read(*tag as tags::Tag);
            read.is_some_and(|(other, _)| other == kind)
        });
        of_kind.map(|tag| marginals[tag]).sum()
    }
}

impl Opinion for FieldOpinion<'_> {
    fn segment(&self) -> &Segment {
        self.segment
    }

    fn spans(&self, kind: Kind) -> Vec<Found> {
        let of_kind = self.spans.iter().filter(|span| span.kind == kind);
        let calibrated = of_kind.map(|span| Found {
            score: self.model.calibrated(kind, span.score),
            ..*span
        });
        calibrated.collect()
    }

    fn exact(&self, range: TextRange, kind: Kind) -> Option<f32> {
        let (start, end) = self.tokens(range);
        let transitions = self.model.transitions();
        let probability = self.lattice.span(transitions, start, end, kind);
        Some(self.model.calibrated(kind, probability))
    }

    fn mass(&self, range: TextRange, kind: Kind) -> Option<f32> {
        let (start, end) = self.tokens(range);
        let sum: f32 = (start..end).map(|at| self.inside(at, kind)).sum();
        Some(sum / (end.saturating_sub(start)).max(1) as f32)
    }
}
