//! The few features of a token by itself that a network reads; what stands around it the network sees for
//! itself.

use super::facts::Facts;
use super::found::Marks;
use super::{Rows, Window, join};

/// Adds the features of token `at`; see [`words`](super::words) on the numbers.
pub(super) fn add(rows: &mut Rows, around: &Window, at: usize, language: u64, spaced: bool) {
    let here = around.get(at, 0);
    rows.add(300, here.word);
    rows.pair(301, here.shape, language);
    rows.pair(302, here.place, here.case);
    rows.pair(303, here.lists, here.case);
    let mut classes = here.classes;
    while classes != 0 {
        rows.add(304, u64::from(classes.trailing_zeros()));
        classes &= classes - 1;
    }
    rows.pair(305, here.classes, here.case);
    if spaced {
        affixes(rows, here);
    } else {
        let (before, next) = (around.get(at, -1), around.get(at, 1));
        rows.pair(320, before.word, here.word);
        rows.pair(321, here.word, next.word);
        rows.pair(322, join(before.word, here.word), next.word);
    }
}

fn affixes(rows: &mut Rows, here: &Facts) {
    rows.add(306, here.stem);
    for (length, (prefix, suffix)) in (0..).zip(here.prefix.into_iter().zip(here.suffix)) {
        if prefix != 0 {
            rows.add(307 + length, prefix);
            rows.add(311 + length, suffix);
        }
    }
}

/// Adds what recognisers before have found at token `at`.
pub(super) fn add_found(rows: &mut Rows, marks: &Marks, at: usize) {
    let here = marks.get(at, 0);
    rows.add(330, here.main);
    rows.pair(331, here.main, join(here.source, here.score));
    rows.add(332, here.other);
}
