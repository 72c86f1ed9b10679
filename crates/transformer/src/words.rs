//! Scores of pieces made to probabilities of words.

use std::str::FromStr;

use rostra_arbiter::Kind;

use crate::labels::{LabelMap, Part};

/// How the scores of a word's pieces become one, as `aggregation_strategy` of Python's transformers names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aggregate {
    /// Those of its first piece: right for models that were trained on first pieces, as most are.
    #[default]
    First,
    /// The mean over its pieces.
    Average,
    /// Those of the piece that is surest of a label.
    Max,
}

impl FromStr for Aggregate {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "first" => Ok(Self::First),
            "average" => Ok(Self::Average),
            "max" => Ok(Self::Max),
            _ => Err("no aggregation has this name; there is `first`, `average`, `max`".to_owned()),
        }
    }
}

const KINDS: usize = Kind::ALL.len();

/// What the model says of a word: how likely it begins a span of a kind, or goes on with one. What is missing to 1 is
/// the probability that it is outside of all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Word {
    begin: [f32; KINDS],
    inside: [f32; KINDS],
}

impl Word {
    /// The probability that it is part of a span of `kind`.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> f32 {
        self.begin[kind as usize] + self.inside[kind as usize]
    }

    /// The probability that it is part of a span of `kind` and not its first word. Of labels without `B-` all of it.
    #[must_use]
    pub fn inside(&self, kind: Kind) -> f32 {
        self.inside[kind as usize]
    }

    /// The probability that it begins a span of `kind`.
    #[must_use]
    pub fn begin(&self, kind: Kind) -> f32 {
        self.begin[kind as usize]
    }

    /// The likeliest kind, unless it is likelier to be outside of all or another of the checkpoint's kinds.
    #[must_use]
    pub fn best(&self) -> Option<Kind> {
        let by_score = |one: &Kind, other: &Kind| self.kind(*one).total_cmp(&self.kind(*other));
        // The first of equals, so that the order of kinds decides.
        let best = Kind::ALL.into_iter().rev().max_by(by_score)?;
        let outside = 1.0
            - Kind::ALL
                .into_iter()
                .map(|kind| self.kind(kind))
                .sum::<f32>();
        (self.kind(best) > outside).then_some(best)
    }

    /// From the scores of all labels of one piece.
    pub(crate) fn of_piece(scores: &[f32], labels: &LabelMap) -> Self {
        let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
        let mut word = Self::default();
        for (number, score) in scores.iter().enumerate() {
            let probability = (score - highest).exp() / sum;
            match labels.of(number) {
                Some((kind, Part::Begin)) => word.begin[kind as usize] += probability,
                Some((kind, Part::Inside)) => word.inside[kind as usize] += probability,
                None => {}
            }
        }
        word
    }

    /// From the pieces of a word, the first one first. `continues` tells that its first piece is shared with the word
    /// before, so that a span which the piece begins was begun there.
    pub(crate) fn of_pieces(
        pieces: impl Iterator<Item = Self>,
        aggregate: Aggregate,
        continues: bool,
    ) -> Self {
        let mut pieces = pieces.enumerate();
        let Some((_, mut word)) = pieces.next() else {
            return Self::default();
        };
        match aggregate {
            Aggregate::First => {}
            Aggregate::Average => {
                let mut number = 1.0;
                for (_, piece) in pieces {
                    word.add(&piece);
                    number += 1.0;
                }
                word.scale(1.0 / number);
            }
            Aggregate::Max => {
                for (_, piece) in pieces {
                    if piece.surest() > word.surest() {
                        word = piece;
                    }
                }
            }
        }
        if continues {
            word.go_on();
        }
        word
    }

    /// Adds a later piece of the same word: whether the word begins a span is for its first piece to say, so the
    /// piece's share of a kind is parted as it was there.
    fn add(&mut self, piece: &Self) {
        for kind in Kind::ALL {
            let (here, more) = (self.kind(kind), piece.kind(kind));
            let begins = if here > 0.0 {
                self.begin[kind as usize] / here
            } else {
                0.0
            };
            self.begin[kind as usize] += more * begins;
            self.inside[kind as usize] += more * (1.0 - begins);
        }
    }

    fn scale(&mut self, by: f32) {
        let values = self.begin.iter_mut().chain(&mut self.inside);
        values.for_each(|value| *value *= by);
    }

    fn go_on(&mut self) {
        for (begin, inside) in self.begin.iter_mut().zip(&mut self.inside) {
            *inside += std::mem::take(begin);
        }
    }

    /// The probability of its likeliest reading.
    fn surest(&self) -> f32 {
        let kinds = Kind::ALL.map(|kind| self.kind(kind));
        let outside = 1.0 - kinds.iter().sum::<f32>();
        kinds.into_iter().fold(outside, f32::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> LabelMap {
        let names = ["O", "B-PER", "I-PER", "B-MISC"].map(str::to_owned);
        LabelMap::new(&names, &Default::default()).unwrap()
    }

    fn piece(probabilities: [f32; 4]) -> Word {
        Word::of_piece(&probabilities.map(f32::ln), &labels())
    }

    fn word(pieces: &[[f32; 4]], aggregate: Aggregate) -> [f32; 2] {
        let pieces = pieces.iter().map(|p| piece(*p));
        let word = Word::of_pieces(pieces, aggregate, false);
        [word.begin(Kind::Person), word.inside(Kind::Person)]
    }

    fn near(one: [f32; 2], other: [f32; 2]) -> bool {
        one.iter().zip(other).all(|(a, b)| (a - b).abs() < 1e-6)
    }

    #[test]
    fn labels_without_a_meaning_leave_their_share_outside() {
        let word = piece([0.3, 0.2, 0.1, 0.4]);
        assert!((word.kind(Kind::Person) - 0.3).abs() < 1e-6);
        assert_eq!(word.kind(Kind::Title), 0.0);
        assert_eq!(word.best(), None);
        assert_eq!(piece([0.3, 0.4, 0.2, 0.1]).best(), Some(Kind::Person));
    }

    #[test]
    fn pieces_make_a_word() {
        let pieces = [
            [0.2, 0.8, 0.0, 0.0],
            [0.4, 0.0, 0.6, 0.0],
            [0.1, 0.0, 0.9, 0.0],
        ];
        assert!(near(word(&pieces, Aggregate::First), [0.8, 0.0]));
        // The later pieces go on with what the first has begun: the word begins it.
        assert!(near(word(&pieces, Aggregate::Average), [2.3 / 3.0, 0.0]));
        assert!(near(word(&pieces, Aggregate::Max), [0.0, 0.9]));
        assert!(near(word(&[], Aggregate::Max), [0.0, 0.0]));
    }

    #[test]
    fn a_word_that_shares_its_piece_goes_on() {
        let shared = [piece([0.1, 0.9, 0.0, 0.0])];
        let word = Word::of_pieces(shared.into_iter(), Aggregate::First, true);
        assert!(near(
            [word.begin(Kind::Person), word.inside(Kind::Person)],
            [0.0, 0.9]
        ));
    }

    #[test]
    fn scores_of_any_size_give_probabilities() {
        for scores in [[1e30, -1e30, 0.0, 5.0], [-1e4; 4], [0.0; 4]] {
            let word = Word::of_piece(&scores, &labels());
            assert!((0.0..=1.0).contains(&word.kind(Kind::Person)), "{scores:?}");
        }
    }
}
