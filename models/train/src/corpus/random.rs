//! Random choices among what the corpus is made of.

use crate::random;

/// The generator of [`random`], a stream of its own for each purpose.
#[derive(Clone, Debug)]
pub struct Random(random::Random);

impl Random {
    /// A generator for `seed` and what the numbers are for, so that one language's numbers do not depend
    /// on how many another has taken.
    #[must_use]
    pub fn new(seed: u64, purpose: &str) -> Self {
        Self(random::Random::new(seed ^ hash(purpose)))
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0.draw()
    }

    /// A number below `bound`; 0 where that is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        // The bias is below 2^-40 for all our lists.
        let bound = bound.max(1) as u64;
        usize::try_from(self.number() % bound).unwrap_or(0)
    }

    /// Whether something happens that does so `percent` times of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`; `None` of none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let index = self.below(items.len());
        items.get(index)
    }

    /// One character of `letters`, as a string that may be empty.
    pub fn letter(&mut self, letters: &[&'static str]) -> &'static str {
        self.pick(letters).copied().unwrap_or_default()
    }
}

/// A hash that stays what it is (FNV-1a, then mixed so that all bits count).
#[must_use]
pub fn hash(text: &str) -> u64 {
    let fnv = text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    random::mix(fnv)
}

/// Whether `key` is in the tenth that is kept apart.
#[must_use]
pub fn in_tenth(key: &str) -> bool {
    hash(key).is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_numbers_in_every_run() {
        let mut random = Random::new(1, "ru");
        let numbers: Vec<_> = (0..4).map(|_| random.below(100)).collect();
        let mut again = Random::new(1, "ru");
        assert_eq!(
            numbers,
            (0..4).map(|_| again.below(100)).collect::<Vec<_>>()
        );
        let mut other = Random::new(1, "uk");
        assert_ne!(
            numbers,
            (0..4).map(|_| other.below(100)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_tenth_is_a_tenth() {
        let kept = (0..10_000)
            .filter(|n| in_tenth(&format!("set/{n}")))
            .count();
        assert!((900..1100).contains(&kept), "{kept}");
    }
}
