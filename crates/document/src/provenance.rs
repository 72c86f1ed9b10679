//! The way to a document: the file, and what lies in what.

use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// One step from a container to what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A file of an archive, by its name there.
    Member(String),
    /// A row of a table, an element of an array, or a line of JSON Lines, from 1.
    Row(u64),
    /// A message of a mailbox, from 1.
    Message(u64),
    /// A part of a mail: `body`, or the attachment's name.
    Part(String),
    /// An entry of a feed, from 1.
    Entry(u64),
    /// A record of a web archive, from 1.
    Record(u64),
}

/// Where a document came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The file as the user named it, `stdin`, or `-` for a text that comes from nowhere.
    pub path: String,
    /// From the file inwards; empty where the file is the document.
    pub steps: Vec<Step>,
    /// Name of the format that the document itself is written in.
    pub format: CompactString,
}

impl Provenance {
    /// A whole file.
    #[must_use]
    pub fn file(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            ..Self::default()
        }
    }

    /// One step further in.
    #[must_use]
    pub fn step(&self, step: Step) -> Self {
        let mut inner = self.clone();
        inner.steps.push(step);
        inner
    }
}

/// As a person would name it: `batch.jsonl:12`, `press.zip!2024/a.html`, `box.mbox:3!body`.
impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        for step in &self.steps {
            match step {
                Step::Member(name) | Step::Part(name) => write!(f, "!{name}")?,
                Step::Row(n) | Step::Message(n) | Step::Entry(n) | Step::Record(n) => {
                    write!(f, ":{n}")?
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Provenance, Step};

    #[test]
    fn is_said_in_short() {
        let file = Provenance::file("in/press.zip");
        assert_eq!(file.to_string(), "in/press.zip");
        let row = file
            .step(Step::Member("a/rows.jsonl".into()))
            .step(Step::Row(12));
        assert_eq!(row.to_string(), "in/press.zip!a/rows.jsonl:12");
        assert_eq!(
            serde_json::to_string(&row.steps).unwrap(),
            r#"[{"member":"a/rows.jsonl"},{"row":12}]"#
        );
    }
}
