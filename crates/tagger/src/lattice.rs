//! All sequences of tags at once: the best one, and how likely each tag and span is.
//!
//! A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001). Sequences that break the tag
//! scheme have no probability. Sums run in linear space, each column scaled to one (Rabiner 1989, V.A).

pub use rostra_arbiter::Found;

use crate::tags::{self, Kind, OUTSIDE, Position, TAGS, Tag};

/// A value for each tag.
pub type Column = [f32; TAGS];
/// A value for each tag (first) and the one after it.
pub type Square = [Column; TAGS];

/// Scores of one tag after another, with what the scheme forbids left out.
#[derive(Clone, Debug)]
pub struct Transitions {
    scores: Square,
    factors: Square,
    /// Tags that may come before each tag.
    before: [Vec<Tag>; TAGS],
}

impl Transitions {
    /// From scores; those of forbidden steps do not matter.
    #[must_use]
    pub fn new(scores: Square) -> Self {
        let mut factors = [[0.0; TAGS]; TAGS];
        let before = std::array::from_fn(|next| {
            let all = 0..TAGS as Tag;
            all.filter(|tag| tags::follows(*tag, next as Tag)).collect()
        });
        for (tag, (factors, scores)) in (0..).zip(factors.iter_mut().zip(&scores)) {
            for (next, (factor, score)) in (0..).zip(factors.iter_mut().zip(scores)) {
                if tags::follows(tag, next) {
                    *factor = score.exp();
                }
            }
        }
        Self {
            scores,
            factors,
            before,
        }
    }

    /// The scores.
    #[must_use]
    pub fn scores(&self) -> &Square {
        &self.scores
    }
}

/// Sums over sequences; kept between segments so that nothing is allocated anew.
#[derive(Debug, Default)]
pub struct Lattice {
    /// `exp` of the scores of each token, less the token's highest.
    emissions: Vec<Column>,
    forward: Vec<Column>,
    backward: Vec<Column>,
    /// The sum that each forward column was divided by.
    scales: Vec<f32>,
    /// Logarithm of the sum over all sequences.
    partition: f64,
    /// Back pointers of the best sequence.
    pointers: Vec<[Tag; TAGS]>,
    best: Vec<Tag>,
}

/// Whether tag number `tag` is in the set `allowed`.
fn allows(allowed: u32, tag: usize) -> bool {
    allowed & (1 << tag) != 0
}

/// The set of all tags.
pub const ALL: u32 = (1 << TAGS) - 1;

impl Lattice {
    /// Sums over all sequences of `scores`, one column a token, whose tags are in the token's set of `allowed` (a
    /// bit a tag; beyond its end all are). Returns the logarithm of the sum.
    pub fn sum(&mut self, scores: &[Column], transitions: &Transitions, allowed: &[u32]) -> f64 {
        self.begin(scores, allowed);
        self.run_forward(transitions);
        self.run_backward(transitions);
        self.partition
    }

    fn begin(&mut self, scores: &[Column], allowed: &[u32]) {
        self.partition = 0.0;
        self.emissions.clear();
        let sets = allowed.iter().copied().chain(std::iter::repeat(ALL));
        for (column, set) in scores.iter().zip(sets) {
            let highest = column.iter().copied().fold(f32::MIN, f32::max);
            self.partition += f64::from(highest);
            let mut out = [0.0; TAGS];
            for (tag, (out, score)) in out.iter_mut().zip(column).enumerate() {
                if allows(set, tag) {
                    *out = (score - highest).exp();
                }
            }
            self.emissions.push(out);
        }
        let len = self.emissions.len();
        for columns in [&mut self.forward, &mut self.backward] {
            columns.clear();
            columns.resize(len, [0.0; TAGS]);
        }
        self.scales.clear();
        self.scales.resize(len, 1.0);
    }

    fn run_forward(&mut self, transitions: &Transitions) {
        let mut before: Option<Column> = None;
        let columns = self.forward.iter_mut().zip(&self.emissions);
        let last = self.emissions.len().saturating_sub(1);
        for (at, ((column, emission), scale)) in columns.zip(&mut self.scales).enumerate() {
            for (tag, (out, emission)) in column.iter_mut().zip(emission).enumerate() {
                let reach = match &before {
                    None => f32::from(u8::from(tags::begins(tag as Tag))),
                    Some(before) => reach(before, transitions, tag),
                };
                let ends = at < last || tags::ends(tag as Tag);
                *out = if ends { reach * emission } else { 0.0 };
            }
            let sum = column.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            column.iter_mut().for_each(|value| *value /= sum);
            *scale = sum;
            self.partition += f64::from(sum.ln());
            before = Some(*column);
        }
    }

    fn run_backward(&mut self, transitions: &Transitions) {
        let mut after: Option<Column> = None;
        let columns = self
            .backward
            .iter_mut()
            .zip(&self.emissions)
            .zip(&self.scales);
        for ((column, emission), scale) in columns.rev() {
            match &after {
                None => {
                    for (tag, out) in column.iter_mut().enumerate() {
                        *out = f32::from(u8::from(tags::ends(tag as Tag)));
                    }
                }
                Some(after) => {
                    for (next, weight) in after.iter().enumerate() {
                        for &tag in transitions.before.get(next).into_iter().flatten() {
                            let tag = usize::from(tag);
                            column[tag] += transitions.factors[tag][next] * weight;
                        }
                    }
                }
            }
            let mut weighted = [0.0; TAGS];
            for ((out, value), emission) in weighted.iter_mut().zip(column.iter()).zip(emission) {
                *out = value * emission / scale;
            }
            after = Some(weighted);
        }
    }

    /// Of the last [`Lattice::sum`]: the probability of each tag of token `at`.
    #[must_use]
    pub fn marginals(&self, at: usize) -> Column {
        let mut out = [0.0; TAGS];
        if let (Some(forward), Some(backward)) = (self.forward.get(at), self.backward.get(at)) {
            for ((out, forward), backward) in out.iter_mut().zip(forward).zip(backward) {
                *out = forward * backward;
            }
        }
        out
    }

    /// Adds the expected number of each step between tokens, times `weight`, to `counts`.
    pub fn expect_steps(&self, transitions: &Transitions, weight: f32, counts: &mut Square) {
        for at in 1..self.forward.len() {
            let (before, after) = (&self.forward[at - 1], &self.backward[at]);
            let (emission, scale) = (&self.emissions[at], self.scales[at]);
            for next in 0..TAGS {
                let right = after[next] * emission[next] / scale * weight;
                if right == 0.0 {
                    continue;
                }
                for &tag in &transitions.before[next] {
                    let tag = usize::from(tag);
                    counts[tag][next] += before[tag] * transitions.factors[tag][next] * right;
                }
            }
        }
    }

    /// Of the last [`Lattice::sum`]: the probability that tokens `start..end` are exactly one span of `kind`.
    #[must_use]
    pub fn span(&self, transitions: &Transitions, start: usize, end: usize, kind: Kind) -> f32 {
        let Some(last) = end
            .checked_sub(1)
            .filter(|last| *last >= start && end <= self.forward.len())
        else {
            return 0.0;
        };
        let position = |at| match (at == start, at == last) {
            (true, true) => Position::Unit,
            (true, false) => Position::Begin,
            (false, true) => Position::Last,
            (false, false) => Position::Inside,
        };
        let tag = |at| usize::from(tags::tag(kind, position(at)));
        let mut value = self.forward[start][tag(start)];
        for at in start + 1..end {
            value *= transitions.factors[tag(at - 1)][tag(at)] * self.emissions[at][tag(at)]
                / self.scales[at];
        }
        (value * self.backward[last][tag(last)]).clamp(0.0, 1.0)
    }

    /// The best sequence of tags for `scores` (Viterbi).
    pub fn best(&mut self, scores: &[Column], transitions: &Transitions) -> &[Tag] {
        self.pointers.clear();
        self.best.clear();
        let mut column = [f32::NEG_INFINITY; TAGS];
        for (at, scores) in scores.iter().enumerate() {
            let mut next = [f32::NEG_INFINITY; TAGS];
            let mut pointers = [OUTSIDE; TAGS];
            for (tag, score) in scores.iter().enumerate() {
                let (value, from) = if at == 0 {
                    let begins = tags::begins(tag as Tag);
                    (if begins { 0.0 } else { f32::NEG_INFINITY }, OUTSIDE)
                } else {
                    best_before(&column, transitions, tag)
                };
                next[tag] = value + score;
                pointers[tag] = from;
            }
            column = next;
            self.pointers.push(pointers);
        }
        self.follow_back(&column);
        &self.best
    }

    fn follow_back(&mut self, column: &Column) {
        let ends = (0..TAGS as Tag).filter(|tag| tags::ends(*tag));
        let last = ends.max_by(|a, b| {
            column[usize::from(*a)]
                .total_cmp(&column[usize::from(*b)])
                .then(b.cmp(a))
        });
        let mut tag = last.unwrap_or(OUTSIDE);
        for pointers in self.pointers.iter().rev() {
            self.best.push(tag);
            tag = pointers[usize::from(tag)];
        }
        self.best.reverse();
    }

    /// The spans of the best sequence with their probabilities; asks for [`Lattice::sum`] and
    /// [`Lattice::best`] of the same scores before.
    pub fn spans(&self, transitions: &Transitions, found: &mut Vec<Found>) {
        let mut start = 0;
        for (at, tag) in self.best.iter().enumerate() {
            let Some((kind, position)) = tags::read(*tag) else {
                continue;
            };
            if matches!(position, Position::Begin | Position::Unit) {
                start = at;
            }
            if matches!(position, Position::Last | Position::Unit) {
                let score = self.span(transitions, start, at + 1, kind);
                found.push(Found {
                    start,
                    end: at + 1,
                    kind,
                    score,
                });
            }
        }
    }
}

fn reach(before: &Column, transitions: &Transitions, tag: usize) -> f32 {
    let from = transitions.before.get(tag).into_iter().flatten();
    from.map(|&other| before[usize::from(other)] * transitions.factors[usize::from(other)][tag])
        .sum()
}

fn best_before(column: &Column, transitions: &Transitions, tag: usize) -> (f32, Tag) {
    let mut best = (f32::NEG_INFINITY, OUTSIDE);
    for &other in transitions.before.get(tag).into_iter().flatten() {
        let value = column[usize::from(other)] + transitions.scores[usize::from(other)][tag];
        if value > best.0 {
            best = (value, other);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn random(seed: &mut u64) -> f32 {
        *seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 40) as f32 / 8_388_608.0 - 1.0
    }

    fn scores(len: usize, seed: &mut u64) -> Vec<Column> {
        (0..len)
            .map(|_| std::array::from_fn(|_| 2.0 * random(seed)))
            .collect()
    }

    /// Every sequence with its score, by brute force.
    fn sequences(scores: &[Column], transitions: &Transitions) -> Vec<(Vec<Tag>, f64)> {
        let mut all = vec![(Vec::new(), 0.0)];
        for column in scores {
            let mut next = Vec::new();
            for (tags_so_far, score) in &all {
                let before = tags_so_far.last().copied();
                for tag in 0..TAGS as Tag {
                    if !tags::follows(before.unwrap_or(OUTSIDE), tag) {
                        continue;
                    }
                    let step = before.map_or(0.0, |b| {
                        transitions.scores[usize::from(b)][usize::from(tag)]
                    });
                    let mut longer: Vec<Tag> = tags_so_far.clone();
                    longer.push(tag);
                    next.push((longer, score + f64::from(step + column[usize::from(tag)])));
                }
            }
            all = next;
        }
        all.retain(|(tags_of, _)| tags_of.last().is_none_or(|tag| tags::ends(*tag)));
        all
    }

    #[test]
    fn sums_and_best_are_those_of_all_sequences() {
        let mut seed = 7;
        let steps = std::array::from_fn(|_| std::array::from_fn(|_| random(&mut seed)));
        let transitions = Transitions::new(steps);
        let scores = scores(4, &mut seed);
        let all = sequences(&scores, &transitions);
        let total: f64 = all.iter().map(|(_, score)| score.exp()).sum();
        let mut lattice = Lattice::default();
        assert!((lattice.sum(&scores, &transitions, &[]) - total.ln()).abs() < 1e-3);
        let best = all.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(lattice.best(&scores, &transitions), best.0);
        for at in 0..4 {
            for tag in 0..TAGS {
                let of_tag = all
                    .iter()
                    .filter(|(tags_of, _)| usize::from(tags_of[at]) == tag);
                let expected = of_tag.map(|(_, score)| score.exp()).sum::<f64>() / total;
                assert!((f64::from(lattice.marginals(at)[tag]) - expected).abs() < 1e-4);
            }
        }
        let inside = [
            tags::tag(Kind::Title, Position::Begin),
            tags::tag(Kind::Title, Position::Last),
        ];
        let with = all.iter().filter(|(tags_of, _)| tags_of[1..3] == inside);
        let expected = with.map(|(_, score)| score.exp()).sum::<f64>() / total;
        let span = lattice.span(&transitions, 1, 3, Kind::Title);
        assert!((f64::from(span) - expected).abs() < 1e-4);
    }

    #[test]
    fn tags_that_are_not_allowed_have_no_probability() {
        let mut seed = 3;
        let transitions = Transitions::new([[0.0; TAGS]; TAGS]);
        let scores = scores(3, &mut seed);
        let mut lattice = Lattice::default();
        lattice.sum(&scores, &transitions, &[ALL, 1 << OUTSIDE, ALL]);
        assert!((lattice.marginals(1)[0] - 1.0).abs() < 1e-5);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        let transitions = Transitions::new([[0.0; TAGS]; TAGS]);
        let mut lattice = Lattice::default();
        assert_eq!(lattice.sum(&[], &transitions, &[]), 0.0);
        assert!(lattice.best(&[], &transitions).is_empty());
        assert_eq!(lattice.span(&transitions, 0, 1, Kind::Person), 0.0);
    }
}
