//! Files of sentence patterns: lists of fillings, then patterns with slots.
//!
//! ```text
//! @title
//! Minister of Water Resources
//! @person
//! Maria Lopes
//! %%
//! {person}, {title} of {country}, spoke.
//! Participants: << {title} {person} || ; >>.
//! ```

use std::collections::BTreeMap;
use std::path::Path;

use rostra_tagger::tags::Kind;

use super::super::error::CorpusError;
use super::super::files;
use super::super::marked;

/// The patterns of a language, and what fills their slots.
#[derive(Debug, Default)]
pub struct Patterns {
    /// Fillings by the name of their list, such as `title` or `title.gen`.
    pub lists: BTreeMap<String, Vec<String>>,
    /// The patterns.
    pub patterns: Vec<Vec<Piece>>,
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it stands.
    Text(String),
    /// Filled from a list.
    Slot {
        /// What fillings name.
        kind: Option<Kind>,
        /// The name of the list.
        list: String,
    },
    /// `[[T …]]`, whatever it holds.
    Mark(Kind, Vec<Piece>),
    /// `<< item || separator >>`: several, each filled anew.
    Repeat {
        /// What is repeated.
        item: Vec<Piece>,
        /// What stands between.
        separator: String,
    },
}

/// What the fillings of the list `name` are.
fn kind(name: &str) -> Option<Kind> {
    match name.split('.').next().unwrap_or_default() {
        "person" => Some(Kind::Person),
        "title" => Some(Kind::Title),
        "body" => Some(Kind::Organisation),
        "country" | "city" | "region" | "adj" | "nationality" => Some(Kind::Place),
        "event" => Some(Kind::Event),
        _ => None,
    }
}

/// Reads a file of patterns.
///
/// # Errors
///
/// It cannot be read, or a line of it is wrong.
pub fn read(path: &Path, lang: &str) -> Result<Patterns, CorpusError> {
    let file = files::text(path)?;
    let mut read = Patterns::default();
    let mut list: Option<String> = None;
    let mut in_patterns = false;
    for (number, line) in file.lines().enumerate() {
        let wrong = |reason: String| CorpusError::line(path, number + 1, reason);
        let line = line.trim_end();
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if line == "%%" {
            in_patterns = true;
        } else if in_patterns {
            let pattern = parse(line, lang, &read.lists).map_err(wrong)?;
            read.patterns.push(pattern);
        } else if let Some(name) = line.strip_prefix('@') {
            list = Some(name.trim().to_owned());
        } else {
            let name = list
                .clone()
                .ok_or_else(|| wrong("an entry before any list".to_owned()))?;
            read.lists
                .entry(name)
                .or_default()
                .push(line.trim().to_owned());
        }
    }
    if read.patterns.is_empty() {
        return Err(CorpusError::File {
            path: path.to_owned(),
            reason: "no patterns".to_owned(),
        });
    }
    Ok(read)
}

type Lists = BTreeMap<String, Vec<String>>;

/// A pattern's line in its parts.
fn parse(line: &str, lang: &str, lists: &Lists) -> Result<Vec<Piece>, String> {
    let line = line.replace("\\n", "\n");
    let mut pieces = Vec::new();
    let mut rest = line.as_str();
    while let Some((before, repeated)) = rest.split_once("<<") {
        marks(before, lists, &mut pieces)?;
        let (inside, after) = repeated.split_once(">>").ok_or("<< without >>")?;
        let (item, between) = inside.split_once("||").ok_or("<< >> without ||")?;
        let mut parts = Vec::new();
        marks(item.trim_matches(' '), lists, &mut parts)?;
        pieces.push(Piece::Repeat {
            item: parts,
            separator: separator(between, lang),
        });
        rest = after;
    }
    marks(rest, lists, &mut pieces)?;
    Ok(pieces)
}

/// The separator without the spaces that only set it off from the signs around it.
fn separator(between: &str, lang: &str) -> String {
    if matches!(lang, "zh" | "ja") {
        return between.trim_matches(' ').to_owned();
    }
    let mut separator = between.strip_prefix(' ').unwrap_or(between).to_owned();
    for (from, to) in [("  ", " "), (" \n", "\n"), ("\n ", "\n")] {
        separator = separator.replace(from, to);
    }
    separator
}

/// Text with marks and slots.
fn marks(text: &str, lists: &Lists, pieces: &mut Vec<Piece>) -> Result<(), String> {
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once("[[") {
        slots(before, lists, pieces)?;
        let (inside, after) = marked.split_once("]]").ok_or("[[ without ]]")?;
        let (letter, name) = inside.split_once(' ').ok_or("a mark without a space")?;
        let kind = marked::kind(letter).ok_or_else(|| format!("no label is {letter:?}"))?;
        let mut parts = Vec::new();
        slots(name, lists, &mut parts)?;
        pieces.push(Piece::Mark(kind, parts));
        rest = after;
    }
    slots(rest, lists, pieces)
}

/// Text with slots.
fn slots(text: &str, lists: &Lists, pieces: &mut Vec<Piece>) -> Result<(), String> {
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once('{') {
        push_text(before, pieces);
        let (slot, after) = opened.split_once('}').ok_or("{ without }")?;
        let list = list_of(slot, lists).ok_or_else(|| format!("no list for {{{slot}}}"))?;
        pieces.push(Piece::Slot {
            kind: kind(&list),
            list,
        });
        rest = after;
    }
    push_text(rest, pieces);
    Ok(())
}

fn push_text(text: &str, pieces: &mut Vec<Piece>) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
}

/// The list that a slot is filled from: its name without the numbers that only keep slots apart
/// (`country2.adj`, `person.m2`).
fn list_of(slot: &str, lists: &Lists) -> Option<String> {
    let slot = slot.trim();
    if lists.contains_key(slot) {
        return Some(slot.to_owned());
    }
    let parts = slot
        .split('.')
        .map(|part| part.trim_end_matches(|c: char| c.is_ascii_digit()));
    let name = parts.collect::<Vec<_>>().join(".");
    lists.contains_key(&name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists() -> Lists {
        ["title", "person", "person.gen", "country.adj", "hon"]
            .map(|name| (name.to_owned(), vec!["x".to_owned()]))
            .into()
    }

    fn slot(kind: Kind, list: &str) -> Piece {
        Piece::Slot {
            kind: Some(kind),
            list: list.to_owned(),
        }
    }

    #[test]
    fn slots_marks_and_repeats() {
        let found = parse(
            "Ora: << {country2.adj} {title} || ; >>. [[T chef]] {person.gen3}ом",
            "ru",
            &lists(),
        );
        let text = |text: &str| Piece::Text(text.to_owned());
        let expected = vec![
            text("Ora: "),
            Piece::Repeat {
                item: vec![
                    slot(Kind::Place, "country.adj"),
                    text(" "),
                    slot(Kind::Title, "title"),
                ],
                separator: "; ".to_owned(),
            },
            text(". "),
            Piece::Mark(Kind::Title, vec![text("chef")]),
            text(" "),
            slot(Kind::Person, "person.gen"),
            text("ом"),
        ];
        assert_eq!(found.unwrap(), expected);
    }

    #[test]
    fn separators_keep_the_spaces_that_they_need() {
        for (written, lang, read) in [
            (" ; ", "en", "; "),
            ("\n", "ar", "\n"),
            (" \n• ", "es", "\n• "),
            (" \n ", "en", "\n"),
            (" 、 ", "zh", "、"),
            (" ,  ", "ru", ", "),
            (" ، و", "ar", "، و"),
        ] {
            assert_eq!(separator(written, lang), read, "{written:?}");
        }
    }

    #[test]
    fn slots_without_a_list_are_errors() {
        let error = parse("{body} said", "en", &lists()).unwrap_err();
        assert!(error.contains("{body}"), "{error}");
        assert!(parse("<< {title} >>", "en", &lists()).is_err());
    }
}
