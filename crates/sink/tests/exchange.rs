//! Outputs for other programs, read back by these programs: FollowTheMoney, Frictionless, pandas.
//!
//! `ROSTRA_PYTHON`, else `python3`, is the interpreter. A test whose package it lacks says so and leaves itself out, unless
//! `ROSTRA_REQUIRE_PYTHON` is set, as it is where the packages were installed for this.

#![allow(clippy::unwrap_used)] // a test that cannot go on fails there

mod documents;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use documents::{document, documents, extractor, person};
use rostra_document::{Ended, Extraction};
use rostra_lexicon::countries::territory;
use rostra_sink::{Settings, Target};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What a script ends with where its package is not there.
const MISSING: i32 = 77;

/// What a script said.
struct Said {
    passed: bool,
    /// Its lines, each of JSON.
    out: Vec<Value>,
    err: String,
}

/// Runs one of `scripts/checks`; nothing where it cannot be.
fn python(script: &str, arguments: &[PathBuf]) -> Option<Said> {
    let named = std::env::var_os("ROSTRA_PYTHON");
    let interpreter = named.unwrap_or_else(|| "python3".into());
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/checks");
    let mut command = Command::new(interpreter);
    let command = command.arg(scripts.join(script)).args(arguments);
    let missing = match command.env("PYTHONDONTWRITEBYTECODE", "1").output() {
        Ok(output) if output.status.code() == Some(MISSING) => {
            String::from_utf8_lossy(&output.stderr).into_owned()
        }
        Ok(output) => {
            return Some(Said {
                passed: output.status.success(),
                out: lines(&String::from_utf8_lossy(&output.stdout)),
                err: String::from_utf8_lossy(&output.stderr).into_owned(),
            });
        }
        Err(error) => format!("no Python: {error}"),
    };
    assert!(
        std::env::var_os("ROSTRA_REQUIRE_PYTHON").is_none(),
        "{script}: {missing}"
    );
    eprintln!("{script} is left out: {}", missing.trim());
    None
}

/// Writes `documents` to `name` in `folder`, in the form that the name tells.
fn write(folder: &TempDir, name: &str, documents: &[Extraction]) -> PathBuf {
    let settings = Settings {
        extractor: extractor(),
        with_text: false,
        anew: false,
        prune: None,
    };
    let path = folder.path().join(name);
    let target = Target::new(path.to_str().unwrap(), None).unwrap();
    let mut sink = target.open(&settings).unwrap();
    for document in documents {
        sink.write(&Arc::new(document.clone())).unwrap();
    }
    sink.finish(Ended::Whole).unwrap();
    path
}

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Changes `right` to `wrong` in a file, which must be there.
fn spoil(path: &Path, right: &str, wrong: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(right), "{right}");
    fs::write(path, text.replacen(right, wrong, 1)).unwrap();
}

/// How many rows each table should have.
fn rows(documents: &[Extraction]) -> Value {
    let mut rows = BTreeMap::from([("documents", documents.len())]);
    let mut count = |table, number| *rows.entry(table).or_default() += number;
    for document in documents {
        count("people", document.people.len());
        count("events", usize::from(document.event.is_some()));
        count("diagnostics", document.diagnostics.len());
        for person in &document.people {
            count("titles", person.titles.len());
            count("mentions", person.mentions.len());
            count("speakers", person.titles.len().max(1));
        }
    }
    json!(rows)
}

#[test]
fn followthemoney_keeps_every_value() {
    let folder = tempfile::tempdir().unwrap();
    let documents = documents();
    let mut files = vec![write(&folder, "out.ftm.json", &documents)];
    for (right, wrong) in [
        (r#""country":["vn"]"#, r#""country":["VNM"]"#),
        (r#""language":["eng"]"#, r#""language":["xyz"]"#),
        (r#""schema":"Position""#, r#""schema":"Post""#),
        (r#""holder":["rostra-"#, r#""holder":["rostra-0"#),
    ] {
        let spoilt = write(&folder, &format!("{}.ftm.json", files.len()), &documents);
        spoil(&spoilt, right, wrong);
        files.push(spoilt);
    }
    let Some(said) = python("ftm.py", &files) else {
        return;
    };
    assert_eq!(said.out.len(), files.len(), "{}", said.err);
    assert_eq!(said.out[0]["faults"], json!([]));
    let people: usize = documents.iter().map(|d| d.people.len()).sum();
    let entities = &said.out[0]["entities"];
    assert_eq!(entities["Person"], people);
    assert_eq!(entities["Documentation"], people);
    assert_eq!(entities["Article"], documents.len());
    for (spoilt, file) in said.out.iter().zip(&files).skip(1) {
        assert_ne!(spoilt["faults"], json!([]), "{}", file.display());
    }
}

/// Every state, and every tag of two letters, whether or not it is a language's.
#[test]
fn followthemoney_knows_every_code() {
    let letters = || 'A'..='Z';
    let pairs = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
    let pairs: Vec<String> = pairs.collect();
    let triples = pairs
        .iter()
        .flat_map(|pair| letters().map(move |c| format!("{pair}{c}")));
    let known: Vec<String> = triples.filter(|code| territory(code).is_some()).collect();
    let people = known.iter().map(|code| person(code, Some(code), json!([])));
    let mut documents = vec![document("codes", "en", people.collect())];
    for pair in &pairs {
        let tag = pair.to_lowercase();
        documents.push(document(&tag, &tag, vec![]));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = write(&folder, "out.ftm.json", &documents);

    let entities = lines(&fs::read_to_string(&path).unwrap());
    let people = entities.iter().filter(|e| e["schema"] == "Person");
    let without = people.filter(|person| person["properties"]["country"].is_null());
    let without: Vec<&Value> = without.map(|p| &p["properties"]["name"][0]).collect();
    assert_eq!(without, ["ANT"]); // the Netherlands Antilles, which are no more
    if let Some(said) = python("ftm.py", &[path]) {
        assert!(said.passed, "{:?} {}", said.out, said.err);
        assert_eq!(said.out[0]["entities"]["Person"], known.len());
    }
}

/// What is changed in a package: the table, what stands there, what then does, and the error that this is.
const SPOILT: &[(&str, &str, &str, &str)] = &[
    ("people", ",keynote,", ",speaker,", "hash-count"),
    ("people", ",keynote,", ",kaynote,", "constraint-error"),
    ("titles", "\nnasty,", "\nbasty,", "foreign-key"),
    ("titles", ",0.9\n", ",0,9\n", "extra-cell"),
    ("mentions", ",3,9,", ",3,nine,", "type-error"),
    ("documents", "\nplain,", "\nnasty,", "primary-key"),
    ("events", ",2024-05-02,", ",2 May 2024,", "constraint-error"),
];

#[test]
fn frictionless_finds_the_package_valid_and_a_changed_one_not() {
    let documents = documents();
    let folders = SPOILT.iter().map(|_| tempfile::tempdir().unwrap());
    let folders: Vec<TempDir> = folders.chain(tempfile::tempdir()).collect();
    let packages = folders
        .iter()
        .map(|f| write(f, "datapackage.json", &documents));
    let packages: Vec<PathBuf> = packages.collect();
    for (package, (table, right, wrong, error)) in packages.iter().zip(SPOILT) {
        spoil(
            &package.with_file_name(format!("{table}.csv")),
            right,
            wrong,
        );
        if *error != "hash-count" {
            forget_digests(package);
        }
    }
    let Some(said) = python("package.py", &packages) else {
        return;
    };
    assert_eq!(said.out.len(), packages.len(), "{}", said.err);
    assert_eq!(
        said.out.last().unwrap(),
        &json!({"rows": rows(&documents), "errors": {}}),
        "{}",
        said.err
    );
    for (said, (table, _, wrong, error)) in said.out.iter().zip(SPOILT) {
        let errors = said["errors"][table].as_array();
        let is_found = errors.is_some_and(|errors| errors.iter().any(|e| e == error));
        assert!(is_found, "{table}, {wrong:?}: {said}");
    }
}

/// So that nothing but the value is wrong.
fn forget_digests(package: &Path) {
    let mut descriptor: Value = serde_json::from_slice(&fs::read(package).unwrap()).unwrap();
    for resource in descriptor["resources"].as_array_mut().unwrap() {
        let resource = resource.as_object_mut().unwrap();
        resource.retain(|key, _| key != "hash" && key != "bytes");
    }
    fs::write(package, descriptor.to_string()).unwrap();
}

#[test]
fn pandas_reads_the_values_that_were_written() {
    let folder = tempfile::tempdir().unwrap();
    let documents = documents();
    let inputs = ["out.jsonl", "out.csv", "datapackage.json"];
    let inputs = inputs.map(|name| write(&folder, name, &documents));
    let Some(said) = python("csv_pandas.py", &inputs) else {
        return;
    };
    assert!(said.passed, "{}", said.err);
    let mut expected = rows(&documents);
    expected["csv"] = expected["speakers"].clone();
    assert_eq!(said.out, [expected]);

    spoil(&inputs[1], "keynote", "speaker");
    let said = python("csv_pandas.py", &inputs).unwrap();
    assert!(!said.passed);
    assert!(
        said.err.contains("'speaker', not 'keynote'"),
        "{}",
        said.err
    );
}
