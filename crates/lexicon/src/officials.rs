//! Who held high office in which state, as evidence where a text names an official alone.
//!
//! Newspapers write `Biden` and leave the state to the reader. The list is a finite-state map made
//! by the build out of `tables/officials.tsv`, searched where it lies in the program.

use std::sync::LazyLock;

use compact_str::CompactString;
use fst::{IntoStreamer, Map, Streamer};

use crate::key::fold;

/// Names of holders of high office, each with its state.
#[derive(Debug)]
pub struct Officials(Map<&'static [u8]>);

/// The state of an official.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// ISO 3166-1 alpha-3.
    pub state: CompactString,
    /// Whether it holds only where the document names the state: the name is less widely known.
    pub if_named: bool,
}

static EMBEDDED: LazyLock<Officials> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/officials.fst"));
    Officials(Map::new(bytes).expect("the build made it"))
});

/// Letters that a case may add to the stem of a name.
const ENDING: usize = 3;
/// Letters of a stem that are enough to look its forms up.
const STEM: usize = 3;

impl Officials {
    /// The list in the program.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The state of whom `name` names, in any order of its parts, without what stands between the
    /// first and the last. A family name, alone or after initials, counts only of holders of a
    /// high office (`high`). In a language with `cases` the words of `name` are stems.
    #[must_use]
    pub fn state(&self, name: &[&str], cases: bool, high: bool) -> Option<Held> {
        let words: Vec<CompactString> = name
            .iter()
            .flat_map(|w| w.split(['-', ' ']))
            .map(|w| fold(w.trim_end_matches(['.', ',']), false))
            .filter(|w| !w.is_empty())
            .collect();
        let find = |words: &[&CompactString]| self.find(words, "", cases);
        let all: Vec<&CompactString> = words.iter().collect();
        match all.as_slice() {
            [] => None,
            [one] => find(&[*one]).or_else(|| self.family(&[*one], cases, high)),
            [first, .., last] => find(&all)
                .or_else(|| find(&[*first, *last]))
                .or_else(|| find(&[*last, *first]))
                .or_else(|| find(&[all[1], *first]))
                .or_else(|| self.family(&all, cases, high)),
        }
    }

    /// The state of the only family of `words`, all others of which are initials.
    fn family(&self, words: &[&CompactString], cases: bool, high: bool) -> Option<Held> {
        let long: Vec<&CompactString> = words
            .iter()
            .copied()
            .filter(|w| w.chars().nth(1).is_some())
            .collect();
        let alone = long.len() == 1 || long.len() == words.len();
        (alone && (high || is_long_han(words))).then(|| self.find(&long, "~", cases))?
    }

    fn find(&self, words: &[&CompactString], mark: &str, cases: bool) -> Option<Held> {
        let key = format!("{mark}{}", join(words));
        match self.0.get(&key) {
            Some(value) => Some(held(value)),
            None if cases => self.find_stems(words, mark),
            None => None,
        }
    }

    /// The state of the first name whose words are those stems with endings.
    fn find_stems(&self, stems: &[&CompactString], mark: &str) -> Option<Held> {
        let first = stems.first().filter(|s| s.chars().count() >= STEM)?;
        let prefix = format!("{mark}{first}");
        let mut keys = self.0.range().ge(&prefix).into_stream();
        while let Some((key, value)) = keys.next() {
            let key = std::str::from_utf8(key).ok()?;
            let rest = key
                .strip_prefix(mark)
                .filter(|_| key.starts_with(&prefix))?;
            let mut words = rest.split(' ');
            let agrees = stems.iter().all(|stem| {
                words
                    .next()
                    .and_then(|word| word.strip_prefix(stem.as_str()))
                    .is_some_and(|ending| ending.chars().count() <= ENDING)
            });
            if agrees && words.next().is_none() {
                return Some(held(value));
            }
        }
        None
    }
}

/// Whether the name is one word of three Han characters or more, which is hardly anyone else's.
fn is_long_han(words: &[&CompactString]) -> bool {
    let [word] = words else { return false };
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    word.chars().nth(2).is_some() && word.chars().all(han)
}

fn join(words: &[&CompactString]) -> String {
    let words: Vec<&str> = words.iter().map(|w| w.as_str()).collect();
    words.join(" ")
}

/// Unpacks what the build packed: three letters and whether the name is less widely known.
fn held(value: u64) -> Held {
    let bytes = value.to_be_bytes();
    let state = bytes.iter().skip(5).map(|b| char::from(*b)).collect();
    Held {
        state,
        if_named: bytes[4] == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::Officials;

    fn state(name: &str, cases: bool, high: bool) -> Option<String> {
        let words: Vec<&str> = name.split(' ').collect();
        let found = Officials::embedded().state(&words, cases, high);
        found.map(|held| held.state.to_string())
    }

    #[test]
    fn leaders_are_known_by_full_name_in_any_order_and_script() {
        for (name, code) in [
            ("Nelson Mandela", "ZAF"),
            ("Mandela Nelson", "ZAF"),
            ("Kassym-Jomart Tokayev", "KAZ"),
            ("Вацлав Гавел", ""),
            ("Xi Jinping", "CHN"),
            ("عبدالعزيز بوتفليقة", "DZA"),
        ] {
            let found = state(name, false, false).unwrap_or_default();
            assert_eq!(found, code, "{name}");
        }
    }

    #[test]
    fn a_family_name_alone_needs_a_high_office() {
        for (name, high, code) in [
            ("Merkel", true, Some("DEU")),
            ("A. Merkel", true, Some("DEU")),
            ("Merkel", false, None),
            ("Petra Merkel", true, None),
            ("Xi", true, Some("CHN")),
            ("默克尔", false, Some("DEU")),
            ("普京", false, None),
        ] {
            assert_eq!(state(name, false, high).as_deref(), code, "{name}");
        }
    }

    #[test]
    fn stems_find_the_nominative() {
        for name in ["Меркел", "Ангел Меркел", "Зеленск"] {
            assert!(state(name, true, true).is_some(), "{name}");
        }
        assert_eq!(state("Ме", true, true), None);
        assert_eq!(state("", true, true), None);
    }
}
