//! A reviewed record against what the program finds today.

use rostra_document::{NormalizedRecord, NormalizedTitle};

use crate::annotated::{AnnotatedPerson, AnnotatedTitle};

/// A field that the program finds otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Against {
    /// The field: `name`, `honorifics`, `titles`, `country`, `organization`, `role`, `mode`.
    pub field: &'static str,
    /// As it stands, as text; empty for null.
    pub reviewed: String,
    /// As the program has it today.
    pub found: String,
}

/// Every field that `found` has otherwise than `person`.
pub(super) fn against(person: &AnnotatedPerson, found: &NormalizedRecord) -> Vec<Against> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let mode = |mode: Option<rostra_document::Mode>| mode.map_or("", |mode| mode.as_str());
    let fields = [
        ("name", person.name.clone(), found.name.clone()),
        (
            "honorifics",
            person.honorifics.join(", "),
            found.honorifics.join(", "),
        ),
        (
            "titles",
            titles(person.titles.iter().map(reviewed)),
            titles(found.titles.iter().map(today)),
        ),
        ("country", text(&person.country), text(&found.country)),
        (
            "organization",
            text(&person.organization),
            text(&found.organization),
        ),
        (
            "role",
            person.role.as_str().to_owned(),
            found.role.as_str().to_owned(),
        ),
        (
            "mode",
            mode(person.mode).to_owned(),
            mode(found.mode).to_owned(),
        ),
    ];
    let differ = fields
        .into_iter()
        .filter(|(_, reviewed, found)| reviewed != found);
    differ
        .map(|(field, reviewed, found)| Against {
            field,
            reviewed,
            found,
        })
        .collect()
}

fn titles(titles: impl Iterator<Item = String>) -> String {
    titles.collect::<Vec<_>>().join("; ")
}

fn reviewed(title: &AnnotatedTitle) -> String {
    format!("{} ({})", title.text, title.status.as_str())
}

fn today(title: &NormalizedTitle) -> String {
    format!("{} ({})", title.text, title.status.as_str())
}
