use std::collections::BTreeSet;
use std::fs;

use rostra_document::Extraction;
use serde_json::{Value, json};

use super::SPEAKERS;
use crate::file::{Place, csv, package};
use crate::testing::extraction;

/// A package of `documents`: its descriptor, and its folder.
fn written(documents: &[Extraction]) -> (Value, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("datapackage.json");
    let mut writer = package(&Place::File(path.clone())).unwrap();
    for document in documents {
        writer.document(document).unwrap();
    }
    writer.end().unwrap();
    let descriptor = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    (descriptor, folder)
}

#[test]
fn the_first_table_is_the_output_csv() {
    let columns: Vec<&str> = SPEAKERS.columns.iter().map(|c| c.name).collect();
    assert_eq!(columns, csv::COLUMNS);
    let documents = [extraction("a", "Ana Lopes"), extraction("b", "=1+1, \"x\"")];
    let (_, folder) = written(&documents);
    let other = folder.path().join("out.csv");
    let mut writer = csv(&Place::File(other.clone())).unwrap();
    for document in &documents {
        writer.document(document).unwrap();
    }
    writer.end().unwrap();
    let speakers = fs::read(folder.path().join("speakers.csv")).unwrap();
    assert_eq!(speakers, fs::read(other).unwrap());
}

#[test]
fn the_descriptor_tells_files_and_keys() {
    let (descriptor, folder) = written(&[extraction("a", "Ana Lopes")]);
    let resources = descriptor["resources"].as_array().unwrap();
    let told = resources
        .iter()
        .map(|r| r["path"].as_str().unwrap().to_owned());
    let told: BTreeSet<String> = told.chain(["datapackage.json".to_owned()]).collect();
    let there = fs::read_dir(folder.path()).unwrap();
    let there = there.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(there.collect::<BTreeSet<_>>(), told);
    for resource in resources {
        let path = folder.path().join(resource["path"].as_str().unwrap());
        assert_eq!(resource["bytes"], fs::metadata(path).unwrap().len());
    }
    let schema = |name: &str| {
        let found = resources.iter().find(|r| r["name"] == name).unwrap();
        found["schema"].clone()
    };
    assert_eq!(
        schema("titles")["foreignKeys"],
        json!([{"fields": ["document_id", "person"],
            "reference": {"resource": "people", "fields": ["document_id", "number"]}}])
    );
    assert_eq!(schema("events")["primaryKey"], json!(["document_id"]));
    assert_eq!(schema("speakers")["primaryKey"], Value::Null);
    assert_eq!(schema("documents")["foreignKeys"], Value::Null);
}

#[test]
fn equal_documents_make_equal_packages() {
    let documents = [extraction("a", "Ana Lopes")];
    let ((one, _first), (other, _second)) = (written(&documents), written(&documents));
    assert_eq!(one, other);
    assert_ne!(one, written(&[extraction("a", "Ana Lopez")]).0);
}

#[test]
fn nothing_appears_before_all_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("datapackage.json");
    let leaving = folder.path().join(".rostra-people.csv-a1b2c3.tmp");
    fs::write(&leaving, "").unwrap();
    let mut writer = package(&Place::File(path)).unwrap();
    assert!(!leaving.exists());
    writer.document(&extraction("a", "Ana Lopes")).unwrap();
    drop(writer);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert!(package(&Place::Stdout).is_err());
}
