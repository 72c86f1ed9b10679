//! Datelines before a sentence, and lines of nothing but a date and what goes with it.

use rostra_document::{Case, Token, TokenKind};

use super::elements::{Elements, read as elements};
use super::lines::Line;
use super::{Belief, Day, Finding};

/// Tokens within which the day of a line stands that has other words, too.
const LINE: usize = 8;

/// Words of a sentence that follows a dateline, at the least.
const SENTENCE: usize = 4;

/// Lines after the title in which a day without a place may be a dateline: further down it is a
/// chronicle's.
const BARE_WITHIN: std::ops::RangeInclusive<usize> = 1..=3;

/// What line `number` (from 0) of a head begins with.
pub(super) fn read<'a>(line: &Line<'a>, number: usize) -> Option<(Belief, Finding<'a>)> {
    let found = elements(line, 0);
    if found.refused {
        return None;
    }
    if found.end == line.tokens.len() {
        let told = found.day.is_some() || (found.agency.is_some() && found.known);
        return (line.whole && told).then(|| (Belief::Line, finding(line, &found, found.known)));
    }
    let left = line.tokens.len() - found.end;
    let last = found.end.checked_sub(1).and_then(|at| line.tokens.get(at));
    let barred = last.is_some_and(|t| t.is_mark('|'));
    if left < SENTENCE && barred && found.day_end <= LINE && line.whole {
        // `5 March 2024 | Geneva | News release`
        return found
            .day
            .map(|_| (Belief::Line, finding(line, &found, found.known)));
    }
    if left < SENTENCE || !found.closed {
        return byline(line, number);
    }
    let placed = is_placed(line, &found);
    if is_dateline(line, &found, placed, number) {
        return Some((Belief::Dateline, finding(line, &found, placed)));
    }
    let bare = found.place.is_none() && found.dashed && BARE_WITHIN.contains(&number);
    (bare && found.day.is_some()).then(|| (Belief::Bare, finding(line, &found, false)))
}

/// A person's name and the day on a line below the title: `Serge Martin 10/01/2024`.
pub(super) fn byline<'a>(line: &Line<'a>, number: usize) -> Option<(Belief, Finding<'a>)> {
    let first = line.tokens.first().filter(|_| number > 0 && line.whole)?;
    let days = line
        .dates
        .first()
        .filter(|days| days.dated && days.end.is_none())?;
    let ends = days.tokens.end == line.tokens.len() && (2..=4).contains(&days.tokens.start);
    let small = |t: &Token| t.kind == TokenKind::Word && (t.capitalised() || t.key == "le");
    let named = line.tokens.get(..days.tokens.start)?.iter().all(small);
    (ends && named && line.pack.given(&first.key)).then(|| {
        let day = Day {
            date: days.start,
            dated: true,
        };
        let finding = Finding {
            day: Some(day),
            ..Finding::default()
        };
        (Belief::Dated, finding)
    })
}

/// What the elements say, the place only where it is `placed`. A name that begins as a person's is
/// none.
pub(super) fn finding<'a>(line: &Line<'a>, found: &Elements, placed: bool) -> Finding<'a> {
    let person = found.place.is_some_and(|(start, _)| {
        let first = line.tokens.get(start);
        !found.known && first.is_some_and(|t| line.pack.given(&t.key))
    });
    let place = found.place.filter(|_| placed && !person);
    let site = found.site.map(|(start, end)| line.range_of(start, end));
    Finding {
        day: found.day,
        place: place.map(|(start, end)| line.range_of(start, end)),
        agency: found.agency,
        source: site.and_then(|range| line.text.get(range.start..range.end)),
    }
}

/// Whether what stands where the place does is one: a table knows it, a day follows, or it is in
/// capitals.
fn is_placed(line: &Line, found: &Elements) -> bool {
    if found.place.is_none() {
        return false;
    }
    found.known || found.day.is_some() || is_shouted(line, found)
}

/// Whether the place is written in capitals.
fn is_shouted(line: &Line, found: &Elements) -> bool {
    let (start, end) = found.place.unwrap_or_default();
    let place = line.tokens.get(start..end).unwrap_or_default();
    let mut words = place.iter().filter(|t| t.kind == TokenKind::Word);
    let capitals = |t: &Token| t.case == Case::Upper && t.key.chars().count() > 1;
    !place.is_empty() && words.all(capitals)
}

fn is_dateline(line: &Line, found: &Elements, placed: bool, number: usize) -> bool {
    if found.agency.is_some() {
        return placed || found.day.is_some();
    }
    if found.day.is_some() || found.site.is_some() {
        return placed;
    }
    // A city by itself: `BRASÍLIA - O governo`, `Washington. El presidente`.
    let next = line.tokens.get(found.end);
    let begins = next.is_some_and(|t| t.capitalised() && t.kind == TokenKind::Word && t.spaced);
    let first = number > 0 || is_shouted(line, found);
    found.city && begins && first && line.pack.source.writing.capitals
}
