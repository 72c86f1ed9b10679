//! A document from segment to segment.

use std::cmp::Reverse;

use rostra_document::{Mention, Segment};
use rostra_lexicon::Pack;

use crate::{Bounds, Opinion, decide};

/// What gives an opinion on one segment after the other: a model and what it keeps between them.
pub trait Opinions {
    /// The opinion on `segment`, in which recognisers before have found `found`, sorted by where they begin. Asked
    /// once for each segment, in their order.
    fn of<'o>(&'o mut self, segment: &'o Segment, found: &'o [Mention]) -> impl Opinion + 'o;
}

/// The mentions of a document that hold, in order: what was `found` in its `segments`, judged by the opinions on each
/// of them, and what lies outside of all segments as it was. Segments and `found` are sorted by where they begin.
#[must_use]
pub fn arbitrate(
    pack: &Pack,
    segments: &[Segment],
    found: &[Mention],
    bounds: &Bounds,
    opinions: &mut impl Opinions,
) -> Vec<Mention> {
    let mut held = Vec::with_capacity(found.len());
    let mut rest = found;
    for segment in segments {
        let before = rest.partition_point(|m| m.range.start < segment.range.start);
        let (outside, here) = rest.split_at(before);
        held.extend_from_slice(outside);
        let inside = here.partition_point(|m| m.range.start < segment.range.end);
        let (inside, after) = here.split_at(inside);
        rest = after;
        let opinion = opinions.of(segment, inside);
        held.extend(decide(pack, &opinion, inside, bounds));
    }
    held.extend_from_slice(rest);
    held.sort_by_key(|m| (m.range.start, Reverse(m.range.end), m.label));
    held
}
