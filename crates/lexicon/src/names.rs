//! Names of people, as evidence: a word that is in a list is likelier a name, nothing more.
//!
//! The lists are finite-state sets made by the build out of `tables/given_names.txt` and
//! `tables/family_names.txt`, searched where they lie in the program.

use std::sync::LazyLock;

use fst::Set;
use rustc_hash::FxHashMap;

/// Given and family names of the world, as single folded words.
#[derive(Debug)]
pub struct NameLexicon {
    given: Set<&'static [u8]>,
    family: Set<&'static [u8]>,
    surnames: FxHashMap<&'static str, u8>,
}

static EMBEDDED: LazyLock<NameLexicon> = LazyLock::new(|| NameLexicon {
    given: set(include_bytes!(concat!(env!("OUT_DIR"), "/given_names.fst"))),
    family: set(include_bytes!(concat!(
        env!("OUT_DIR"),
        "/family_names.fst"
    ))),
    surnames: include_str!("../tables/surnames_han.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .filter_map(|word| Some((word, u8::try_from(word.chars().count()).ok()?)))
        .collect(),
});

fn set(bytes: &'static [u8]) -> Set<&'static [u8]> {
    Set::new(bytes).expect("the build made it")
}

impl NameLexicon {
    /// The names in the program.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Whether `key`, folded without marks, is a given name somewhere.
    #[must_use]
    pub fn given(&self, key: &str) -> bool {
        self.given.contains(key)
    }

    /// Whether `key`, folded without marks, is a family name somewhere.
    #[must_use]
    pub fn family(&self, key: &str) -> bool {
        self.family.contains(key)
    }

    /// The number of characters of `word` where it is, whole, a Chinese surname in simplified
    /// characters: 1 for a single one (`王`), 2 for a compound one (`欧阳`).
    #[must_use]
    pub fn han_surname(&self, word: &str) -> Option<u8> {
        self.surnames.get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::NameLexicon;
    use crate::key::fold;

    #[test]
    fn knows_names_of_many_scripts() {
        let names = NameLexicon::embedded();
        for word in ["Ahmed", "Sándor", "Владимир", "محمد", "Marie"] {
            assert!(names.given(&fold(word, false)), "{word}");
        }
        for word in ["Pintér", "Колокольцев", "Smith", "García"] {
            assert!(names.family(&fold(word, false)), "{word}");
        }
    }

    #[test]
    fn everyday_words_are_no_names() {
        let names = NameLexicon::embedded();
        for word in [
            "minister",
            "will",
            "министр",
            "france",
            "وزير",
            "lunes",
            "para",
        ] {
            assert!(!names.given(word) && !names.family(word), "{word}");
        }
    }

    #[test]
    fn surnames_count_their_characters() {
        let names = NameLexicon::embedded();
        for (word, length) in [
            ("王", Some(1)),
            ("欧阳", Some(2)),
            ("主席", None),
            ("", None),
        ] {
            assert_eq!(names.han_surname(word), length, "{word}");
        }
    }
}
