//! How often spans of a given probability are right: a logistic curve for each kind.
//!
//! Platt, *Probabilistic outputs for support vector machines*, 1999; fitted with a small ridge towards the
//! curve that changes nothing, by steps with a bound of the curvature in its place, which always lead down
//! (Böhning 1992).

use rostra_tagger::tags::Kind;

/// How strongly the curve is held to slope 1 and shift 0.
const RIDGE: f64 = 5.0;
const STEPS: usize = 2000;

/// Fits a curve (slope, shift) for each kind to spans with their probability and whether they are right.
#[must_use]
pub fn fit(spans: &[(Kind, f32, bool)]) -> [(f32, f32); Kind::ALL.len()] {
    Kind::ALL.map(|kind| {
        let of_kind = spans.iter().filter(|span| span.0 == kind);
        let points: Vec<(f64, f64)> = of_kind
            .map(|(_, probability, right)| {
                let probability = f64::from(*probability).clamp(1e-6, 1.0 - 1e-6);
                (
                    (probability / (1.0 - probability)).ln(),
                    f64::from(u8::from(*right)),
                )
            })
            .collect();
        curve(&points)
    })
}

fn curve(points: &[(f64, f64)]) -> (f32, f32) {
    let (mut slope, mut shift) = (1.0, 0.0);
    let (mut h00, mut h01, mut h11) = (RIDGE, 0.0, RIDGE);
    for (odds, _) in points {
        h00 += 0.25 * odds * odds;
        h01 += 0.25 * odds;
        h11 += 0.25;
    }
    let determinant = h00 * h11 - h01 * h01;
    for _ in 0..STEPS {
        let (mut g0, mut g1) = (RIDGE * (slope - 1.0), RIDGE * shift);
        for (odds, right) in points {
            let value = 1.0 / (1.0 + (-(slope * odds + shift)).exp());
            let error = value - right;
            g0 += error * odds;
            g1 += error;
        }
        slope -= (h11 * g0 - h01 * g1) / determinant;
        shift -= (h00 * g1 - h01 * g0) / determinant;
    }
    (slope as f32, shift as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_that_is_too_sure_is_made_less_so() {
        let spans: Vec<_> = (0..1000).map(|n| (Kind::Title, 0.99, n % 10 < 7)).collect();
        let (slope, shift) = fit(&spans)[Kind::Title as usize];
        let odds = (0.99_f32 / 0.01).ln();
        let value = 1.0 / (1.0 + (-(slope * odds + shift)).exp());
        assert!((value - 0.7).abs() < 0.02, "{value}");
    }

    #[test]
    fn without_spans_nothing_changes() {
        assert_eq!(fit(&[]), [(1.0, 0.0); Kind::ALL.len()]);
    }
}
