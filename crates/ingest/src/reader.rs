//! Inputs to documents, one at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use rostra_document::{Document, Metadata, SourceError};

use crate::bounded::{Bounded, Line, read_all, read_line};
use crate::format::Format;
use crate::ids::Ids;
use crate::options::Options;
use crate::walk::{Input, Walk, display, failure};
use crate::{binary, date, decode, html, plain, row};

const STDIN: &str = "stdin";

type Stream = BufReader<Box<dyn Read>>;

/// A [`Source`](rostra_document::Source) over files, folders, globs and standard input.
///
/// Holds one document at a time, and of a JSON Lines file one row.
pub struct Reader {
    walk: Walk,
    rows: Option<Rows>,
    ids: Ids,
    options: Options,
}

impl Reader {
    /// Reads `inputs` in their order: paths, glob patterns, or `-` for standard input.
    pub fn new(inputs: impl IntoIterator<Item = String>, options: Options) -> Self {
        Self {
            walk: Walk::new(inputs),
            rows: None,
            ids: Ids::default(),
            options,
        }
    }

    /// How many files of folders were left alone so far, their names ending in nothing that is
    /// read.
    #[must_use]
    pub fn skipped(&self) -> u64 {
        self.walk.skipped()
    }

    /// Reads the next input: a document, or nothing yet where it has rows.
    fn open(&mut self, input: Input) -> Result<Option<Document>, SourceError> {
        let opened = Opened::new(input, self.options.format)?;
        if opened.format == Format::JsonLines {
            self.rows = Some(Rows::new(opened)?);
            return Ok(None);
        }
        opened.document(&self.options).map(Some)
    }

    fn with_unique_id(&mut self, mut document: Document) -> Document {
        let (id, note) = self.ids.unique(&document.id);
        document.id = id;
        document.diagnostics.extend(note);
        document
    }
}

impl Iterator for Reader {
    type Item = Result<Document, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(rows) = &mut self.rows {
                match rows.next(&self.options) {
                    Some(row) => return Some(row.map(|document| self.with_unique_id(document))),
                    None => self.rows = None,
                }
            }
            match self.walk.next()?.and_then(|input| self.open(input)) {
                Ok(None) => {}
                Ok(Some(document)) => return Some(Ok(self.with_unique_id(document))),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// An input that is open and whose format is known.
struct Opened {
    place: String,
    id: String,
    format: Format,
    stream: Stream,
}

impl Opened {
    fn new(input: Input, format: Option<Format>) -> Result<Self, SourceError> {
        let (place, id, named, path, source): (_, _, _, PathBuf, Box<dyn Read>) = match input {
            Input::Stdin => (
                STDIN.to_owned(),
                STDIN.to_owned(),
                None,
                STDIN.into(),
                Box::new(io::stdin()),
            ),
            Input::File(path) => {
                let file = File::open(&path).map_err(|error| failure(&path, error))?;
                (
                    display(&path),
                    stem(&path),
                    Format::of_name(&path),
                    path,
                    Box::new(file),
                )
            }
        };
        let mut stream = BufReader::with_capacity(1 << 16, source);
        let head = stream.fill_buf().map_err(|error| failure(&path, error))?;
        let format = format.or(named).unwrap_or_else(|| Format::of_bytes(head));
        let opened = |stream| Self {
            place: place.clone(),
            id,
            format,
            stream,
        };
        if head.is_empty() {
            return Err(rejected(&place, "is empty"));
        }
        if let Some(kind) = binary::binary_kind(head) {
            return Err(rejected(&place, &format!("is no text but {kind}")));
        }
        Ok(opened(stream))
    }

    fn document(self, options: &Options) -> Result<Document, SourceError> {
        let limit = options.limits.document_bytes;
        let read =
            read_all(self.stream, limit).map_err(|error| failure(Path::new(&self.place), error))?;
        let mut document = match self.format {
            Format::Html => page(&read),
            Format::Text | Format::JsonLines => plain_text(&read),
        };
        if document.text.trim().is_empty() {
            return Err(rejected(&self.place, "holds no text"));
        }
        if read.is_cut() {
            document
                .diagnostics
                .push(plain::truncated(limit, read.total));
        }
        let language = options.language_of(None, &document.text, &mut document.diagnostics);
        Ok(Document {
            id: self.id,
            source: self.place,
            sha256: read.sha256,
            language,
            ..document
        })
    }
}

fn plain_text(read: &Bounded) -> Document {
    let decoded = decode::decode(&read.bytes, None, read.is_cut());
    Document {
        metadata: Metadata {
            title: headline(&decoded.text),
            ..Metadata::default()
        },
        text: decoded.text,
        origin: decoded.origin,
        diagnostics: decoded.diagnostics,
        ..blank()
    }
}

/// Characters that a headline has at most.
const HEADLINE: usize = 250;

/// The first line of a plain text, where it stands by itself and is no sentence.
fn headline(text: &str) -> Option<String> {
    let mut lines = text.trim_start().lines();
    let first = lines.next()?.trim();
    let alone = lines.next().is_some_and(|line| line.trim().is_empty());
    let sentence = first.ends_with(['.', '。', ';', ':', ',']);
    (alone && !sentence && first.chars().count() <= HEADLINE).then(|| first.to_owned())
}

fn page(read: &Bounded) -> Document {
    let declared = html::declared_encoding(&read.bytes);
    let decoded = decode::decode(&read.bytes, declared, read.is_cut());
    let page = html::read(&decoded.text);
    // Places in the page's source mean nothing in the text made from it.
    let unplaced = decoded
        .diagnostics
        .into_iter()
        .map(|d| rostra_document::Diagnostic { range: None, ..d });
    Document {
        metadata: Metadata {
            title: page.title,
            date: page.published.as_deref().and_then(date::of),
            publisher: page.publisher,
            ..Metadata::default()
        },
        text: page.text,
        diagnostics: unplaced.chain(page.diagnostics).collect(),
        ..blank()
    }
}

fn blank() -> Document {
    Document {
        id: String::new(),
        source: String::new(),
        sha256: String::new(),
        language: rostra_document::Language::unknown(),
        metadata: Metadata::default(),
        text: String::new(),
        origin: rostra_document::Origin::default(),
        diagnostics: Vec::new(),
    }
}

/// The rows of a JSON Lines input.
struct Rows {
    place: String,
    stem: String,
    stream: Stream,
    line: Vec<u8>,
    number: u64,
    failed: bool,
}

impl Rows {
    fn new(mut opened: Opened) -> Result<Self, SourceError> {
        let unreadable = |error| failure(Path::new(&opened.place), error);
        let head = opened.stream.fill_buf().map_err(unreadable)?;
        if head.starts_with(b"\xef\xbb\xbf") {
            opened.stream.consume(3);
        } else if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
            return Err(rejected(
                &opened.place,
                "JSON Lines in UTF-16 is not read; use UTF-8",
            ));
        }
        Ok(Self {
            place: opened.place,
            stem: opened.id,
            stream: opened.stream,
            line: Vec::new(),
            number: 0,
            failed: false,
        })
    }

    fn next(&mut self, options: &Options) -> Option<Result<Document, SourceError>> {
        while !self.failed {
            self.number += 1;
            let place = format!("{}:{}", self.place, self.number);
            match read_line(&mut self.stream, &mut self.line, options.limits.row_bytes) {
                Ok(Line::End) => return None,
                Ok(Line::TooLong) => {
                    let limit = options.limits.row_bytes;
                    let reason = format!("is longer than {limit} bytes (`limits.row_bytes`)");
                    return Some(Err(rejected(&place, &reason)));
                }
                Ok(Line::Whole) if self.line.trim_ascii().is_empty() => {}
                Ok(Line::Whole) => {
                    let id = format!("{}-{}", self.stem, self.number);
                    let document = row::document(&self.line, &place, &id, options);
                    return Some(document.map_err(|reason| rejected(&place, &reason)));
                }
                Err(error) => {
                    self.failed = true; // what follows cannot be found again
                    return Some(Err(failure(Path::new(&place), error)));
                }
            }
        }
        None
    }
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map_or_else(|| display(path), |stem| stem.to_string_lossy().into_owned())
}

fn rejected(place: &str, reason: &str) -> SourceError {
    SourceError {
        place: place.to_owned(),
        reason: reason.to_owned(),
        cause: None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_headline_stands_by_itself() {
        for (text, title) in [
            ("Ministers meet\n\nThey met.", Some("Ministers meet")),
            ("\n部长会见大使\n\n正文。", Some("部长会见大使")),
            ("They met.\n\nThen they left.", None),
            ("Ministers meet\nand talk", None),
            ("Ministers meet", None),
        ] {
            assert_eq!(super::headline(text).as_deref(), title, "{text}");
        }
    }

    use std::fs;

    use super::Reader;
    use crate::options::{Limits, Options};

    fn read(files: &[(&str, &[u8])], options: Options) -> Vec<Result<(String, String), String>> {
        let root = tempfile::tempdir().unwrap();
        let inputs: Vec<String> = files
            .iter()
            .map(|(name, bytes)| {
                let path = root.path().join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, bytes).unwrap();
                path.to_string_lossy().into_owned()
            })
            .collect();
        let prefix = format!("{}/", root.path().display());
        Reader::new(inputs, options)
            .map(|item| match item {
                Ok(document) => Ok((document.id, document.text)),
                Err(error) => Err(error.to_string().replace(&prefix, "")),
            })
            .collect()
    }

    fn good(id: &str, text: &str) -> Result<(String, String), String> {
        Ok((id.into(), text.into()))
    }

    #[test]
    fn a_bad_input_does_not_stop_the_rest() {
        let rows =
            b"\xef\xbb\xbf{\"id\": \"r\", \"text\": \"One.\"}\n\nnot json\n{\"text\": \"Two.\"}";
        let files: &[(&str, &[u8])] = &[
            ("a.txt", b""),
            ("b.txt", b"\0\x01\x02"),
            ("c.txt", b" \n"),
            ("d.txt", b"Hello there.\r\n"),
            ("x/d.txt", b"Again."),
            ("rows.jsonl", rows),
        ];
        assert_eq!(
            read(files, Options::default()),
            [
                Err("a.txt: is empty".into()),
                Err("b.txt: is no text but a binary file".into()),
                Err("c.txt: holds no text".into()),
                good("d", "Hello there.\n"),
                good("d-2", "Again."),
                good("r", "One."),
                Err("rows.jsonl:3: is not valid JSON: expected ident at line 1 column 2".into()),
                good("rows-4", "Two."),
            ]
        );
    }

    #[test]
    fn limits_hold() {
        let limits = Limits {
            document_bytes: 6,
            row_bytes: 40,
        };
        let options = Options {
            limits,
            ..Options::default()
        };
        let files: &[(&str, &[u8])] = &[
            ("a.txt", "Министр".as_bytes()),
            ("b.jsonl", b"{\"text\": \"0123456789\"}\n{\"text\": \"01234567890123456789012345678901\"}\n{\"text\": \"x\"}"),
        ];
        assert_eq!(
            read(files, options),
            [
                good("a", "Мин"),
                good("b-1", "012345"),
                Err("b.jsonl:2: is longer than 40 bytes (`limits.row_bytes`)".into()),
                good("b-3", "x"),
            ]
        );
    }
}
