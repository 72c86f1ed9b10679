//! How long documents took.

use std::time::Duration;

/// Documents whose times are kept with their places: the slowest.
const SLOWEST: usize = 10;

/// Neighbouring steps of the scale differ by this factor, so a share of the documents is known within two in a hundred of its time.
const STEP: f64 = 1.02;

/// Times of any number of documents, on a scale of steps that grow with the time.
#[derive(Default)]
pub(crate) struct Times {
    steps: Vec<u64>,
    count: u64,
    total: Duration,
    slowest: Vec<(Duration, String)>,
}

impl Times {
    /// Counts a document, found at `place`, that took `time` of one worker.
    pub(crate) fn add(&mut self, time: Duration, place: &str) {
        let step = step(time);
        if self.steps.len() <= step {
            self.steps.resize(step + 1, 0);
        }
        if let Some(count) = self.steps.get_mut(step) {
            *count += 1;
        }
        self.count += 1;
        self.total += time;
        // Of equals the first stays.
        let at = self.slowest.partition_point(|&(slower, _)| slower >= time);
        if at < SLOWEST {
            self.slowest.insert(at, (time, place.to_owned()));
            self.slowest.truncate(SLOWEST);
        }
    }

    /// The slowest documents, slowest first.
    pub(crate) fn slowest(&self) -> &[(Duration, String)] {
        &self.slowest
    }

    /// The mean time in seconds; `None` where there is no document.
    pub(crate) fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.total.as_secs_f64() / self.count as f64)
    }

    /// Seconds within which `share` (0 to 1) of the documents were done; `None` where there are none.
    pub(crate) fn within(&self, share: f64) -> Option<f64> {
        let longest = self.slowest.first()?.0.as_secs_f64();
        let wanted = (share * self.count as f64).ceil().max(1.0) as u64;
        let mut counted = 0;
        let at = self.steps.iter().position(|count| {
            counted += count;
            counted >= wanted
        });
        let end = at.map_or(longest, |at| STEP.powf(at as f64 + 1.0) / 1e6);
        Some(end.min(longest))
    }
}

/// The step of the scale that `time` falls on.
fn step(time: Duration) -> usize {
    let micros = (time.as_secs_f64() * 1e6).max(1.0);
    (micros.ln() / STEP.ln()) as usize
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Times;

    #[test]
    fn shares_and_slowest() {
        let mut times = Times::default();
        assert_eq!((times.mean(), times.within(0.5)), (None, None));
        for n in 1..=1000_u64 {
            times.add(Duration::from_millis(n), &n.to_string());
        }
        for (share, seconds) in [(0.0, 0.001), (0.5, 0.5), (0.99, 0.99), (1.0, 1.0)] {
            let within = times.within(share).unwrap();
            assert!((within / seconds - 1.0).abs() < 0.021, "{share}: {within}");
        }
        assert!((times.mean().unwrap() - 0.5005).abs() < 1e-9);
        let places: Vec<&str> = times.slowest().iter().map(|(_, p)| p.as_str()).collect();
        assert_eq!(places.len(), 10);
        assert_eq!((places[0], places[9]), ("1000", "991"));
        times.add(Duration::from_millis(1000), "later");
        assert_eq!(times.slowest()[1].1, "later");
        times.add(Duration::ZERO, "none");
        assert_eq!(times.within(0.0), Some(1.02e-6));
    }
}
