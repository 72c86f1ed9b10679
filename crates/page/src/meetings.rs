//! People across releases, and who met whom.
//!
//! People of the same Latin name and state are taken for one. Two meet where both have a part in the same release; a release of `n` such people
//! gives each pair 1/(n-1), so that each person has 1 to share out and long lists of guests do not outweigh talks between two (Newman 2001,
//! "Scientific collaboration networks. II", equation 2).

use std::collections::BTreeMap;

use rostra_document::{NormalizedRecord, Role};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// People of a release whose pairs are counted, at most: beyond that it is a list, and pairs grow with the square.
const MOST: usize = 60;

/// Somebody, in all releases of a run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Known {
    /// The name in Latin letters as it first came.
    pub(crate) name: String,
    /// ISO 3166-1 alpha-3.
    pub(crate) country: Option<String>,
    /// Releases that name the person.
    pub(crate) releases: usize,
    /// Releases in which the person met somebody.
    pub(crate) met: usize,
}

impl Known {
    /// What stands for the person in links: the name and the state.
    pub(crate) fn key(&self) -> String {
        format!(
            "{}|{}",
            self.name,
            self.country.as_deref().unwrap_or_default()
        )
    }
}

/// Two who met, by their places in [`Meetings::people`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pair {
    /// The one that came first.
    pub(crate) one: usize,
    /// The other.
    pub(crate) other: usize,
    /// How much: see above.
    pub(crate) weight: f64,
    /// Releases that have both.
    pub(crate) releases: usize,
}

/// Everybody, and who met whom.
#[derive(Debug, Default)]
pub(crate) struct Meetings {
    people: Vec<Known>,
    places: BTreeMap<(String, Option<String>), usize>,
    pairs: BTreeMap<(usize, usize), (f64, usize)>,
}

impl Meetings {
    /// Takes note of a release's `records`; says where in [`Meetings::people`] each of them is.
    pub(crate) fn add(&mut self, records: &[NormalizedRecord]) -> Vec<usize> {
        let places: Vec<usize> = records.iter().map(|record| self.place(record)).collect();
        let mut named = places.clone();
        named.sort_unstable();
        named.dedup();
        for &place in &named {
            if let Some(known) = self.people.get_mut(place) {
                known.releases += 1;
            }
        }
        let with_part = records.iter().zip(&places);
        let mut present: Vec<usize> = with_part
            .filter(|(record, _)| record.role != Role::Mentioned)
            .map(|(_, &place)| place)
            .collect();
        present.sort_unstable();
        present.dedup();
        if (2..=MOST).contains(&present.len()) {
            self.meet(&present);
        }
        places
    }

    fn place(&mut self, record: &NormalizedRecord) -> usize {
        let key = (folded(&record.name_latin), record.country.clone());
        let next = self.people.len();
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.people.push(Known {
                name: crate::words::cut(&record.name_latin, 200),
                country: record.country.clone(),
                releases: 0,
                met: 0,
            });
        }
        place
    }

    fn meet(&mut self, present: &[usize]) {
        let weight = 1.0 / (present.len() - 1) as f64;
        for (at, &one) in present.iter().enumerate() {
            if let Some(known) = self.people.get_mut(one) {
                known.met += 1;
            }
            for &other in present.get(at + 1..).unwrap_or_default() {
                let (sum, releases) = self.pairs.entry((one, other)).or_default();
                *sum += weight;
                *releases += 1;
            }
        }
    }

    /// Everybody, in the order of first mention.
    pub(crate) fn people(&self) -> &[Known] {
        &self.people
    }

    /// The strongest pairs of at most `most` people, strongest first, and all pairs between these people.
    pub(crate) fn strongest(&self, most: usize) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = self
            .pairs
            .iter()
            .map(|(&(one, other), &(weight, releases))| Pair {
                one,
                other,
                weight,
                releases,
            })
            .collect();
        let met = |place: usize| self.people.get(place).map_or(0, |known| known.met);
        let busy = |pair: &Pair| met(pair.one) + met(pair.other);
        pairs.sort_by(|a, b| {
            b.weight
                .total_cmp(&a.weight)
                .then_with(|| busy(b).cmp(&busy(a)))
                .then_with(|| (a.one, a.other).cmp(&(b.one, b.other)))
        });
        let mut chosen = std::collections::BTreeSet::new();
        for pair in &pairs {
            let new = [pair.one, pair.other]
                .iter()
                .filter(|place| !chosen.contains(*place))
                .count();
            if chosen.len() + new <= most {
                chosen.extend([pair.one, pair.other]);
            }
            if chosen.len() == most {
                break;
            }
        }
        pairs.retain(|pair| chosen.contains(&pair.one) && chosen.contains(&pair.other));
        pairs
    }
}

/// A name without case and marks, as one that is looked for.
fn folded(name: &str) -> String {
    let letters = name.nfkd().filter(|c| !is_combining_mark(*c));
    let lower: String = letters.flat_map(char::to_lowercase).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::person;

    fn with(name: &str, country: Option<&str>, role: Role) -> NormalizedRecord {
        NormalizedRecord {
            country: country.map(str::to_owned),
            role,
            ..person(name)
        }
    }

    #[test]
    fn people_meet_where_both_have_a_part() {
        let mut meetings = Meetings::default();
        let [anna, bo, cem] = [
            with("Ana Núñez", Some("ESP"), Role::Speaker),
            with("Bo Li", Some("CHN"), Role::Participant),
            with("Cem Kaya", None, Role::Mentioned),
        ];
        assert_eq!(
            meetings.add(&[anna.clone(), bo.clone(), cem.clone()]),
            [0, 1, 2]
        );
        let again = with("ANA NUNEZ", Some("ESP"), Role::Chair);
        let elsewhere = with("Bo Li", Some("SGP"), Role::Chair);
        assert_eq!(meetings.add(&[elsewhere, again, bo]), [3, 0, 1]);
        let people = meetings.people();
        assert_eq!(
            people.iter().map(|p| p.releases).collect::<Vec<_>>(),
            [2, 2, 1, 1]
        );
        let strongest = meetings.strongest(2);
        assert_eq!(
            strongest,
            [Pair {
                one: 0,
                other: 1,
                weight: 1.5,
                releases: 2
            }]
        );
        assert_eq!(meetings.strongest(60).len(), 3);
    }

    #[test]
    fn long_lists_are_no_meetings() {
        let mut meetings = Meetings::default();
        let names: Vec<NormalizedRecord> = (0..=MOST)
            .map(|n| with(&format!("P{n}"), None, Role::Participant))
            .collect();
        meetings.add(&names);
        assert_eq!(meetings.strongest(60), []);
    }
}
