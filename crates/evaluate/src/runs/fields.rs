//! What is compared.

use thiserror::Error;

/// Every field that a [`Change`](super::Change) may be of, in the order of tables, and what a change of it is.
pub const FIELDS: &[(&str, &str)] = &[
    ("people", "a person found, or no longer"),
    ("people.name", "the fullest form of the name"),
    ("people.name_latin", "the same in Latin letters"),
    ("people.name_parts", "given, middle, family name or suffix"),
    ("people.honorifics", "one of the honorifics, or their order"),
    ("people.country", "the state that the person acts for"),
    ("people.country_evidence", "`stated` or `inferred`"),
    ("people.organization", "the body that is no state organ"),
    ("people.role", "what the person did"),
    ("people.mode", "how"),
    ("people.confidence", "only where confidences are asked for"),
    ("people.mentions", "a place where the person is named"),
    ("people.order", "the same people in another order"),
    ("titles", "a title of a person found, or no longer"),
    ("titles.text", "more, less or other words"),
    ("titles.status", "when it was held"),
    ("titles.office", "its code"),
    ("titles.organization", "the body of this title"),
    ("titles.span", "the same words at another place"),
    ("titles.confidence", "only where confidences are asked for"),
    ("titles.order", "the same titles in another order"),
    ("event", "a gathering found, or no longer"),
    ("event.name", "as written"),
    ("event.place", "city as written"),
    ("event.country", "the place's"),
    ("event.start", "first day"),
    ("event.end", "last day"),
    ("lang", "the document's language"),
    ("title", "headline"),
    ("date", "day of publication"),
    ("publisher", "who published it"),
    ("place", "where it was published"),
    ("url", "its address"),
    (
        "carried",
        "a field of the input row that Rostra does not read",
    ),
    ("diagnostics", "what was guessed or not read"),
];

/// What of two runs is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    confidence: bool,
    only: Vec<String>,
    languages: Vec<String>,
}

/// A name that no field has, nor a group of them.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no field is called {0}; there are {known}", known = names())]
pub struct UnknownField(pub String);

fn names() -> String {
    let names: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
    names.join(", ")
}

impl Options {
    /// Also where confidences have moved, which they do with every change of a model.
    #[must_use]
    pub fn with_confidence(mut self, confidence: bool) -> Self {
        self.confidence = confidence;
        self
    }

    /// Documents that are in one of these languages in either run; all where none is named.
    #[must_use]
    pub fn in_languages(mut self, languages: impl IntoIterator<Item = String>) -> Self {
        self.languages = languages.into_iter().collect();
        self
    }

    /// Changes of these fields; of all where none is named. `people` stands for what begins with `people.`, too.
    ///
    /// # Errors
    /// Where a name is none of [`FIELDS`] and no beginning of one.
    pub fn only(mut self, fields: impl IntoIterator<Item = String>) -> Result<Self, UnknownField> {
        for field in fields {
            if !FIELDS.iter().any(|(name, _)| is_within(name, &field)) {
                return Err(UnknownField(field));
            }
            self.only.push(field);
        }
        Ok(self)
    }

    pub(super) fn wants_confidence(&self) -> bool {
        self.confidence
    }

    pub(super) fn wants_field(&self, field: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|group| is_within(field, group))
    }

    pub(super) fn wants_language(&self, language: &str) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|wanted| wanted == language)
    }
}

fn is_within(field: &str, group: &str) -> bool {
    let rest = field.strip_prefix(group);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, Options, UnknownField};

    #[test]
    fn groups_are_named_by_their_beginning() {
        let of = |fields: &[&str]| {
            let named = fields.iter().map(|&field| field.to_owned());
            Options::default().only(named)
        };
        let people = of(&["people", "event.name"]).unwrap();
        for (field, wanted) in [
            ("people", true),
            ("people.role", true),
            ("event.name", true),
            ("event", false),
            ("titles", false),
        ] {
            assert_eq!(people.wants_field(field), wanted, "{field}");
        }
        for wrong in ["peopl", "people.", "", "people.rol"] {
            assert_eq!(of(&[wrong]), Err(UnknownField(wrong.to_owned())));
        }
        assert!(FIELDS.iter().all(|(field, _)| of(&[field]).is_ok()));
    }

    #[test]
    fn the_documentation_has_every_field() {
        let documentation = include_str!("../../../../docs/diff.md");
        let table = documentation.split("| field | what a change of it is |\n| --- | --- |\n");
        let table = table.last().unwrap().split("\n\n").next().unwrap();
        let rows = FIELDS
            .iter()
            .map(|(field, says)| format!("| `{field}` | {says} |"));
        assert_eq!(table.lines().collect::<Vec<_>>(), rows.collect::<Vec<_>>());
    }
}
