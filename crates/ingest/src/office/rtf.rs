//! Rich Text Format (Microsoft, version 1.9.1).
//!
//! A reader of the text alone. It takes what is damaged as far as it goes: a file that ends too early gives the text before.

mod charsets;
mod reader;
mod tokens;

use rostra_document::Diagnostic;

use self::reader::Reader;
use super::properties::Names;
use super::{ole, text};
use crate::leaf::{Reason, Text};
use crate::options::Limits;

const NAMES: Names = Names {
    heading: "rtf heading",
    title: "rtf title",
    created: "rtf created",
    modified: "rtf modified",
};

/// Reads an RTF file: the header of its first page, its text, its notes. Comments, deleted and hidden text, footers and pictures are left
/// out.
///
/// Paragraphs are numbered as they begin, notes where they are called, then the header's.
///
/// # Errors
/// Says that the file is damaged: no RTF, or with more than 1000 groups in each other.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Text, Reason> {
    if let Some(reason) = ole::reason(bytes) {
        return Err(reason);
    }
    if !bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Err("is damaged: it does not begin as RTF does".to_owned());
    }
    let mut reader = Reader::new(bytes, limits.document_bytes);
    let whole = reader.read(bytes)?;
    let found = reader.finish();
    let cut = (!whole && found.cut.is_none()).then(|| {
        let message = "the file ends too early: the end of its text may be missing";
        Diagnostic::warning("rtf.incomplete", message)
    });
    let footer = found
        .footer
        .then(|| Diagnostic::note("rtf.footer", "the footer of the pages was left out"));
    let hidden = found
        .hidden
        .then(|| Diagnostic::note("rtf.hidden", "hidden text was left out"));
    let page = found.unknown_page.map(|page| {
        let message = format!("there is no decoder for code page {page}; it was read as 1252");
        Diagnostic::warning("encoding.guessed", message)
    });
    let blocks = found.blocks;
    let metadata = found
        .properties
        .metadata(found.heading.as_deref(), blocks.text(), &NAMES);
    let diagnostics = [found.cut, cut, page, footer, hidden].into_iter().flatten();
    Ok(text(blocks, metadata, diagnostics.collect()))
}

#[cfg(test)]
mod tests;
