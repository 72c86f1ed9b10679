//! Releases for tests.

use rostra_document::{Extraction, Release, Span};
use serde_json::{Value, json};

pub(crate) const ENGLISH: &str =
    "Dr. Ann Otieno, Minister of Health of Kenya, met Ambassador Jean Dupont in Nairobi.\n";
pub(crate) const ARABIC: &str = "استقبل وزير الخارجية أيمن الصفدي السفير 😀 خالد العلي في عمان.\n";
pub(crate) const CHINESE: &str = "外交部长王毅会见了法国大使白玉堂。\n";

/// Where `words` first stand in `text`, in code points.
pub(crate) fn at(text: &str, words: &str) -> Span {
    let (before, _) = text.split_once(words).expect("the words are in the text");
    let start = before.chars().count();
    Span {
        start,
        end: start + words.chars().count(),
    }
}

/// A release in which each of `people`, a name and a title, is found.
pub(crate) fn release(id: &str, lang: &str, text: &str, people: &[(&str, &str)]) -> Release {
    let people = people.iter().map(|(name, title)| {
        let (named, held) = (at(text, name), at(text, title));
        json!({
            "name": name, "name_latin": name, "honorifics": [],
            "titles": [{
                "text": title, "status": "current", "office": null, "organization": null,
                "start": held.start, "end": held.end, "confidence": 0.9,
            }],
            "country": "KEN", "country_evidence": "inferred", "organization": null, "role": "participant", "mode": null, "confidence": 0.7,
            "mentions": [{"start": named.start, "end": named.end}],
        })
    });
    let extraction: Extraction = serde_json::from_value(json!({
        "id": id, "source": format!("{id}.txt"), "sha256": "", "lang": lang, "title": text.lines().next(), "date": null, "publisher": null,
        "event": null, "people": people.collect::<Vec<Value>>(),
        "extractor": {"name": "", "version": "", "pipeline": "", "model": null}, "diagnostics": [],
        "provenance": {"path": "", "steps": [], "format": "text", "metadata": {}}, "text": text,
    }))
    .expect("a document");
    Release {
        extraction,
        explanation: None,
    }
}

/// Of a minister and an ambassador.
pub(crate) fn english(id: &str) -> Release {
    let people = [
        ("Ann Otieno", "Minister of Health"),
        ("Jean Dupont", "Ambassador"),
    ];
    release(id, "en", ENGLISH, &people)
}
