//! Names of persons to their parts.

use std::collections::HashMap;

use rostra_pipeline::person::{PersonName, parse};

use super::figures::Figures;
use super::table::{Table, TableError};

/// nameparser's older cases: the fields that each asserts must all be equal.
pub fn fields_tested(table: &Table) -> Result<Vec<Figures>, TableError> {
    let mut figures = Figures::of(&table.name);
    let columns = [
        "name",
        "title",
        "first",
        "middle",
        "last",
        "suffix",
        "nickname",
        "fields_tested",
    ];
    for [name, title, first, middle, last, suffix, nickname, tested] in table.columns(columns)? {
        let expected = [title, first, middle, last, suffix, nickname];
        let found = parse(name);
        let found = fields(&found);
        let asserted = |field: &str| tested.split(',').any(|tested| tested == field);
        let names = ["title", "first", "middle", "last", "suffix", "nickname"];
        let kept: Vec<bool> = names.into_iter().map(asserted).collect();
        figures.judge(name, &shown(expected, &kept), &shown(found, &kept));
    }
    Ok(vec![figures])
}

/// nameparser's newer cases without policy or locale: every field.
pub fn all_fields(table: &Table) -> Result<Vec<Figures>, TableError> {
    let mut figures = Figures::of(&table.name);
    let columns = [
        "name", "title", "given", "middle", "family", "suffix", "nickname",
    ];
    for [name, expected @ ..] in table.columns(columns)? {
        let found = parse(name);
        figures.judge(
            name,
            &shown(expected, &[true; 6]),
            &shown(fields(&found), &[true; 6]),
        );
    }
    Ok(vec![figures])
}

fn fields(name: &PersonName) -> [&str; 6] {
    [
        &name.title,
        &name.given,
        &name.middle,
        &name.family,
        &name.suffix,
        &name.nickname,
    ]
}

/// The kept fields on one line; never empty, for a name without parts is an answer too.
fn shown(fields: [&str; 6], kept: &[bool]) -> String {
    let kept = fields.iter().zip(kept).filter(|(_, kept)| **kept);
    let fields: Vec<&str> = kept.map(|(field, _)| *field).collect();
    format!("[{}]", fields.join("|"))
}

/// probablepeople's names of one person with given name and surname, by these two.
pub fn single_persons(table: &Table) -> Result<Vec<Figures>, TableError> {
    let mut family = Figures::of(format!("{} (family)", table.name));
    let mut both = Figures::of(format!("{} (given, family)", table.name));
    for [name, parts] in table.columns(["name", "parts_json"])? {
        let parts: HashMap<String, String> = serde_json::from_str(parts).unwrap_or_default();
        let part = |label: &str| parts.get(label).map(|part| bare(part));
        let (Some(given), Some(surname)) = (part("GivenName"), part("Surname")) else {
            continue;
        };
        if parts.contains_key("And") {
            continue;
        }
        let found = parse(name);
        let (found_given, found_family) = (bare(&found.given), bare(&found.family));
        family.judge(name, &surname, &found_family);
        both.judge(
            name,
            &format!("{given}|{surname}"),
            &format!("{found_given}|{found_family}"),
        );
    }
    Ok(vec![family, both])
}

/// A part without the marks around its words, which the labels keep.
fn bare(part: &str) -> String {
    let words = part.split_whitespace();
    let words: Vec<&str> = words
        .map(|word| word.trim_matches([',', ';', '"', '(', ')']))
        .collect();
    words.join(" ")
}
