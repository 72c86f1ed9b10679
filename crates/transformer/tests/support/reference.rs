//! The encoder once more, slowly and in double precision, so that no engine is its own judge.
//!
//! After Vaswani et al., "Attention Is All You Need" (2017), Devlin et al., "BERT" (2019), and He et al., "DeBERTa" (2021):
//! one sequence at a time, so there is no filling and no mask to get wrong.

use super::model::{BUCKETS, HEADS, HIDDEN, LAYERS, Model, POSITIONS};
use super::weights::Weights;

type Rows = Vec<Vec<f64>>;

/// Scores of labels for each piece of one sequence.
pub fn logits(model: &Model, weights: &Weights, ids: &[u32]) -> Rows {
    let table = |part: &str, row: usize| -> Vec<f64> {
        let values = weights.values(&format!("{}.weight", model.name(part)));
        let row = &values[row * HIDDEN..(row + 1) * HIDDEN];
        row.iter().map(|&value| value.into()).collect()
    };
    let pieces = ids.iter().zip(model.positions_of(ids));
    let embedded = pieces.map(|(&id, position)| {
        let mut sum = table("words", id as usize);
        if !model.is_relative() {
            sum = add(&sum, &table("positions", position));
        }
        if model.segments.is_some() {
            sum = add(&sum, &table("segments", 0));
        }
        sum
    });
    let encoder = Encoder { model, weights };
    let distances = (0..2 * BUCKETS).map(|row| table("distances", row));
    let distances = model.is_relative().then(|| distances.collect());
    let distances = distances.map(|rows| encoder.norm(&model.name("distance norm"), rows));
    let mut rows = encoder.norm(&model.name("norm"), embedded.collect());
    for layer in 0..LAYERS {
        rows = encoder.layer(layer, &rows, distances.as_ref());
    }
    encoder.linear("classifier", &rows)
}

struct Encoder<'a> {
    model: &'a Model,
    weights: &'a Weights,
}

impl Encoder<'_> {
    fn layer(&self, layer: usize, rows: &Rows, distances: Option<&Rows>) -> Rows {
        let name = |part| self.model.layer(layer, part);
        let mixed = self.linear(&name("mix"), &self.attention(layer, rows, distances));
        let rows = self.norm(&name("mix norm"), sum(rows, &mixed));
        let mut wide = self.linear(&name("widen"), &rows);
        wide.iter_mut().flatten().for_each(|x| *x = gelu(*x));
        let narrow = self.linear(&name("narrow"), &wide);
        self.norm(&name("narrow norm"), sum(&rows, &narrow))
    }

    fn attention(&self, layer: usize, rows: &Rows, distances: Option<&Rows>) -> Rows {
        let project = |part, rows| self.linear(&self.model.layer(layer, part), rows);
        let (queries, keys) = (project("query", rows), project("key", rows));
        let values = project("value", rows);
        let far = distances.map(|rows| (project("query", rows), project("key", rows)));
        let width = HIDDEN / HEADS;
        // The variance of a sum of three products is three times that of one.
        let scale = (width as f64 * if far.is_some() { 3.0 } else { 1.0 }).sqrt();
        let mut mixed = vec![vec![0.0; HIDDEN]; rows.len()];
        for head in 0..HEADS {
            let part = head * width..(head + 1) * width;
            let product = |a: &[f64], b: &[f64]| dot(&a[part.clone()], &b[part.clone()]);
            for (at, (query, mixed)) in queries.iter().zip(&mut mixed).enumerate() {
                let score = |(other, key): (usize, &Vec<f64>)| {
                    let near = product(query, key);
                    let far = far.as_ref().map_or(0.0, |(queries, keys)| {
                        let row = distance(at, other);
                        product(query, &keys[row]) + product(key, &queries[row])
                    });
                    (near + far) / scale
                };
                let scores = keys.iter().enumerate().map(score).collect();
                for (share, value) in softmax(scores).iter().zip(&values) {
                    let value = &value[part.clone()];
                    let mixed = &mut mixed[part.clone()];
                    mixed
                        .iter_mut()
                        .zip(value)
                        .for_each(|(m, v)| *m += share * v);
                }
            }
        }
        mixed
    }

    fn linear(&self, name: &str, rows: &Rows) -> Rows {
        let weight = self.weights.values(&format!("{name}.weight"));
        let bias = self.weights.values(&format!("{name}.bias"));
        let output = |row: &Vec<f64>| {
            let sums = weight.chunks(row.len()).zip(bias).map(|(weight, &bias)| {
                let products = row.iter().zip(weight).map(|(x, &w)| x * f64::from(w));
                products.sum::<f64>() + f64::from(bias)
            });
            sums.collect()
        };
        rows.iter().map(output).collect()
    }

    fn norm(&self, name: &str, mut rows: Rows) -> Rows {
        let weight = self.weights.values(&format!("{name}.weight"));
        let bias = self.weights.values(&format!("{name}.bias"));
        for row in &mut rows {
            let count = row.len() as f64;
            let mean = row.iter().sum::<f64>() / count;
            let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / count;
            let scale = (variance + self.model.epsilon).sqrt();
            for ((x, &w), &b) in row.iter_mut().zip(weight).zip(bias) {
                *x = (*x - mean) / scale * f64::from(w) + f64::from(b);
            }
        }
        rows
    }
}

/// The row of a distance: near ones have one each, far ones share them by their logarithm.
fn distance(at: usize, other: usize) -> usize {
    let (near, steps) = ((BUCKETS / 2) as f64, at.abs_diff(other) as f64);
    let bucket = if steps <= near {
        steps
    } else {
        let share = (steps / near).ln() / ((POSITIONS - 1) as f64 / near).ln();
        near + (share * (near - 1.0)).ceil()
    };
    let bucket = bucket as usize;
    if at >= other {
        (BUCKETS + bucket).min(2 * BUCKETS - 1)
    } else {
        BUCKETS - bucket
    }
}

fn softmax(mut scores: Vec<f64>) -> Vec<f64> {
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    scores.iter_mut().for_each(|s| *s = (*s - highest).exp());
    let total: f64 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= total);
    scores
}

/// Hendrycks and Gimpel, "Gaussian Error Linear Units" (2016), with the error function itself.
fn gelu(x: f64) -> f64 {
    0.5 * x * (1.0 + erf(x / std::f64::consts::SQRT_2))
}

/// The error function by its series (Abramowitz and Stegun 7.1.6), whose terms are all positive.
fn erf(x: f64) -> f64 {
    if x.abs() > 6.0 {
        return x.signum();
    }
    let (mut term, mut total) = (x, x);
    for n in 1..200 {
        term *= 2.0 * x * x / f64::from(2 * n + 1);
        total += term;
    }
    total * std::f64::consts::FRAC_2_SQRT_PI * (-x * x).exp()
}

fn add(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}

fn sum(a: &Rows, b: &Rows) -> Rows {
    a.iter().zip(b).map(|(a, b)| add(a, b)).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
