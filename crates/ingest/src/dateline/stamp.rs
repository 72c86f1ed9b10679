//! Day and time of day side by side, as a page's heading has them: `7 февраля 2025 года 15:35`.

use rostra_document::TokenKind;
use rostra_lexicon::Class;

use super::elements::read as elements;
use super::labelled::label_of;
use super::lines::Line;
use super::{Day, Finding};

/// The first stamp of a line. A day behind a preposition or a label of the event is none.
pub(super) fn read<'a>(line: &Line<'a>) -> Option<Finding<'a>> {
    line.dates
        .iter()
        .filter(|days| days.dated && days.end.is_none())
        .find(|days| {
            let start = days.tokens.start;
            let timed = elements(line, start).timed_at_once();
            timed && stands_alone(line, start) && label_of(line, start).is_none()
        })
        .map(|days| Finding {
            day: Some(Day {
                date: days.start,
                dated: true,
            }),
            ..Finding::default()
        })
}

/// Whether a full stop, a bar or the line's beginning stands before the day or its weekday.
fn stands_alone(line: &Line, start: usize) -> bool {
    let mut at = start;
    while at > 0 && line.ann.covered(at - 1, Class::Weekday) {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1).and_then(|at| line.tokens.get(at)) else {
        return true;
    };
    before.kind == TokenKind::Mark
        && !matches!(before.key.as_str(), "," | "(" | "（" | "،" | ":" | "：")
}
