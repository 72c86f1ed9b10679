//! Where a person's honorifics stand: beside one of the names, with nobody else's name between.

use std::collections::BTreeSet;

use rostra_document::{CodePoints, Span};

use super::places;
use crate::source::Known;

/// Code points that may lie between an honorific and a name, at most: a title often stands between them.
const FAR: usize = 160;

/// The places of `honorifics` of whoever is named at `mentions`, in their order. Those that are not told here cannot be marked such that
/// the same list, in the same order, is read from the marks.
pub(super) fn placed(
    points: &CodePoints<'_>,
    honorifics: &[String],
    mentions: &[Span],
    everybody: &BTreeSet<(usize, usize)>,
    known: &[Known],
) -> Vec<Span> {
    let mut marks: Vec<Span> = Vec::new();
    for honorific in honorifics {
        let told = known.iter().filter(|k| k.field == "honorific");
        let told = told.map(|k| k.place).find(|place| {
            !overlaps(*place, &marks)
                && places::holds_words(points, *place)
                && places::words(points, *place) == *honorific
        });
        let place = told.or_else(|| near(points, honorific, mentions, everybody, &marks));
        match place {
            // What comes after an unmarked one could not keep its place in the list.
            Some(place) if in_order(points, &marks, place) => marks.push(place),
            _ => break,
        }
    }
    marks
}

/// Whether `place` comes after all `marks` and says something else.
fn in_order(points: &CodePoints<'_>, marks: &[Span], place: Span) -> bool {
    let words = places::words(points, place);
    marks
        .iter()
        .all(|mark| mark.end <= place.start && places::words(points, *mark) != words)
}

/// The nearest place of `honorific` beside one of `mentions`, which are asked in turn: before the name rather than after it.
fn near(
    points: &CodePoints<'_>,
    honorific: &str,
    mentions: &[Span],
    everybody: &BTreeSet<(usize, usize)>,
    marks: &[Span],
) -> Option<Span> {
    let free = |between: Span| {
        let mut inside = everybody.range((between.start, 0)..(between.end, 0));
        between.end <= between.start || inside.next().is_none()
    };
    let last = marks.last().map_or(0, |mark| mark.end);
    mentions.iter().find_map(|name| {
        let line = places::line(points, *name);
        let before = Span {
            start: line.start.max(name.start.saturating_sub(FAR)).max(last),
            end: name.start,
        };
        let after = Span {
            start: name.end.max(last),
            end: line.end.min(name.end + FAR),
        };
        let stands = |place: &Span| !overlaps(*place, marks);
        let is_free_before = |place: &Span| {
            free(Span {
                start: place.start,
                end: name.start,
            })
        };
        let is_free_after = |place: &Span| {
            free(Span {
                start: name.end,
                end: place.end,
            })
        };
        let front = places::all(points, before, honorific).filter(stands);
        let nearest = front.filter(is_free_before).last();
        nearest.or_else(|| {
            let mut behind = places::all(points, after, honorific).filter(stands);
            behind.find(is_free_after)
        })
    })
}

fn overlaps(place: Span, others: &[Span]) -> bool {
    others.iter().any(|other| overlap(*other, place))
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}
