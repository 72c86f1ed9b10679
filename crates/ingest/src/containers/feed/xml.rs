//! The elements of a feed to entries, one pass, nothing that calls itself.

use std::io::Cursor;

use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::entry::{Channel, Entry, unescaped};

/// Elements in each other that are followed.
const DEEPEST: usize = 512;

/// Why a feed cannot be read on, as part of a sentence.
type Reason = String;

/// The entries of a feed.
pub(super) struct Entries {
    reader: Reader<Cursor<String>>,
    buffer: Vec<u8>,
    channel: Channel,
    /// Names of the elements that are open.
    open: Vec<String>,
    /// The prefix of the feed's own elements, with its colon.
    prefix: String,
    entry: Option<Entry>,
    field: Option<Field>,
    /// How many elements are open where an entry, and where a field begins.
    entry_depth: usize,
    any: bool,
}

/// An element whose content is being collected.
struct Field {
    name: String,
    text: String,
    depth: usize,
    /// Whether elements are expected in it, so that its text is markup and `<` in it is not.
    xhtml: bool,
}

impl Entries {
    /// Reads `feed`.
    pub(super) fn new(feed: String) -> Self {
        let mut reader = Reader::from_reader(Cursor::new(feed));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            buffer: Vec::new(),
            channel: Channel::default(),
            open: Vec::new(),
            prefix: String::new(),
            entry: None,
            field: None,
            entry_depth: 0,
            any: false,
        }
    }

    /// What the feed has said of itself so far; it does so before its entries.
    pub(super) fn channel(&self) -> &Channel {
        &self.channel
    }

    /// The next entry; `None` at the end of the feed.
    pub(super) fn next(&mut self) -> Result<Option<Entry>, Reason> {
        loop {
            self.buffer.clear();
            // The event borrows the buffer, and what it leads to changes the rest.
            let mut buffer = std::mem::take(&mut self.buffer);
            let event = self.reader.read_event_into(&mut buffer);
            let event = event.map_err(|error| format!("is damaged: {error}"))?;
            match event {
                Event::Start(start) => self.start(&start)?,
                Event::End(_) => {
                    if let Some(entry) = self.end() {
                        return Ok(Some(entry));
                    }
                }
                Event::Text(text) => self.text(&text),
                Event::CData(text) => self.text(&text),
                Event::GeneralRef(reference) => self.reference(&reference),
                Event::Eof if !self.open.is_empty() => {
                    return Err("is damaged: it ends within an element".to_owned());
                }
                Event::Eof if !self.any => return Err("is no feed: it has no element".to_owned()),
                Event::Eof => return Ok(None),
                _ => {}
            }
            self.buffer = buffer;
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Reason> {
        if self.open.len() >= DEEPEST {
            return Err(format!("nests deeper than {DEEPEST} elements"));
        }
        let written = start.name();
        let written = written.as_ref();
        if self.open.is_empty() {
            self.root(written, start);
        }
        let name = written
            .strip_prefix(self.prefix.as_str())
            .filter(|_| !self.prefix.is_empty());
        let name = name.unwrap_or(written).to_owned();
        if let Some(field) = &mut self.field {
            field.text.push('<');
            field.text.push_str(start);
            field.text.push('>');
        } else if self.entry.is_some() {
            self.begin_field(name.clone(), start);
        } else if name == "item" || name == "entry" {
            self.entry_depth = self.open.len();
            let mut entry = Entry {
                language: attribute(start, "xml:lang"),
                ..Entry::default()
            };
            entry.links.push(attribute(start, "rdf:about"));
            self.entry = Some(entry);
        } else if matches!(
            self.open.last().map(String::as_str),
            Some("channel" | "feed")
        ) && matches!(name.as_str(), "title" | "language" | "dc:language")
        {
            self.begin_field(name.clone(), start);
        }
        self.open.push(name);
        Ok(())
    }

    fn root(&mut self, written: &str, start: &BytesStart<'_>) {
        self.any = true;
        if let Some((prefix, "feed" | "entry")) = written.split_once(':') {
            self.prefix = format!("{prefix}:");
        }
        self.channel.language = attribute(start, "xml:lang");
    }

    fn begin_field(&mut self, name: String, start: &BytesStart<'_>) {
        let kind = attribute(start, "type");
        if let Some(entry) = &mut self.entry {
            let language = attribute(start, "xml:lang");
            if !language.is_empty() {
                entry.language = language;
            }
            if name == "link" && matches!(attribute(start, "rel").as_str(), "" | "alternate") {
                entry.links.push(attribute(start, "href"));
            }
        }
        // Content of another type is encoded, or elsewhere (RFC 4287, section 4.1.3).
        let foreign = kind.contains('/') && !kind.starts_with("text/") && !kind.ends_with("xml");
        self.field = Some(Field {
            name: if foreign { String::new() } else { name },
            text: String::new(),
            depth: self.open.len(),
            xhtml: kind == "xhtml" || kind.ends_with("xml"),
        });
    }

    /// Closes the innermost element; gives the entry that it ends.
    fn end(&mut self) -> Option<Entry> {
        let name = self.open.pop()?;
        let depth = self.open.len();
        if let Some(field) = self.field.take_if(|field| field.depth == depth) {
            self.keep(field);
        } else if let Some(field) = &mut self.field {
            field.text.push_str("</");
            field.text.push_str(&name);
            field.text.push('>');
        }
        self.entry.take_if(|_| self.entry_depth == depth)
    }

    fn keep(&mut self, field: Field) {
        match (&mut self.entry, field.name.as_str()) {
            (Some(entry), _) => entry.fields.push((field.name, field.text)),
            (None, "title") if self.channel.title.is_empty() => {
                let title = unescaped(&field.text);
                self.channel.title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            (None, "language" | "dc:language") => {
                self.channel.language = field.text.trim().to_owned()
            }
            (None, _) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(field) = &mut self.field {
            field.text.push_str(text);
        }
    }

    /// `&amp;`, `&#233;`. What a feed defines itself is left as it is written; entities of web pages are read with the page.
    fn reference(&mut self, reference: &BytesRef<'_>) {
        let Some(field) = &mut self.field else { return };
        let known = match reference.resolve_char_ref() {
            Ok(Some(character)) => Some(character.to_string()),
            _ => resolve_predefined_entity(reference).map(str::to_owned),
        };
        match known {
            Some(known) if !field.xhtml => field.text.push_str(&known),
            _ => {
                field.text.push('&');
                field.text.push_str(reference);
                field.text.push(';');
            }
        }
    }
}

/// The value of an attribute, empty where there is none.
fn attribute(start: &BytesStart<'_>, name: &str) -> String {
    let found = start.try_get_attribute(name).ok().flatten();
    found
        .map(|found| unescaped(&found.value))
        .unwrap_or_default()
}

/// The encoding that an XML declaration names.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.trim_ascii_start();
    let end = head.iter().take(200).position(|&b| b == b'>')?;
    let declaration = String::from_utf8_lossy(head.get(..end)?);
    let (_, after) = declaration.strip_prefix("<?xml")?.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let label = after.get(1..)?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes())
}
