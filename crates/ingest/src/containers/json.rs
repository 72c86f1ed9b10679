//! JSON objects: one, several one after the other, or an array of them.
//!
//! Elements are cut out of the stream without being understood, so that a large array is never held as a whole and a broken
//! element costs no more than itself.

use std::io::{self, BufRead};
use std::vec;

use rostra_document::{Field, SourceError, Step};
use serde_json::Value;

use super::row::{self, Fields};
use super::utf16;
use crate::container::Container;
use crate::content::Content;
use crate::options::{Columns, Options};
use crate::part::{Head, Part};

/// The objects of a JSON input.
pub(crate) struct Elements {
    head: Head,
    content: Content,
    /// Objects of an array that stands in a field of the one object that there is, as interfaces answer.
    wrapped: vec::IntoIter<Value>,
    /// Who the object around them says has published them.
    publisher: String,
    in_array: bool,
    number: u64,
    skipped: u64,
    ended: bool,
}

impl Elements {
    pub(crate) fn open(part: Part) -> Result<Self, SourceError> {
        let Part { head, content } = part;
        let content = utf16::to_utf8(content).map_err(|error| head.unreadable(error))?;
        Ok(Self {
            head,
            content,
            wrapped: Vec::new().into_iter(),
            publisher: String::new(),
            in_array: false,
            number: 0,
            skipped: 0,
            ended: false,
        })
    }

    /// The bytes of the next element.
    fn element(&mut self, limit: usize) -> io::Result<Element> {
        loop {
            let Some(byte) = self.peek()? else {
                return Ok(Element::End);
            };
            match byte {
                b'[' if self.number == 0 && !self.in_array => self.in_array = true,
                b']' if self.in_array => return Ok(Element::End),
                b',' | b' ' | b'\t' | b'\r' | b'\n' | 0xef | 0xbb | 0xbf => {}
                _ => return cut(&mut self.content, limit),
            }
            self.content.consume(1);
        }
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.content.fill_buf()?.first().copied())
    }

    /// The head of element `number`; of the only object there is, the file's own.
    fn inner(&self) -> Head {
        if !self.in_array && self.number == 1 {
            return self.head.clone();
        }
        let id = format!("{}-{}", self.head.id, self.number);
        let mut head = self.head.inner(Step::Row(self.number), id);
        let publisher = self.publisher.as_str();
        head.fallback
            .offer(Field::Publisher, publisher, "json feed title");
        head
    }

    fn read(&mut self, bytes: &[u8], columns: &Columns) -> Option<Result<Part, SourceError>> {
        let head = self.inner();
        let fields = match row::parse(bytes) {
            Ok(fields) => fields,
            Err(reason) => return Some(Err(head.reject(reason))),
        };
        if !row::has_text(&fields, columns) {
            if let Some(list) = wrapped(&fields, columns) {
                self.publisher = feed_title(&fields).unwrap_or_default().to_owned();
                self.wrapped = list.into_iter();
                self.in_array = true;
                self.number = 0;
                return None;
            }
            // Settings, and expected documents beside their texts, lie in folders, too.
            if !self.head.asked && self.number == 1 {
                self.skipped += 1;
                self.ended = true;
                return None;
            }
        }
        Some(part(head, fields, columns))
    }
}

impl Container for Elements {
    fn next(&mut self, options: &Options) -> Option<Result<Part, SourceError>> {
        loop {
            if let Some(value) = self.wrapped.next() {
                self.number += 1;
                let head = self.inner();
                return Some(match value {
                    Value::Object(fields) => part(head, fields, &options.columns),
                    _ => Err(head.reject("is no JSON object")),
                });
            }
            if self.ended {
                return None;
            }
            let element = self.element(options.limits.row_bytes);
            self.number += 1;
            match element {
                Ok(Element::End) => self.ended = true,
                Ok(Element::Whole(bytes)) => {
                    if let Some(read) = self.read(&bytes, &options.columns) {
                        return Some(read);
                    }
                }
                Ok(Element::TooLong) => {
                    let limit = options.limits.row_bytes;
                    let reason = format!("is longer than {limit} bytes (`limits.row_bytes`)");
                    return Some(Err(self.inner().reject(reason)));
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(self.inner().unreadable(error)));
                }
            }
        }
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn is_broken(&self) -> bool {
        self.ended
    }
}

fn part(head: Head, fields: Fields, columns: &Columns) -> Result<Part, SourceError> {
    let way = head.provenance.clone();
    row::part(head, fields, columns).map_err(|reason| crate::part::rejected(&way, reason))
}

/// The first list of objects with texts that stands in a field.
fn wrapped(fields: &Fields, columns: &Columns) -> Option<Vec<Value>> {
    fields.values().find_map(|value| {
        let list = value.as_array()?;
        let first = list.first()?.as_object()?;
        row::has_text(first, columns).then(|| list.clone())
    })
}

/// The title of a JSON Feed (<https://www.jsonfeed.org/version/1.1/>).
fn feed_title(fields: &Fields) -> Option<&str> {
    let version = fields.get("version")?.as_str()?;
    version
        .contains("jsonfeed.org")
        .then(|| fields.get("title")?.as_str())?
}

/// What [`cut`] found.
enum Element {
    Whole(Vec<u8>),
    TooLong,
    End,
}

/// Cuts the value out that `source` begins with, holding at most `limit` bytes of it. Brackets in strings do not count; a value
/// that is no object, list or string ends before what cannot be part of it.
fn cut(source: &mut impl BufRead, limit: usize) -> io::Result<Element> {
    let (mut bytes, mut too_long) = (Vec::new(), false);
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    // At the end of the input, too: whoever parses the bytes will say so.
    while let Some(&byte) = source.fill_buf()?.first() {
        let structural = !in_string;
        if structural
            && depth == 0
            && !bytes.is_empty()
            && matches!(byte, b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t')
        {
            break;
        }
        source.consume(1);
        if bytes.len() < limit {
            bytes.push(byte);
        } else {
            too_long = true;
        }
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if structural => depth += 1,
            b'}' | b']' if structural => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && !in_string && matches!(byte, b'}' | b']' | b'"') {
            break;
        }
    }
    Ok(if too_long {
        Element::TooLong
    } else {
        Element::Whole(bytes)
    })
}

#[cfg(test)]
mod tests {
    use super::Elements;
    use crate::container::Container;
    use crate::content::Content;
    use crate::options::Options;
    use crate::part::{Head, Part};

    fn read(json: &str, asked: bool, options: &Options) -> (Vec<String>, u64) {
        let head = Head {
            id: "a".into(),
            provenance: rostra_document::Provenance::file("a.json"),
            asked,
            ..Head::default()
        };
        let content = Content::bytes(json);
        let mut elements = Elements::open(Part { head, content }).unwrap();
        let mut said = Vec::new();
        while let Some(item) = elements.next(options) {
            said.push(match item {
                Ok(part) => format!("{} {}", part.head.id, part.head.provenance),
                Err(error) => error.to_string(),
            });
            assert!(said.len() < 100);
        }
        (said, elements.skipped())
    }

    #[test]
    fn objects_lists_and_what_is_broken() {
        let cases: &[(&str, &[&str])] = &[
            (r#"{"text": "x"}"#, &["a a.json"]),
            (
                "\u{feff}[{\"text\": \"[},\\\"\", \"id\": 7},\n {\"text\": \"y\"}]",
                &["7 a.json:1", "a-2 a.json:2"],
            ),
            (
                r#"[{"text": "x"}, 12, {"text" "y"}, {"text": "z"}]"#,
                &[
                    "a-1 a.json:1",
                    "a.json:2: is no JSON object",
                    "a.json:3: is not valid JSON: expected `:` at line 1 column 9",
                    "a-4 a.json:4",
                ],
            ),
            (
                r#"{"status": "ok", "items": [{"content": "x"}, {"content": "y"}]}"#,
                &["a-1 a.json:1", "a-2 a.json:2"],
            ),
            (
                r#"{"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{"id": "i", "content_html": "<p>x</p>"}]}"#,
                &["i a.json:1"],
            ),
            (
                r#"[{"id": 9, "title": {"rendered": "T"}, "content": {"rendered": "<p>x</p>"}}]"#,
                &["9 a.json:1"],
            ),
            (
                "{\"text\": \"x\"}\n{\"text\": \"y\"}",
                &["a a.json", "a-2 a.json:2"],
            ),
            ("[]", &[]),
            (r#"{"a": 1}"#, &["a.json: has no field `text`"]),
            (
                r#"[{"text": "x"#,
                &["a.json:1: is not valid JSON: EOF while parsing a string at line 1 column 11"],
            ),
        ];
        for (json, expected) in cases {
            assert_eq!(read(json, true, &Options::default()).0, *expected, "{json}");
        }
    }

    #[test]
    fn what_lies_in_a_folder_without_texts_is_left_alone() {
        let options = Options::default();
        assert_eq!(read(r#"{"people": []}"#, false, &options), (vec![], 1));
        assert_eq!(read(r#"[{"text": "x"}]"#, false, &options).0.len(), 1);
    }

    #[test]
    fn long_elements_cost_no_more_than_themselves() {
        let mut options = Options::default();
        options.limits.row_bytes = 30;
        let json = format!(r#"[{{"text": "{}"}}, {{"text": "y"}}]"#, "x".repeat(1000));
        let said = read(&json, true, &options).0;
        assert_eq!(
            said,
            [
                "a.json:1: is longer than 30 bytes (`limits.row_bytes`)",
                "a-2 a.json:2"
            ]
        );
    }
}
