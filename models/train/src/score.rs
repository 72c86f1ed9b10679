//! How well spans that somebody predicted fit those that are marked, by set, language and kind.
//!
//! A kind counts in a text only where the text's set marks it wherever it stands: what is missing in the
//! others tells nothing.

use std::collections::BTreeMap;

use rostra_tagger::tags::Kind;
use serde::{Deserialize, Serialize};

use crate::labelled::{Labelled, Span};

/// The spans predicted in a text, one line of a file of predictions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predicted {
    /// The text's name in the corpus.
    pub id: String,
    /// What was found in it.
    pub spans: Vec<Span>,
}

/// Spans counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Marked.
    pub gold: usize,
    /// Predicted.
    pub predicted: usize,
    /// Predicted as marked, to the letter.
    pub exact: usize,
    /// Marked, and something of the kind is predicted that overlaps.
    pub gold_met: usize,
    /// Predicted, and something of the kind is marked that overlaps.
    pub predicted_met: usize,
}

impl Tally {
    /// F1 of spans that are equal; `None` where there is nothing to find and nothing found.
    #[must_use]
    pub fn exact_f1(&self) -> Option<f64> {
        f1(self.exact, self.predicted, self.exact, self.gold)
    }

    /// F1 of spans that overlap.
    #[must_use]
    pub fn overlap_f1(&self) -> Option<f64> {
        f1(self.predicted_met, self.predicted, self.gold_met, self.gold)
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            gold: self.gold + other.gold,
            predicted: self.predicted + other.predicted,
            exact: self.exact + other.exact,
            gold_met: self.gold_met + other.gold_met,
            predicted_met: self.predicted_met + other.predicted_met,
        }
    }
}

/// Of precision `right / predicted` and recall `found / gold`.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn f1(right: usize, predicted: usize, found: usize, gold: usize) -> Option<f64> {
    if predicted == 0 && gold == 0 {
        return None;
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let (precision, recall) = (share(right, predicted), share(found, gold));
    let sum = precision + recall;
    Some(if sum > 0.0 {
        2.0 * precision * recall / sum
    } else {
        0.0
    })
}

/// Tallies by set, language and kind.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// What is counted.
    pub tallies: BTreeMap<(String, String, Kind), Tally>,
}

impl Scores {
    /// Counts the spans of one text.
    pub fn add(&mut self, gold: &Labelled, predicted: &[Span]) {
        for &kind in &gold.complete {
            let of = |spans: &[Span]| -> Vec<Span> {
                spans
                    .iter()
                    .copied()
                    .filter(|span| span.kind == kind)
                    .collect()
            };
            let (marked, found) = (of(&gold.spans), of(predicted));
            let met = |span: &&Span, others: &[Span]| {
                others
                    .iter()
                    .any(|other| span.start < other.end && other.start < span.end)
            };
            let tally = Tally {
                gold: marked.len(),
                predicted: found.len(),
                exact: found.iter().filter(|span| marked.contains(span)).count(),
                gold_met: marked.iter().filter(|span| met(span, &found)).count(),
                predicted_met: found.iter().filter(|span| met(span, &marked)).count(),
            };
            let key = (gold.set.clone(), gold.lang.clone(), kind);
            let sum = self.tallies.entry(key).or_default();
            *sum = sum.plus(tally);
        }
    }

    /// The tallies of `kind` with the keys that `group` makes of sets and languages.
    #[must_use]
    pub fn grouped<K: Ord>(
        &self,
        kind: Kind,
        group: impl Fn(&str, &str) -> K,
    ) -> BTreeMap<K, Tally> {
        let mut groups: BTreeMap<K, Tally> = BTreeMap::new();
        for ((set, lang, of), tally) in &self.tallies {
            if *of == kind {
                let sum = groups.entry(group(set, lang)).or_default();
                *sum = sum.plus(*tally);
            }
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize, kind: Kind) -> Span {
        Span { start, end, kind }
    }

    fn scores(complete: &[Kind], gold: &[Span], predicted: &[Span]) -> Scores {
        let mut scores = Scores::default();
        let gold = Labelled {
            id: "1".to_owned(),
            lang: "en".to_owned(),
            set: "written".to_owned(),
            text: "Maria Lopes, Minister of Water, and Tom Lee".to_owned(),
            spans: gold.to_vec(),
            complete: complete.to_vec(),
            held_out: true,
        };
        scores.add(&gold, predicted);
        scores
    }

    #[test]
    fn exact_and_overlapping() {
        let gold = [span(0, 11, Kind::Person), span(36, 43, Kind::Person)];
        let predicted = [span(0, 11, Kind::Person), span(40, 43, Kind::Person)];
        let scores = scores(&[Kind::Person], &gold, &predicted);
        let tally = scores.grouped(Kind::Person, |_, _| ())[&()];
        assert_eq!(tally.exact_f1(), Some(0.5));
        assert_eq!(tally.overlap_f1(), Some(1.0));
    }

    #[test]
    fn kinds_that_the_set_does_not_mark_do_not_count() {
        let predicted = [span(13, 30, Kind::Title)];
        let partial = scores(&[Kind::Person], &[], &predicted);
        assert!(partial.grouped(Kind::Title, |_, _| ()).is_empty());
        let whole = scores(&Kind::ALL, &[], &predicted);
        let tally = whole.grouped(Kind::Title, |_, _| ())[&()];
        assert_eq!(tally.exact_f1(), Some(0.0));
    }

    #[test]
    fn nothing_to_find_and_nothing_found_is_no_score() {
        assert_eq!(Tally::default().exact_f1(), None);
    }
}
