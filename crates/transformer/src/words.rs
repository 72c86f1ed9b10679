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

/// What the model says of a word: how likely it begins a span of a kind, or goes on with one, or neither.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Word {
    begin: [f32; KINDS],
    inside: [f32; KINDS],
    /// The likeliest of the labels that mean nothing.
    outside: f32,
    read: bool,
}

impl Word {
    /// Whether the model could read it. Of a word in a script that its vocabulary lacks, or of which its tokenizer makes
    /// nothing, it has nothing to say.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.read
    }

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

    /// The likeliest kind, unless a label that means nothing is likelier.
    #[must_use]
    pub fn best(&self) -> Option<Kind> {
        let by_score = |one: &Kind, other: &Kind| self.kind(*one).total_cmp(&self.kind(*other));
        // The first of equals, so that the order of kinds decides.
        let best = Kind::ALL.into_iter().rev().max_by(by_score)?;
        (self.kind(best) > self.outside).then_some(best)
    }

    /// From the scores of all labels of one piece.
    pub(crate) fn of_piece(scores: &[f32], labels: &LabelMap) -> Self {
        let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
        let mut word = Self {
            read: true,
            ..Self::default()
        };
        for (number, score) in scores.iter().enumerate() {
            let probability = (score - highest).exp() / sum;
            match labels.of(number) {
                Some((kind, Part::Begin)) => word.begin[kind as usize] += probability,
                Some((kind, Part::Inside)) => word.inside[kind as usize] += probability,
                None => word.outside = word.outside.max(probability),
            }
        }
        word
    }

    /// From the pieces of a word, the first one first. `continues` tells that its first piece is shared with the word
    /// before, so that a span which the piece begins was begun there.
    pub(crate) fn of_pieces(
        mut pieces: impl Iterator<Item = Self>,
        aggregate: Aggregate,
        continues: bool,
    ) -> Self {
        let Some(mut word) = pieces.next() else {
            return Self::default();
        };
        match aggregate {
            Aggregate::First => {}
            Aggregate::Average => {
                let mut number = 1.0;
                for piece in pieces {
                    word.add(&piece.parted_as(&word));
                    number += 1.0;
                }
                word.scale(1.0 / number);
            }
            Aggregate::Max => {
                for piece in pieces {
                    if piece.surest() > word.surest() {
                        word = piece.parted_as(&word);
                    }
                }
            }
        }
        if continues {
            word.go_on();
        }
        word
    }

    /// A later piece of the same word: whether the word begins a span is for its `first` piece to say, so the piece's
    /// share of a kind is parted as it is there.
    fn parted_as(mut self, first: &Self) -> Self {
        for kind in Kind::ALL {
            let (whole, share) = (first.kind(kind), self.kind(kind));
            if whole > 0.0 {
                self.begin[kind as usize] = share * (first.begin(kind) / whole);
                self.inside[kind as usize] = share * (first.inside(kind) / whole);
            }
        }
        self
    }

    fn add(&mut self, piece: &Self) {
        for kind in Kind::ALL {
            self.begin[kind as usize] += piece.begin(kind);
            self.inside[kind as usize] += piece.inside(kind);
        }
        self.outside += piece.outside;
    }

    fn scale(&mut self, by: f32) {
        let values = self.begin.iter_mut().chain(&mut self.inside);
        values.for_each(|value| *value *= by);
        self.outside *= by;
    }

    fn go_on(&mut self) {
        for (begin, inside) in self.begin.iter_mut().zip(&mut self.inside) {
            *inside += std::mem::take(begin);
        }
    }

    /// The probability of its likeliest reading.
    fn surest(&self) -> f32 {
        let kinds = Kind::ALL.map(|kind| self.kind(kind));
        kinds.into_iter().fold(self.outside, f32::max)
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
        // Labels that mean nothing are not one label.
        assert_eq!(piece([0.3, 0.35, 0.05, 0.3]).best(), Some(Kind::Person));
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
        assert!(near(word(&pieces, Aggregate::Max), [0.9, 0.0]));
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
    fn a_word_without_pieces_is_not_read() {
        let none = Word::of_pieces([].into_iter(), Aggregate::First, false);
        assert!(!none.is_read() && none.best().is_none());
        assert!(piece([0.1, 0.9, 0.0, 0.0]).is_read());
    }

    #[test]
    fn scores_of_any_size_give_probabilities() {
        for scores in [[1e30, -1e30, 0.0, 5.0], [-1e4; 4], [0.0; 4]] {
            let word = Word::of_piece(&scores, &labels());
            assert!((0.0..=1.0).contains(&word.kind(Kind::Person)), "{scores:?}");
        }
    }
}
