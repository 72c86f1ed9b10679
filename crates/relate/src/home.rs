//! The state that officials without a stated country act for.
//!
//! Announcements of a ministry do not say its own country; the document does: by its publisher, by
//! the state that its heading and first sentences name, by the one it names most.

use std::collections::BTreeMap;

use compact_str::CompactString;
use rostra_document::{CountryForm, Detail, Document, TextRange};
use rostra_lexicon::{Class, Value};

use crate::Lines;
use crate::people::Person;

/// What the document lets infer.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// ISO 3166-1 alpha-3.
    pub country: Option<CompactString>,
    /// The words that say so, if any.
    pub range: Option<TextRange>,
    /// The rule.
    pub rule: &'static str,
    /// How sure it is.
    pub score: f32,
}

impl Home {
    /// Infers the home country of `document`.
    pub fn of(document: &Document, lines: &Lines, people: &[Person], given: Option<&str>) -> Self {
        if let Some(code) = given {
            return Self {
                country: Some(code.into()),
                range: None,
                rule: "home.option",
                score: 0.9,
            };
        }
        if let Some(code) = publisher_country(document) {
            return Self {
                country: Some(code),
                range: None,
                rule: "home.publisher",
                score: 0.85,
            };
        }
        let mut votes: BTreeMap<CompactString, f32> = BTreeMap::new();
        let mut words: BTreeMap<CompactString, TextRange> = BTreeMap::new();
        for (at, line) in lines.iter().enumerate() {
            let early = if at < 4 { 2.0 } else { 1.0 };
            for (code, form, range) in states(line) {
                let weight = match form {
                    CountryForm::StateBody | CountryForm::Short => 1.5,
                    CountryForm::Name
                    | CountryForm::Adjective
                    | CountryForm::Capital
                    | CountryForm::Place => 1.0,
                };
                *votes.entry(code.clone()).or_default() += weight * early;
                words.entry(code).or_insert(range);
            }
        }
        let _ = people;
        if let Some(prior) = lines
            .first()
            .and_then(|l| l.pack.source.writing.home.clone())
        {
            *votes.entry(prior.into()).or_default() += 2.5;
        }
        let total: f32 = votes.values().sum();
        let best = votes
            .into_iter()
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        match best {
            Some((code, weight)) => {
                let share = weight / total.max(1.0);
                Self {
                    range: words.get(&code).copied(),
                    country: Some(code),
                    rule: "home.document",
                    score: 0.5 + 0.4 * share,
                }
            }
            None => Self::default(),
        }
    }
}

/// Every state that a line names, inside titles and bodies too.
fn states(line: &crate::line::Line) -> Vec<(CompactString, CountryForm, TextRange)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.segment.tokens.len() {
        match line.ann.at(at, Class::Country) {
            Some((len, Value::Country(code, form))) => {
                let range = line
                    .segment
                    .tokens
                    .get(at)
                    .map_or_else(TextRange::default, |t| t.range);
                found.push((code.clone(), *form, range));
                at += len;
            }
            _ => at += 1,
        }
    }
    // Mentions of other recognisers count too.
    for node in &line.nodes {
        if let Detail::Country(state) = &node.mention.detail {
            if !found.iter().any(|(_, _, r)| r.start == state.range.start) {
                found.push((state.code.clone(), state.form, state.range));
            }
        }
    }
    found
}

fn publisher_country(document: &Document) -> Option<CompactString> {
    let publisher = document.metadata.publisher.as_deref()?;
    let pack =
        rostra_lexicon::pack(document.language.as_str()).or_else(|| rostra_lexicon::pack("en"))?;
    let tokens = pack.tokenize(publisher, TextRange::new(0, publisher.len()));
    let ann = pack.annotate(&tokens);
    (0..tokens.len()).find_map(|at| match ann.at(at, Class::Country) {
        Some((_, Value::Country(code, _))) => Some(code.clone()),
        _ => None,
    })
}
