//! How fast a store takes documents and remembers them: `cargo bench -p rostra-sink --features sqlite`.

use std::path::Path;
use std::sync::Arc;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use rostra_document::{Ended, Extraction, Extractor, Identity, Recall, Sink};
use rostra_sink::{Settings, Target};
use serde_json::json;
use tempfile::TempDir;

fn main() {
    divan::main();
}

const DOCUMENTS: usize = 20_000;

/// Documents whose identities are looked up at once, as the pipeline does.
const AT_ONCE: usize = 64;

fn settings() -> Settings {
    Settings {
        extractor: Extractor {
            name: "rostra".into(),
            version: "1".into(),
            pipeline: "sha256:0".into(),
            model: None,
        },
        with_text: false,
        anew: false,
        prune: None,
    }
}

/// Of three people, with a title and two mentions each.
fn document(number: usize) -> Arc<Extraction> {
    let id = format!("release-{number}");
    let source = format!("press/2024/{id}.html");
    let at = json!({"element": "/html/body/main/p[3]"});
    let title = json!({"text": "Minister of Foreign Affairs", "status": "current", "office": "minister.foreign_affairs",
        "organization": null, "start": 30, "end": 57, "at": at, "confidence": 0.9});
    let mention = json!({"start": 3, "end": 16, "at": at});
    let person = json!({"name": "Trần Minh Đức", "name_latin": "Tran Minh Duc", "honorifics": ["H.E.", "Dr."],
        "titles": [title], "country": "VNM", "country_evidence": "stated", "organization": null,
        "role": "speaker", "mode": null, "confidence": 0.8, "mentions": [mention, mention]});
    let document = json!({"id": id, "source": source, "sha256": "00", "content_hash": format!("{number:064}"),
        "lang": "vi", "title": "Ministers meet", "date": "2024-05-02", "publisher": null,
        "provenance": {"path": source, "steps": [], "format": "html", "metadata": {"title": "og:title"}},
        "event": null, "people": [person, person, person], "extractor": settings().extractor, "diagnostics": []});
    Arc::new(serde_json::from_value(document).expect("it has every field"))
}

fn documents() -> Vec<Arc<Extraction>> {
    (0..DOCUMENTS).map(document).collect()
}

fn open(folder: &Path) -> Box<dyn Sink> {
    let place = folder.join("press.db");
    let target = Target::new(&place.to_string_lossy(), None).expect("its name tells the form");
    target.open(&settings()).expect("the folder is there")
}

fn write(folder: &Path, documents: &[Arc<Extraction>]) {
    let mut sink = open(folder);
    for document in documents {
        sink.write(document).expect("there is room");
    }
    sink.finish(Ended::Whole).expect("there is room");
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn writes(bencher: Bencher) {
    let documents = documents();
    bencher
        .counter(ItemsCount::new(DOCUMENTS))
        .with_inputs(|| TempDir::new().expect("there is room"))
        .bench_values(|folder| {
            write(folder.path(), &documents);
            folder
        });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn remembers(bencher: Bencher) {
    let documents = documents();
    let folder = TempDir::new().expect("there is room");
    write(folder.path(), &documents);
    let identity = |document: &Arc<Extraction>| Identity {
        content_hash: document.content_hash.clone(),
        ..Identity::new(&document.id, document.provenance.provenance.clone())
    };
    let identities: Vec<Identity> = documents.iter().map(identity).collect();
    let mut sink = open(folder.path());
    let mut memory = sink.memory().expect("it opens").expect("a store remembers");
    bencher.counter(ItemsCount::new(DOCUMENTS)).bench_local(|| {
        for some in identities.chunks(AT_ONCE) {
            let some: Vec<&Identity> = some.iter().collect();
            let recalled = memory.recall(&some).expect("it can be read");
            assert!(recalled.iter().all(|recall| *recall == Recall::Same));
            black_box(recalled);
        }
    });
}
