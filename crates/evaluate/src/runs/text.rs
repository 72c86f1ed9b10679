//! What two runs differ by, for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use super::change::{Change, RunDiff};
use super::fields::FIELDS;

/// Languages that have a column of their own: those with the most changes.
const COLUMNS: usize = 10;

/// What lines begin and end with where a terminal shows them.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    document: &'static str,
    before: &'static str,
    after: &'static str,
    end: &'static str,
}

/// Nothing but the words.
pub const PLAIN: Palette = Palette {
    document: "",
    before: "",
    after: "",
    end: "",
};

/// Bold, red and green.
pub const COLOURS: Palette = Palette {
    document: "\u{1b}[1m",
    before: "\u{1b}[31m",
    after: "\u{1b}[32m",
    end: "\u{1b}[0m",
};

/// Numbers of documents, and a table of changes: a line a field, a column a language.
#[must_use]
pub fn summary(diff: &RunDiff) -> String {
    let numbers = diff.documents;
    let mut out = format!(
        "{} documents the same, {} changed",
        numbers.same, numbers.changed
    );
    // Writing to a string cannot fail.
    for (number, says) in [
        (
            numbers.only_before,
            format!("only in {}", diff.before.place),
        ),
        (numbers.only_after, format!("only in {}", diff.after.place)),
        (numbers.other_text, "of another text".to_owned()),
        (
            numbers.repeated,
            "left out, their ids being repeated".to_owned(),
        ),
    ] {
        if number > 0 {
            let _ = write!(out, ", {number} {says}");
        }
    }
    out.push('\n');
    if !diff.fields.is_empty() {
        table(&mut out, diff);
    }
    let told = |field| diff.fields.contains_key(field);
    if diff.confidences_moved > 0 && !told("people.confidence") && !told("titles.confidence") {
        let moved = diff.confidences_moved;
        let _ = writeln!(out, "{moved} confidences have moved, which is not told of");
    }
    out
}

fn table(out: &mut String, diff: &RunDiff) {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for (lang, number) in diff.fields.values().flatten() {
        *sums.entry(lang).or_default() += number;
    }
    let mut languages: Vec<&str> = sums.keys().copied().collect();
    languages.sort_by_key(|lang| std::cmp::Reverse(sums.get(lang)));
    let others = languages.split_off(languages.len().min(COLUMNS));
    let line = |out: &mut String, name: &str, cells: Vec<String>| {
        let _ = write!(out, "\n{name:24}");
        for cell in cells {
            let _ = write!(out, "{cell:>7}");
        }
    };
    let rest = if others.is_empty() { "" } else { "others" };
    let heading = languages.iter().copied().chain([rest, "all"]);
    let heading = heading.filter(|name| !name.is_empty()).map(str::to_owned);
    line(out, "", heading.collect());
    let mut row = |name: &str, of: &dyn Fn(&str) -> u64| {
        let mut cells: Vec<u64> = languages.iter().map(|lang| of(lang)).collect();
        let rest: u64 = others.iter().map(|lang| of(lang)).sum();
        if !others.is_empty() {
            cells.push(rest);
        }
        cells.push(cells.iter().sum());
        line(out, name, cells.iter().map(u64::to_string).collect());
    };
    for (field, _) in FIELDS {
        if let Some(found) = diff.fields.get(field) {
            row(field, &|lang| found.get(lang).copied().unwrap_or_default());
        }
    }
    row("all", &|lang| sums.get(lang).copied().unwrap_or_default());
    out.push('\n');
}

/// The changes document by document, at most `limit` of them, and documents that one run has alone.
#[must_use]
pub fn changes(diff: &RunDiff, limit: Option<usize>, palette: Palette) -> String {
    let Palette {
        document,
        before,
        after,
        end,
    } = palette;
    let mut out = String::new();
    let shown = limit.unwrap_or(usize::MAX).min(diff.changes.len());
    let mut last = None;
    for change in diff.changes.iter().take(shown) {
        if last != Some(&change.document) {
            let _ = writeln!(
                out,
                "\n{document}{} ({}){end}",
                clean(&change.document),
                clean(&change.lang)
            );
            last = Some(&change.document);
        }
        let _ = writeln!(out, "  {}{}", clean(&change.path), place(change));
        for (value, sign, colour) in [(&change.before, '-', before), (&change.after, '+', after)] {
            if let Some(value) = value {
                let _ = writeln!(out, "    {colour}{sign} {}{end}", said(change.field, value));
            }
        }
    }
    if shown < diff.changes.len() {
        let _ = writeln!(out, "\n{} more changes", diff.changes.len() - shown);
    }
    for (ids, sign, colour) in [
        (&diff.only_before, '-', before),
        (&diff.only_after, '+', after),
    ] {
        let shown = limit.unwrap_or(usize::MAX).min(ids.len());
        if shown > 0 {
            out.push('\n');
        }
        for id in ids.iter().take(shown) {
            let _ = writeln!(out, "{colour}{sign} {}{end}", clean(id));
        }
        if shown < ids.len() {
            let _ = writeln!(out, "{sign} {} more documents", ids.len() - shown);
        }
    }
    out
}

fn place(change: &Change) -> String {
    let place = change.start.zip(change.end);
    place.map_or_else(String::new, |(start, end)| format!("  {start}..{end}"))
}

/// Without what moves a terminal's cursor, or turns the direction of what follows.
fn clean(text: &str) -> String {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_control() || turns(c) {
            true => out.extend(c.escape_default()),
            false => out.push(c),
        }
    }
    out
}

/// A value as a person would say it; texts are in quotes.
fn said(field: &str, value: &Value) -> String {
    clean(&match (field, value) {
        ("people", Value::Object(_)) => person(value),
        ("titles", Value::Object(_)) => title(value),
        (_, Value::Object(fields)) if fields.len() == 2 && fields.contains_key("start") => {
            format!("{}..{}", value["start"], value["end"])
        }
        _ => value.to_string(),
    })
}

fn person(person: &Value) -> String {
    let mut said = vec![person["name"].to_string()];
    said.extend(person["titles"].as_array().into_iter().flatten().map(title));
    let parts = ["organization", "country", "role", "mode"].into_iter();
    said.extend(
        parts
            .filter_map(|part| person[part].as_str())
            .map(str::to_owned),
    );
    said.join(", ")
}

fn title(title: &Value) -> String {
    let status = title["status"].as_str().unwrap_or_default();
    format!("{} ({status})", title["text"])
}
