//! Weights that all sequences share, with their gradient.

use crate::random::Random;

/// How much of the mean gradient, and of its mean square, a step keeps (Kingma, Ba, *Adam*, 2015).
const KEEP: (f32, f32) = (0.9, 0.999);
/// Keeps steps of weights with next to no gradient small.
const FLOOR: f32 = 1e-7;

/// A block of weights.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The weights.
    pub values: Vec<f32>,
    /// What the sequences since the last step add up to.
    pub gradient: Vec<f32>,
    means: Vec<f32>,
    squares: Vec<f32>,
    steps: i32,
}

impl Parameter {
    /// `len` weights evenly spread between `-size` and `size`.
    #[must_use]
    pub fn new(len: usize, size: f32, random: &mut Random) -> Self {
        Self {
            values: (0..len).map(|_| size * random.signed()).collect(),
            gradient: vec![0.0; len],
            means: vec![0.0; len],
            squares: vec![0.0; len],
            steps: 0,
        }
    }

    /// The weights as rows of `N`.
    #[must_use]
    pub fn rows<const N: usize>(&self) -> &[[f32; N]] {
        self.values.as_chunks().0
    }

    /// The gradient as rows of `N`.
    pub fn gradient_rows<const N: usize>(&mut self) -> &mut [[f32; N]] {
        self.gradient.as_chunks_mut().0
    }

    /// A step down the gradient, which begins anew.
    pub fn step(&mut self, rate: f32) {
        self.steps += 1;
        let (one, two) = KEEP;
        let rate = rate * (1.0 - two.powi(self.steps)).sqrt() / (1.0 - one.powi(self.steps));
        let state = self.means.iter_mut().zip(&mut self.squares);
        for ((value, gradient), (mean, square)) in
            self.values.iter_mut().zip(&mut self.gradient).zip(state)
        {
            *mean = one * *mean + (1.0 - one) * *gradient;
            *square = two * *square + (1.0 - two) * *gradient * *gradient;
            *value -= rate * *mean / (square.sqrt() + FLOOR);
            *gradient = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_to_the_lowest_point() {
        let mut weights = Parameter::new(3, 1.0, &mut Random::new(1));
        for _ in 0..3000 {
            for (gradient, value) in weights.gradient.iter_mut().zip(&weights.values) {
                *gradient = value - 0.5;
            }
            weights.step(0.01);
        }
        assert!(
            weights
                .values
                .iter()
                .all(|value| (value - 0.5).abs() < 0.01)
        );
    }
}
