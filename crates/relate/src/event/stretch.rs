//! The head of a text, its wrapped headlines put together.

use rostra_document::{Label, SegmentKind, TextRange, Token, TokenKind};
use rostra_lexicon::{Annotations, Class, Pack};

use crate::Lines;
use crate::line::Line;

/// Segments that are read: a gathering that the text is about is named by then.
const HEAD_SEGMENTS: usize = 14;

/// Lines that one headline is wrapped into at most.
const MAX_WRAPPED: usize = 8;

/// One or more segments that are read as one.
pub struct Stretch<'a> {
    /// Their tokens.
    pub tokens: Vec<Token>,
    /// What the lexicon says of them.
    pub ann: Annotations<'a>,
    /// The language.
    pub pack: &'a Pack,
    /// What the first of them is.
    pub kind: SegmentKind,
    /// Mentions of people and titles, by token.
    pub taken: Vec<Option<Label>>,
    /// Most of its words begin with a capital, so that capitals say nothing.
    pub shouted: bool,
}

/// The stretches that a text begins with.
pub fn head_of<'a>(lines: &Lines<'a>) -> Vec<Stretch<'a>> {
    let mut stretches = Vec::new();
    let head = lines.get(..HEAD_SEGMENTS.min(lines.len()));
    let mut rest = head.unwrap_or_default();
    while !rest.is_empty() {
        let wrapped = rest
            .windows(2)
            .take(MAX_WRAPPED)
            .take_while(|pair| matches!(pair, [a, b] if goes_on(a, b)))
            .count();
        let (own, others) = rest.split_at(wrapped + 1);
        stretches.extend(stretch(own));
        rest = others;
    }
    stretches
}

/// Whether headline `line` is cut in the middle of a phrase that `next` goes on with.
fn goes_on(line: &Line, next: &Line) -> bool {
    let tokens = &line.segment.tokens;
    let Some(last) = tokens.len().checked_sub(1) else {
        return false;
    };
    if !line.is_listed() || !line.pack.source.writing.spaced {
        return false;
    }
    let open = [Class::Of, Class::Article, Class::Complement, Class::And];
    let body = next.ann.at(0, Class::Organisation).is_some();
    line.ann.covered_by(last, &open) || (body && line.ann.covered(last, Class::EventHead))
}

fn stretch<'a>(lines: &[Line<'a>]) -> Option<Stretch<'a>> {
    let first = lines.first()?;
    let tokens: Vec<Token> = lines
        .iter()
        .flat_map(|line| line.segment.tokens.iter().cloned())
        .collect();
    let mut taken = vec![None; tokens.len()];
    let mut offset = 0;
    for line in lines {
        for node in &line.nodes {
            mark(
                &mut taken,
                offset + node.first..offset + node.end,
                node.label(),
            );
        }
        offset += line.segment.tokens.len();
    }
    Some(Stretch {
        ann: first.pack.annotate(&tokens),
        shouted: first.is_listed() && is_shouted(&tokens),
        tokens,
        pack: first.pack,
        kind: first.segment.kind,
        taken,
    })
}

fn mark(taken: &mut [Option<Label>], range: std::ops::Range<usize>, label: Label) {
    if matches!(label, Label::Person | Label::Title) {
        for slot in taken.get_mut(range).into_iter().flatten() {
            *slot = Some(label);
        }
    }
}

/// Whether capitals say nothing: a headline in title case or capitals.
fn is_shouted(tokens: &[Token]) -> bool {
    let long = |t: &&Token| t.kind == TokenKind::Word && t.key.chars().count() > 3;
    let words = tokens.iter().filter(long).count();
    let capital = tokens.iter().filter(long).filter(|t| t.capitalised());
    words > 0 && capital.count() * 5 >= words * 4
}

impl Stretch<'_> {
    /// Bytes of tokens `start..end`.
    pub fn range(&self, start: usize, end: usize) -> TextRange {
        let first = self.tokens.get(start).map_or(0, |t| t.range.start);
        let last = end.checked_sub(1).and_then(|at| self.tokens.get(at));
        TextRange::new(first, last.map_or(first, |t| t.range.end).max(first))
    }

    /// Whether one of `marks` stands at `at`.
    pub fn mark(&self, at: usize, marks: &[char]) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|t| marks.iter().any(|mark| t.is_mark(*mark)))
    }

    /// Whether `at` is a word or number, not a mark.
    pub fn is_word(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|t| t.kind != TokenKind::Mark)
    }

    /// Whether a person or title stands at `at`.
    pub fn is_person(&self, at: usize) -> bool {
        self.taken.get(at).copied().flatten().is_some()
    }

    /// Whether it is a headline or stands alone.
    pub fn is_heading(&self) -> bool {
        self.kind == SegmentKind::Heading
    }
}
