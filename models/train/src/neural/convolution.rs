//! A layer that reads each token and a neighbour on either side.

use super::parameter::Parameter;
use crate::random::Random;

/// Numbers that stand for a token.
pub const WIDTH: usize = 48;
/// A token.
pub type Row = [f32; WIDTH];

/// Tokens read at once.
const TAPS: usize = 3;

/// Weights of the layer.
#[derive(Clone, Debug)]
pub struct Convolution {
    /// From each number of each token read (rows) to each number made.
    pub weights: Parameter,
    /// Added to each number made.
    pub bias: Parameter,
    /// How far off the neighbours stand.
    gap: isize,
}

impl Convolution {
    /// With neighbours `gap` tokens away.
    #[must_use]
    pub fn new(gap: usize, random: &mut Random) -> Self {
        let size = (3.0 / (TAPS * WIDTH) as f32).sqrt();
        Self {
            weights: Parameter::new(TAPS * WIDTH * WIDTH, size, random),
            bias: Parameter::new(WIDTH, 0.0, random),
            gap: gap as isize,
        }
    }

    /// Which token each block of weights reads for token `at` of `len`, if there is one.
    fn taps(&self, at: usize, len: usize) -> [Option<usize>; TAPS] {
        [-self.gap, 0, self.gap].map(|offset| at.checked_add_signed(offset).filter(|at| *at < len))
    }

    /// What the layer makes of `input`, negative numbers cut off.
    pub fn forward(&self, input: &[Row], output: &mut Vec<Row>) {
        let weights = self.weights.rows::<WIDTH>();
        let bias = self.bias.rows::<WIDTH>()[0];
        output.clear();
        for at in 0..input.len() {
            let mut sum = bias;
            for (tap, weights) in self
                .taps(at, input.len())
                .into_iter()
                .zip(weights.chunks_exact(WIDTH))
            {
                if let Some(from) = tap {
                    add_product(&input[from], weights, &mut sum);
                }
            }
            output.push(sum.map(|value| value.max(0.0)));
        }
    }

    /// Adds to the gradients of the weights and of `input` what follows from that of `output`, which it cuts
    /// where the output was cut.
    pub fn backward(
        &mut self,
        input: &[Row],
        output: &[Row],
        gradient: &mut [Row],
        below: &mut [Row],
    ) {
        for (gradient, output) in gradient.iter_mut().zip(output) {
            for (gradient, output) in gradient.iter_mut().zip(output) {
                *gradient = if *output > 0.0 { *gradient } else { 0.0 };
            }
        }
        let across = across(self.weights.rows());
        for (at, gradient) in gradient.iter().enumerate() {
            let taps = self.taps(at, input.len());
            let blocks = self
                .weights
                .gradient_rows::<WIDTH>()
                .chunks_exact_mut(WIDTH);
            for ((tap, weights), across) in
                taps.into_iter().zip(blocks).zip(across.chunks_exact(WIDTH))
            {
                if let Some(from) = tap {
                    add_outer(&input[from], gradient, weights);
                    add_product(gradient, across, &mut below[from]);
                }
            }
            add(gradient, &mut self.bias.gradient_rows::<WIDTH>()[0]);
        }
    }

    /// A step down the gradient.
    pub fn step(&mut self, rate: f32) {
        self.weights.step(rate);
        self.bias.step(rate);
    }
}

/// Adds `more` to `sum`.
pub fn add<const N: usize>(more: &[f32; N], sum: &mut [f32; N]) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

/// Adds `input` times the matrix `weights` to `sum`.
pub fn add_product<const N: usize>(input: &[f32], weights: &[[f32; N]], sum: &mut [f32; N]) {
    let mut total = *sum;
    for (value, weights) in input.iter().zip(weights) {
        for (total, weight) in total.iter_mut().zip(weights) {
            *total += value * weight;
        }
    }
    *sum = total;
}

/// Adds the product of each number of `input` with each of `gradient`.
pub fn add_outer<const N: usize>(input: &[f32], gradient: &[f32; N], weights: &mut [[f32; N]]) {
    for (value, weights) in input.iter().zip(weights) {
        for (weight, gradient) in weights.iter_mut().zip(gradient) {
            *weight += value * gradient;
        }
    }
}

/// Each square block of `weights` with rows and columns swapped.
fn across(weights: &[Row]) -> Vec<Row> {
    let mut out = vec![[0.0; WIDTH]; weights.len()];
    for (block, out) in weights.chunks_exact(WIDTH).zip(out.chunks_exact_mut(WIDTH)) {
        for (row, weights) in block.iter().enumerate() {
            for (out, weight) in out.iter_mut().zip(weights) {
                out[row] = *weight;
            }
        }
    }
    out
}
