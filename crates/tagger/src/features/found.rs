//! Features of what recognisers before have found: how the model learns when to trust them.

use rostra_arbiter::core;
use rostra_document::{Label, Mention, Segment};

use super::facts::hash;
use super::{Rows, Window, join};

/// What stands over a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Label and place in the mention, 0 for none: people, titles, bodies, honorifics.
    pub main: u64,
    /// The mention's rule.
    pub source: u64,
    /// The mention's score, in eighths.
    pub score: u64,
    /// Countries and cues, which stand inside and beside the others.
    pub other: u64,
}

/// Earlier mentions as marks over the tokens of a segment.
#[derive(Debug, Default)]
pub struct Marks {
    marks: Vec<Mark>,
}

impl Marks {
    /// Lays `mentions`, sorted by where they begin, over `segment`.
    pub(super) fn read(&mut self, segment: &Segment, mentions: &[Mention]) {
        self.marks.clear();
        self.marks.resize(segment.tokens.len(), Mark::default());
        let first = mentions.partition_point(|m| m.range.start < segment.range.start);
        let inside = mentions.iter().skip(first);
        for mention in inside.take_while(|m| m.range.start < segment.range.end) {
            self.lay(segment, mention);
        }
    }

    fn lay(&mut self, segment: &Segment, mention: &Mention) {
        let range = core(mention);
        let tokens = &segment.tokens;
        let start = tokens.partition_point(|t| t.range.start < range.start);
        let end = tokens.partition_point(|t| t.range.start < range.end);
        for (at, mark) in self.marks.iter_mut().enumerate().take(end).skip(start) {
            let place = u64::from(at == start) | u64::from(at + 1 == end) << 1;
            let label = (mention.label as u64 + 1) << 2 | place;
            match mention.label {
                Label::Country | Label::Cue | Label::Event => {
                    mark.other |= 1 << (mention.label as u64)
                }
                _ if mark.main != 0 => {}
                _ => {
                    mark.main = label;
                    mark.source = hash(mention.source);
                    mark.score = (mention.score * 8.0) as u64;
                }
            }
        }
    }

    pub(super) fn get(&self, at: usize, offset: isize) -> Mark {
        let at = at.checked_add_signed(offset);
        at.and_then(|at| self.marks.get(at))
            .copied()
            .unwrap_or_default()
    }
}

/// Adds the features of token `at`; see [`words`](super::words) on the numbers.
pub(super) fn add(rows: &mut Rows, marks: &Marks, around: &Window, at: usize, language: u64) {
    let [before2, before, here, next, next2] =
        [-2, -1, 0, 1, 2].map(|offset| marks.get(at, offset));
    let fact = around.get(at, 0);
    rows.add(200, here.main);
    rows.pair(201, here.main, language);
    rows.pair(202, before.main, here.main);
    rows.pair(203, here.main, next.main);
    rows.pair(204, join(before.main, here.main), next.main);
    rows.pair(
        205,
        join(before2.main, before.main),
        join(here.main, here.other),
    );
    rows.pair(206, here.main, join(here.source, here.score));
    rows.pair(207, join(here.main, here.source), language);
    rows.pair(208, here.main, fact.shape);
    rows.pair(209, here.main, join(fact.classes, fact.case));
    rows.pair(210, here.main, fact.word);
    rows.pair(211, here.main, join(fact.lists, fact.case));
    rows.pair(
        212,
        here.main,
        join(before.other, join(here.other, next.other)),
    );
    rows.pair(213, here.main, around.get(at, 1).word);
    rows.pair(214, here.main, around.get(at, -1).word);
    rows.pair(215, join(here.main, next.main), next2.main);
    rows.pair(216, here.main, join(fact.place, language));
    rows.pair(217, join(here.main, here.source), fact.suffix[2]);
}
