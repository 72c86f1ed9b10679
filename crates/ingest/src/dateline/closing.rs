//! Place and day on the last lines: `Fait à Dakar, le 5 avril 2024`, `(Paris, 7 juillet 2011)`.

use rostra_document::TokenKind;

use super::Finding;
use super::elements::{Elements, read as elements};
use super::lines::Line;
use super::opening::finding;

/// Last lines of which one may be a day by itself.
const BARE_WITHIN: usize = 2;

/// What stands on a line by itself, or with its place in brackets at a line's end. `left` is how many lines
/// follow.
pub(super) fn read<'a>(line: &Line<'a>, left: usize) -> Option<Finding<'a>> {
    let start = bracket(line);
    let found = elements(line, start.unwrap_or(0));
    let whole = found.end == line.tokens.len() && (line.whole || start.is_some()) && !found.refused;
    let dated = found.day.is_some_and(|day| day.dated);
    let listed = line
        .tokens
        .first()
        .is_some_and(|t| t.is_mark('•') || t.is_mark('*') || t.is_mark('-'));
    let bare = start.is_none() && left < BARE_WITHIN && !listed;
    let sure = (found.place.is_some() || bare) && ends_in_day(line, &found);
    (whole && dated && sure).then(|| finding(line, &found, found.known))
}

/// Whether hardly anything follows the day: a mark, `года`, the weekday.
fn ends_in_day(line: &Line, found: &Elements) -> bool {
    let after = line.tokens.get(found.day_end..).unwrap_or_default();
    after.iter().filter(|t| t.kind != TokenKind::Mark).count() <= 1
}

/// The last opening bracket of a line that ends in a closing one and begins with other words.
fn bracket(line: &Line) -> Option<usize> {
    let last = line.tokens.iter().rposition(|t| !t.is_mark('.'))?;
    let closed = line
        .tokens
        .get(last)
        .is_some_and(|t| t.is_mark(')') || t.is_mark('）'));
    let opens = line
        .tokens
        .iter()
        .rposition(|t| t.is_mark('(') || t.is_mark('（'));
    opens.filter(|at| closed && *at > 0)
}
