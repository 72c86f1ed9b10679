//! Training of the linear-chain field by stochastic gradient descent on partly labelled sequences.
//!
//! The loss of a sequence is the logarithm of the sum over all tag sequences less that over the ones that its
//! labels allow (Tsuboi et al., *Training conditional random fields using incomplete annotations*, 2008). Each
//! weight has its own step (AdaGrad, Duchi et al. 2011).

use rostra_tagger::features::Features;
use rostra_tagger::lattice::{Column, Lattice, Square, Transitions};
use rostra_tagger::tags::TAGS;

use crate::examples::Example;
use crate::random::Random;

/// What may be set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Rows of the table of weights, a power of two.
    pub rows: usize,
    /// Passes over the examples.
    pub epochs: usize,
    /// The first step.
    pub rate: f32,
    /// Shrinks a weight with each of its steps.
    pub decay: f32,
    /// How often a sequence is seen without what recognisers before found, 0 to 1.
    pub alone: f32,
    /// How often a feature is left out, 0 to 1.
    pub dropout: f32,
    /// Of the random choices.
    pub seed: u64,
}

/// Weights in training.
pub struct Field {
    /// One column a row.
    pub rows: Vec<Column>,
    pub(crate) squares: Vec<Column>,
    /// From tag to tag.
    pub steps: Square,
    pub(crate) step_squares: Square,
}

/// A gradient smaller than this changes nothing.
pub(crate) const QUIET: f32 = 1e-3;

impl Field {
    /// All weights zero.
    #[must_use]
    pub fn new(rows: usize) -> Self {
        Self {
            rows: vec![[0.0; TAGS]; rows],
            squares: vec![[1e-2; TAGS]; rows],
            steps: [[0.0; TAGS]; TAGS],
            step_squares: [[1.0; TAGS]; TAGS],
        }
    }

    /// Scores of tokens from the rows of their features.
    pub fn scores(&self, rows: &[Vec<u32>], scores: &mut Vec<Column>) {
        scores.clear();
        scores.extend(rows.iter().map(|rows| {
            let mut sum = [0.0; TAGS];
            for row in rows {
                for (sum, weight) in sum.iter_mut().zip(&self.rows[*row as usize]) {
                    *sum += weight;
                }
            }
            sum
        }));
    }
}

/// Trains on `examples`; `report` is told the epoch and the mean loss of a token.
#[must_use]
pub fn train(
    examples: &[Example],
    settings: &Settings,
    mut report: impl FnMut(usize, f64),
) -> Field {
    let mut field = Field::new(settings.rows);
    let mut random = Random::new(settings.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut work = Work::default();
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let (mut loss, mut tokens) = (0.0, 0);
        for (done, &at) in order.iter().enumerate() {
            let passed = epoch as f32 + done as f32 / order.len() as f32;
            let rate = settings.rate * (1.0 - passed / settings.epochs as f32).max(0.02);
            loss += work.learn(&mut field, &examples[at], rate, settings, &mut random);
            tokens += examples[at].len();
        }
        report(epoch, loss / tokens.max(1) as f64);
    }
    field
}

#[derive(Default)]
struct Work {
    rows: Vec<Vec<u32>>,
    scores: Vec<Column>,
    free: Lattice,
    bound: Lattice,
}

impl Work {
    fn learn(
        &mut self,
        field: &mut Field,
        example: &Example,
        rate: f32,
        settings: &Settings,
        random: &mut Random,
    ) -> f64 {
        self.choose(example, settings, random);
        let transitions = Transitions::new(field.steps);
        field.scores(&self.rows, &mut self.scores);
        let all = self.free.sum(&self.scores, &transitions, &[]);
        let allowed = self.bound.sum(&self.scores, &transitions, &example.allowed);
        let mut counts = [[0.0; TAGS]; TAGS];
        self.free
            .expect_steps(&transitions, example.weight, &mut counts);
        self.bound
            .expect_steps(&transitions, -example.weight, &mut counts);
        for (at, rows) in self.rows.iter().enumerate() {
            let (free, bound) = (self.free.marginals(at), self.bound.marginals(at));
            let gradient: Column =
                std::array::from_fn(|tag| (free[tag] - bound[tag]) * example.weight);
            if gradient.iter().all(|value| value.abs() < QUIET) {
                continue;
            }
            for row in rows {
                let row = *row as usize;
                descend(
                    &mut field.rows[row],
                    &mut field.squares[row],
                    &gradient,
                    rate,
                    settings.decay,
                );
            }
        }
        for (tag, gradient) in counts.iter().enumerate() {
            descend(
                &mut field.steps[tag],
                &mut field.step_squares[tag],
                gradient,
                rate,
                settings.decay,
            );
        }
        (all - allowed) * f64::from(example.weight)
    }

    /// Picks the features that this pass sees.
    fn choose(&mut self, example: &Example, settings: &Settings, random: &mut Random) {
        let alone = random.chance(settings.alone) || example.alone;
        choose(
            &example.features,
            alone,
            settings.dropout,
            random,
            &mut self.rows,
        );
    }
}

/// The rows of each token of `features`, some left out by chance, and where `alone` those left out that read
/// earlier findings.
pub(crate) fn choose(
    features: &Features,
    alone: bool,
    dropout: f32,
    random: &mut Random,
    chosen: &mut Vec<Vec<u32>>,
) {
    chosen.resize_with(features.len(), Vec::new);
    for (at, rows) in chosen.iter_mut().enumerate() {
        rows.clear();
        let (all, split) = features.of(at);
        let seen = if alone { &all[..split] } else { all };
        rows.extend(seen.iter().copied().filter(|_| !random.chance(dropout)));
    }
}

pub(crate) fn descend(
    weights: &mut Column,
    squares: &mut Column,
    gradient: &Column,
    rate: f32,
    decay: f32,
) {
    for ((weight, square), gradient) in weights.iter_mut().zip(squares).zip(gradient) {
        *square += gradient * gradient;
        *weight -= rate * (gradient / square.sqrt() + decay * *weight);
    }
}
