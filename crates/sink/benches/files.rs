//! Documents a second into each form of file.
//!
//! `cargo bench -p rostra-sink --all-features`. `ROSTRA_DOCUMENTS=out.jsonl` takes real documents in place of made ones.

use std::env;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use divan::counter::ItemsCount;
use rostra_document::{Ended, Extraction};
use rostra_sink::{Settings, Target};
use serde_json::{Value, json};

fn main() {
    divan::main();
}

/// Made documents: each of six people with two titles.
const MADE: usize = 2000;

static DOCUMENTS: LazyLock<Vec<Arc<Extraction>>> =
    LazyLock::new(|| match env::var_os("ROSTRA_DOCUMENTS") {
        Some(path) => {
            let lines = fs::read_to_string(path).expect("the file can be read");
            let documents = lines
                .lines()
                .map(|line| serde_json::from_str(line).expect("a document a line"));
            documents.map(Arc::new).collect()
        }
        None => (0..MADE).map(made).map(Arc::new).collect(),
    });

fn made(n: usize) -> Extraction {
    let title = |m: usize| {
        json!({"text": format!("Deputy Minister of Transport {}", (n + m) % 40), "status": "current", "office": "minister.transport",
            "organization": null, "start": 100 * m, "end": 100 * m + 30, "at": {"byte_start": 101 * m, "byte_end": 101 * m + 30},
            "confidence": 0.9})
    };
    let person = |m: usize| {
        json!({"name": format!("Ana {n} Lopes {m}"), "name_latin": format!("Ana {n} Lopes {m}"), "honorifics": ["H.E."],
            "name_parts": {"given": "Ana", "middle": n.to_string(), "family": format!("Lopes {m}"), "suffix": null},
            "titles": [title(m), title(m + 1)], "country": "VNM", "country_evidence": "stated", "organization": null, "role": "speaker",
            "mode": null, "confidence": 0.8, "mentions": [{"start": 90 * m, "end": 90 * m + 9, "at": {"page": 1, "line": m + 1}}]})
    };
    let people: Vec<Value> = (0..6).map(person).collect();
    let document = json!({
        "id": format!("d{n}"), "source": format!("in/batch.jsonl:{n}"), "sha256": format!("{n:064x}"), "content_hash": format!("{:064x}", n * 7),
        "lang": "en", "title": format!("Ministers adopt roadmap {n}"), "date": "2024-05-02", "publisher": null,
        "provenance": {"path": "in/batch.jsonl", "steps": [{"row": n}], "format": "text", "metadata": {"title": "row"}},
        "event": null, "people": people, "diagnostics": [],
        "extractor": {"name": "rostra", "version": "1", "pipeline": "sha256:0", "model": null},
    });
    serde_json::from_value(document).expect("it has every field")
}

/// From the first document to the file in its place.
#[divan::bench(args = ["jsonl", "json", "csv", "parquet"], sample_count = 10)]
fn write(bencher: Bencher, form: &str) {
    let documents = &*DOCUMENTS;
    let Some(first) = documents.first() else {
        return;
    };
    let settings = Settings {
        extractor: first.extractor.clone(),
        with_text: first.text.is_some(),
        anew: true,
        prune: None,
    };
    let folder = tempfile::tempdir().expect("there is room");
    let place = folder.path().join(Path::new("out").with_extension(form));
    let Ok(target) = Target::new(&place.to_string_lossy(), Some(form)) else {
        return; // this build lacks the form
    };
    bencher.counter(ItemsCount::new(documents.len())).bench(|| {
        let mut sink = target.open(&settings).expect("the folder can be written");
        for document in documents {
            sink.write(document).expect("it fits");
        }
        sink.finish(Ended::Whole).expect("it fits");
    });
}
