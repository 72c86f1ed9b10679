//! Our releases, sent as mails, in feeds and in tables, are the texts that they are as plain files.
//!
//! `scripts/fixtures/mail.py` writes the files.
#![cfg(all(feature = "mail", feature = "feed", feature = "html"))]

use std::fs;
use std::path::PathBuf;

use rostra_document::Document;
use rostra_ingest::{Columns, Options, Reader};

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// The release of that name, such as `en-101`.
fn release(name: &str) -> String {
    let (language, _) = name.split_once('-').expect("named by language");
    let path = fixtures().join(language).join(name).with_extension("txt");
    fs::read_to_string(path).expect("a release of ours")
}

fn read(file: &str, options: Options) -> Vec<Document> {
    let path = fixtures().join("formats").join(file);
    let documents = Reader::new([path.to_string_lossy().into_owned()], options).documents();
    documents
        .map(|document| document.expect("is read"))
        .collect()
}

/// The words of a text; marks before list items are white space of a kind.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace()
        .filter(|word| !["-", "–", "•"].contains(word))
        .collect()
}

#[test]
fn texts_are_the_same_in_every_format() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("mail/en-101.eml", &[("en-101", "en-101")]),
        (
            "mail/ru-101.eml",
            &[("ru-101", "ru-101"), ("ru-101-ru-102", "ru-102")],
        ),
        (
            "mail/zh-call.eml",
            &[("zh-call", "zh-call"), ("zh-call-2", "zh-forum")],
        ),
        (
            "mail/ar-call.eml",
            &[("ar-call", "ar-call"), ("ar-call-2", "ar-visit")],
        ),
        ("mbox/en.mbox", &[("en-1", "en-107"), ("en-2", "en-108")]),
        (
            "mbox/fr.mbox",
            &[("fr-1", "fr-101"), ("fr-2", "fr-102"), ("fr-3", "fr-103")],
        ),
        (
            "mbox/es.mbox",
            &[("es-1", "es-gabinete"), ("es-2", "es-llamada")],
        ),
        ("feed/ru.rss", &[("ru-1", "ru-101"), ("ru-2", "ru-102")]),
        ("feed/fr.atom", &[("fr-1", "fr-101"), ("fr-2", "fr-104")]),
        ("feed/zh.rdf", &[("zh-1", "zh-call"), ("zh-2", "zh-forum")]),
        ("csv/en.csv", &[("en-102", "en-102"), ("en-103", "en-103")]),
        (
            "csv/es.csv",
            &[("es-foro", "es-foro"), ("es-llamada", "es-llamada")],
        ),
        (
            "csv/zh.tsv",
            &[("zh-call", "zh-call"), ("zh-forum", "zh-forum")],
        ),
        (
            "json/ar.json",
            &[("ar-call", "ar-call"), ("ar-visit", "ar-visit")],
        ),
        ("json/en.json", &[("en-104", "en-104")]),
        (
            "json/wordpress.json",
            &[("7", "ja-forum"), ("8", "ja-kaidan")],
        ),
        ("jsonl/es.jsonl", &[("es-gabinete", "es-gabinete")]),
        (
            "jsonl/ru.jsonl",
            &[("ru-102", "ru-102"), ("ru-103", "ru-103")],
        ),
        (
            "jsonl/mixed.jsonl",
            &[
                ("fr-105", "fr-105"),
                ("ja-hyokei", "ja-hyokei"),
                ("ar-call", "ar-call"),
            ],
        ),
    ];
    let mut wrong = Vec::new();
    for (file, expected) in cases {
        let documents = read(file, Options::default());
        let ids: Vec<&str> = documents
            .iter()
            .map(|document| document.identity.id.as_str())
            .collect();
        let wanted: Vec<&str> = expected.iter().map(|(id, _)| *id).collect();
        if ids != wanted {
            wrong.push(format!("{file}: {ids:?}"));
        }
        for (document, (_, name)) in documents.iter().zip(*expected) {
            let release = release(name);
            let (language, _) = name.split_once('-').unwrap();
            if words(&document.text) != words(&release) || document.language.as_str() != language {
                wrong.push(format!(
                    "{file}: {name} in {}: {}",
                    document.language.as_str(),
                    document.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_stands_beside_the_texts_is_told() {
    let cases: &[(&str, usize, [Option<&str>; 3], &str)] = &[
        (
            "mail/en-101.eml",
            0,
            [
                Some("PRESS RELEASE"),
                Some("2024-05-14"),
                Some("Ministry, Press Office"),
            ],
            "mail/en-101.eml!body",
        ),
        (
            "mail/ru-101.eml",
            0,
            [
                Some(
                    "В Душанбе прошла V Международная конференция по безопасности автомобильных перевозок",
                ),
                Some("2024-06-14"),
                Some("Пресс-служба"),
            ],
            "mail/ru-101.eml!body",
        ),
        (
            "mail/zh-call.eml",
            0,
            [
                Some("外交部长梁启明同挪威外交大臣艾德通电话"),
                Some("2024-03-06"),
                Some("mfa.example"),
            ],
            "mail/zh-call.eml!body",
        ),
        (
            "feed/fr.atom",
            1,
            [None, Some("2024-05-02"), Some("Service de presse")],
            "feed/fr.atom:2",
        ),
        (
            "feed/ru.rss",
            0,
            [None, Some("2024-06-13"), Some("Пресс-служба")],
            "feed/ru.rss:1",
        ),
        (
            "json/en.json",
            0,
            [None, Some("2024-05-02"), None],
            "json/en.json",
        ),
        (
            "mbox/es.mbox",
            1,
            [None, Some("2024-05-02"), Some("Press")],
            "mbox/es.mbox:2!body",
        ),
    ];
    for (file, at, [title, date, publisher], place) in cases {
        let documents = read(file, Options::default());
        let document = &documents[*at];
        let metadata = &document.metadata;
        if title.is_some() {
            assert_eq!(metadata.title.as_deref(), *title, "{file}");
        }
        assert_eq!(metadata.date.as_deref(), *date, "{file}");
        assert_eq!(metadata.publisher.as_deref(), *publisher, "{file}");
        let said = document.identity.provenance.to_string();
        assert!(said.ends_with(&format!("formats/{place}")), "{said}");
    }
    let chosen = Options {
        columns: Columns {
            text: Some("内容".into()),
            ..Columns::default()
        },
        ..Options::default()
    };
    assert_eq!(read("csv/zh.tsv", chosen)[1].text, release("zh-forum"));
}
