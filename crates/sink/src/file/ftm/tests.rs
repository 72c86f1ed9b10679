use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use rostra_document::Extraction;
use serde_json::{Value, json};

use crate::file::{Place, ftm};
use crate::testing::extraction;

/// The entities that `documents` make.
fn written(documents: &[Extraction]) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.ftm.json");
    let mut writer = ftm(&Place::File(path.clone())).unwrap();
    for document in documents {
        writer.document(document).unwrap();
    }
    writer.end().unwrap();
    let lines = fs::read_to_string(path).unwrap();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn of<'a>(entities: &'a [Value], schema: &str) -> Vec<&'a Value> {
    entities
        .iter()
        .filter(|entity| entity["schema"] == schema)
        .collect()
}

fn with(change: impl FnOnce(&mut Extraction)) -> Extraction {
    let mut extraction = extraction("a", "Ana Lopes");
    change(&mut extraction);
    extraction
}

#[test]
fn a_document_is_a_graph() {
    let entities = written(&[extraction("a", "Ana Lopes")]);
    let mut numbers = BTreeMap::<&str, usize>::new();
    for entity in &entities {
        *numbers
            .entry(entity["schema"].as_str().unwrap())
            .or_default() += 1;
    }
    let expected = [
        ("Article", 1),
        ("Documentation", 2),
        ("Event", 1),
        ("Occupancy", 2),
    ];
    let expected = expected.into_iter().chain([("Person", 2), ("Position", 2)]);
    assert_eq!(numbers, expected.collect());
    let (article, people) = (of(&entities, "Article")[0], of(&entities, "Person"));
    assert_eq!(
        article["properties"],
        json!({"title": ["A, \"B\"\tC"], "fileName": ["a.txt:3"], "language": ["eng"], "mimeType": ["text/plain"],
            "processingAgent": ["rostra 1"], "publishedAt": ["2024-05-02"]})
    );
    assert_eq!(
        people[0]["properties"],
        json!({"name": ["Ana Lopes"], "firstName": ["Ana"], "lastName": ["Lopes"], "title": ["H.E.", "Dr."],
            "country": ["vn"], "position": ["Minister", "Envoy \"at large\""], "proof": [article["id"]]})
    );
    assert_eq!(
        of(&entities, "Event")[0]["properties"],
        json!({"name": ["Forum"], "location": ["Hà Nội"], "country": ["vn"], "date": ["2024-05-02"],
            "involved": [people[0]["id"], people[1]["id"]], "proof": [article["id"]], "recordId": ["a"]})
    );
    assert_eq!(
        of(&entities, "Documentation")[0]["properties"],
        json!({"document": [article["id"]], "entity": [people[0]["id"]], "role": ["speaker"], "summary": ["video"],
            "date": ["2024-05-02"], "recordId": ["a"]})
    );
}

#[test]
fn positions_and_bodies_are_shared_and_people_are_not() {
    let body = |id: &str| {
        let mut extraction = extraction(id, "Ana Lopes");
        extraction.people[0].organization = Some("INTERPOL".into());
        extraction.people[0].titles[1].organization = Some("INTERPOL".into());
        extraction
    };
    let entities = written(&[body("a"), body("b")]);
    for (schema, number) in [
        ("Position", 2),
        ("Organization", 1),
        ("Person", 4),
        ("Membership", 2),
    ] {
        assert_eq!(of(&entities, schema).len(), number, "{schema}");
    }
    let ids: BTreeSet<&str> = entities.iter().map(|e| e["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), entities.len());
    let post = &of(&entities, "Position")[1]["properties"];
    assert_eq!(
        post["organization"],
        json!([of(&entities, "Organization")[0]["id"]])
    );
    assert_eq!(post["country"], Value::Null);
    assert_eq!(
        of(&entities, "Membership")[0]["properties"]["role"],
        json!(["Envoy \"at large\""])
    );
}

#[test]
fn ids_follow_content_and_nothing_else() {
    let first =
        |extraction: &Extraction| written(std::slice::from_ref(extraction))[1]["id"].clone();
    let plain = extraction("a", "Ana Lopes");
    assert_eq!(
        first(&plain),
        first(&with(|e| e.extractor.version = "2".into()))
    );
    assert_ne!(first(&plain), first(&with(|e| e.sha256 = "01".into())));
    assert_ne!(first(&plain), first(&extraction("b", "Ana Lopes")));
    let twins = written(&[with(|e| e.people[1].name = "Ana Lopes".into())]);
    let people = of(&twins, "Person");
    assert_ne!(people[0]["id"], people[1]["id"]);
}

#[test]
fn statuses_are_what_they_say() {
    use rostra_document::TitleStatus::{Acting, Current, Elect, Former, Then};
    for (status, said, is_dated) in [
        (Current, Some("current"), true),
        (Acting, Some("current"), true),
        (Then, Some("unknown"), false),
        (Former, Some("ended"), false),
        (Elect, None, false),
    ] {
        let entities = written(&[with(|e| e.people[0].titles[0].status = status)]);
        let held = &of(&entities, "Occupancy")[0]["properties"];
        assert_eq!(held["status"][0].as_str(), said);
        assert_eq!(held["description"], json!([status.as_str()]));
        assert_eq!(held["date"].is_array(), is_dated, "{status:?}");
    }
}

#[test]
fn who_is_only_mentioned_is_not_involved() {
    let entities = written(&[with(|e| {
        e.people[0].role = rostra_document::record::Role::Mentioned
    })]);
    let event = &of(&entities, "Event")[0]["properties"];
    assert_eq!(event["involved"], json!([of(&entities, "Person")[1]["id"]]));
}
