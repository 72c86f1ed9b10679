//! A layer that reads each token and a neighbour on either side.

use rostra_tagger::network::{Row, TAPS, WIDTH, add, add_product, convolve};

use super::parameter::Parameter;
use crate::random::Random;

/// Weights of the layer.
#[derive(Clone, Debug)]
pub struct Convolution {
    /// From each number of each token read (rows) to each number made.
    pub weights: Parameter,
    /// Added to each number made.
    pub bias: Parameter,
    /// How far off the neighbours stand.
    pub gap: usize,
}

impl Convolution {
    /// With neighbours `gap` tokens away.
    #[must_use]
    pub fn new(gap: usize, random: &mut Random) -> Self {
        let size = (3.0 / (TAPS * WIDTH) as f32).sqrt();
        Self {
            weights: Parameter::new(TAPS * WIDTH * WIDTH, size, random),
            bias: Parameter::new(WIDTH, 0.0, random),
            gap,
        }
    }

    /// Which token each block of weights reads for token `at` of `len`, if there is one.
    fn taps(&self, at: usize, len: usize) -> [Option<usize>; TAPS] {
        let after = Some(at + self.gap).filter(|at| *at < len);
        [at.checked_sub(self.gap), Some(at), after]
    }

    /// What the layer makes of `input`, negative numbers cut off.
    pub fn forward(&self, input: &[Row], output: &mut Vec<Row>) {
        let bias = self.bias.rows::<WIDTH>()[0];
        convolve(input, self.gap, self.weights.rows(), &bias, output);
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
