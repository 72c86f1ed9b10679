//! What two runs differ by.

use std::collections::BTreeMap;

use rostra_document::Extractor;
use serde::Serialize;
use serde_json::Value;

/// A field that two runs tell differently.
///
/// A side that has no such thing (a person that only the other run found) is none, and left out of JSON; a field without a value is null.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Id of the document.
    pub document: String,
    /// Its language, as the later run has it.
    pub lang: String,
    /// The person, by the longer one of two names; none where it is of the document.
    pub person: Option<String>,
    /// One of [`FIELDS`](super::FIELDS).
    pub field: &'static str,
    /// Where in the document: `people[Sar Kheng].titles[Minister of Interior].status`.
    pub path: String,
    /// What the earlier run has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// What the later run has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// First code point of where it stands in the text: of a title, the title; else where the person is named first. The earlier place
    /// of the two runs'. None where there is no place, or the runs read different texts.
    pub start: Option<usize>,
    /// One past the last code point.
    pub end: Option<usize>,
}

/// Numbers of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Documents {
    /// In both runs, without a change.
    pub same: u64,
    /// In both runs, with changes.
    pub changed: u64,
    /// In the earlier run only.
    pub only_before: u64,
    /// In the later run only.
    pub only_after: u64,
    /// Of those in both runs, those whose texts are not the same.
    pub other_text: u64,
    /// Left out, a document of the same run having their id.
    pub repeated: u64,
}

/// One of the two runs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Side {
    /// Where it lies, as named.
    pub place: String,
    /// What made its first document.
    pub extractor: Option<Extractor>,
    /// Documents that were read of it.
    pub documents: u64,
}

/// What two runs differ by. The same two runs give the same, whatever order their documents have.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RunDiff {
    /// The earlier run.
    pub before: Side,
    /// The later run.
    pub after: Side,
    /// Numbers of documents.
    pub documents: Documents,
    /// Numbers of changes by field, then language.
    pub fields: BTreeMap<&'static str, BTreeMap<String, u64>>,
    /// Confidences of people and titles that are not the same, told as changes or not.
    pub confidences_moved: u64,
    /// Ids of documents that only the earlier run has.
    pub only_before: Vec<String>,
    /// Ids of documents that only the later run has.
    pub only_after: Vec<String>,
    /// Ids of documents whose texts are not the same; places in them are not compared.
    pub other_text: Vec<String>,
    /// Every change, by id of the document, then in the order of its text.
    pub changes: Vec<Change>,
}

impl RunDiff {
    /// Whether both runs have the same documents, and tell the same of them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.only_before.is_empty() && self.only_after.is_empty()
    }
}
