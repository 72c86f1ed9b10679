//! Features of words in scripts that put spaces between them.

use super::{Rows, Window, join};

/// Adds the features of token `at`. Numbers of templates are part of the model's format: a new feature takes a
/// new number.
pub(super) fn add(rows: &mut Rows, around: &Window, at: usize, language: u64) {
    let [before2, before, here, next, next2] =
        [-2, -1, 0, 1, 2].map(|offset| around.get(at, offset));
    for (template, word) in (1..).zip([here.word, before.word, next.word, before2.word, next2.word])
    {
        rows.add(template, word);
    }
    rows.pair(6, before.word, here.word);
    rows.pair(7, here.word, next.word);
    rows.pair(8, before.word, next.word);
    rows.pair(9, before2.word, before.word);
    rows.pair(10, next.word, next2.word);
    for (template, stem) in (11..).zip([here.stem, before.stem, next.stem]) {
        rows.add(template, stem);
    }
    rows.pair(14, before.stem, here.shape);
    rows.pair(15, here.shape, next.stem);
    for (length, (prefix, suffix)) in (0..).zip(here.prefix.into_iter().zip(here.suffix)) {
        if prefix != 0 {
            rows.add(20 + length, prefix);
            rows.pair(24 + length, suffix, here.case);
        }
    }
    for (template, fact) in (30..).zip([before, next]) {
        rows.pair(template, fact.suffix[2], fact.case);
    }
    rows.pair(32, before.suffix[1], here.suffix[2]);
    rows.pair(33, here.suffix[2], next.suffix[1]);
    shapes(rows, around, at, language);
    lexicon(rows, around, at);
}

fn shapes(rows: &mut Rows, around: &Window, at: usize, language: u64) {
    let [before2, before, here, next, next2] =
        [-2, -1, 0, 1, 2].map(|offset| around.get(at, offset));
    rows.pair(40, here.shape, language);
    rows.pair(41, before.shape, here.shape);
    rows.pair(42, here.shape, next.shape);
    rows.pair(43, join(before.case, here.case), next.case);
    rows.pair(44, join(before2.case, before.case), here.case);
    rows.pair(45, join(here.case, next.case), next2.case);
    rows.pair(46, here.place, here.case);
    rows.pair(47, join(here.place, language), here.case);
    rows.pair(48, here.place, here.word);
    rows.pair(
        49,
        join(before2.shape, before.shape),
        join(here.case, next.shape),
    );
}

fn lexicon(rows: &mut Rows, around: &Window, at: usize) {
    let [before2, before, here, next, next2] =
        [-2, -1, 0, 1, 2].map(|offset| around.get(at, offset));
    for (template, fact) in (60..).zip([here, before, next, before2, next2]) {
        let mut classes = fact.classes;
        while classes != 0 {
            rows.pair(template, u64::from(classes.trailing_zeros()), fact.case);
            classes &= classes - 1;
        }
    }
    rows.pair(65, here.classes, here.case);
    rows.pair(66, join(before.classes, here.classes), here.case);
    rows.pair(67, join(here.classes, next.classes), here.case);
    rows.pair(68, join(before.classes, here.classes), next.classes);
    rows.pair(
        69,
        join(before2.classes, before.classes),
        join(here.classes, here.case),
    );
    rows.pair(70, join(here.lists, here.case), here.classes);
    rows.pair(71, join(before.lists, here.lists), here.case);
    rows.pair(72, join(here.lists, next.lists), here.case);
    rows.pair(
        73,
        join(before.lists, next.lists),
        join(here.case, next.case),
    );
    rows.pair(74, join(before.classes, here.lists), here.case);
    rows.pair(75, join(next.classes, here.lists), here.case);
    rows.pair(76, before.word, here.case);
    rows.pair(77, next.word, join(here.case, here.lists));
    rows.pair(78, join(before.word, here.lists), here.case);
}
