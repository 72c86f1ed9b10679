//! Whether confidences mean what they say: predictions by confidence, with the share that is right.

/// Width of a bin is one tenth.
const BINS: usize = 10;

/// Predictions of one range of confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// Predictions.
    pub predicted: usize,
    /// Those that are right.
    pub right: usize,
    /// Sum of their confidences.
    pub sum: f64,
}

impl Bin {
    /// Mean confidence.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        if self.predicted == 0 {
            0.0
        } else {
            self.sum / self.predicted as f64
        }
    }

    /// Share that is right.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        if self.predicted == 0 {
            0.0
        } else {
            self.right as f64 / self.predicted as f64
        }
    }
}

/// Ten bins of confidence, 0.0 to 0.1 first; 1.0 belongs to the last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reliability {
    bins: [Bin; BINS],
}

impl Reliability {
    /// Counts a prediction; one without a confidence does not count.
    pub fn add(&mut self, confidence: Option<f64>, right: bool) {
        let Some(confidence) = confidence.filter(|c| (0.0..=1.0).contains(c)) else {
            return;
        };
        // A hundredth of slack: 0.7 times ten is a little less than seven.
        let at = ((confidence * BINS as f64 + 1e-9) as usize).min(BINS - 1);
        if let Some(bin) = self.bins.get_mut(at) {
            bin.predicted += 1;
            bin.right += usize::from(right);
            bin.sum += confidence;
        }
    }

    /// The bins, lowest confidence first, with the bin's lower border.
    pub fn bins(&self) -> impl Iterator<Item = (f64, &Bin)> {
        self.bins
            .iter()
            .enumerate()
            .map(|(at, bin)| (at as f64 / BINS as f64, bin))
    }

    /// Expected calibration error: distance of confidence and accuracy, weighted by bin (Naeini
    /// et al., 2015).
    #[must_use]
    pub fn calibration_error(&self) -> f64 {
        let all: usize = self.bins.iter().map(|bin| bin.predicted).sum();
        let weighted = |bin: &Bin| {
            (bin.confidence() - bin.accuracy()).abs() * bin.predicted as f64 / all as f64
        };
        if all == 0 {
            0.0
        } else {
            self.bins.iter().map(weighted).sum()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reliability;

    #[test]
    fn confidences_fall_into_tenths() {
        let mut table = Reliability::default();
        for (confidence, right) in [
            (Some(0.7), true),
            (Some(0.79), false),
            (Some(1.0), true),
            (None, true),
            (Some(7.0), true),
        ] {
            table.add(confidence, right);
        }
        let filled: Vec<_> = table.bins().filter(|(_, bin)| bin.predicted > 0).collect();
        assert_eq!(filled.len(), 2);
        assert_eq!(
            (filled[0].0, filled[0].1.predicted, filled[0].1.right),
            (0.7, 2, 1)
        );
        assert_eq!(filled[1].1.accuracy(), 1.0);
        assert!((table.calibration_error() - 0.49 / 3.0).abs() < 1e-9);
    }
}
