//! Labels of ours on public texts. The labels are kept apart from the texts, which are not ours to pass on:
//! `labels/*.jsonl` has, a row, the id of a text in `raw/`, how far it was read, and the spans.

use std::path::Path;
use std::str::FromStr;

use rostra_tagger::tags::Kind;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::error::CorpusError;
use super::files;
use super::random::in_tenth;
use crate::labelled::{Labelled, Span};

/// The labels of one text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    doc: String,
    spans: Vec<(usize, usize, String)>,
    complete: Vec<String>,
    /// The code point up to which the text was read.
    end: Option<usize>,
}

/// A public text.
#[derive(Debug, Deserialize)]
struct Text {
    id: String,
    lang: String,
    text: String,
}

/// All labels of a folder, by text.
#[derive(Debug, Default)]
pub struct Labels {
    rows: FxHashMap<String, Labelling>,
}

#[derive(Debug)]
struct Labelling {
    spans: Vec<Span>,
    complete: Vec<Kind>,
    end: usize,
    found: bool,
}

impl Labels {
    /// Reads the labels in `folder`; there need not be any.
    ///
    /// # Errors
    ///
    /// A file cannot be read, or a row is wrong.
    pub fn read(folder: &Path) -> Result<Self, CorpusError> {
        let mut labels = Self::default();
        for (_, path) in files::files_of(folder, ".jsonl")? {
            for (number, line) in files::text(&path)?.lines().enumerate() {
                let wrong = |reason: String| CorpusError::line(&path, number + 1, reason);
                if line.trim().is_empty() {
                    continue;
                }
                let row: Row = serde_json::from_str(line).map_err(|e| wrong(e.to_string()))?;
                let doc = row.doc.clone();
                let labelling = labelling(row).map_err(wrong)?;
                if labels.rows.insert(doc.clone(), labelling).is_some() {
                    return Err(wrong(format!("{doc} has been labelled before")));
                }
            }
        }
        Ok(labels)
    }

    /// Whether there are no labels.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The texts of `path`, a file of `raw/`, that have labels.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or the labels of a text do not fit it.
    pub fn apply(
        &mut self,
        path: &Path,
        each: &mut dyn FnMut(Labelled) -> Result<(), CorpusError>,
    ) -> Result<(), CorpusError> {
        files::xz_lines(path, &mut |number, line| {
            let wrong = |reason: String| CorpusError::line(path, number, reason);
            let text: Text = serde_json::from_str(line).map_err(|e| wrong(e.to_string()))?;
            let Some(labelling) = self.rows.get_mut(&text.id) else {
                return Ok(());
            };
            labelling.found = true;
            each(labelled(text, labelling).map_err(wrong)?)
        })
    }

    /// The texts that have labels and were not found, by name.
    #[must_use]
    pub fn missing(&self) -> Vec<&str> {
        let missing = self.rows.iter().filter(|(_, labelling)| !labelling.found);
        let mut names: Vec<_> = missing.map(|(doc, _)| doc.as_str()).collect();
        names.sort_unstable();
        names
    }
}

fn labelling(row: Row) -> Result<Labelling, String> {
    let kind = |name: &String| Kind::from_str(name);
    let mut spans = Vec::new();
    for (start, end, name) in &row.spans {
        spans.push(Span {
            start: *start,
            end: *end,
            kind: kind(name)?,
        });
    }
    spans.sort_by_key(|span| span.start);
    let mut before = 0;
    for span in &spans {
        if span.start < before || span.end <= span.start {
            return Err(format!("{span:?} is empty, or overlaps the span before"));
        }
        before = span.end;
    }
    let complete = row.complete.iter().map(kind).collect::<Result<_, _>>()?;
    Ok(Labelling {
        spans,
        complete,
        end: row.end.unwrap_or(usize::MAX),
        found: false,
    })
}

fn labelled(text: Text, labelling: &Labelling) -> Result<Labelled, String> {
    let read: String = text.text.chars().take(labelling.end).collect();
    let length = read.chars().count();
    if let Some(span) = labelling.spans.last().filter(|span| span.end > length) {
        return Err(format!("{span:?} is beyond the end of {}", text.id));
    }
    Ok(Labelled {
        held_out: in_tenth(&format!("labels/{}", text.id)),
        id: format!("labels/{}", text.id),
        lang: text.lang,
        set: "labels".to_owned(),
        text: read,
        spans: labelling.spans.clone(),
        complete: labelling.complete.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(json: &str) -> Result<Labelling, String> {
        labelling(serde_json::from_str(json).unwrap())
    }

    #[test]
    fn a_text_is_cut_where_reading_ended() {
        let labels = row(r#"{"doc":"d","spans":[[2,5,"PERSON"]],"complete":["PERSON"],"end":8}"#);
        let text = || Text {
            id: "d".to_owned(),
            lang: "zh".to_owned(),
            text: "会见王小洪，双方就合作".to_owned(),
        };
        let found = labelled(text(), &labels.unwrap()).unwrap();
        assert_eq!(found.text, "会见王小洪，双方");
        assert_eq!(found.complete, [Kind::Person]);
        let beyond = row(r#"{"doc":"d","spans":[[2,50,"PERSON"]],"complete":[]}"#).unwrap();
        assert!(labelled(text(), &beyond).is_err());
    }

    #[test]
    fn overlapping_spans_are_errors() {
        let spans = r#"{"doc":"d","spans":[[2,5,"PERSON"],[4,6,"TITLE"]],"complete":[]}"#;
        assert!(row(spans).unwrap_err().contains("overlaps"));
        let kind = r#"{"doc":"d","spans":[[2,5,"HUMAN"]],"complete":[]}"#;
        assert!(row(kind).unwrap_err().contains("HUMAN"));
    }
}
