//! What each fuzz target does with its input. The tests of `crates/exchange` run the same over `seeds/`, so that a finding kept there stays
//! found.

use rostra_annotate::{AnnotatedDocument, Edit, Review};
use rostra_document::{Extraction, Span};
use rostra_exchange::label_studio::import::{read, tasks};
use rostra_exchange::{Exporter, Format, Source};
use serde_json::json;

/// Any bytes as what Label Studio exports: refused, or people whose places lie in their text.
pub fn label_studio(bytes: &[u8]) {
    for task in tasks(bytes).unwrap_or_default() {
        if let Ok(imported) = read(&task, None) {
            let points = imported.text.chars().count();
            let people = imported.document.people.iter();
            for place in people.flat_map(|person| &person.mentions) {
                assert!(place.start < place.end && place.end <= points, "{place:?}");
            }
        }
    }
}

/// Any bytes as a fixture, the text up to the first NUL and its document after it: it can be reviewed, saved and exported, whatever
/// places it names.
pub fn fixture(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let text = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let Ok(document) =
        serde_json::from_slice::<AnnotatedDocument>(parts.next().unwrap_or_default())
    else {
        return;
    };
    let changed = format!("!{text}");
    for now in [&text, &changed] {
        let mut review = Review::new(&extraction(now), Some((&document, &text)));
        let _ = review.apply(&Edit::CutTitle {
            person: 0,
            title: 0,
            span: Span { start: 1, end: 3 },
        });
        review.apply(&Edit::AcceptAll).expect("it always can be");
        let written = serde_json::to_vec(&review.document()).expect("it is JSON");
        let read: AnnotatedDocument = serde_json::from_slice(&written).expect("it was written");
        assert_eq!(read, review.document());
    }
    let source = Source {
        document,
        text,
        known: Vec::new(),
        scores: Vec::new(),
        model: None,
    };
    for format in [
        Format::LabelStudio,
        Format::Conll,
        Format::ConllPlus,
        Format::Spacy,
    ] {
        let mut exporter = Exporter::new(format, Vec::new());
        exporter.write(&source, &[]).expect("memory takes it");
        exporter.finish().expect("memory takes it");
    }
}

fn extraction(text: &str) -> Extraction {
    let fields = json!({
        "id": "a", "source": "a.txt", "sha256": "", "lang": "en", "title": null, "date": null, "publisher": null, "event": null, "people": [],
        "extractor": {"name": "", "version": "", "pipeline": "", "model": null}, "diagnostics": [], "text": text,
        "provenance": {"path": "a.txt", "steps": [], "format": "text", "metadata": {}},
    });
    serde_json::from_value(fields).expect("it has every field")
}
