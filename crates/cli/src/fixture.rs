//! Texts of fixtures, read as their documents once were.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use anyhow::Context;
use rostra_ingest::{Format, Options, Reader};
use serde_json::{Map, Value};

/// A reader of the fixture whose text lies at `path`. What the document's source said beside the text stands in `given` of `<id>.json`
/// and is told again, as a row would tell it.
///
/// # Errors
/// Where the files cannot be read.
pub(crate) fn reader(path: &Path, options: Options) -> anyhow::Result<Reader> {
    let name = path.to_string_lossy().into_owned();
    let Some(given) = given(path) else {
        return Ok(Reader::new([name], options));
    };
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut row = given;
    let id = path.file_stem().unwrap_or_default().to_string_lossy();
    row.insert("id".to_owned(), id.into());
    row.insert("text".to_owned(), text.into());
    let options = Options {
        format: Format::of_id("jsonl"),
        ..options
    };
    let row = serde_json::to_vec(&row)?;
    Ok(Reader::over(&name, Cursor::new(row), options))
}

/// What the document beside the text at `path` says was given; none where that is nothing.
fn given(path: &Path) -> Option<Map<String, Value>> {
    let document = fs::read(path.with_extension("json")).ok()?;
    let mut document: Map<String, Value> = serde_json::from_slice(&document).ok()?;
    match document.remove("given") {
        Some(Value::Object(given)) if !given.is_empty() => Some(given),
        _ => None,
    }
}

/// Whether the fixture whose text lies at `path` tells more than its text.
pub(crate) fn is_told_more(path: &Path) -> bool {
    given(path).is_some()
}
