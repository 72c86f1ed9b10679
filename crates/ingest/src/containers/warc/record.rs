//! The header of a record: a version, and fields a line each (ISO 28500:2017, 5).

use std::io;

use crate::bounded::{Line, read_line};
use crate::content::Content;

/// Bytes of a line that are read; the fields that are asked for are shorter.
const LINE: usize = 64 << 10;

/// Lines that a header may have.
const LINES: usize = 1000;

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A server's response as it came.
    Response,
    /// A file by itself.
    Resource,
    /// What was made of another record: a page's text.
    Conversion,
    /// What leads to no page of its own.
    Other,
}

/// What a header says.
pub(super) struct Header {
    pub(super) kind: Kind,
    /// Bytes that follow it.
    pub(super) length: u64,
    pub(super) uri: Option<String>,
    /// The media type of what follows.
    pub(super) media: Option<String>,
    /// The media type that the crawler found.
    pub(super) identified: Option<String>,
}

/// What stands where a record should begin.
pub(super) enum Found {
    /// A record.
    Record(Header),
    /// Something else: why it cannot be read, as part of a sentence.
    Damage(&'static str),
    /// Nothing more.
    End,
}

/// Reads the header of the next record. Where something else stands there, that is told once, and the next call looks for a line that
/// begins a record (`lost`).
pub(super) fn find(
    content: &mut Content,
    line: &mut Vec<u8>,
    lost: &mut bool,
) -> io::Result<Found> {
    loop {
        match read_line(content, line, LINE)? {
            Line::End => return Ok(Found::End),
            Line::Whole if line.trim_ascii().is_empty() => {}
            Line::Whole if line.starts_with(b"WARC/") => break,
            Line::Whole | Line::TooLong if *lost => {}
            Line::Whole | Line::TooLong => {
                *lost = true;
                return Ok(Found::Damage(
                    "is damaged: something else stands where a record should begin",
                ));
            }
        }
    }
    *lost = false;
    let found = fields(content, line)?;
    *lost = matches!(found, Found::Damage(_));
    Ok(found)
}

/// Reads fields up to the empty line.
fn fields(content: &mut Content, line: &mut Vec<u8>) -> io::Result<Found> {
    let mut header = Header {
        kind: Kind::Other,
        length: 0,
        uri: None,
        media: None,
        identified: None,
    };
    let mut length = None;
    for _ in 0..LINES {
        match read_line(content, line, LINE)? {
            Line::End => return Err(io::ErrorKind::UnexpectedEof.into()),
            Line::TooLong => {}
            Line::Whole if line.trim_ascii().is_empty() => {
                let Some(length) = length else {
                    return Ok(Found::Damage(
                        "is damaged: its length is missing or no number",
                    ));
                };
                return Ok(Found::Record(Header { length, ..header }));
            }
            Line::Whole => {
                let line = String::from_utf8_lossy(line);
                let Some((name, value)) = line.split_once(':') else {
                    continue;
                };
                let value = value.trim();
                match name.trim().to_ascii_lowercase().as_str() {
                    "content-length" => length = value.parse().ok(),
                    "warc-type" => header.kind = kind(value),
                    "warc-target-uri" => header.uri = Some(uri(value)),
                    "content-type" => header.media = Some(value.to_owned()),
                    "warc-identified-payload-type" => header.identified = Some(value.to_owned()),
                    _ => {}
                }
            }
        }
    }
    Ok(Found::Damage("is damaged: its header has no end"))
}

fn kind(value: &str) -> Kind {
    match value.to_ascii_lowercase().as_str() {
        "response" => Kind::Response,
        "resource" => Kind::Resource,
        "conversion" => Kind::Conversion,
        _ => Kind::Other,
    }
}

/// An address; writers of the first version put it into angle brackets, as its grammar asked for.
fn uri(value: &str) -> String {
    let inner = value
        .strip_prefix('<')
        .and_then(|inner| inner.strip_suffix('>'));
    inner.unwrap_or(value).to_owned()
}
