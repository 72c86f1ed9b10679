//! One document of two runs.

use rostra_document::extraction::NormalizedDiagnostic;
use rostra_document::{Extraction, NormalizedEvent};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::change::Change;
use super::fields::{FIELDS, Options};
use super::pairing::{self, Place};
use super::people;
use crate::diff::{self, Scope};

/// What is known of both sides together.
pub(super) struct Pair<'a> {
    pub(super) id: &'a str,
    /// Whether places of one are places of the other.
    pub(super) same_text: bool,
    pub(super) options: &'a Options,
}

/// What a document's two sides differ by.
#[derive(Default)]
pub(super) struct Found {
    pub(super) changes: Vec<Change>,
    pub(super) confidences_moved: u64,
}

/// Where changes are found.
#[derive(Clone, Default)]
pub(super) struct At {
    pub(super) person: Option<String>,
    /// Up to the field: `people[Sar Kheng].`, or nothing.
    pub(super) path: String,
    pub(super) place: Option<Place>,
}

/// Everything that both sides tell differently.
pub(super) fn compare(pair: &Pair<'_>, before: &Extraction, after: &Extraction) -> Found {
    let mut differ = Differ {
        pair,
        lang: &after.lang,
        found: Found::default(),
    };
    let at = At::default();
    differ.fields("", &at, heading(before), heading(after));
    differ.event(before.event.as_ref(), after.event.as_ref());
    people::compare(&mut differ, &before.people, &after.people);
    differ.carried(&before.carried, &after.carried);
    differ.diagnostics(&before.diagnostics, &after.diagnostics);
    differ.found
}

fn heading(document: &Extraction) -> Value {
    json!({
        "lang": document.lang, "title": document.title, "date": document.date,
        "publisher": document.publisher, "place": document.place, "url": document.url,
    })
}

/// Gathers the changes of a document.
pub(super) struct Differ<'a> {
    pub(super) pair: &'a Pair<'a>,
    lang: &'a str,
    pub(super) found: Found,
}

impl Differ<'_> {
    /// Compares two objects field by field; `group` is what their fields' names begin with.
    pub(super) fn fields(&mut self, group: &str, at: &At, before: Value, after: Value) {
        if before == after {
            return;
        }
        for difference in diff::compare(&before, &after, Scope::Whole) {
            let name = difference.path.split(['.', '[']).next().unwrap_or_default();
            let field = format!("{group}{name}");
            let at = At {
                path: format!("{}{}", at.path, difference.path),
                ..at.clone()
            };
            self.change(&field, at, difference.expected, difference.actual);
        }
    }

    /// Something that only one side has, or that is another there.
    pub(super) fn change(
        &mut self,
        field: &str,
        at: At,
        before: Option<Value>,
        after: Option<Value>,
    ) {
        let known = FIELDS.iter().find(|(name, _)| *name == field);
        let Some(&(field, _)) = known.filter(|_| self.pair.options.wants_field(field)) else {
            debug_assert!(known.is_some(), "{field} is not among the fields");
            return;
        };
        let place = at.place.filter(|_| self.pair.same_text);
        self.found.changes.push(Change {
            document: self.pair.id.to_owned(),
            lang: self.lang.to_owned(),
            person: at.person,
            field,
            path: at.path,
            before,
            after,
            start: place.map(|(start, _)| start),
            end: place.map(|(_, end)| end),
        });
    }

    /// Counts a confidence that has moved, and tells of it where that is wanted.
    pub(super) fn confidence(&mut self, field: &str, at: &At, before: f64, after: f64) {
        // Of two decimals each: what is not the same is not near.
        if (before - after).abs() < f64::EPSILON {
            return;
        }
        self.found.confidences_moved += 1;
        if self.pair.options.wants_confidence() {
            let at = at.field("confidence");
            self.change(field, at, Some(before.into()), Some(after.into()));
        }
    }

    fn event(&mut self, before: Option<&NormalizedEvent>, after: Option<&NormalizedEvent>) {
        match (before, after) {
            (Some(before), Some(after)) => {
                let at = At::default().field("event.");
                self.fields("event.", &at, value(before), value(after));
            }
            (None, None) => {}
            (before, after) => {
                let at = At::default().field("event");
                self.change("event", at, before.map(value), after.map(value));
            }
        }
    }

    fn carried(&mut self, before: &Map<String, Value>, after: &Map<String, Value>) {
        let mut keys: Vec<&String> = before.keys().chain(after.keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            let (before, after) = (before.get(key), after.get(key));
            if before != after {
                let at = At::default().field(&format!("carried.{key}"));
                self.change("carried", at, before.cloned(), after.cloned());
            }
        }
    }

    fn diagnostics(&mut self, before: &[NormalizedDiagnostic], after: &[NormalizedDiagnostic]) {
        let alike = |one: &NormalizedDiagnostic, two: &NormalizedDiagnostic| one.code == two.code;
        let pairs = pairing::values(before, after, alike);
        let differing = pairs
            .both
            .iter()
            .map(|&(i, j)| (Some(&before[i]), Some(&after[j])));
        let lost = pairs.before.iter().map(|&i| (Some(&before[i]), None));
        let gained = pairs.after.iter().map(|&j| (None, Some(&after[j])));
        let mut all: Vec<_> = differing.chain(lost).chain(gained).collect();
        all.retain(|(before, after)| before != after);
        all.sort_by_key(|&(before, after)| {
            let key = |one: &NormalizedDiagnostic| (one.start, one.code.clone());
            before.map(key).into_iter().chain(after.map(key)).min()
        });
        for (before, after) in all {
            let Some(either) = after.or(before) else {
                continue;
            };
            let at = At {
                place: either.start.zip(either.end),
                ..At::default()
            };
            let at = at.field(&format!("diagnostics[{}]", either.code));
            self.change("diagnostics", at, before.map(value), after.map(value));
        }
    }
}

impl At {
    /// One step further in.
    pub(super) fn field(&self, step: &str) -> Self {
        Self {
            path: format!("{}{step}", self.path),
            ..self.clone()
        }
    }
}

pub(super) fn value(part: &impl Serialize) -> Value {
    serde_json::to_value(part).expect("its keys are strings")
}
