//! Tables with a header row and a column of texts.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::{ByteRecord, Reader, ReaderBuilder};
use encoding_rs::Encoding;
use rostra_document::{SourceError, Step};
use serde_json::Value;

use super::row::{self, Fields};
use super::utf16;
use crate::container::Container;
use crate::content::Content;
use crate::decode;
use crate::options::Options;
use crate::part::{Head, Part};

/// Marks between columns; the one that cuts the header into most pieces is taken, the first of equals.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Bytes that the header row is looked for in.
const HEADER: usize = 1 << 16;

/// The rows of a table.
pub(crate) struct Table {
    head: Head,
    reader: Reader<Guarded>,
    columns: Vec<String>,
    charset: Option<&'static Encoding>,
    since: Arc<AtomicU64>,
    record: ByteRecord,
    number: u64,
    ended: bool,
}

impl Table {
    /// Opens a table; `None` where it has no texts and nobody asked for it.
    pub(crate) fn open(part: Part, options: &Options) -> Result<Option<Self>, SourceError> {
        let Part { head, mut content } = part;
        content = utf16::to_utf8(content).map_err(|error| head.unreadable(error))?;
        let start = content
            .head(HEADER)
            .map_err(|error| head.unreadable(error))?;
        let delimiter = match told(&start) {
            None => delimiter(&start),
            Some((mark, line)) => {
                let skipped = io::copy(&mut content.by_ref().take(line), &mut io::sink());
                skipped.map_err(|error| head.unreadable(error))?;
                mark
            }
        };
        let since = Arc::new(AtomicU64::new(0));
        let guarded = Guarded {
            content,
            since: Arc::clone(&since),
            limit: options.limits.row_bytes as u64,
        };
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(guarded);
        let mut table = Self {
            charset: head.charset,
            head,
            reader,
            columns: Vec::new(),
            since,
            record: ByteRecord::new(),
            number: 0,
            ended: false,
        };
        let has_texts = table.read_header(options)?;
        Ok(has_texts.then_some(table))
    }

    /// Reads the names of the columns; whether one is of texts.
    fn read_header(&mut self, options: &Options) -> Result<bool, SourceError> {
        let header = self.reader.byte_headers().cloned();
        let header = header.map_err(|error| self.head.reject(reason(&error)))?;
        let names = header
            .iter()
            .map(|name| self.decoded(name).trim().to_owned());
        self.columns = names.collect();
        let names = self.columns.iter().map(String::as_str);
        if row::text_column(names, &options.columns).is_some() {
            return Ok(true);
        }
        if !self.head.asked {
            return Ok(false);
        }
        let wanted = options.columns.text.as_deref().unwrap_or("text");
        Err(self.head.reject(format!(
            "has no column `{wanted}` of texts; its columns are {} (`--column text=NAME` chooses)",
            self.columns.join(", ")
        )))
    }

    fn decoded(&self, bytes: &[u8]) -> String {
        decode::decode(bytes, self.charset, false).text
    }

    /// The fields of the record, those without a value left out.
    fn fields(&self) -> Fields {
        let values = self.columns.iter().zip(&self.record);
        values
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.clone(), Value::String(self.decoded(value))))
            .collect()
    }
}

impl Container for Table {
    fn next(&mut self, options: &Options) -> Option<Result<Part, SourceError>> {
        if self.ended {
            return None;
        }
        self.number += 1;
        self.since.store(0, Ordering::Relaxed);
        let id = format!("{}-{}", self.head.id, self.number);
        let head = self.head.inner(Step::Row(self.number), id);
        match self.reader.read_byte_record(&mut self.record) {
            Ok(false) => None,
            Ok(true) => {
                let way = head.provenance.clone();
                let part = row::part(head, self.fields(), &options.columns);
                Some(part.map_err(|reason| crate::part::rejected(&way, reason)))
            }
            Err(error) => {
                self.ended = true; // where the next row begins is not known
                Some(Err(head.reject(reason(&error))))
            }
        }
    }

    fn is_broken(&self) -> bool {
        self.ended
    }
}

/// The delimiter that Excel writes on a line of its own (`sep=;`), and how many bytes that line has.
fn told(start: &[u8]) -> Option<(u8, u64)> {
    let unmarked = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let rest = unmarked.strip_prefix(b"\"").unwrap_or(unmarked);
    let (&mark, rest) = rest.strip_prefix(b"sep=")?.split_first()?;
    let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
    let rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    Some((mark, (start.len() - rest.len()) as u64))
}

/// The mark that cuts the header row into most pieces, quoted names left out.
fn delimiter(start: &[u8]) -> u8 {
    let mut quoted = false;
    let header: Vec<u8> = start
        .iter()
        .copied()
        .take_while(|&byte| {
            quoted ^= byte == b'"';
            quoted || !matches!(byte, b'\n' | b'\r')
        })
        .collect();
    let count = |mark: u8| {
        let unquoted = header.split(|&b| b == b'"').step_by(2);
        unquoted.flatten().filter(|&&b| b == mark).count()
    };
    // `max_by_key` takes the last of equals.
    let best = DELIMITERS.iter().rev().max_by_key(|&&mark| count(mark));
    best.copied().unwrap_or(b',')
}

fn reason(error: &csv::Error) -> String {
    format!("cannot be read as a table: {error}")
}

/// Fails where one row goes on for more than `limit` bytes, as it does after a quotation mark that nothing closes.
struct Guarded {
    content: Content,
    since: Arc<AtomicU64>,
    limit: u64,
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.content.read(buffer)?;
        let before = self.since.fetch_add(read as u64, Ordering::Relaxed);
        if before + read as u64 > self.limit + (1 << 16) {
            let reason = format!(
                "a row is longer than {} bytes (`limits.row_bytes`)",
                self.limit
            );
            return Err(io::Error::other(reason));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::Table;
    use crate::container::Container;
    use crate::content::Content;
    use crate::options::{Columns, Options};
    use crate::part::{Head, Part};

    fn read(bytes: &[u8], options: &Options) -> Vec<Result<(String, String), String>> {
        let head = Head {
            id: "t".into(),
            provenance: rostra_document::Provenance::file("t.csv"),
            asked: true,
            ..Head::default()
        };
        let content = Content::bytes(bytes);
        let mut table = match Table::open(Part { head, content }, options) {
            Ok(table) => table.expect("it was asked for"),
            Err(error) => return vec![Err(error.to_string())],
        };
        let rows = std::iter::from_fn(|| table.next(options));
        rows.map(|row| match row {
            Ok(mut part) => {
                let mut text = String::new();
                part.content.read_to_string(&mut text).unwrap();
                Ok((part.head.id, text))
            }
            Err(error) => Err(error.to_string()),
        })
        .collect()
    }

    fn good(id: &str, text: &str) -> Result<(String, String), String> {
        Ok((id.into(), text.into()))
    }

    #[test]
    fn rows_in_many_dialects() {
        let options = Options::default();
        let comma = "\u{feff}id,Text\n7,\"One, \"\"two\"\"\nlines.\"\n,Три\n8,\n".as_bytes();
        let expected = [
            good("7", "One, \"two\"\nlines."),
            good("t-2", "Три"),
            Err("t.csv:3: has no field `text`".into()),
        ];
        assert_eq!(read(comma, &options), expected);
        let (cyrillic, ..) = encoding_rs::WINDOWS_1251
            .encode("дата;body\n1;Министр внутренних дел выступил с докладом.\n");
        assert_eq!(
            read(&cyrillic, &options),
            [good("t-1", "Министр внутренних дел выступил с докладом.")]
        );
        let excel = b"\xef\xbb\xbfsep=;\r\nid;\"a, b, c\";text\r\n1;;\"One; two\"";
        assert_eq!(read(excel, &options), [good("1", "One; two")]);
        let macintosh = b"\"id, or number\";text\r1;One.\r2;Two.\r";
        assert_eq!(
            read(macintosh, &options),
            [good("t-1", "One."), good("t-2", "Two.")]
        );
        let wide = "\u{feff}id\tText\r\n5\t部长会见大使。\r\n".encode_utf16();
        let wide: Vec<u8> = wide.flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide, &options), [good("5", "部长会见大使。")]);
        let tabs = b"nr\tstory\n1\tSpoke.\textra\n";
        let named = Options {
            columns: Columns {
                text: Some("story".into()),
                id: Some("nr".into()),
                ..Columns::default()
            },
            ..Options::default()
        };
        assert_eq!(read(tabs, &named), [good("1", "Spoke.")]);
        assert_eq!(read(tabs, &options), [Err("t.csv: has no column `text` of texts; its columns are nr, story (`--column text=NAME` chooses)".into())]);
    }

    #[test]
    fn a_row_without_an_end_is_not_held() {
        let mut options = Options::default();
        options.limits.row_bytes = 1000;
        let mut table = b"id,text\n1,\"".to_vec();
        table.extend(std::iter::repeat_n(b'x', 1 << 20));
        let rows = read(&table, &options);
        assert_eq!(rows.len(), 1);
        let said = rows[0].as_ref().unwrap_err();
        assert!(said.contains("(`limits.row_bytes`)"), "{said}");
    }
}
