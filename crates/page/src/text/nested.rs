//! Marks of one block as elements that lie in each other.

use std::fmt::Write;

use rostra_document::{CodePoints, Span};

use crate::marks::{Kind, Mark};

/// How deep marks may lie in each other; what lies deeper is not marked.
const DEEPEST: usize = 8;

/// A mark for all people of whom the words say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Joined {
    pub(super) span: Span,
    kind: Kind,
    people: Vec<usize>,
    /// Whether a further piece follows: the label stands at the last.
    goes_on: bool,
}

/// `marks` within `end` code points, one for each span and kind, outer ones first.
pub(super) fn joined(marks: &[Mark], end: usize) -> Vec<Joined> {
    let cut = |mark: &Mark| Mark {
        span: Span {
            start: mark.span.start.min(end),
            end: mark.span.end.min(end),
        },
        ..*mark
    };
    let mut marks: Vec<Mark> = marks
        .iter()
        .map(cut)
        .filter(|mark| mark.span.start < mark.span.end)
        .collect();
    marks.sort_by_key(|mark| {
        (
            mark.span.start,
            std::cmp::Reverse(mark.span.end),
            mark.kind,
            mark.person,
        )
    });
    let mut out: Vec<Joined> = Vec::new();
    for mark in marks {
        match out.last_mut() {
            Some(last) if (last.span, last.kind) == (mark.span, mark.kind) => {
                if last.people.last() != Some(&mark.person) {
                    last.people.push(mark.person);
                }
            }
            _ => out.push(Joined {
                span: mark.span,
                kind: mark.kind,
                people: vec![mark.person],
                goes_on: false,
            }),
        }
    }
    out
}

impl Joined {
    /// The piece of it that lies in `block`.
    pub(super) fn clipped(&self, block: Span) -> Self {
        Self {
            span: Span {
                start: self.span.start.max(block.start),
                end: self.span.end.min(block.end),
            },
            goes_on: self.goes_on || self.span.end > block.end,
            ..self.clone()
        }
    }
}

/// Writes the text of `block` with `marks`, outer ones first, all within it.
pub(super) fn write(out: &mut String, points: &CodePoints<'_>, block: Span, marks: &[Joined]) {
    level(out, points, block, marks.to_vec(), 0);
}

fn level(out: &mut String, points: &CodePoints<'_>, block: Span, marks: Vec<Joined>, depth: usize) {
    let mut at = block.start;
    let mut waiting: std::collections::VecDeque<Joined> = marks.into();
    while let Some(mark) = waiting.pop_front() {
        if depth == DEEPEST {
            break;
        }
        text(
            out,
            points,
            Span {
                start: at,
                end: mark.span.start,
            },
        );
        let mut inner = Vec::new();
        let mut outer = Vec::new();
        while let Some(next) = waiting.front()
            && next.span.start < mark.span.end
        {
            let rest = Span {
                start: mark.span.end,
                end: next.span.end,
            };
            inner.push(next.clipped(mark.span));
            if rest.start < rest.end {
                outer.push(Joined {
                    span: rest,
                    ..next.clone()
                });
            }
            waiting.pop_front();
        }
        // They begin before whatever is still waiting, or where it does.
        outer
            .into_iter()
            .rev()
            .for_each(|rest| waiting.push_front(rest));
        open(out, &mark);
        level(out, points, mark.span, inner, depth + 1);
        out.push_str("</mark>");
        at = mark.span.end;
    }
    text(
        out,
        points,
        Span {
            start: at,
            end: block.end,
        },
    );
}

fn open(out: &mut String, mark: &Joined) {
    let people: Vec<String> = mark.people.iter().map(usize::to_string).collect();
    let on = if mark.goes_on { " on" } else { "" };
    let (kind, people) = (mark.kind.as_str(), people.join(" "));
    // Only names are stops of the tab key: what is said of a person lights up with it.
    let stop = if mark.kind == Kind::Person {
        " tabindex=\"0\""
    } else {
        ""
    };
    let _ = write!(out, "<mark class=\"{kind}{on}\" data-p=\"{people}\"{stop}>");
}

/// Writes words so that a browser has exactly these.
fn text(out: &mut String, points: &CodePoints<'_>, span: Span) {
    if span.start >= span.end {
        return;
    }
    for c in points.words(span).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            // As it stands it would become a line feed.
            '\r' => out.push_str("&#13;"),
            // A browser leaves it out, and places after it would be wrong.
            '\0' => out.push('\u{FFFD}'),
            c if turns(c) => {
                let code = u32::from(c);
                let _ = write!(
                    out,
                    "<span class=\"control\" data-c=\"U+{code:04X}\">{c}</span>"
                );
            }
            c => out.push(c),
        }
    }
}

/// Whether a character overrides or embeds a direction (UAX #9, explicit formatting characters).
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
