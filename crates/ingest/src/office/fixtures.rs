//! The fixtures of all three formats against the texts that they were made of.

use std::fs;
use std::path::{Path, PathBuf};

use rostra_document::{Location, TextRange};

use super::{docx, odt, rtf};
use crate::leaf::Text;
use crate::options::Limits;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures")
        .join(name)
}

fn read(name: &str) -> Result<Text, String> {
    decode(&path("formats").join(name))
}

fn decode(path: &Path) -> Result<Text, String> {
    let bytes = fs::read(path).unwrap();
    let limits = Limits::default();
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("docx") => docx::read(&bytes, &limits),
        Some("rtf") => rtf::read(&bytes, &limits),
        _ => odt::read(&bytes, &limits),
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn texts_come_out_as_they_went_in() {
    let mut wrong: Vec<String> = Vec::new();
    // The paragraph of the third block: that of a page's header is counted last.
    for (name, day, number) in [
        ("docx/en-101.docx", "2024-05-14", 2),
        ("docx/en-104.docx", "2024-09-03", 2),
        ("odt/en-104.odt", "2024-09-03", 2),
        ("docx/fr-102.docx", "2024-09-27", 3),
        ("docx/ru-103.docx", "2025-03-27", 3),
        ("docx/zh-call.docx", "2024-03-06", 3),
        ("docx/ar-call.docx", "2024-07-20", 3),
        ("odt/en-101.odt", "2024-05-14", 2),
        ("odt/fr-102.odt", "2024-09-27", 3),
        ("odt/ru-102.odt", "2024-03-18", 3),
        ("odt/zh-call.odt", "2024-03-06", 3),
        ("odt/ar-call.fodt", "2024-07-20", 3),
        ("rtf/en-104.rtf", "2024-09-03", 3),
        ("rtf/ru-101.rtf", "2024-06-14", 3),
        ("rtf/zh-forum.rtf", "2024-05-18", 3),
        ("rtf/zh-province.rtf", "2024-03-18", 3),
        ("rtf/ar-call.rtf", "2024-07-20", 3),
    ] {
        let stem = name.split(['/', '.']).nth(1).unwrap();
        let (language, _) = stem.split_once('-').unwrap();
        let plain = fs::read_to_string(path(language).join(format!("{stem}.txt"))).unwrap();
        let found = read(name).unwrap();
        let blocks: Vec<&str> = plain.trim().split("\n\n").collect();
        let title = found.metadata.title.unwrap_or_default();
        let third: String = blocks[2]
            .chars()
            .skip_while(|&c| c == '-')
            .take(10)
            .collect();
        let at = found.text.find(&third).unwrap_or_default();
        let place = found.origin.locate(TextRange::new(at, at + 1));
        for (what, good) in [
            ("text", words(&found.text) == words(&plain)),
            ("day", found.fallback.date.as_deref() == Some(day)),
            ("title", blocks[..3].contains(&title.as_str())),
            (
                "place",
                place == Some(Location::Paragraph { paragraph: number }),
            ),
        ] {
            if !good {
                wrong.push(format!(
                    "{name}: {what}; {title:?} {:?} {place:?}",
                    found.fallback.date
                ));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn what_is_left_out_is_said() {
    for (name, codes) in [
        ("docx/en-101.docx", &["docx.footer", "docx.hidden"][..]),
        ("odt/en-101.odt", &["odt.footer", "odt.hidden"]),
        ("odt/ar-call.fodt", &["odt.hidden"]),
        ("rtf/en-104.rtf", &["rtf.hidden"]),
        ("rtf/cut.rtf", &["rtf.incomplete", "rtf.hidden"]),
        ("docx/zh-call.docx", &[]),
    ] {
        let found = read(name).unwrap();
        let said: Vec<&str> = found.diagnostics.iter().map(|said| said.code).collect();
        assert_eq!(said, codes, "{name}");
    }
}

#[test]
fn damaged_and_encrypted_files_say_so() {
    for (name, reason) in [
        ("damaged.docx", "is damaged: "),
        ("damaged.odt", "is damaged: "),
        ("encrypted.docx", "is encrypted"),
        ("encrypted.odt", "is encrypted"),
    ] {
        let refused = path("../tests/refused/office").join(name);
        let found = decode(&refused).unwrap_err();
        assert!(found.starts_with(reason), "{name}: {found}");
    }
    let cut = read("rtf/cut.rtf").unwrap();
    assert!(cut.text.contains("Ringaskiddy"), "{}", cut.text);
}
