//! Annotated and predicted documents, as far as scoring reads them.

use std::collections::HashMap;
use std::io::BufRead;

use serde::Deserialize;
use thiserror::Error;

/// A document with its people.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Annotated {
    /// Unique in its file.
    pub id: String,
    /// Language tag.
    #[serde(default)]
    pub lang: Option<String>,
    /// People, in the order of the text.
    #[serde(default)]
    pub people: Vec<Person>,
}

/// A person of a document.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Person {
    /// The name that pairs gold and prediction.
    pub name: String,
    /// Positions.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub titles: Vec<Title>,
    /// ISO 3166-1 alpha-3.
    #[serde(default)]
    pub country: Option<String>,
    /// The body that is not a state's.
    #[serde(default)]
    pub organization: Option<String>,
    /// What the person did.
    #[serde(default)]
    pub role: Option<String>,
    /// How.
    #[serde(default)]
    pub mode: Option<String>,
    /// Counts neither for nor against.
    #[serde(default)]
    pub optional: bool,
    /// 0 to 1, of a prediction.
    #[serde(default)]
    pub confidence: Option<f64>,
}

/// A title of a person.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Title {
    /// As written.
    pub text: String,
    /// Current, then, former, ...
    #[serde(default)]
    pub status: Option<String>,
    /// 0 to 1, of a prediction.
    #[serde(default)]
    pub confidence: Option<f64>,
}

fn null_is_empty<'de, D: serde::Deserializer<'de>>(value: D) -> Result<Vec<Title>, D::Error> {
    Ok(Option::deserialize(value)?.unwrap_or_default())
}

/// A file of documents that cannot be scored.
#[derive(Debug, Error)]
pub enum GoldError {
    /// The file cannot be read.
    #[error("line {line}: {cause}")]
    Io {
        /// From 1.
        line: usize,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// A line is no document.
    #[error("line {line}: {cause}")]
    Json {
        /// From 1.
        line: usize,
        /// What the parser said.
        #[source]
        cause: serde_json::Error,
    },
}

/// Reads JSON Lines; empty lines are skipped, of two documents with one id the later counts.
///
/// # Errors
/// Where the source cannot be read or a line is no document.
pub fn read(lines: impl BufRead) -> Result<Vec<Annotated>, GoldError> {
    let mut documents: Vec<Annotated> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (line, text) in (1..).zip(lines.lines()) {
        let text = text.map_err(|cause| GoldError::Io { line, cause })?;
        if text.trim().is_empty() {
            continue;
        }
        let document: Annotated =
            serde_json::from_str(&text).map_err(|cause| GoldError::Json { line, cause })?;
        match places
            .get(&document.id)
            .and_then(|&at| documents.get_mut(at))
        {
            Some(earlier) => *earlier = document,
            None => {
                places.insert(document.id.clone(), documents.len());
                documents.push(document);
            }
        }
    }
    Ok(documents)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_later_of_two_counts_and_null_titles_are_none() {
        let text = concat!(
            r#"{"id":"a","lang":"en","people":[]}"#,
            "\n\n",
            r#"{"id":"a","people":[{"name":"X","titles":null}]}"#
        );
        let documents = read(text.as_bytes()).expect("it is JSON Lines");
        assert_eq!(documents.len(), 1);
        assert!(documents[0].people[0].titles.is_empty());
    }

    #[test]
    fn a_broken_line_is_named() {
        let error = read("{\"id\":\"a\"}\nno".as_bytes()).expect_err("line 2 is broken");
        assert!(error.to_string().starts_with("line 2: "), "{error}");
    }
}
