//! Why each field of a record has its value, as `explain` tells it and pages show it.
//!
//! Offsets count Unicode code points of the document's text, as those of an [`Extraction`] do.

use serde::{Deserialize, Serialize};

use crate::extraction::{Extraction, Span};

/// A release to be looked at: what was found in it, with its text, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Release {
    /// What was found; `text` is there.
    pub extraction: Extraction,
    /// Why; none where it comes from an earlier run's output, which does not hold that.
    pub explanation: Option<Explanation>,
}

impl Release {
    /// The text that all offsets count in; empty where none is known.
    #[must_use]
    pub fn text(&self) -> &str {
        self.extraction.text.as_deref().unwrap_or_default()
    }
}

/// All that can be said about a document's records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The document.
    pub id: String,
    /// People, in the order of the output.
    pub people: Vec<PersonExplained>,
}

/// A person with the grounds of each field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonExplained {
    /// The name in the output.
    pub name: String,
    /// Fields, in the order of the output.
    pub fields: Vec<Ground>,
    /// What recognisers found within the words of this record.
    pub mentions: Vec<Seen>,
}

/// A field, its value and what the value rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ground {
    /// The field: `name`, `honorific`, `title`, `country`, `organization`, `role`, `mode`, `confidence`.
    pub field: String,
    /// Its value in the output, as text; empty for null.
    pub value: String,
    /// The rule.
    pub rule: String,
    /// The words that the rule rests on; `None` where it rests on what stands beside the text.
    pub words: Option<String>,
    /// Where these words stand.
    #[serde(flatten)]
    pub place: Option<Span>,
    /// How sure the rule is, two decimals.
    pub score: f64,
}

/// A mention that a recogniser licensed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// What it names.
    pub label: String,
    /// The words.
    pub words: String,
    /// Where they stand.
    #[serde(flatten)]
    pub place: Span,
    /// The rule or list.
    pub source: String,
    /// How sure the recogniser is, two decimals.
    pub score: f64,
    /// How likely the trained model finds exactly these words to be that, two decimals; `None` where it was not
    /// asked.
    pub model: Option<f64>,
}

impl Explanation {
    /// The explanation as lines for people.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = vec![format!("# {}", self.id)];
        for person in &self.people {
            out.push(String::new());
            out.push(person.name.clone());
            out.extend(person.fields.iter().map(Ground::line));
            if !person.mentions.is_empty() {
                out.push("  seen as".to_owned());
            }
            out.extend(person.mentions.iter().map(Seen::line));
        }
        out.join("\n") + "\n"
    }
}

impl Ground {
    fn line(&self) -> String {
        let value = if self.value.is_empty() {
            "null"
        } else {
            &self.value
        };
        let words = self
            .words
            .as_ref()
            .map_or(String::new(), |words| format!("  “{words}”"));
        format!(
            "  {:12} {value}  [{} {:.2}]{words}",
            self.field, self.rule, self.score
        )
    }
}

impl Seen {
    fn line(&self) -> String {
        let model = self
            .model
            .map_or(String::new(), |m| format!(", model {m:.2}"));
        format!(
            "    {:12} “{}”  [{} {:.2}{model}]",
            self.label, self.words, self.source, self.score
        )
    }
}
