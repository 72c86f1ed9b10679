//! Keys within a few edits of another, for a search in a finite-state map.

use fst::Automaton;

/// Accepts what insertions, deletions and replacements of at most `distance` bytes make of a key.
pub(super) struct Nearby<'k> {
    key: &'k [u8],
    distance: u8,
}

impl<'k> Nearby<'k> {
    pub(super) fn new(key: &'k str, distance: u8) -> Self {
        Self {
            key: key.as_bytes(),
            distance,
        }
    }
}

/// A state is a row of the table of edit distances: what has been read, against each beginning of
/// the key.
impl Automaton for Nearby<'_> {
    type State = Vec<u8>;

    fn start(&self) -> Vec<u8> {
        (0..=self.key.len())
            .map(|n| u8::try_from(n).unwrap_or(u8::MAX))
            .collect()
    }

    fn is_match(&self, row: &Vec<u8>) -> bool {
        row.last().is_some_and(|edits| *edits <= self.distance)
    }

    fn can_match(&self, row: &Vec<u8>) -> bool {
        row.iter().any(|edits| *edits <= self.distance)
    }

    fn accept(&self, row: &Vec<u8>, byte: u8) -> Vec<u8> {
        let mut next = Vec::with_capacity(row.len());
        let mut left = row.first().map_or(u8::MAX, |edits| edits.saturating_add(1));
        next.push(left);
        for (pair, letter) in row.windows(2).zip(self.key) {
            let &[before, above] = pair else { break };
            let replaced = before.saturating_add(u8::from(*letter != byte));
            left = replaced
                .min(above.saturating_add(1))
                .min(left.saturating_add(1));
            next.push(left);
        }
        next
    }
}
