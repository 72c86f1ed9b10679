//! Words of values, found in the text.

use rostra_annotate::annotated::one_line;
use rostra_document::{CodePoints, Span};

/// What joins the pieces of a title.
pub(super) const CUT: &str = " ... ";

/// Whether `span` lies in the text and holds words.
pub(crate) fn holds_words(points: &CodePoints<'_>, span: Span) -> bool {
    let inside = span.start < span.end && span.end <= points.at(usize::MAX);
    inside && !points.words(span).trim().is_empty()
}

/// The words at `span` as values have them.
pub(super) fn words(points: &CodePoints<'_>, span: Span) -> String {
    one_line(points.words(span))
}

/// The places of the pieces of `written`, a title that stands at `span`; none where these are not its words.
pub(super) fn pieces(points: &CodePoints<'_>, span: Span, written: &str) -> Option<Vec<Span>> {
    if words(points, span) == written {
        return Some(vec![span]);
    }
    let whole = points.range(span);
    let text = whole.of(points.text());
    let parts: Vec<&str> = written.split(CUT).collect();
    let mut found = Vec::new();
    let mut from = 0;
    for (n, part) in parts.iter().enumerate() {
        let last = n + 1 == parts.len();
        let at = |start: usize| matched(text, start, part).map(|end| (start, end));
        let mut starts = text
            .char_indices()
            .map(|(at, _)| at)
            .filter(|at| *at >= from);
        let (start, end) = match (n, last) {
            (0, _) => at(0)?,
            // The title ends where its last piece does.
            (_, true) => starts.filter_map(at).find(|(_, end)| *end == text.len())?,
            _ => starts.find_map(at)?,
        };
        found.push(Span {
            start: points.at(whole.start + start),
            end: points.at(whole.start + end),
        });
        from = end;
    }
    (from == text.len() && found.len() > 1).then_some(found)
}

/// Where `part` ends if it begins at byte `start` of `text`; a blank of its is any white space.
fn matched(text: &str, start: usize, part: &str) -> Option<usize> {
    let mut rest = text.get(start..)?;
    for c in part.chars() {
        rest = match c {
            ' ' => Some(rest.trim_start()).filter(|after| after.len() < rest.len())?,
            _ => rest.strip_prefix(c)?,
        };
    }
    (!part.is_empty()).then_some(text.len() - rest.len())
}

/// The first place of `value` within `span` that is no part of longer words.
pub(super) fn first(points: &CodePoints<'_>, span: Span, value: &str) -> Option<Span> {
    all(points, span, value).next()
}

/// Every place of `value` within `span`, in the order of the text.
pub(super) fn all<'p>(
    points: &'p CodePoints<'_>,
    span: Span,
    value: &'p str,
) -> impl Iterator<Item = Span> + 'p {
    let range = points.range(span);
    let text = range.of(points.text());
    let found = (!value.is_empty()).then(|| text.match_indices(value));
    found.into_iter().flatten().filter_map(move |(at, words)| {
        let (start, end) = (range.start + at, range.start + at + words.len());
        stands_alone(points.text(), start, end).then(|| Span {
            start: points.at(start),
            end: points.at(end),
        })
    })
}

/// Whether the words from byte `start` to `end` are no part of longer ones. Scripts without spaces have none.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: char| c.is_alphanumeric() && !rostra_lexicon::tokens::is_ideograph(c);
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let after = text.get(end..).and_then(|t| t.chars().next());
    let words = text.get(start..end).unwrap_or_default();
    let ties = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(letter) && outer.is_some_and(letter)
    };
    !ties(words.chars().next(), before) && !ties(words.chars().next_back(), after)
}

/// The line that `place` stands on, or the lines where it stands on several.
pub(super) fn line(points: &CodePoints<'_>, place: Span) -> Span {
    let range = points.range(place);
    let text = points.text();
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    Span {
        start: points.at(before.rfind('\n').map_or(0, |at| at + 1)),
        end: points.at(range.end + after.find('\n').unwrap_or(after.len())),
    }
}
