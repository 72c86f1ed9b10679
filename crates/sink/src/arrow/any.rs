//! Any document, for properties that hold of all.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use rostra_document::extraction::NormalizedDiagnostic;
use rostra_document::record::{Mode, Role, Support};
use rostra_document::{
    Extraction, Extractor, Location, NameParts, NamedAt, NormalizedEvent, NormalizedProvenance,
    NormalizedRecord, NormalizedTitle, Provenance, Step, TitleStatus,
};
use serde_json::{Map, Value};

/// A document: texts of any characters, fields with and without values, lists of any length.
pub(crate) fn extraction() -> impl Strategy<Value = Extraction> {
    let names = (text(), text(), text(), text(), text());
    let metadata = (of(text()), of(text()), of(text()), of(text()), of(text()));
    let found = (of(event()), vec(person(), 0..4), vec(diagnostic(), 0..3));
    let rest = (provenance(), extractor(), of(text()), carried());
    (names, metadata, found, rest).prop_map(|(names, metadata, found, rest)| {
        let (id, source, sha256, content_hash, lang) = names;
        let (title, date, publisher, place, url) = metadata;
        let (event, people, diagnostics) = found;
        let (provenance, extractor, text, carried) = rest;
        Extraction {
            id,
            source,
            sha256,
            content_hash,
            lang,
            title,
            date,
            publisher,
            place,
            url,
            provenance,
            event,
            people,
            extractor,
            diagnostics,
            text,
            carried,
        }
    })
}

fn text() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "",
        "\0",
        "🎤👩‍⚖️",
        "وزير الخارجية",
        "外交部长",
        "null",
        "\"\\\r\n\u{2028}",
        "1",
        "[]",
    ];
    prop_oneof![
        select(WORDS).prop_map(str::to_owned),
        vec(any::<char>(), 0..8).prop_map(String::from_iter),
    ]
}

fn offset() -> impl Strategy<Value = usize> {
    prop_oneof![0..10_000_usize, Just(usize::MAX / 2)]
}

/// Of two decimals, as all of the output.
fn confidence() -> impl Strategy<Value = f64> {
    (0..=100_u8).prop_map(|percent| f64::from(percent) / 100.0)
}

fn location() -> impl Strategy<Value = Option<Location>> {
    of(prop_oneof![
        (offset(), offset()).prop_map(|(byte_start, byte_end)| Location::Bytes {
            byte_start,
            byte_end
        }),
        (any::<u32>(), any::<u32>()).prop_map(|(page, line)| Location::Line { page, line }),
        text().prop_map(|element| Location::Element {
            element: element.into()
        }),
        any::<u32>().prop_map(|paragraph| Location::Paragraph { paragraph }),
    ])
}

fn step() -> impl Strategy<Value = Step> {
    let number = || 0..=i64::MAX as u64;
    prop_oneof![
        text().prop_map(Step::Member),
        number().prop_map(Step::Row),
        number().prop_map(Step::Message),
        text().prop_map(Step::Part),
        number().prop_map(Step::Entry),
        number().prop_map(Step::Record),
    ]
}

fn provenance() -> impl Strategy<Value = NormalizedProvenance> {
    let metadata = vec((text(), text().prop_map(Value::from)), 0..3);
    (text(), vec(step(), 0..3), text(), metadata).prop_map(|(path, steps, format, metadata)| {
        NormalizedProvenance {
            provenance: Provenance {
                path,
                steps,
                format: format.into(),
            },
            metadata: metadata.into_iter().collect(),
        }
    })
}

fn event() -> impl Strategy<Value = NormalizedEvent> {
    (text(), of(text()), of(text()), of(text()), of(text())).prop_map(
        |(name, place, country, start, end)| NormalizedEvent {
            name,
            place,
            country,
            start,
            end,
        },
    )
}

fn title() -> impl Strategy<Value = NormalizedTitle> {
    use TitleStatus::{Acting, Current, Elect, Former, Then};
    let words = (
        text(),
        select(vec![Current, Then, Former, Acting, Elect]),
        of(text()),
        of(text()),
    );
    (words, offset(), offset(), location(), confidence()).prop_map(
        |(words, start, end, at, confidence)| {
            let (text, status, office, organization) = words;
            NormalizedTitle {
                text,
                status,
                office,
                organization,
                start,
                end,
                at,
                confidence,
            }
        },
    )
}

fn name_parts() -> impl Strategy<Value = NameParts> {
    (of(text()), of(text()), of(text()), of(text())).prop_map(|(given, middle, family, suffix)| {
        NameParts {
            given,
            middle,
            family,
            suffix,
        }
    })
}

fn person() -> impl Strategy<Value = NormalizedRecord> {
    use Role::{Chair, Keynote, Mentioned, Participant, Speaker};
    let mention =
        (offset(), offset(), location()).prop_map(|(start, end, at)| NamedAt { start, end, at });
    let names = (text(), text(), name_parts(), vec(text(), 0..3));
    let country = (
        of(text()),
        of(select(vec![Support::Stated, Support::Inferred])),
        of(text()),
    );
    let part = (
        select(vec![Keynote, Speaker, Chair, Participant, Mentioned]),
        of(select(vec![Mode::Video, Mode::Written])),
    );
    let rest = (confidence(), vec(title(), 0..3), vec(mention, 0..3));
    (names, country, part, rest).prop_map(|(names, country, part, rest)| {
        let (name, name_latin, name_parts, honorifics) = names;
        let (country, country_evidence, organization) = country;
        let (role, mode) = part;
        let (confidence, titles, mentions) = rest;
        NormalizedRecord {
            name,
            name_latin,
            name_parts,
            honorifics,
            titles,
            country,
            country_evidence,
            organization,
            role,
            mode,
            confidence,
            mentions,
        }
    })
}

fn extractor() -> impl Strategy<Value = Extractor> {
    (text(), text(), text(), of(text())).prop_map(|(name, version, pipeline, model)| Extractor {
        name,
        version,
        pipeline,
        model,
    })
}

fn diagnostic() -> impl Strategy<Value = NormalizedDiagnostic> {
    (text(), text(), text(), of(offset()), of(offset())).prop_map(
        |(severity, code, message, start, end)| NormalizedDiagnostic {
            severity,
            code,
            message,
            start,
            end,
        },
    )
}

/// Anything that JSON can say.
fn carried() -> impl Strategy<Value = Map<String, Value>> {
    let one = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        confidence().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    let any = one.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            vec((text(), inner), 0..3)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    });
    vec((text(), any), 0..3).prop_map(|fields| fields.into_iter().collect())
}
