//! Endings of words, found by their last byte.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// Endings by their last byte, in the order given: a word is compared only with those that it can
/// have, for that is done for every word of a text.
#[derive(Clone, Debug, Default)]
pub struct Suffixes(FxHashMap<u8, Vec<CompactString>>);

impl Suffixes {
    /// Of `endings`; empty ones are left out.
    #[must_use]
    pub fn new(endings: impl IntoIterator<Item = CompactString>) -> Self {
        let mut by_last: FxHashMap<u8, Vec<CompactString>> = FxHashMap::default();
        for ending in endings {
            if let Some(last) = ending.as_bytes().last() {
                by_last.entry(*last).or_default().push(ending);
            }
        }
        Self(by_last)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `word` ends in one of them.
    #[must_use]
    pub fn end(&self, word: &str) -> bool {
        self.rests(word).next().is_some()
    }

    /// What remains of `word` without each ending that it has, in the order of the endings.
    pub fn rests<'w>(&'w self, word: &'w str) -> impl Iterator<Item = &'w str> {
        let own = word.as_bytes().last().and_then(|last| self.0.get(last));
        own.into_iter()
            .flatten()
            .filter_map(|ending| word.strip_suffix(ending.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::Suffixes;

    #[test]
    fn rests_come_in_the_order_of_the_endings() {
        let endings = Suffixes::new(["ого", "го", "у", ""].map(Into::into));
        for (word, rests) in [
            ("нового", vec!["нов", "ново"]),
            ("дому", vec!["дом"]),
            ("дом", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(endings.rests(word).collect::<Vec<_>>(), rests, "{word}");
            assert_eq!(endings.end(word), !rests.is_empty(), "{word}");
        }
        assert!(Suffixes::default().is_empty());
    }
}
