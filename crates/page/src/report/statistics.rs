//! What a run came to, counted for its pictures.

use std::collections::BTreeMap;

use rostra_document::Extraction;

use super::PageChange;
use super::time::Time;
use crate::pictures::Count;
use crate::words;

/// Steps of confidence.
const BANDS: usize = 10;

/// Counts of a run.
#[derive(Debug, Default)]
pub(crate) struct Statistics {
    pub(crate) releases: usize,
    pub(crate) people: usize,
    pub(crate) titles: usize,
    pub(crate) changed: usize,
    languages: BTreeMap<String, usize>,
    countries: BTreeMap<String, usize>,
    offices: BTreeMap<String, usize>,
    roles: BTreeMap<&'static str, usize>,
    time: Time,
    bands: [usize; BANDS],
    changes: BTreeMap<(String, String), usize>,
}

impl Statistics {
    pub(crate) fn add(&mut self, extraction: &Extraction, changes: &[PageChange]) {
        self.releases += 1;
        *self.languages.entry(extraction.lang.clone()).or_default() += 1;
        self.time.add(extraction.date.as_deref());
        for person in &extraction.people {
            self.people += 1;
            *self.roles.entry(person.role.as_str()).or_default() += 1;
            let country = person.country.clone().unwrap_or_default();
            *self.countries.entry(country).or_default() += 1;
            if let Some(count) = self.bands.get_mut(band(person.confidence)) {
                *count += 1;
            }
            self.titles += person.titles.len();
            let mut offices: Vec<&str> = person
                .titles
                .iter()
                .filter_map(|title| title.office.as_deref())
                .collect();
            offices.sort_unstable();
            offices.dedup();
            for office in offices {
                *self.offices.entry(office.to_owned()).or_default() += 1;
            }
        }
        self.changed += usize::from(!changes.is_empty());
        for change in changes {
            let key = (field(&change.path).to_owned(), extraction.lang.clone());
            *self.changes.entry(key).or_default() += 1;
        }
    }

    /// Releases by language, most first; labels are tags' names, links name the tag.
    pub(crate) fn languages(&self) -> Vec<Count> {
        let counts = self.languages.iter();
        ranked(counts.map(|(tag, count)| {
            (
                words::language(tag).to_owned(),
                "lang",
                tag.as_str(),
                *count,
            )
        }))
    }

    /// People by state, most first; those without come with the code `none`.
    pub(crate) fn countries(&self) -> Vec<Count> {
        ranked(
            self.countries
                .iter()
                .map(|(code, count)| match code.as_str() {
                    "" => ("no state".to_owned(), "country", NONE, *count),
                    code => (words::country(code).to_owned(), "country", code, *count),
                }),
        )
    }

    /// People by state, for a map.
    pub(crate) fn by_state(&self) -> BTreeMap<&str, usize> {
        let counts = self
            .countries
            .iter()
            .map(|(code, count)| (code.as_str(), *count));
        counts.filter(|(code, _)| !code.is_empty()).collect()
    }

    /// People by office, most first.
    pub(crate) fn offices(&self) -> Vec<Count> {
        let counts = self.offices.iter();
        ranked(counts.map(|(code, count)| (words::office(code), "office", code.as_str(), *count)))
    }

    /// People by role, most first.
    pub(crate) fn roles(&self) -> Vec<Count> {
        let counts = self.roles.iter();
        ranked(counts.map(|(&role, count)| (role.to_owned(), "role", role, *count)))
    }

    /// People by confidence, in tenths.
    pub(crate) fn bands(&self) -> Vec<Count> {
        let bands = self.bands.iter().enumerate();
        bands
            .map(|(band, &count)| {
                let (from, to) = (band as f64 / 10.0, (band + 1) as f64 / 10.0);
                // The last band has its upper end.
                let most = if band + 1 == BANDS { 1.0 } else { to - 0.01 };
                Count {
                    label: format!("{from:.1}–{to:.1}"),
                    count,
                    filters: vec![("min", format!("{from:.2}")), ("max", format!("{most:.2}"))],
                }
            })
            .collect()
    }

    /// Releases by when they were published.
    pub(crate) fn time(&self) -> &Time {
        &self.time
    }

    /// Changed fields by language: field, language, how many.
    pub(crate) fn changes(&self) -> impl Iterator<Item = (&str, &str, usize)> {
        let changes = self.changes.iter();
        changes.map(|((field, lang), count)| (field.as_str(), lang.as_str(), *count))
    }
}

/// What stands for no state in links.
const NONE: &str = "none";

fn ranked<'a>(counts: impl Iterator<Item = (String, &'static str, &'a str, usize)>) -> Vec<Count> {
    let mut counts: Vec<Count> = counts
        .map(|(label, name, value, count)| Count {
            label,
            count,
            filters: vec![(name, value.to_owned())],
        })
        .collect();
    counts.sort_by(|a, b| (b.count, &a.label).cmp(&(a.count, &b.label)));
    counts
}

fn band(confidence: f64) -> usize {
    // Of the two decimals that are shown.
    let hundredths = (confidence.clamp(0.0, 1.0) * 100.0).round() as usize;
    (hundredths / 10).min(BANDS - 1)
}

/// The field that a path ends with: `people[A.B].titles[C].status` is `status`, `people[A]` `people`.
fn field(path: &str) -> &str {
    let mut depth = 0_usize;
    let mut last = 0;
    for (at, c) in path.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '.' if depth == 0 => last = at + 1,
            _ => {}
        }
    }
    let end = path.get(last..).unwrap_or(path);
    end.split('[').next().unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_end_with_a_field() {
        for (path, last) in [
            (
                "people[Sar Kheng].titles[Minister of Interior].status",
                "status",
            ),
            ("people[A. B.]", "people"),
            ("people[A].titles[T]", "titles"),
            ("date", "date"),
            ("people[a]b].role", "role"),
            ("", ""),
        ] {
            assert_eq!(field(path), last, "{path}");
        }
    }

    #[test]
    fn bands_have_their_lower_end() {
        assert_eq!(
            [0.0, 0.09, 0.1, 0.3, 0.89, 0.9, 1.0].map(band),
            [0, 0, 1, 3, 8, 9, 9]
        );
    }
}
