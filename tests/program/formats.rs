//! The same release in every format gives the same people; what cannot be read is told.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::workplace::{Ran, Workplace};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// Rows of a table of two columns, `#` before remarks.
fn table(path: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join(path)).unwrap();
    let rows = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| row.split_once('\t').expect("two columns"))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

/// What a document says of people, places in the text left out.
fn people(document: &Value) -> Vec<Value> {
    let people = document["people"].as_array().unwrap().iter();
    let mut people: Vec<Value> = people
        .map(|person| {
            let titles = person["titles"].as_array().unwrap().iter();
            let titles: Vec<_> = titles
                .map(|title| json!([title["text"], title["status"], title["office"]]))
                .collect();
            let fields = [
                "name",
                "honorifics",
                "country",
                "organization",
                "role",
                "mode",
            ];
            let fields: Vec<_> = fields.iter().map(|field| &person[*field]).collect();
            json!([fields, titles])
        })
        .collect();
    people.sort_by_key(Value::to_string);
    people
}

fn expected(id: &str) -> Value {
    let folder = id.split('-').next().unwrap();
    let path = root().join(format!("fixtures/{folder}/{id}.json"));
    serde_json::from_str(&fs::read_to_string(&path).expect(id)).unwrap()
}

fn extracted(folder: &str) -> Ran {
    let workplace = Workplace::new(&[]);
    workplace.extract(&[root().join(folder).to_str().unwrap()])
}

/// A path of the run, as the tables write it.
fn short<'p>(path: &'p str, folder: &str) -> &'p str {
    let at = path.find(folder).expect("a path in the folder");
    path.get(at + folder.len() + 1..).unwrap()
}

#[test]
fn every_format_gives_the_records_of_the_plain_text() {
    let folder = "fixtures/formats";
    let same = table("fixtures/formats/same.tsv");
    let ran = extracted(folder);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let mut seen = Vec::new();
    for document in ran.documents() {
        let source = document["source"].as_str().unwrap();
        let source = short(source, folder);
        let id = same
            .get(source)
            .unwrap_or_else(|| panic!("{source} is not in same.tsv"));
        seen.push(source.to_owned());
        if id == "-" {
            continue; // a text of its own: what stands around a release
        }
        let expected = expected(id);
        assert_eq!(
            people(&document),
            people(&expected),
            "{source} against {id}"
        );
        assert_eq!(document["lang"], expected["lang"], "{source}");
    }
    seen.sort();
    assert_eq!(seen, same.into_keys().collect::<Vec<_>>());
}

#[test]
fn one_release_in_all_formats() {
    let same = table("fixtures/formats/same.tsv");
    let formats = same
        .iter()
        .filter(|(_, id)| *id == "en-104")
        .map(|(source, _)| source.split('/').next().unwrap());
    let formats: std::collections::BTreeSet<_> = formats.collect();
    for facts in rostra_ingest::FORMATS
        .iter()
        .filter(|facts| facts.name != "text")
    {
        assert!(formats.contains(facts.name), "en-104 in {}", facts.name);
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = "tests/refused";
    let refused = table("tests/refused/reasons.tsv");
    let ran = extracted(folder);
    let mut told = BTreeMap::new();
    for line in ran.stderr.lines().filter(|line| line.contains(folder)) {
        let (path, reason) = short(line, folder).split_once(": ").unwrap();
        told.insert(path.to_owned(), reason.to_owned());
    }
    for (path, reason) in &refused {
        let said = told
            .remove(path)
            .unwrap_or_else(|| panic!("{path}: nothing said\n{}", ran.stderr));
        assert!(said.starts_with(reason.as_str()), "{path}: {said}");
    }
    assert_eq!(told, BTreeMap::new());
}

#[test]
fn formats_are_listed() {
    let workplace = Workplace::new(&[]);
    let ran = Ran::from(workplace.command(&["formats"]).output().unwrap());
    let ran_json = Ran::from(
        workplace
            .command(&["formats", "--format", "json"])
            .output()
            .unwrap(),
    );
    let listed: Vec<Value> = serde_json::from_str(&ran_json.stdout).unwrap();
    assert_eq!(listed.len(), rostra_ingest::FORMATS.len());
    for facts in listed {
        let name = facts["name"].as_str().unwrap();
        let line = ran
            .stdout
            .lines()
            .find(|line| line.split(' ').next() == Some(name));
        assert!(
            line.is_some_and(|line| !line.contains("not in this build")),
            "{name}"
        );
        assert_eq!(facts["read"], true, "{name}");
    }
}
