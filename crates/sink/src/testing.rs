//! Documents for tests.

use rostra_document::{Extraction, Extractor};
use serde_json::json;

use crate::settings::Settings;

/// What the tests' documents are made by.
pub(crate) fn extractor() -> Extractor {
    Extractor {
        name: "rostra".into(),
        version: "1".into(),
        pipeline: "sha256:0".into(),
        model: None,
    }
}

/// Settings of a plain run.
pub(crate) fn settings() -> Settings {
    Settings {
        extractor: extractor(),
        with_text: false,
        anew: false,
        prune: None,
    }
}

/// A document of `content` with two people, one of whom has two titles.
pub(crate) fn extraction(id: &str, content: &str) -> Extraction {
    let title = |text: &str, start: usize| {
        json!({"text": text, "status": "then", "office": null, "organization": null,
            "start": start, "end": start + 5, "at": {"page": 1, "line": 2}, "confidence": 0.9})
    };
    let person = |name: &str, titles: serde_json::Value| {
        json!({"name": name, "name_latin": name, "honorifics": ["H.E.", "Dr."], "titles": titles,
            "name_parts": {"given": "Ana", "middle": null, "family": "Lopes", "suffix": null},
            "country": "VNM", "country_evidence": "stated", "organization": null,
            "role": "speaker", "mode": "video", "confidence": 0.8,
            "mentions": [{"start": 3, "end": 9, "at": null}, {"start": 30, "end": 36, "at": null}]})
    };
    let people = json!([
        person(
            content,
            json!([title("Minister", 3), title("Envoy \"at large\"", 20)])
        ),
        person("Jan Kowalski; 阮文强\n", json!([])),
    ]);
    serde_json::from_value(json!({
        "id": id, "source": format!("{id}.txt:3"), "sha256": "00", "content_hash": content, "lang": "en",
        "title": "A, \"B\"\tC", "date": "2024-05-02", "publisher": null,
        "provenance": {"path": format!("{id}.txt"), "steps": [{"row": 3}], "format": "text", "metadata": {"title": "row"}},
        "event": {"name": "Forum", "place": "Hà Nội", "country": "VNM", "start": "2024-05-02", "end": null},
        "people": people, "extractor": extractor(),
        "diagnostics": [{"severity": "note", "code": "id.repeated", "message": "m", "start": null, "end": null}],
        "carried": {"n": 1, "tags": ["a", null]},
    }))
    .expect("it has every field")
}
