//! Light stemming: endings and article prefixes are cut from text and lexicon alike.
//!
//! The method of Porter's "remove the longest suffix that leaves a stem" in its simplest form,
//! with the endings as data of the language pack. Two words that share a stem are one entry.

use compact_str::CompactString;
use rustc_hash::FxHashSet;

use crate::key::fold;
use crate::suffixes::Suffixes;

/// Cuts endings and article prefixes.
#[derive(Clone, Debug, Default)]
pub struct Stemmer {
    endings: Suffixes,
    prefixes: Vec<CompactString>,
    unchanged: FxHashSet<CompactString>,
    min_stem: usize,
}

impl Stemmer {
    /// A stemmer for `endings` and article `prefixes`, leaving at least `min_stem` letters.
    #[must_use]
    pub fn new(endings: &[String], prefixes: &[String], min_stem: usize, keep_marks: bool) -> Self {
        let sorted = |list: &[String]| {
            let mut list: Vec<CompactString> = list.iter().map(|e| fold(e, keep_marks)).collect();
            list.sort_by_key(|e| std::cmp::Reverse(e.chars().count()));
            list
        };
        Self {
            endings: Suffixes::new(sorted(endings)),
            prefixes: sorted(prefixes),
            unchanged: FxHashSet::default(),
            min_stem: min_stem.max(2),
        }
    }

    /// The same stemmer, which leaves the folded `words` as they are.
    #[must_use]
    pub fn leaving(mut self, words: impl IntoIterator<Item = CompactString>) -> Self {
        self.unchanged.extend(words);
        self
    }

    /// Whether the folded word is left as it is.
    #[must_use]
    pub fn leaves(&self, key: &str) -> bool {
        self.unchanged.contains(key)
    }

    /// The stem of a folded word.
    #[must_use]
    pub fn stem(&self, key: &CompactString) -> CompactString {
        let mut stem: &str = key;
        if key.ends_with('.') || self.unchanged.contains(key) {
            return key.clone();
        }
        for prefix in &self.prefixes {
            if let Some(rest) = stem.strip_prefix(prefix.as_str())
                && long_enough(rest, self.min_stem)
            {
                stem = rest;
                break;
            }
        }
        if self.unchanged.contains(stem) {
            return CompactString::from(stem);
        }
        let mut rests = self.endings.rests(stem);
        let cut = rests.find(|rest| long_enough(rest, self.min_stem));
        CompactString::from(cut.unwrap_or(stem))
    }
}

fn long_enough(text: &str, letters: usize) -> bool {
    text.chars().nth(letters - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::Stemmer;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let russian: Vec<String> = [
            "ого", "ому", "ым", "ый", "ых", "ые", "а", "у", "ом", "е", "ы", "ов",
        ]
        .map(String::from)
        .into();
        let stemmer = Stemmer::new(&russian, &[], 4, false);
        for form in ["министр", "министра", "министром", "министры", "министров"]
        {
            assert_eq!(stemmer.stem(&form.into()), "министр");
        }
        assert_eq!(stemmer.stem(&"дом".into()), "дом");
        let stemmer = stemmer.leaving(["после".into()]);
        assert_eq!(stemmer.stem(&"посла".into()), "посл");
        assert_eq!(stemmer.stem(&"после".into()), "после");
        let arabic = Stemmer::new(&[], &["ال".into()], 3, false);
        assert_eq!(arabic.stem(&"الخارجيه".into()), "خارجيه");
        assert_eq!(arabic.stem(&"الى".into()), "الى");
    }
}
