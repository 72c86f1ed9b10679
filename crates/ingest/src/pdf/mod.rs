//! PDF to text: pages in the order they are read.
//!
//! ```text
//! bytes --defuse, open--> pages --content--> glyphs --fragment--> pieces of lines --furniture, columns-->
//!       columns --line--> lines --paragraph--> text
//! ```
//!
//! A PDF file places glyphs; words, lines and their order are found again from where these stand.
//! The file's syntax, encryption and fonts are read by `hayro-syntax`, `hayro-font` and `hayro-cmap`;
//! what a page's content does with text is carried out here ([`content`]), so that every step can be
//! counted, and so is the layout. Chosen over `pdf_oxide` 0.3.78 and `pdf-extract` 0.12 on 25 files of
//! five languages (Arabic, Chinese, English, French, Russian), in one and two columns, from three
//! producers: of 470 paragraphs they give 196 and 162 whole, this 443, most of the rest being wrong in
//! the file. `pdf-extract` turns Arabic round; `pdf_oxide` mixes it up where letters are stacked. It adds
//! 43 crates to this one, where `pdf_oxide` needs 167 and 450,000 lines of its own; of the three only
//! `hayro-syntax` has unsafe code, in one place.

mod bidi;
mod columns;
mod content;
mod defuse;
mod fold;
mod font;
mod fragment;
mod furniture;
mod glyph;
mod hyphen;
mod info;
mod line;
mod matrix;
mod packed;
mod pages;
mod paragraph;
mod said;
mod script;
mod state;
mod string;
mod tounicode;

use std::time::{Duration, Instant};

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use rostra_document::{Diagnostic, Field, Metadata, Origin};

use crate::date;
use crate::leaf::{Reason, Text, headline};
use crate::options::Limits;
use crate::plain;
use pages::Pages;
use paragraph::{Column, Paragraphs};

/// Reads a PDF file. Its text has a paragraph a line with a blank line after it, items of lists and rows
/// of tables as lines of their own; every line of a page leads back to it.
///
/// # Errors
///
/// What keeps it from being read, as part of a sentence: a password, damage, or that there are
/// only pictures of pages.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Text, Reason> {
    // Some time is left for what comes after the pages.
    let deadline = Instant::now().checked_add(Duration::from_secs(limits.seconds) * 3 / 4);
    let mut file = bytes.to_vec();
    let blanked = defuse::defuse(&mut file);
    let pdf = open(file)?;
    let mut pages = Pages::read(&pdf, limits, deadline);
    pages.check(blanked)?;
    let mut diagnostics = pages.diagnostics();
    if blanked > 0 {
        let message = format!("{blanked} parts of the file that unpack to too much were left out");
        diagnostics.push(Diagnostic::warning("pdf.left_out", message));
    }
    let dropped = furniture::drop_repeated(&mut pages.pieces, &pages.heights);
    if dropped > 0 {
        let message = format!("{dropped} running headers, footers and page numbers were left out");
        diagnostics.push(Diagnostic::note("pdf.furniture", message));
    }
    let Paragraphs { mut text, lines } = text_of(pages);
    if text.len() > limits.document_bytes {
        diagnostics.push(plain::truncated(limits.document_bytes, text.len() as u64));
        text.truncate(text.floor_char_boundary(limits.document_bytes));
    }
    let (metadata, fallback) = metadata(&pdf, &text);
    Ok(Text {
        text,
        origin: Origin::Lines(lines),
        metadata,
        fallback,
        diagnostics,
        ..Text::default()
    })
}

fn open(file: Vec<u8>) -> Result<Pdf, Reason> {
    // Files that anybody may read, but not change or print, are encrypted with an empty password.
    Pdf::new(file).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => "is encrypted".to_owned(),
        LoadPdfError::Decryption(_) => "is encrypted in a way that is not read".to_owned(),
        LoadPdfError::Invalid => "is damaged: no pages were found in it".to_owned(),
    })
}

fn text_of(pages: Pages) -> Paragraphs {
    let rtl = line::reads_right_to_left(pages.pieces.iter().flatten().flat_map(|p| &p.glyphs));
    let mut all = Vec::new();
    for (page, pieces) in (1..).zip(pages.pieces) {
        for column in columns::columns(pieces, rtl) {
            let lines = line::lines(column, rtl);
            all.push(Column { page, lines });
        }
    }
    paragraph::paragraphs(&all, rtl)
}

/// What the file and its first line tell, and what the file tells that a dateline would tell better.
fn metadata(pdf: &Pdf, text: &str) -> (Metadata, Metadata) {
    let (mut metadata, mut fallback) = (Metadata::default(), Metadata::default());
    let info = info::info(pdf);
    if let Some((title, from)) = info.title {
        metadata.offer(Field::Title, &title, from);
    }
    if let Some(title) = headline(text) {
        metadata.offer(Field::Title, title, "first line");
    }
    if let Some((day, from)) = info.date
        && let Some(day) = date::of(&day)
    {
        fallback.offer(Field::Date, &day, from);
    }
    (metadata, fallback)
}

#[cfg(test)]
mod tests;
