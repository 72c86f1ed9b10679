//! Sums and products of rows, in loops of known length that the compiler makes vectors of.

use super::{Row, WIDTH};

/// Tokens that a layer reads at once: one before, the token, one after.
pub const TAPS: usize = 3;

/// What a layer makes of `input`, negative numbers cut off; neighbours stand `gap` tokens away, and beyond the
/// ends nothing does. `weights` are a square for each of the [`TAPS`].
pub fn convolve(input: &[Row], gap: usize, weights: &[Row], bias: &Row, output: &mut Vec<Row>) {
    let before = weights.get(..WIDTH).unwrap_or_default();
    let here = weights.get(WIDTH..2 * WIDTH).unwrap_or_default();
    let after = weights.get(2 * WIDTH..TAPS * WIDTH).unwrap_or_default();
    output.clear();
    for (at, row) in input.iter().enumerate() {
        let mut sum = *bias;
        if let Some(row) = at.checked_sub(gap).and_then(|at| input.get(at)) {
            add_product(row, before, &mut sum);
        }
        add_product(row, here, &mut sum);
        if let Some(row) = input.get(at + gap) {
            add_product(row, after, &mut sum);
        }
        output.push(sum.map(|value| value.max(0.0)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_stand_at_the_gap() {
        let mut weights = vec![[0.0; WIDTH]; TAPS * WIDTH];
        weights[0][0] = 1.0;
        weights[2 * WIDTH][1] = 1.0;
        let input: Vec<Row> = (1..=4)
            .map(|value| std::array::from_fn(|_| value as f32))
            .collect();
        let mut output = Vec::new();
        convolve(&input, 2, &weights, &[0.5; WIDTH], &mut output);
        let firsts: Vec<[f32; 2]> = output.iter().map(|row| [row[0], row[1]]).collect();
        assert_eq!(firsts, [[0.5, 3.5], [0.5, 4.5], [1.5, 0.5], [2.5, 0.5]]);
    }

    #[test]
    fn what_is_negative_is_cut_off() {
        let mut output = Vec::new();
        convolve(
            &[[1.0; WIDTH]],
            1,
            &[[-1.0; WIDTH]; TAPS * WIDTH],
            &[0.0; WIDTH],
            &mut output,
        );
        assert_eq!(output, [[0.0; WIDTH]]);
    }
}
