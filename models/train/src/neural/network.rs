//! The network: embeddings, layers, scores; forward and backward.

use rostra_tagger::lattice::Column;
use rostra_tagger::network::{Row, WIDTH, add, add_product};
use rostra_tagger::tags::TAGS;

use super::convolution::{Convolution, add_outer};
use super::parameter::Parameter;
use crate::random::Random;

/// How large embeddings begin.
const SIZE: f32 = 0.05;

/// A network in training.
#[derive(Clone, Debug)]
pub struct Network {
    /// A row a feature.
    pub table: Vec<Row>,
    /// Of each row, the sum of the mean squares of its gradients.
    squares: Vec<f32>,
    /// From the first to the last.
    pub layers: Vec<Convolution>,
    /// From the last layer to scores of tags.
    pub output: Parameter,
    /// Added to the scores.
    pub bias: Parameter,
}

/// What a network computed on its way, kept between sequences so that little is allocated anew.
#[derive(Debug, Default)]
pub struct Trail {
    /// What each layer reads, and last what the scores come of.
    states: Vec<Vec<Row>>,
    /// What each layer makes.
    hidden: Vec<Vec<Row>>,
    /// Of each number of the first and last state: by how much it counts.
    masks: Vec<Row>,
    gradient: Vec<Row>,
    below: Vec<Row>,
}

impl Network {
    /// With embeddings of `rows` features, and a layer for each of `gaps`.
    #[must_use]
    pub fn new(rows: usize, gaps: &[usize], random: &mut Random) -> Self {
        let embedding = |_| std::array::from_fn(|_| SIZE * random.signed());
        let table = (0..rows).map(embedding).collect();
        Self {
            table,
            squares: vec![1e-3; rows],
            layers: gaps
                .iter()
                .map(|gap| Convolution::new(*gap, random))
                .collect(),
            output: Parameter::new(WIDTH * TAGS, (3.0 / WIDTH as f32).sqrt(), random),
            bias: Parameter::new(TAGS, 0.0, random),
        }
    }

    /// Numbers of all kinds.
    #[must_use]
    pub fn weights(&self) -> usize {
        let layers: usize = self
            .layers
            .iter()
            .map(|layer| layer.weights.values.len() + layer.bias.values.len())
            .sum();
        self.table.len() * WIDTH + layers + self.output.values.len() + self.bias.values.len()
    }

    /// Scores of the tags of tokens from the rows of their features. Numbers are left out by chance where
    /// `dropout` says how often.
    pub fn forward<'r>(
        &self,
        tokens: impl Iterator<Item = &'r [u32]>,
        dropout: Option<(f32, &mut Random)>,
        trail: &mut Trail,
        scores: &mut Vec<Column>,
    ) {
        let depth = self.layers.len();
        trail.states.resize_with(depth + 1, Vec::new);
        trail.hidden.resize_with(depth, Vec::new);
        let first = &mut trail.states[0];
        first.clear();
        first.extend(tokens.map(|rows| self.embed(rows)));
        trail.masks.clear();
        if let Some((chance, random)) = dropout {
            let mask = || {
                if random.chance(chance) {
                    0.0
                } else {
                    1.0 / (1.0 - chance)
                }
            };
            let mut masks = mask;
            trail
                .masks
                .extend((0..first.len()).map(|_| std::array::from_fn(|_| masks())));
            multiply(first, &trail.masks);
        }
        for (at, layer) in self.layers.iter().enumerate() {
            let (before, after) = trail.states.split_at_mut(at + 1);
            layer.forward(&before[at], &mut trail.hidden[at]);
            after[0].clone_from(&before[at]);
            for (state, hidden) in after[0].iter_mut().zip(&trail.hidden[at]) {
                add(hidden, state);
            }
        }
        let bias = self.bias.rows::<TAGS>()[0];
        scores.clear();
        scores.extend(trail.states[depth].iter().map(|state| {
            let mut column = bias;
            add_product(state, self.output.rows(), &mut column);
            column
        }));
    }

    fn embed(&self, rows: &[u32]) -> Row {
        let mut sum = [0.0; WIDTH];
        for row in rows {
            add(&self.table[*row as usize], &mut sum);
        }
        sum
    }

    /// Adds to the gradients what follows from that of the scores; leaves that of the embeddings in `trail`.
    pub fn backward(&mut self, scores: &[Column], trail: &mut Trail) {
        let last = &trail.states[self.layers.len()];
        let across: [Row; TAGS] = std::array::from_fn(|tag| {
            std::array::from_fn(|at| self.output.values[at * TAGS + tag])
        });
        trail.gradient.clear();
        for (column, state) in scores.iter().zip(last) {
            add_outer(state, column, self.output.gradient_rows());
            add(column, &mut self.bias.gradient_rows::<TAGS>()[0]);
            let mut row = [0.0; WIDTH];
            add_product(column, &across, &mut row);
            trail.gradient.push(row);
        }
        for (at, layer) in self.layers.iter_mut().enumerate().rev() {
            trail.below.clone_from(&trail.gradient);
            layer.backward(
                &trail.states[at],
                &trail.hidden[at],
                &mut trail.gradient,
                &mut trail.below,
            );
            std::mem::swap(&mut trail.gradient, &mut trail.below);
        }
        multiply(&mut trail.gradient, &trail.masks);
    }

    /// A step of the embeddings of the features that were read: one size a row, smaller the more it has learnt
    /// (Duchi et al. 2011).
    pub fn step_embeddings(&mut self, tokens: &[Vec<u32>], trail: &Trail, rate: f32) {
        for (rows, gradient) in tokens.iter().zip(&trail.gradient) {
            let square = gradient.iter().map(|value| value * value).sum::<f32>() / WIDTH as f32;
            for row in rows {
                let row = *row as usize;
                self.squares[row] += square;
                let rate = rate / self.squares[row].sqrt();
                for (weight, gradient) in self.table[row].iter_mut().zip(gradient) {
                    *weight -= rate * gradient;
                }
            }
        }
    }

    /// A step of everything else.
    pub fn step(&mut self, rate: f32) {
        self.layers.iter_mut().for_each(|layer| layer.step(rate));
        self.output.step(rate);
        self.bias.step(rate);
    }
}

impl Trail {
    /// After [`Network::backward`]: of the sum of embeddings of each token.
    #[must_use]
    pub fn gradient(&self) -> &[Row] {
        &self.gradient
    }
}

fn multiply(rows: &mut [Row], masks: &[Row]) {
    for (row, mask) in rows.iter_mut().zip(masks) {
        for (value, mask) in row.iter_mut().zip(mask) {
            *value *= mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use rostra_tagger::lattice::{Lattice, Transitions};

    use super::*;

    const TOKENS: [&[u32]; 5] = [&[0, 1], &[2], &[3, 4, 1], &[5], &[0, 6]];

    /// Loss of a sequence whose second and third token are one span of a title.
    fn loss(network: &Network, gradient: Option<&mut Vec<Column>>) -> f64 {
        let allowed = [1, 1 << 5, 1 << 7, 1, (1 << TAGS) - 1];
        let transitions = Transitions::new([[0.1; TAGS]; TAGS]);
        let (mut free, mut bound) = (Lattice::default(), Lattice::default());
        let mut scores = Vec::new();
        network.forward(TOKENS.into_iter(), None, &mut Trail::default(), &mut scores);
        let all = free.sum(&scores, &transitions, &[]);
        let loss = all - bound.sum(&scores, &transitions, &allowed);
        if let Some(gradient) = gradient {
            gradient.extend((0..scores.len()).map(|at| {
                let (free, bound) = (free.marginals(at), bound.marginals(at));
                std::array::from_fn(|tag| free[tag] - bound[tag])
            }));
        }
        loss
    }

    /// The slope of the loss when one number of the network is moved.
    fn slope(network: &mut Network, number: impl Fn(&mut Network) -> &mut f32) -> f32 {
        const MOVE: f32 = 0.01;
        let value = *number(network);
        *number(network) = value + MOVE;
        let above = loss(network, None);
        *number(network) = value - MOVE;
        let below = loss(network, None);
        *number(network) = value;
        ((above - below) / f64::from(2.0 * MOVE)) as f32
    }

    fn near(one: f32, other: f32) {
        assert!(
            (one - other).abs() < 0.01 + 0.03 * other.abs(),
            "{one} {other}"
        );
    }

    #[test]
    fn gradients_are_slopes() {
        let mut network = Network::new(8, &[1, 2], &mut Random::new(4));
        for (at, row) in network.table.iter_mut().enumerate() {
            row.iter_mut()
                .enumerate()
                .for_each(|(n, value)| *value = 10.0 * *value + ((at * n) as f32).sin());
        }
        let (mut trail, mut scores, mut gradient) = (Trail::default(), Vec::new(), Vec::new());
        loss(&network, Some(&mut gradient));
        network.forward(TOKENS.into_iter(), None, &mut trail, &mut scores);
        network.backward(&gradient, &mut trail);
        for at in (0..WIDTH * WIDTH * 3).step_by(997) {
            let expected = slope(&mut network, |network| {
                &mut network.layers[0].weights.values[at]
            });
            near(network.layers[0].weights.gradient[at], expected);
        }
        for at in (0..WIDTH * TAGS).step_by(101) {
            near(
                network.output.gradient[at],
                slope(&mut network, |network| &mut network.output.values[at]),
            );
        }
        for at in 0..WIDTH {
            near(
                network.layers[1].bias.gradient[at],
                slope(&mut network, |network| {
                    &mut network.layers[1].bias.values[at]
                }),
            );
            near(
                trail.gradient()[1][at],
                slope(&mut network, |network| &mut network.table[2][at]),
            );
        }
    }
}
