//! Whole files: those of the fixtures, and some that were made to do harm.

use std::fs;
use std::path::{Path, PathBuf};

use rostra_document::{Location, TextRange};

use super::read;
use crate::options::Limits;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(root().join("fixtures/formats/pdf").join(name)).unwrap()
}

/// Lines of a text, white space within them alike.
fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect()
}

#[test]
fn fixtures_say_what_their_plain_texts_say() {
    let mut seen = 0;
    for entry in fs::read_dir(root().join("fixtures/formats/pdf")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let language = name.split('-').next().unwrap();
        let plain = root().join(format!("fixtures/{language}/{name}.txt"));
        let expected = fs::read_to_string(plain).unwrap();
        let text = read(&fs::read(path).unwrap(), &Limits::default()).unwrap();
        assert_eq!(lines(&text.text), lines(&expected), "{name}");
        seen += 1;
    }
    assert!(seen >= 10, "{seen}");
}

#[test]
fn every_line_leads_back_to_its_page() {
    let text = read(&fixture("en-104.pdf"), &Limits::default()).unwrap();
    for (words, page, line) in [
        ("GOVERNMENT OF IRELAND", 1, 1),
        ("DEPARTMENT OF", 1, 3),
        ("Minister for Enterprise", 1, 9),
        ("ENDS", 2, 30),
    ] {
        let at = text.text.find(words).unwrap();
        let place = text.origin.locate(TextRange::new(at, at + words.len()));
        assert_eq!(place, Some(Location::Line { page, line }), "{words}");
    }
}

#[test]
fn what_the_file_says_of_itself_is_told() {
    let limits = Limits::default();
    // "Microsoft Word - communique_def.doc" is no title.
    let french = read(&fixture("fr-101.pdf"), &limits).unwrap();
    assert_eq!(
        french.metadata.title.as_deref(),
        Some("COMMUNIQUÉ DE PRESSE")
    );
    assert_eq!(french.metadata.date, None);
    assert!(french.fallback.date.is_some());
    let codes: Vec<_> = french.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["pdf.furniture"]);
}

#[test]
fn limits_cut() {
    let pages = Limits {
        pages: 1,
        ..Limits::default()
    };
    let text = read(&fixture("zh-forum.pdf"), &pages).unwrap();
    assert!(text.text.contains("沙湾吉") && !text.text.contains("蒋若兰"));
    assert_eq!(text.diagnostics[0].code, "pdf.pages_cut");
    let bytes = Limits {
        document_bytes: 100,
        ..Limits::default()
    };
    let text = read(&fixture("zh-forum.pdf"), &bytes).unwrap();
    assert!(text.text.len() <= 100 && text.text.len() > 96);
    let none = Limits {
        seconds: 0,
        ..Limits::default()
    };
    assert!(read(&fixture("zh-forum.pdf"), &none).is_err());
}

#[test]
fn what_cannot_be_read_is_told() {
    for (name, reason) in [
        ("encrypted.pdf", "is encrypted"),
        ("damaged.pdf", "is damaged: no pages were found in it"),
        (
            "scanned.pdf",
            "holds only pictures of pages: no text to read",
        ),
        ("bomb.pdf", "unpacks to too much to be read"),
    ] {
        let bytes = fs::read(root().join("tests/refused/pdf").join(name)).unwrap();
        let error = read(&bytes, &Limits::default()).unwrap_err();
        assert_eq!(error, reason, "{name}");
    }
}

/// A file of these objects, numbered from 1; the first is the catalog. Readers find them without a table.
fn file(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    for (number, object) in (1..).zip(objects) {
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    file.push_str("trailer <</Root 1 0 R>>\n");
    file.into_bytes()
}

/// A file with one page of `content`, and `more` objects from 6 on.
fn one_page(content: &str, more: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
            .to_owned(),
        stream("", content),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    objects.extend_from_slice(more);
    file(&objects)
}

fn stream(dictionary: &str, content: &str) -> String {
    format!(
        "<<{dictionary}/Length {}>>\nstream\n{content}\nendstream",
        content.len()
    )
}

fn text(bytes: &[u8]) -> Result<String, String> {
    read(bytes, &Limits::default()).map(|text| text.text)
}

#[test]
fn a_page_is_laid_out() {
    let written = |lines: &str| text(&one_page(&format!("BT /F 10 Tf 12 TL {lines} ET"), &[]));
    for (lines, expected) in [
        (
            "50 700 Td (The min\\055) Tj T* (ister of health) Tj",
            "The minister of health",
        ),
        (
            "50 700 Td [(Mi) 20 (nister) -300 (Lund)] TJ",
            "Minister Lund",
        ),
        (
            "50 700 Td (Name) Tj 150 0 Td (Office) Tj -150 -12 Td (Lund) Tj 150 0 Td (Minister) Tj",
            "Name, Office\nLund, Minister",
        ),
        ("50 700 Td (Dr) Tj T* T* T* (Lund) Tj", "Dr\n\nLund"),
        ("50 700 Td (Bold) Tj 0.3 0 Td (Bold) Tj", "Bold"),
        (
            "0 1 -1 0 20 300 Tm (Stamp) Tj 1 0 0 1 50 700 Tm (The text) Tj",
            "The text",
        ),
        (
            "50 700 Td /Span <</ActualText (fi)>> BDC (#) Tj EMC (nd) Tj",
            "find",
        ),
        ("50 700 Td (left) Tj 5000 0 Td (off the page) Tj", "left"),
    ] {
        assert_eq!(written(lines).as_deref(), Ok(expected), "{lines}");
    }
}

#[test]
fn hostile_files_end() {
    let form = |content: &str| {
        stream(
            "/Type/XObject/Subtype/Form/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R/Y 7 0 R>>>>",
            content,
        )
    };
    let shown = "BT /F 9 Tf 9 9 Td (Lund) Tj ET ";
    // A form that draws itself, and one that draws another ten times, which does the same.
    let own = one_page(&format!("{shown} /X Do"), &[form("/X Do /X Do")]);
    assert_eq!(text(&own).as_deref(), Ok("Lund"));
    let tenfold = one_page(
        &format!("{shown} /X Do"),
        &[form(&"/Y Do ".repeat(10)), form(&"/X Do ".repeat(10))],
    );
    assert_eq!(text(&tenfold).as_deref(), Ok("Lund"));
    // Pages that are their own children, and a tree as deep as it is long.
    let cycle = file(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 999999999>>".to_owned(),
        "<</Type/Pages/Kids[2 0 R]>>".to_owned(),
    ]);
    assert!(text(&cycle).is_err());
    let mut deep = vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned()];
    deep.extend((3..20_000).map(|kid| format!("<</Type/Pages/Kids[{kid} 0 R]/Count 1>>")));
    assert!(text(&file(&deep)).is_err());
    // Arrays in arrays, states saved without end, a table that leads to itself.
    let nested = one_page(&format!("{shown}{} Tj", "[".repeat(100_000)), &[]);
    assert_eq!(text(&nested).as_deref(), Ok("Lund"));
    let saved = one_page(
        &format!("{}{shown}{}", "q ".repeat(100_000), "Q ".repeat(100_000)),
        &[],
    );
    assert_eq!(text(&saved).as_deref(), Ok("Lund"));
    let mut looped = b"%PDF-1.4\n".to_vec();
    looped.extend_from_slice(b"xref\n0 1\n0000000000 65535 f \ntrailer <</Root 1 0 R/Size 2/Prev 9>>\nstartxref\n9\n%%EOF");
    assert!(text(&looped).is_err());
    // Places that are no numbers, and letters of no or huge size.
    let places = "BT /F 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (a) Tj /F 0 Tf (b) Tj /F -9 Tf 1 0 0 1 9 9 Tm (c) Tj ET ";
    assert!(
        text(&one_page(&format!("{places}{shown}"), &[])).is_ok_and(|text| text.contains("Lund"))
    );
}
