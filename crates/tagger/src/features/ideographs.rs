//! Features of scripts without spaces, where a token is a character.

use super::{Rows, Window, join};

/// Adds the features of token `at`; see [`words`](super::words) on the numbers.
pub(super) fn add(rows: &mut Rows, around: &Window, at: usize, language: u64) {
    let [b3, b2, b1, here, n1, n2, n3] =
        [-3, -2, -1, 0, 1, 2, 3].map(|offset| around.get(at, offset));
    for (template, fact) in (100..).zip([here, b1, n1, b2, n2, b3, n3]) {
        rows.add(template, fact.word);
    }
    let pairs = [
        (b1, here),
        (here, n1),
        (b2, b1),
        (n1, n2),
        (b1, n1),
        (b3, b2),
        (n2, n3),
    ];
    for (template, (one, other)) in (110..).zip(pairs) {
        rows.pair(template, one.word, other.word);
    }
    let triples = [
        (b2, b1, here),
        (b1, here, n1),
        (here, n1, n2),
        (b3, b2, b1),
        (n1, n2, n3),
    ];
    for (template, (one, two, three)) in (120..).zip(triples) {
        rows.pair(template, join(one.word, two.word), three.word);
    }
    rows.pair(126, join(b3.word, b2.word), join(b1.word, here.word));
    rows.pair(127, join(here.word, n1.word), join(n2.word, n3.word));
    for (template, fact) in (130..).zip([here, b1, n1, b2, n2]) {
        let mut classes = fact.classes;
        while classes != 0 {
            rows.add(template, u64::from(classes.trailing_zeros()));
            classes &= classes - 1;
        }
        rows.pair(template + 6, fact.lists, fact.case);
    }
    rows.pair(142, join(b1.classes, here.classes), n1.classes);
    rows.pair(143, join(b1.lists, here.lists), n1.lists);
    rows.pair(144, join(b2.lists, b1.lists), join(here.lists, n1.lists));
    rows.pair(145, here.lists, here.word);
    rows.pair(146, join(b1.lists, b1.word), here.lists);
    rows.pair(147, join(b1.shape, here.shape), n1.shape);
    rows.pair(148, here.place, language);
    rows.pair(149, join(here.shape, language), here.place);
    rows.pair(150, b1.classes, here.word);
    rows.pair(151, n1.classes, here.word);
    rows.pair(
        152,
        join(b2.classes, b1.classes),
        join(here.classes, n1.classes),
    );
}
