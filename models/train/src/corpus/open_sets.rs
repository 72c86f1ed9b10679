//! Labelled sets of others, with licences that let us pass on what is learnt from them.

mod facts;
mod repairs;
mod schemes;
mod tokens;

use std::path::Path;

use rostra_tagger::tags::Kind;
use serde::Deserialize;

use super::draft::Draft;
use super::error::CorpusError;
use super::files;
use super::nationalities;
use super::random::in_tenth;
use crate::labelled::{Labelled, Span};
pub use repairs::capitalised;
use schemes::{Joining, Repair, Scheme};

/// A sentence or document as the sets' files hold it.
#[derive(Debug, Deserialize)]
struct Row {
    lang: String,
    part: Option<String>,
    #[serde(alias = "doc")]
    id: Option<String>,
    #[serde(default)]
    tokens: Vec<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    entities: Vec<(usize, usize, String)>,
    #[serde(default)]
    spans: Vec<(usize, usize, String)>,
    #[serde(default)]
    relations: serde_json::Value,
}

/// Reads the set in `path`, whose name without ending is `file`.
///
/// # Errors
///
/// The file cannot be read, or a row is not in the format, or has a label that our table does not know.
pub fn read(
    path: &Path,
    file: &str,
    without: &[String],
    each: &mut dyn FnMut(Labelled) -> Result<(), CorpusError>,
) -> Result<(), CorpusError> {
    let schemes = schemes::of(file);
    if schemes.is_empty() {
        return Err(CorpusError::File {
            path: path.to_owned(),
            reason: "no table says what the labels of this set mean".to_owned(),
        });
    }
    let left_out = |set: &str| without.iter().any(|name| name == set || name == file);
    files::xz_lines(path, &mut |number, line| {
        let wrong = |reason: String| CorpusError::line(path, number, reason);
        let row: Row = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
        let scheme = schemes
            .iter()
            .find(|s| s.part.is_none() || s.part == row.part.as_deref());
        let scheme = scheme.ok_or_else(|| wrong(format!("no table for part {:?}", row.part)))?;
        if left_out(scheme.set) {
            return Ok(());
        }
        match labelled(row, scheme, number).map_err(wrong)? {
            Some(labelled) => each(labelled),
            None => Ok(()),
        }
    })
}

/// A row in our kinds; `None` where it is of no use.
fn labelled(row: Row, scheme: &Scheme, number: usize) -> Result<Option<Labelled>, String> {
    // Sentences of a document stay together, and a sentence that comes twice is not on both sides.
    let document = row.id.clone().unwrap_or_else(|| row.tokens.join(" "));
    let held_out = in_tenth(&format!("{}/{document}", scheme.set));
    let lang = row.lang.clone();
    let (text, mut spans) = match scheme.joining {
        Joining::Offsets => offsets(row, scheme)?,
        _ => match sentence(row, scheme)? {
            Some(draft) => draft.finish(),
            None => return Ok(None),
        },
    };
    repairs::without_punctuation(&text, &mut spans);
    if scheme.nationalities {
        nationalities::mark(&text, &lang, &mut spans);
    }
    Ok(Some(Labelled {
        id: format!("{}/{number}", scheme.set),
        lang,
        set: scheme.set.to_owned(),
        text,
        spans,
        complete: scheme.complete.to_vec(),
        held_out,
    }))
}

fn kind(label: &str, scheme: &Scheme) -> Result<Option<Kind>, String> {
    let known = scheme.labels.iter().find(|(name, _)| *name == label);
    let (_, kind) = known.ok_or_else(|| format!("no table knows the label {label:?}"))?;
    Ok(*kind)
}

/// A row of a set with offsets.
fn offsets(row: Row, scheme: &Scheme) -> Result<(String, Vec<Span>), String> {
    let length = row.text.chars().count();
    let mut spans = Vec::new();
    for (start, end, label) in &row.entities {
        let kind = kind(label, scheme)?;
        if start >= end || *end > length {
            return Err(format!("[{start}, {end}) is no range of the text"));
        }
        spans.extend(kind.map(|kind| Span {
            start: *start,
            end: *end,
            kind,
        }));
    }
    if scheme.repair == Repair::Facts {
        let facts: Vec<facts::Fact> =
            serde_json::from_value(row.relations).map_err(|error| error.to_string())?;
        spans = facts::spans(&row.text, &row.entities, &row.spans, &facts);
    }
    spans.sort_by_key(|span| (span.start, usize::MAX - span.end));
    let mut end = 0;
    spans.retain(|span| {
        let apart = span.start >= end;
        end = end.max(span.end);
        apart
    });
    Ok((row.text, spans))
}

/// A row of a set with tokens; `None` where it is of no use.
fn sentence(mut row: Row, scheme: &Scheme) -> Result<Option<Draft>, String> {
    if row.tokens.len() != row.tags.len() {
        return Err("tokens and tags differ in number".to_owned());
    }
    match scheme.repair {
        Repair::Contractions => repairs::contract(&mut row.tokens, &mut row.tags),
        Repair::Newspaper => repairs::unbreak(&mut row.tokens, &mut row.tags),
        _ => {}
    }
    let mut named = Vec::new();
    for entity in tokens::entities(&row.tags)? {
        named.extend(kind(entity.label, scheme)?.map(|kind| (entity.start, entity.end, kind)));
    }
    let draft = tokens::join(&row.tokens, &named, scheme.joining);
    Ok(match scheme.repair {
        Repair::Apostrophes => Some(repairs::without_apostrophes(&draft)),
        Repair::Statements => Some(repairs::only_names(&draft)),
        Repair::Newspaper if repairs::more_than_names(&draft) => None,
        _ => Some(draft),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(json: &str) -> Row {
        serde_json::from_str(json).unwrap()
    }

    fn scheme(set: &str) -> &'static Scheme {
        schemes::SCHEMES
            .iter()
            .find(|scheme| scheme.set == set)
            .unwrap()
    }

    #[test]
    fn korean_characters_with_spaces_among_them() {
        let row = row(
            r#"{"lang":"ko","tokens":["박","찬","욱"," ","감","독"],"tags":["B-PS","I-PS","I-PS","O","O","O"]}"#,
        );
        let found = labelled(row, scheme("klue_ko_dev"), 7).unwrap().unwrap();
        assert_eq!(found.text, "박찬욱 감독");
        let kind = Kind::Person;
        assert_eq!(
            found.spans,
            [Span {
                start: 0,
                end: 3,
                kind
            }]
        );
        assert_eq!(found.id, "klue_ko_dev/7");
    }

    #[test]
    fn labels_that_no_table_knows_are_errors() {
        let row = row(r#"{"lang":"en","tokens":["x"],"tags":["B-THING"]}"#);
        let error = labelled(row, scheme("uner_en_ewt"), 1).unwrap_err();
        assert!(error.contains("THING"), "{error}");
    }

    #[test]
    fn nationalities_are_places() {
        let row = row(
            r#"{"lang":"en","tokens":["the","Iraqi","leader","Allawi"],"tags":["O","O","O","B-PER"]}"#,
        );
        let found = labelled(row, scheme("uner_en_ewt"), 1).unwrap().unwrap();
        let kinds: Vec<_> = found.spans.iter().map(|span| span.kind).collect();
        assert_eq!(kinds, [Kind::Place, Kind::Person]);
    }
}
