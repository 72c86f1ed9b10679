//! Training of the network, alone or with the linear field.
//!
//! The loss is that of [`crf`](crate::crf). Embeddings step after every sequence, layers after a few.

use rostra_tagger::lattice::{Column, Lattice, Transitions};
use rostra_tagger::tags::TAGS;

use super::network::{Network, Trail};
use crate::crf::{self, Field, QUIET, choose, descend};
use crate::examples::Example;
use crate::random::Random;

/// What may be set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Of the linear field, for what both share; `rows` only where it is trained too.
    pub field: crf::Settings,
    /// Whether the linear field is trained too.
    pub wide: bool,
    /// Rows of embeddings, a power of two.
    pub rows: usize,
    /// How far each layer looks.
    pub gaps: Vec<usize>,
    /// The first step of embeddings.
    pub embedding_rate: f32,
    /// The first step of layers.
    pub layer_rate: f32,
    /// How often a number of an embedding is left out.
    pub dropout: f32,
}

/// Sequences to a step of the layers.
const BATCH: usize = 8;

/// The network and the linear field in training; without the latter, the field holds only steps from tag to tag.
pub struct Model {
    /// The network, where there is one.
    pub network: Option<Network>,
    /// The linear field.
    pub field: Field,
    /// Whether its rows count.
    pub wide: bool,
}

impl Model {
    /// Scores of an example, with or without what recognisers before found.
    pub fn scores<'e>(
        &self,
        example: &'e Example,
        alone: bool,
        trail: &mut Trail,
        scores: &mut Vec<Column>,
    ) {
        let seen = |rows: &'e [u32], split: usize| if alone { &rows[..split] } else { rows };
        scores.clear();
        scores.resize(example.len(), [0.0; TAGS]);
        if let Some(network) = &self.network {
            let of = |at| example.own.of(at);
            network.forward(
                (0..example.len())
                    .map(of)
                    .map(|(rows, split)| seen(rows, split)),
                None,
                trail,
                scores,
            );
        }
        if self.wide {
            for (at, column) in scores.iter_mut().enumerate() {
                let (rows, split) = example.features.of(at);
                add_wide(&self.field, seen(rows, split), column);
            }
        }
    }
}

fn add_wide(field: &Field, rows: &[u32], column: &mut Column) {
    for row in rows {
        rostra_tagger::network::add(&field.rows[*row as usize], column);
    }
}

/// Trains on `examples`; `report` is told the epoch and the mean loss of a token.
#[must_use]
pub fn train(
    examples: &[Example],
    settings: &Settings,
    mut report: impl FnMut(usize, f64),
) -> Model {
    let mut random = Random::new(settings.field.seed);
    let mut model = Model {
        network: Some(Network::new(settings.rows, &settings.gaps, &mut random)),
        field: Field::new(if settings.wide {
            settings.field.rows
        } else {
            0
        }),
        wide: settings.wide,
    };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut work = Work::default();
    for epoch in 0..settings.field.epochs {
        random.shuffle(&mut order);
        let (mut loss, mut tokens, mut learnt) = (0.0, 0, 0);
        for (done, &at) in order.iter().enumerate() {
            let passed = epoch as f32 + done as f32 / order.len() as f32;
            let rate = (1.0 - passed / settings.field.epochs as f32).max(0.02);
            let (value, moved) = work.learn(&mut model, &examples[at], rate, settings, &mut random);
            loss += value;
            tokens += examples[at].len();
            learnt += usize::from(moved);
            if let Some(network) = model
                .network
                .as_mut()
                .filter(|_| moved && learnt % BATCH == 0)
            {
                network.step(rate * settings.layer_rate);
            }
        }
        report(epoch, loss / tokens.max(1) as f64);
    }
    model
}

#[derive(Default)]
struct Work {
    own: Vec<Vec<u32>>,
    rows: Vec<Vec<u32>>,
    scores: Vec<Column>,
    gradient: Vec<Column>,
    trail: Trail,
    free: Lattice,
    bound: Lattice,
}

impl Work {
    /// The loss of `example`, and whether there was anything to learn.
    fn learn(
        &mut self,
        model: &mut Model,
        example: &Example,
        rate: f32,
        settings: &Settings,
        random: &mut Random,
    ) -> (f64, bool) {
        let shared = &settings.field;
        let alone = random.chance(shared.alone) || example.alone;
        choose(&example.own, alone, shared.dropout, random, &mut self.own);
        let dropout = (settings.dropout > 0.0).then_some((settings.dropout, &mut *random));
        let tokens = self.own.iter().map(Vec::as_slice);
        if let Some(network) = &model.network {
            network.forward(tokens, dropout, &mut self.trail, &mut self.scores);
        }
        if model.wide {
            choose(
                &example.features,
                alone,
                shared.dropout,
                random,
                &mut self.rows,
            );
            for (rows, column) in self.rows.iter().zip(&mut self.scores) {
                add_wide(&model.field, rows, column);
            }
        }
        let loss = self.compare(model, example, rate, shared);
        let moved = self
            .gradient
            .iter()
            .flatten()
            .any(|value| value.abs() >= QUIET);
        if moved {
            if let Some(network) = &mut model.network {
                network.backward(&self.gradient, &mut self.trail);
                network.step_embeddings(&self.own, &self.trail, rate * settings.embedding_rate);
            }
            self.step_wide(model, rate, shared);
        }
        (loss, moved)
    }

    /// The loss and the gradient of the scores; steps from tag to tag learn at once.
    fn compare(
        &mut self,
        model: &mut Model,
        example: &Example,
        rate: f32,
        settings: &crf::Settings,
    ) -> f64 {
        let transitions = Transitions::new(model.field.steps);
        let all = self.free.sum(&self.scores, &transitions, &[]);
        let allowed = self.bound.sum(&self.scores, &transitions, &example.allowed);
        let mut counts = [[0.0; TAGS]; TAGS];
        self.free
            .expect_steps(&transitions, example.weight, &mut counts);
        self.bound
            .expect_steps(&transitions, -example.weight, &mut counts);
        let field = &mut model.field;
        for ((steps, squares), gradient) in field
            .steps
            .iter_mut()
            .zip(&mut field.step_squares)
            .zip(&counts)
        {
            descend(
                steps,
                squares,
                gradient,
                rate * settings.rate,
                settings.decay,
            );
        }
        self.gradient.clear();
        self.gradient.extend((0..example.len()).map(|at| {
            let (free, bound) = (self.free.marginals(at), self.bound.marginals(at));
            std::array::from_fn(|tag| (free[tag] - bound[tag]) * example.weight)
        }));
        (all - allowed) * f64::from(example.weight)
    }

    fn step_wide(&self, model: &mut Model, rate: f32, settings: &crf::Settings) {
        if !model.wide {
            return;
        }
        let field = &mut model.field;
        for (rows, gradient) in self.rows.iter().zip(&self.gradient) {
            if gradient.iter().all(|value| value.abs() < QUIET) {
                continue;
            }
            for row in rows {
                let row = *row as usize;
                descend(
                    &mut field.rows[row],
                    &mut field.squares[row],
                    gradient,
                    rate * settings.rate,
                    settings.decay,
                );
            }
        }
    }
}
