//! Gold against prediction, as the annotation guideline scores them.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use crate::gold::{Annotated, Person, Title};
use crate::pairing::{pair_people, pair_titles};
use crate::reliability::Reliability;
use crate::tally::Tally;

/// A person that is not as the gold has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    /// The document.
    pub id: String,
    /// `missed`, `extra` or `differs`.
    pub kind: &'static str,
    /// The person.
    pub name: String,
    /// Titles, or both sides where they differ.
    pub detail: Value,
}

/// The figures of a run.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    /// By language, `und` where the gold names none.
    pub languages: BTreeMap<String, Tally>,
    /// Over all documents.
    pub total: Tally,
    /// People not as the gold has them, in the order of the gold.
    pub misses: Vec<Miss>,
    /// Documents of the gold without a prediction.
    pub lost: Vec<String>,
    /// Confidence of people against whole records right.
    pub people: Reliability,
    /// Confidence of titles against titles found in the gold.
    pub titles: Reliability,
}

/// Scores `predicted` against `gold`; documents that only the prediction has do not count.
#[must_use]
pub fn evaluate(gold: &[Annotated], predicted: &[Annotated]) -> Evaluation {
    let by_id: HashMap<&str, &Annotated> = predicted.iter().map(|d| (d.id.as_str(), d)).collect();
    let mut out = Evaluation::default();
    for document in gold {
        let people = match by_id.get(document.id.as_str()) {
            Some(found) => found.people.as_slice(),
            None => {
                out.lost.push(document.id.clone());
                &[]
            }
        };
        let one = out.document(document, people);
        let language = document.lang.clone().unwrap_or_else(|| "und".to_owned());
        *out.languages.entry(language).or_default() += one;
        out.total += one;
    }
    out
}

impl Evaluation {
    fn document(&mut self, gold: &Annotated, predicted: &[Person]) -> Tally {
        let pairs = pair_people(&gold.people, predicted);
        let gold_of: HashMap<usize, usize> = pairs.iter().map(|&(i, j)| (j, i)).collect();
        let predicted_of: HashMap<usize, usize> = pairs.into_iter().collect();
        let mut tally = Tally {
            documents: 1,
            ..Tally::default()
        };
        for (j, person) in predicted.iter().enumerate() {
            let paired = gold_of.get(&j).and_then(|&i| gold.people.get(i));
            if paired.is_some_and(|person| person.optional) {
                continue;
            }
            tally.predict(person);
            if paired.is_none() {
                self.extra(&gold.id, person);
            }
        }
        for (i, person) in gold.people.iter().enumerate().filter(|(_, p)| !p.optional) {
            tally.expect(person);
            match predicted_of.get(&i).and_then(|&j| predicted.get(j)) {
                Some(found) => self.compare(&gold.id, person, found, &mut tally),
                None => self.miss(&gold.id, "missed", &person.name, texts(&person.titles)),
            }
        }
        tally
    }

    fn extra(&mut self, id: &str, person: &Person) {
        self.people.add(person.confidence, false);
        person
            .titles
            .iter()
            .for_each(|title| self.titles.add(title.confidence, false));
        self.miss(id, "extra", &person.name, texts(&person.titles));
    }

    fn compare(&mut self, id: &str, gold: &Person, found: &Person, tally: &mut Tally) {
        let hits = pair_titles(&gold.titles, &found.titles);
        let country = filled(&gold.country) == filled(&found.country);
        let whole = country && hits.len() == gold.titles.len() && hits.len() == found.titles.len();
        tally.people.right += 1;
        tally.titles.right += hits.len();
        tally.record.right += usize::from(whole);
        tally.spoke.right += usize::from(spoke(gold) && spoke(found));
        tally.country.add(country);
        tally.role.add(gold.role == found.role);
        tally.mode.add(gold.mode == found.mode);
        for &(i, j) in &hits {
            let status =
                |titles: &[Title], at: usize| titles.get(at).and_then(|t| t.status.clone());
            tally
                .status
                .add(status(&gold.titles, i) == status(&found.titles, j));
        }
        self.people.add(found.confidence, whole);
        for (j, title) in found.titles.iter().enumerate() {
            self.titles
                .add(title.confidence, hits.iter().any(|&(_, hit)| hit == j));
        }
        if !whole {
            let detail = json!({
                "gold": texts(&gold.titles), "pred": texts(&found.titles),
                "gold_country": gold.country, "pred_country": found.country,
            });
            self.miss(id, "differs", &gold.name, detail);
        }
    }

    fn miss(&mut self, id: &str, kind: &'static str, name: &str, detail: Value) {
        self.misses.push(Miss {
            id: id.to_owned(),
            kind,
            name: name.to_owned(),
            detail,
        });
    }
}

impl Tally {
    fn predict(&mut self, person: &Person) {
        self.people.predicted += 1;
        self.record.predicted += 1;
        self.titles.predicted += person.titles.len();
        self.spoke.predicted += usize::from(spoke(person));
    }

    fn expect(&mut self, person: &Person) {
        self.people.gold += 1;
        self.record.gold += 1;
        self.titles.gold += person.titles.len();
        self.spoke.gold += usize::from(spoke(person));
    }
}

fn spoke(person: &Person) -> bool {
    matches!(person.role.as_deref(), Some("keynote" | "speaker"))
}

/// An empty string is no value.
fn filled(value: &Option<String>) -> Option<&str> {
    value.as_deref().filter(|value| !value.is_empty())
}

fn texts(titles: &[Title]) -> Value {
    titles.iter().map(|title| title.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::evaluate;
    use crate::gold::{Annotated, read};

    fn documents(people: &str) -> Vec<Annotated> {
        let line = format!(r#"{{"id":"a","lang":"en","people":[{people}]}}"#);
        read(line.replace('\n', " ").as_bytes()).expect("it is JSON")
    }

    #[test]
    fn a_record_needs_every_title_and_the_country() {
        let gold = documents(
            r#"{"name":"Sar Kheng","titles":[{"text":"Deputy Prime Minister"},{"text":"Minister of Interior"}],
                "country":"KHM","role":"speaker"},
               {"name":"Li Qiang","optional":true},
               {"name":"To Lam","country":"VNM","role":"participant"}"#,
        );
        let predicted = documents(
            r#"{"name":"SAR KHENG","titles":[{"text":"Minister of the Interior"}],"country":"KHM","role":"keynote"},
               {"name":"Qiang Li"},
               {"name":"To Lam","country":"VNM","role":"participant"},
               {"name":"Somebody Else","titles":[{"text":"Mayor"}]}"#,
        );
        let figures = evaluate(&gold, &predicted);
        let total = figures.total;
        assert_eq!(
            (
                total.people.right,
                total.people.predicted,
                total.people.gold
            ),
            (2, 3, 2)
        );
        assert_eq!(
            (
                total.titles.right,
                total.titles.predicted,
                total.titles.gold
            ),
            (1, 2, 2)
        );
        assert_eq!((total.record.right, total.country.right), (1, 2));
        assert_eq!((total.role.right, total.spoke.right), (1, 1));
        let kinds: Vec<_> = figures.misses.iter().map(|miss| miss.kind).collect();
        assert_eq!(kinds, ["extra", "differs"]);
    }

    #[test]
    fn a_document_without_prediction_is_lost() {
        let figures = evaluate(&documents(r#"{"name":"A"}"#), &[]);
        assert_eq!(figures.lost, ["a"]);
        assert_eq!(figures.total.people.gold, 1);
    }
}
