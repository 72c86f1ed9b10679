//! The gathering that a text is about: its name, place and days.
//!
//! The head of the text is read as [`Stretch`]es. Noun phrases around a word for a gathering are
//! candidates ([`phrase`], [`han`]); the one that the text is about ([`rank`]) gives the name, and
//! the words around it the place ([`place`]) and the days ([`when`]). Nothing is better than
//! something made up: a gathering without a name of its own gives no event.

mod han;
mod hangul;
mod phrase;
mod place;
mod rank;
mod stretch;
mod when;

use rostra_document::{Document, Event};

use crate::Lines;
use stretch::Stretch;

/// A noun phrase that may name the gathering.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Candidate {
    /// Number of its stretch.
    stretch: usize,
    /// First token.
    start: usize,
    /// One past the last token.
    end: usize,
    /// Tokens of the word for a gathering.
    head: std::ops::Range<usize>,
}

/// Finds the gathering, if the text names one.
pub fn find(document: &Document, lines: &Lines) -> Option<Event> {
    let stretches = stretch::head_of(lines);
    let candidates: Vec<Candidate> = stretches
        .iter()
        .enumerate()
        .flat_map(|(number, stretch)| in_stretch(number, stretch))
        .collect();
    let best = rank::best(&candidates, &stretches, lines)?;
    let name = stretches.get(best.stretch)?.range(best.start, best.end);
    let alike = rank::alike(best, &candidates, &stretches);
    let seat = place::find(&alike, &stretches);
    let days = when::find(&alike, &stretches, document);
    Some(Event {
        name,
        place: seat.place,
        country: seat.country,
        start: days.map(|d| d.0.to_string().into()),
        end: days.and_then(|d| d.1).map(|d| d.to_string().into()),
    })
}

fn in_stretch(number: usize, stretch: &Stretch) -> Vec<Candidate> {
    let writing = &stretch.pack.source.writing;
    if !writing.enclitics.is_empty() {
        hangul::candidates(number, stretch)
    } else if writing.spaced {
        phrase::candidates(number, stretch)
    } else {
        han::candidates(number, stretch)
    }
}

#[cfg(test)]
mod tests;
