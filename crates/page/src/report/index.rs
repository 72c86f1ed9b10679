//! What filters and the search look at, as one compact JSON.

use std::collections::BTreeMap;

use rostra_document::{Extraction, NormalizedRecord};
use serde::Serialize;

use crate::meetings::Known;
use crate::view::headline;
use crate::words::cut;

/// Code points of a headline or name that are searched, at most.
const LONGEST: usize = 300;

/// Strings by number, so that each stands in the page once.
#[derive(Debug, Default)]
struct Table {
    numbers: BTreeMap<String, usize>,
    all: Vec<String>,
}

impl Table {
    fn number(&mut self, word: &str) -> usize {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.all.len();
        self.numbers.insert(word.to_owned(), number);
        self.all.push(word.to_owned());
        number
    }
}

/// A release: language, day, id, whether it has changed, words to search, people.
#[derive(Debug, Serialize)]
struct Row(usize, String, String, u8, String, Vec<Person>);

/// A person: number in [`Known`]s, country, role, hundredths of confidence, offices, name.
#[derive(Debug, Serialize)]
struct Person(usize, usize, usize, u32, Vec<usize>, String);

/// All releases.
#[derive(Debug, Default)]
pub(crate) struct Index {
    languages: Table,
    countries: Table,
    offices: Table,
    roles: Table,
    rows: Vec<Row>,
}

/// [`Index`] as it stands in the page.
#[derive(Serialize)]
struct Page<'a> {
    languages: &'a [String],
    countries: &'a [String],
    offices: &'a [String],
    roles: &'a [String],
    people: Vec<String>,
    releases: &'a [Row],
}

impl Index {
    /// How many releases there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Takes a release in; `people` says where each of its people stands among all of them.
    pub(crate) fn add(&mut self, extraction: &Extraction, people: &[usize], changed: bool) {
        let mut words = vec![cut(headline(extraction), LONGEST), extraction.id.clone()];
        for person in &extraction.people {
            words.push(cut(&person.name, LONGEST));
            words.push(cut(&person.name_latin, LONGEST));
            words.extend(person.titles.iter().map(|title| cut(&title.text, LONGEST)));
            words.extend(person.organization.iter().map(|body| cut(body, LONGEST)));
        }
        words.dedup();
        let records = extraction.people.iter().zip(people);
        let people = records
            .map(|(record, &known)| self.person(record, known))
            .collect();
        let row = Row(
            self.languages.number(&extraction.lang),
            extraction.date.clone().unwrap_or_default(),
            extraction.id.clone(),
            u8::from(changed),
            words.join("\n"),
            people,
        );
        self.rows.push(row);
    }

    fn person(&mut self, record: &NormalizedRecord, known: usize) -> Person {
        let mut offices: Vec<usize> = record
            .titles
            .iter()
            .filter_map(|title| Some(self.offices.number(title.office.as_deref()?)))
            .collect();
        offices.sort_unstable();
        offices.dedup();
        Person(
            known,
            self.countries
                .number(record.country.as_deref().unwrap_or_default()),
            self.roles.number(record.role.as_str()),
            (record.confidence.clamp(0.0, 1.0) * 100.0).round() as u32,
            offices,
            cut(&record.name, LONGEST),
        )
    }

    /// What stands in the page.
    pub(crate) fn page<'a>(&'a self, people: &[Known]) -> impl Serialize + 'a {
        Page {
            languages: &self.languages.all,
            countries: &self.countries.all,
            offices: &self.offices.all,
            roles: &self.roles.all,
            people: people.iter().map(Known::key).collect(),
            releases: &self.rows,
        }
    }
}
