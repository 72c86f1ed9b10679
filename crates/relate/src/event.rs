//! The gathering that a text is about: its name, place and days.
use rostra_document::{Document, Event, Mention, Segment};
use rostra_lexicon::Pack;

/// Finds the gathering, if the text names one.
pub fn find(
    _document: &Document,
    _segments: &[Segment],
    _mentions: &[Mention],
    _pack: &Pack,
) -> Option<Event> {
    None
}
