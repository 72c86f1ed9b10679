//! Places, compared and put in order.

use rostra_document::{CodePoints, Span};

pub(super) fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

pub(super) fn order(places: &mut Vec<Span>) {
    places.sort_by_key(|place| (place.start, place.end));
    places.dedup();
}

/// `span` without white space at its ends.
pub(super) fn trimmed(points: &CodePoints<'_>, span: Span) -> Span {
    let words = points.words(span);
    let before = words.chars().take_while(|c| c.is_whitespace()).count();
    let after = words
        .chars()
        .rev()
        .take_while(|c| c.is_whitespace())
        .count();
    Span {
        start: span.start + before,
        end: (span.end - after).max(span.start + before),
    }
}
