//! What each fuzz target does with its input. The tests of the crate run the same over `seeds/`, so that a finding kept there stays
//! found.

use std::io::Cursor;

use rostra_document::{Document, SourceError};
use rostra_ingest::{Format, Limits, Options, Reader};

/// Bytes of text kept: small, so that limits are met often.
const TEXT: usize = 16 << 10;

/// Any bytes as an input in `format`, by its name.
pub fn format(name: &str, bytes: &[u8]) {
    let format = Format::of_id(name).expect("a target is called as its format");
    read(Some(format), bytes);
}

/// Any bytes as whatever they look like.
pub fn any(bytes: &[u8]) {
    read(None, bytes);
}

fn options(format: Option<Format>) -> Options {
    let limits = Limits {
        document_bytes: TEXT,
        row_bytes: 4 << 10,
        source_bytes: 1 << 20,
        pages: 20,
        depth: 3,
        members: 50,
        ratio: 200,
        unpacked_bytes: 32 << 20,
        seconds: 20,
    };
    Options {
        format,
        limits,
        ..Options::default()
    }
}

fn read(format: Option<Format>, bytes: &[u8]) {
    let reader = Reader::over("input", Cursor::new(bytes.to_vec()), options(format));
    for (number, found) in reader.documents().enumerate() {
        assert!(number < 100_000, "more documents than bytes can hold");
        match found {
            Ok(document) => holds(&document),
            Err(error) => told(&error),
        }
    }
}

/// What every document keeps.
fn holds(document: &Document) {
    let text = &document.text;
    assert!(!text.contains('\r') && !text.starts_with('\u{feff}'));
    assert!(!text.trim().is_empty());
    // The limit counts bytes read; a byte of another encoding is up to three of UTF-8.
    assert!(text.len() <= 3 * TEXT, "{} bytes of text", text.len());
    let ends = document.diagnostics.iter().filter_map(|said| said.range);
    assert!(ends.into_iter().all(|range| range.end <= text.len()));
    for (at, c) in text.char_indices().step_by(97) {
        let range = rostra_document::TextRange::new(at, at + c.len_utf8());
        drop(document.origin.locate(range));
    }
}

/// A failure is told in words, at a place, and is none of ours.
fn told(error: &SourceError) {
    assert!(error.provenance.path.starts_with("input"), "{error}");
    assert!(!error.reason.is_empty());
    assert!(!error.reason.contains("a defect of"), "{error}");
    assert!(!error.reason.contains("limits.seconds"), "{error}");
}
