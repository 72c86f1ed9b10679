//! The people found so far, by what they can be found by: parts of their names, their offices.
//!
//! A list of delegates may hold tens of thousands of names; comparing each with all before it
//! would take the square of that. What [`Register::candidates`] gives is never less than those
//! whose names [agree](NameParts::agrees), and rarely much more.

use std::collections::{BTreeMap, HashMap};

use compact_str::CompactString;

use crate::names::NameParts;
use crate::people::Person;

/// Letters that two forms of a word share at least: see [`NameParts::agrees`].
const STABLE: usize = 4;

/// People by the keys of their names.
#[derive(Debug, Default)]
pub struct Register {
    /// Every key to every person whose name has it.
    all: HashMap<CompactString, Vec<usize>>,
    /// One key a person, its rarest; every key where a name has initials, for those stand for words
    /// that have another key.
    lead: HashMap<CompactString, Vec<usize>>,
}

impl Register {
    /// Enters the name `parts` of person `person`; a person may have several.
    pub fn enter(&mut self, person: usize, parts: &NameParts) {
        let keys = keys(parts);
        if has_initials(parts) {
            for key in &keys {
                self.lead.entry(key.clone()).or_default().push(person);
            }
        } else if let Some(key) = self.rarest(&keys) {
            self.lead.entry(key.clone()).or_default().push(person);
        }
        for key in keys {
            self.all.entry(key).or_default().push(person);
        }
    }

    /// People whose name may agree with `parts`, the latest first.
    pub fn candidates(&self, parts: &NameParts) -> Vec<usize> {
        let keys = keys(parts);
        let every = has_initials(parts);
        let mut found: Vec<usize> = Vec::new();
        for key in &keys {
            let table = if every { &self.all } else { &self.lead };
            found.extend(table.get(key).into_iter().flatten());
        }
        // Of a longer name, all words of this one must be among its words: the rarest will do.
        let rarest = self.rarest(&keys).filter(|_| !every);
        found.extend(
            rarest
                .and_then(|key| self.all.get(key))
                .into_iter()
                .flatten(),
        );
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.dedup();
        found
    }

    fn rarest<'k>(&self, keys: &'k [CompactString]) -> Option<&'k CompactString> {
        keys.iter()
            .min_by_key(|key| self.all.get(*key).map_or(0, Vec::len))
    }
}

fn has_initials(parts: &NameParts) -> bool {
    !parts.ideographs && parts.parts.iter().any(|p| p.ends_with('.'))
}

/// What two names that agree have in common at least once: a word as far as its forms share it, a
/// pair of neighbouring ideographs.
fn keys(parts: &NameParts) -> Vec<CompactString> {
    if parts.ideographs && parts.parts.len() > 1 {
        let pairs = parts.parts.windows(2);
        return pairs.map(|pair| pair.concat().into()).collect();
    }
    let words = parts.parts.iter().filter(|p| !p.ends_with('.'));
    words
        .map(|word| {
            if word
                .chars()
                .next()
                .is_some_and(|c| ('а'..='ӿ').contains(&c))
            {
                word.chars().take(STABLE).collect()
            } else {
                word.clone()
            }
        })
        .collect()
}

/// Where the holders of an office are named, by the lemma of its head noun.
#[derive(Debug, Default)]
pub struct Holders<'a>(BTreeMap<&'a str, Vec<(usize, usize)>>);

impl<'a> Holders<'a> {
    /// Of `people`.
    pub fn of(people: &[Person<'a>]) -> Self {
        let mut places: BTreeMap<&'a str, Vec<(usize, usize)>> = BTreeMap::new();
        for (number, person) in people.iter().enumerate() {
            let titles = person.namings.iter().flat_map(|n| &n.titles);
            let mut heads: Vec<&'a str> = titles.map(|t| t.title.head.as_str()).collect();
            heads.sort_unstable();
            heads.dedup();
            for head in heads {
                let lines = person.namings.iter().map(|n| (n.line, number));
                places.entry(head).or_default().extend(lines);
            }
        }
        places.values_mut().for_each(|at| at.sort_unstable());
        Self(places)
    }

    /// The person last named up to line `line` who holds a title with the head noun `head`.
    /// Only those whom `fits` lets pass count.
    pub fn last(&self, head: &str, line: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let places = self.0.get(head)?;
        let before = places.partition_point(|(at, _)| *at <= line);
        let mut known = places
            .get(..before)?
            .iter()
            .rev()
            .map(|(_, person)| *person);
        known.find(|person| fits(*person))
    }
}

#[cfg(test)]
mod tests {
    use rostra_document::TextRange;

    use super::Register;
    use crate::names::NameParts;

    #[test]
    fn whoever_agrees_is_a_candidate() {
        let names = [
            (
                "en",
                "Joseph R. Biden; Biden; J. Biden; Joe Biden; R. Biden; J. R. Smith; Jo Smith; Smith; \
             Ursula von der Leyen; von der Leyen; Ana Leyen; Al Smith; Al; J.; Smith Joe Al",
            ),
            (
                "ru",
                "Сергей Лавров; С. В. Лавров; Лаврова; Лаврову; Сергея Лаврова; Сергей Сергеев; \
             Сергееву; Ан; Ким Ан; Ким; В. Ким",
            ),
            (
                "zh",
                "王毅; 王; 王小洪; 小洪; 谢尔盖拉夫罗夫; 拉夫罗夫; 夫罗; 李强; 李强王",
            ),
        ];
        for (language, list) in names {
            let pack = rostra_lexicon::pack(language).expect("it has a pack");
            let of = |name: &str| NameParts::of(name, TextRange::new(0, name.len()), pack);
            let all: Vec<NameParts> = list.split("; ").map(of).collect();
            for (at, new) in all.iter().enumerate() {
                let mut register = Register::default();
                let before = || all.iter().enumerate().filter(|(i, _)| *i != at);
                before().for_each(|(i, old)| register.enter(i, old));
                let candidates = register.candidates(new);
                for (i, old) in before().filter(|(_, old)| old.agrees(new)) {
                    assert!(candidates.contains(&i), "{old:?} {new:?}");
                }
            }
        }
    }
}
