//! The archives of `fixtures/formats`: members, texts, and what is left alone.
#![cfg(feature = "archives")]

use std::fs;
use std::path::{Path, PathBuf};

use rostra_document::Document;
use rostra_ingest::{Format, Options, Reader};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// What a document should be: its place after the archive's name, its id, and the fixture whose text it has.
type Expected = (&'static str, &'static str, &'static str);

fn read(archive: &str) -> (Vec<Result<Document, String>>, u64) {
    let path = fixtures().join("formats").join(archive);
    let path = path.to_string_lossy().into_owned();
    let mut reader = Reader::new([path], Options::default());
    let mut documents = Vec::new();
    for found in reader.by_ref() {
        let document = found.and_then(rostra_document::Undecoded::decode);
        documents.push(document.map_err(|error| error.to_string()));
    }
    (documents, reader.skipped())
}

fn place(document: &Document, archive: &str) -> String {
    let place = document.identity.provenance.to_string();
    let (_, inside) = place.split_once(archive).expect("its archive");
    inside.to_owned()
}

/// The text of a fixture; of a page made of it without empty lines.
fn text(name: &str) -> String {
    let (language, _) = name.split_once('-').expect("a language");
    let path = fixtures().join(language).join(format!("{name}.txt"));
    fs::read_to_string(path).expect("a fixture")
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check(archive: &str, expected: &[Expected]) {
    let (documents, _) = read(archive);
    let found: Vec<(String, &str)> = documents
        .iter()
        .flatten()
        .map(|document| (place(document, archive), document.identity.id.as_str()))
        .collect();
    let wanted: Vec<(String, &str)> = expected
        .iter()
        .map(|(place, id, _)| ((*place).to_owned(), *id))
        .collect();
    assert_eq!(found, wanted, "{archive}");
    for (document, (_, _, name)) in documents.iter().flatten().zip(expected) {
        let (found, wanted) = (squeezed(&document.text), squeezed(&text(name)));
        assert!(found.contains(&wanted), "{archive} {name}: {found}");
    }
}

#[test]
fn zip_archives() {
    check(
        "zip/press.zip",
        &[
            ("!2024/Лавров и Эйде.txt", "Лавров и Эйде", "ru-102"),
            ("!2024/电话.txt", "电话", "zh-call"),
            ("!اتصال.txt", "اتصال", "ar-visit"),
        ],
    );
    let (_, skipped) = read("zip/press.zip");
    assert_eq!(skipped, 3, "a picture, what macOS writes, a hidden file");
    check(
        "zip/nested.zip",
        &[
            ("!communiqués/inner.zip!a/ko-101.txt", "ko-101", "ko-101"),
            ("!communiqués/inner.zip!b/de-101.txt", "de-101", "de-101"),
            (
                "!communiqués/batch.tar.gz!es-foro.txt",
                "es-foro",
                "es-foro",
            ),
            ("!../../outside.txt", "outside", "en-102"),
        ],
    );
}

#[cfg(feature = "html")]
#[test]
fn zip_methods() {
    check(
        "zip/methods.zip",
        &[
            ("!en-104.txt", "en-104", "en-104"),
            ("!fr-101.txt", "fr-101", "fr-101"),
            ("!de-101.html", "de-101", "de-101"),
        ],
    );
}

#[test]
fn tar_archives() {
    const LONG: &str = "!Пресс-служба/сообщения для печати/сообщения для печати/сообщения для печати/сообщения для печати/\
                        сообщения для печати/сообщения для печати/сообщения для печати/сообщения для печати/ru-102.txt";
    let all: &[Expected] = &[
        (LONG, "ru-102", "ru-102"),
        ("!2024/外交部.txt", "外交部", "zh-call"),
        ("!./2024/fr-101.txt", "fr-101", "fr-101"),
    ];
    check("tar/pax.tar", all);
    check("tar/gnu.tar.gz", all);
    check(
        "tar/press.tar.zst",
        &[all[0], ("!ar/زيارة.txt", "زيارة", "ar-visit")],
    );
    check(
        "tar/press.tbz2",
        &[
            ("!ko-101.txt", "ko-101", "ko-101"),
            ("!/etc/en-101.txt", "en-101", "en-101"),
        ],
    );
    assert_eq!(read("tar/pax.tar").1, 1, "a link");
}

#[test]
fn compressed_files() {
    for (folder, ending) in [
        ("gzip", "gz"),
        ("xz", "xz"),
        ("zstd", "zst"),
        ("bzip2", "bz2"),
    ] {
        for name in ["ru-102", "ar-call"] {
            let archive = format!("{folder}/{name}.txt.{ending}");
            let (documents, _) = read(&archive);
            let document = documents[0].as_ref().unwrap();
            assert_eq!(document.text, text(name), "{archive}");
            assert_eq!(
                (documents.len(), document.identity.id.as_str()),
                (1, name),
                "{archive}"
            );
            assert_eq!(place(document, &archive), "");
            assert_eq!(document.identity.provenance.format, "text");
        }
    }
}

#[test]
fn web_archives() {
    check(
        "warc/texts.warc.wet.gz",
        &[
            (":2", "texts-2", "ru-102"),
            (":3", "texts-3", "ar-visit"),
            (":4", "texts-4", "es-foro"),
        ],
    );
    let (documents, _) = read("warc/texts.warc.wet.gz");
    let url = documents[0].as_ref().unwrap().metadata.url.as_deref();
    assert_eq!(url, Some("https://press.example/ru-102"));
}

#[test]
fn a_stream_without_a_name() {
    for (archive, format) in [
        ("warc/texts.warc.wet.gz", None),
        ("warc/texts.warc.wet.gz", Some(Format::Warc)),
        ("zip/press.zip", None),
        ("tar/pax.tar", Some(Format::Tar)),
        ("tar/gnu.tar.gz", None),
        ("tar/press.tbz2", Some(Format::Tar)),
    ] {
        let stream = fs::File::open(fixtures().join("formats").join(archive)).unwrap();
        let options = Options {
            format,
            ..Options::default()
        };
        let documents: Vec<_> = Reader::over("stdin", stream, options).documents().collect();
        assert!(
            documents.iter().all(Result::is_ok),
            "{archive}: {documents:?}"
        );
        let named = read(archive).0;
        let texts = |document: &Document| document.text.clone();
        let found: Vec<String> = documents.iter().flatten().map(texts).collect();
        let expected: Vec<String> = named.iter().flatten().map(texts).collect();
        assert_eq!(found, expected, "{archive}");
    }
}

#[cfg(feature = "html")]
#[test]
fn pages_in_archives() {
    check("gzip/en-104.html.gz", &[("", "en-104", "en-104")]);
    check(
        "warc/crawl.warc",
        &[
            (":3", "crawl-3", "ru-102"),
            (":5", "crawl-5", "ar-call"),
            (":7", "crawl-7", "en-104"),
        ],
    );
    check(
        "warc/crawl.warc.gz",
        &[
            (":2", "crawl-2", "fr-101"),
            (":3", "crawl-3", "de-101"),
            (":4", "crawl-4", "ko-101"),
        ],
    );
    check(
        "tar/press.tar.xz",
        &[
            ("!2024/外交部.txt", "外交部", "zh-call"),
            ("!./2024/fr-101.txt", "fr-101", "fr-101"),
            ("!page.html", "page", "en-104"),
        ],
    );
    let (documents, skipped) = read("warc/crawl.warc");
    assert_eq!(
        skipped, 5,
        "the archive's own words, a request, a redirection, a style sheet, words to robots"
    );
    let page = documents[0].as_ref().unwrap();
    assert_eq!(
        page.metadata.url.as_deref(),
        Some("https://press.example/ru")
    );
    assert_eq!(page.identity.provenance.format, "html");
}
