//! Words to spans.

use rostra_arbiter::{Found, Kind};

use crate::words::Word;

/// The spans of a sentence's words, left to right, not overlapping: each word has its likeliest kind, and a run of
/// one kind is a span, unless a word inside is likelier to begin one.
#[must_use]
pub fn spans(words: &[Word]) -> Vec<Found> {
    let mut spans: Vec<Found> = Vec::new();
    let mut open: Option<Kind> = None;
    for (at, word) in words.iter().enumerate() {
        let kind = word.best();
        if let Some(kind) = kind {
            let goes_on = open == Some(kind) && word.inside(kind) >= word.begin(kind);
            match spans.last_mut() {
                Some(span) if goes_on => span.end = at + 1,
                _ => spans.push(Found {
                    start: at,
                    end: at + 1,
                    kind,
                    score: 0.0,
                }),
            }
        }
        open = kind;
    }
    for span in &mut spans {
        span.score = exact(words, (span.start, span.end), span.kind);
    }
    spans
}

/// How likely the words from `start` to `end` are exactly one span of `kind`: as likely as the least likely of them to
/// belong to it, times the probabilities that it does not go on from the word before nor with the word after. An
/// approximation: words are scored one by one, not as a sequence.
#[must_use]
pub fn exact(words: &[Word], (start, end): (usize, usize), kind: Kind) -> f32 {
    let Some((first, rest)) = words.get(start..end).and_then(<[Word]>::split_first) else {
        return 0.0;
    };
    let rest = rest.iter().map(|word| word.inside(kind));
    let least = rest.fold(first.kind(kind), f32::min);
    least * (1.0 - joins(words, start, kind)).max(0.0) * (1.0 - joins(words, end, kind)).max(0.0)
}

/// How likely the word at `at` goes on with a span of `kind` that the word before it is part of.
fn joins(words: &[Word], at: usize, kind: Kind) -> f32 {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let here = words.get(at).map_or(0.0, |word| word.inside(kind));
    here.min(before.map_or(0.0, |word| word.kind(kind)))
}

/// The mean probability of the words from `start` to `end` to be part of some span of `kind`.
#[must_use]
pub fn mass(words: &[Word], (start, end): (usize, usize), kind: Kind) -> f32 {
    let inner = words.get(start..end).unwrap_or_default();
    let sum: f32 = inner.iter().map(|word| word.kind(kind)).sum();
    sum / inner.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::LabelMap;

    /// Words whose best labels are these, with probability 0.9 each.
    fn words(labels: &str) -> Vec<Word> {
        let names = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"].map(str::to_owned);
        let map = LabelMap::new(&names, &Default::default()).unwrap();
        let word = |label: &str| {
            let scores = names
                .each_ref()
                .map(|name| if name == label { 0.9f32 } else { 0.025 }.ln());
            Word::of_piece(&scores, &map)
        };
        labels.split(' ').map(word).collect()
    }

    /// First word, word after the last, kind.
    type Span = (usize, usize, Kind);

    #[test]
    fn runs_of_a_kind_are_spans() {
        let cases: [(&str, &[Span]); 7] = [
            ("O O", &[]),
            ("O B-PER I-PER O", &[(1, 3, Kind::Person)]),
            ("B-PER B-PER", &[(0, 1, Kind::Person), (1, 2, Kind::Person)]),
            ("I-PER I-PER", &[(0, 2, Kind::Person)]),
            (
                "B-PER I-ORG I-ORG",
                &[(0, 1, Kind::Person), (1, 3, Kind::Organisation)],
            ),
            (
                "B-PER O I-PER",
                &[(0, 1, Kind::Person), (2, 3, Kind::Person)],
            ),
            ("B-ORG I-ORG", &[(0, 2, Kind::Organisation)]),
        ];
        for (labels, expected) in cases {
            let found = spans(&words(labels));
            let found: Vec<_> = found.iter().map(|s| (s.start, s.end, s.kind)).collect();
            assert_eq!(found, expected, "{labels}");
        }
    }

    #[test]
    fn a_span_is_as_likely_as_its_weakest_word_and_its_ends() {
        let cases = [
            ("B-PER I-PER O", (0, 2), 0.85..1.0),
            ("B-PER I-PER O", (0, 1), 0.0..0.2),
            ("B-PER I-PER O", (1, 2), 0.0..0.2),
            ("B-PER I-PER O", (0, 3), 0.0..0.1),
            ("O B-PER B-PER O", (1, 3), 0.0..0.1),
            ("O B-PER B-PER O", (1, 2), 0.8..1.0),
            ("O B-PER B-PER O", (2, 3), 0.8..1.0),
            ("O I-PER I-PER O", (1, 3), 0.8..1.0),
            ("O I-PER I-PER O", (2, 3), 0.0..0.2),
            ("B-ORG I-PER O", (1, 2), 0.8..1.0),
            ("B-PER", (1, 1), 0.0..0.1),
            ("B-PER", (0, 9), 0.0..0.1),
        ];
        for (labels, span, expected) in cases {
            let found = exact(&words(labels), span, Kind::Person);
            assert!(expected.contains(&found), "{labels} {span:?}: {found}");
        }
        let three = words("B-PER I-PER O");
        let mean = mass(&three, (0, 3), Kind::Person);
        assert!((mean - (0.925 * 2.0 + 0.05) / 3.0).abs() < 1e-5);
        assert_eq!(mass(&three, (9, 12), Kind::Person), 0.0);
    }
}
