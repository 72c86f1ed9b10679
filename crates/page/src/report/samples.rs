//! Releases for tests.

use rostra_document::{
    Explanation, Extraction, Extractor, Ground, NameParts, NamedAt, NormalizedEvent,
    NormalizedProvenance, NormalizedRecord, NormalizedTitle, PersonExplained, Release, Role, Seen,
    Span, Support, TitleStatus,
};

use rostra_document::extraction::NormalizedDiagnostic;

use super::PageChange;

/// What must never run.
pub(crate) const HOSTILE: &str = "\"'></mark></p><script>alert(1)</script><!-- <img src=x onerror=alert(1)> </script \0 \u{202E}abc ]]> &lt;\r";

/// Somebody of this name, of whom nothing else is known.
pub(crate) fn person(name: &str) -> NormalizedRecord {
    NormalizedRecord {
        name: name.to_owned(),
        name_latin: name.to_owned(),
        name_parts: NameParts::default(),
        honorifics: Vec::new(),
        titles: Vec::new(),
        country: None,
        country_evidence: None,
        organization: None,
        role: Role::Mentioned,
        mode: None,
        confidence: 0.5,
        mentions: Vec::new(),
    }
}

/// A document without people.
pub(crate) fn extraction(id: &str, text: &str) -> Extraction {
    Extraction {
        id: id.to_owned(),
        source: format!("press/{id}.txt"),
        sha256: String::new(),
        content_hash: String::new(),
        lang: "en".to_owned(),
        title: None,
        date: None,
        publisher: None,
        place: None,
        url: None,
        provenance: NormalizedProvenance::default(),
        event: None,
        people: Vec::new(),
        extractor: Extractor {
            name: "rostra".to_owned(),
            version: String::new(),
            pipeline: String::new(),
            model: None,
        },
        diagnostics: Vec::new(),
        text: Some(text.to_owned()),
        carried: serde_json::Map::new(),
    }
}

/// A short release with one record and its grounds.
pub(crate) fn release() -> Release {
    let text = "Talks on river transport end in Mombasa\n\nMs Wanjiru Kamotho, Cabinet Secretary for Roads, opened the talks.\n";
    let title = NormalizedTitle {
        text: "Cabinet Secretary for Roads".to_owned(),
        status: TitleStatus::Current,
        office: Some("minister.transport".to_owned()),
        organization: None,
        start: 61,
        end: 88,
        at: None,
        confidence: 0.9,
    };
    let record = NormalizedRecord {
        honorifics: vec!["Ms".to_owned()],
        titles: vec![title],
        country: Some("KEN".to_owned()),
        country_evidence: Some(Support::Inferred),
        role: Role::Keynote,
        confidence: 0.93,
        mentions: vec![NamedAt {
            start: 44,
            end: 59,
            at: None,
        }],
        ..person("Wanjiru Kamotho")
    };
    let explained = PersonExplained {
        name: record.name.clone(),
        fields: vec![ground(
            "title",
            "apposition.after.comma",
            "Cabinet Secretary for Roads",
            Some(Span { start: 61, end: 88 }),
        )],
        mentions: vec![Seen {
            label: "person".to_owned(),
            words: record.name.clone(),
            place: Span { start: 44, end: 59 },
            source: "name.capitals".to_owned(),
            score: 0.7,
            model: Some(0.98),
        }],
    };
    Release {
        extraction: Extraction {
            title: Some("Talks on river transport end in Mombasa".to_owned()),
            date: Some("2024-05-14".to_owned()),
            people: vec![record],
            ..extraction("en-1", text)
        },
        explanation: Some(Explanation {
            id: "en-1".to_owned(),
            people: vec![explained],
        }),
    }
}

fn ground(field: &str, rule: &str, words: &str, place: Option<Span>) -> Ground {
    Ground {
        field: field.to_owned(),
        value: words.to_owned(),
        rule: rule.to_owned(),
        words: Some(words.to_owned()),
        place,
        score: 0.9,
    }
}

/// A release every field of which tries to get out of its place.
pub(crate) fn hostile() -> Release {
    let words = || HOSTILE.to_owned();
    let mut release = release();
    let extraction = &mut release.extraction;
    extraction.id = words();
    extraction.source = words();
    extraction.lang = words();
    extraction.title = Some(words());
    extraction.date = Some(words());
    extraction.publisher = Some(words());
    extraction.place = Some(words());
    extraction.url = Some(format!("javascript:alert(1)//{HOSTILE}"));
    extraction.text = Some(HOSTILE.repeat(3));
    extraction.event = Some(NormalizedEvent {
        name: words(),
        place: Some(words()),
        country: Some(words()),
        start: Some(words()),
        end: None,
    });
    extraction.diagnostics.push(NormalizedDiagnostic {
        severity: words(),
        code: words(),
        message: words(),
        start: Some(9_999),
        end: Some(3),
    });
    for person in &mut extraction.people {
        person.name = words();
        person.name_latin = words();
        person.honorifics = vec![words()];
        person.country = Some(words());
        person.organization = Some(words());
        for title in &mut person.titles {
            title.text = words();
            title.office = Some(words());
            title.organization = Some(words());
        }
    }
    if let Some(explanation) = &mut release.explanation {
        let place = Some(Span { start: 3, end: 40 });
        for person in &mut explanation.people {
            person.fields.push(ground(HOSTILE, HOSTILE, HOSTILE, place));
        }
    }
    release
}

/// A change whose every word tries the same.
pub(crate) fn hostile_change() -> PageChange {
    PageChange {
        path: HOSTILE.to_owned(),
        before: Some(HOSTILE.to_owned()),
        after: Some(HOSTILE.to_owned()),
    }
}
