//! Walking through the XML of office files.
//!
//! The walk keeps no tree and calls nothing back into itself, so depth and length of a document cost nothing. Entities that a document
//! type declares are not known to it, and so are never expanded.

use std::borrow::Cow;

use encoding_rs::Encoding;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{NamespaceResolver, ResolveResult};
use quick_xml::reader::NsReader;

use crate::leaf::Reason;

/// Elements that may lie in each other. Word's own files stay below a hundred.
const DEEPEST: usize = 1000;
/// Declarations of name spaces that may hold at once.
const NAMESPACES: usize = 256;

/// Name spaces and the prefixes that their elements have in this code: those of ECMA-376, first and strict edition, of OASIS ODF 1.3 and
/// of the Dublin Core.
const SPACES: &[(&str, &str)] = &[
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w",
    ),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "r",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "r",
    ),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "rel",
    ),
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "mc",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "m",
    ),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    (
        "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "svg",
    ),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"),
    (
        "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
        "manifest",
    ),
    // Where LibreOffice puts what a later version of ODF will name.
    (
        "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
        "style",
    ),
];

/// The beginning of an element.
pub(super) struct Tag<'a> {
    start: &'a BytesStart<'a>,
    spaces: &'a NamespaceResolver,
    space: &'static str,
}

impl Tag<'_> {
    /// Its prefix and name, as in `("w", "p")`; the prefix is empty where its name space is none of those known here.
    pub(super) fn name(&self) -> (&'static str, &str) {
        (self.space, self.start.local_name().into_inner())
    }

    /// The value of its attribute of that prefix (empty for none) and name.
    pub(super) fn get(&self, space: &str, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        for attribute in attributes.flatten() {
            let (found, local) = self.spaces.resolve_attribute(attribute.key);
            if local.into_inner() == name && prefix(&found) == space {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                return value.ok().map(Cow::into_owned);
            }
        }
        None
    }

    /// Whether a property that is an element holds: it does unless it says otherwise (ECMA-376 part 1, 17.17.4).
    pub(super) fn is_on(&self) -> bool {
        let value = self.get("w", "val");
        !matches!(value.as_deref(), Some("0" | "false" | "off"))
    }
}

/// How the walk goes on after the beginning of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Go {
    /// Into it.
    In,
    /// Past it and all that it holds; neither its end nor its text is told.
    Past,
}

/// Who is led through a document.
pub(super) trait Visitor {
    /// At the beginning of an element.
    fn open(&mut self, tag: &Tag) -> Go;
    /// At the end of an element that it went into.
    fn close(&mut self, name: (&'static str, &str));
    /// At text, references replaced; a text may come in pieces.
    fn text(&mut self, text: &str);
    /// Whether it has seen enough.
    fn is_done(&self) -> bool {
        false
    }
}

/// Leads `visitor` through the document `xml`.
pub(super) fn walk(xml: &str, visitor: &mut impl Visitor) -> Result<(), Reason> {
    let mut reader = NsReader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().allow_dangling_amp = true;
    reader.resolver_mut().set_max_namespace_bindings(NAMESPACES);
    let (mut depth, mut past) = (0, None);
    while !visitor.is_done() {
        let event = reader.read_event();
        match event.map_err(|error| damaged(&error))? {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(damaged(&format_args!(
                        "more than {DEEPEST} elements lie in each other"
                    )));
                }
                if past.is_none() {
                    let spaces = reader.resolver();
                    let space = prefix(&spaces.resolve_element(start.name()).0);
                    let start = &start;
                    let tag = Tag {
                        start,
                        spaces,
                        space,
                    };
                    past = (visitor.open(&tag) == Go::Past).then_some(depth);
                }
            }
            Event::End(end) => {
                match past {
                    None => {
                        let space = prefix(&reader.resolver().resolve_element(end.name()).0);
                        visitor.close((space, end.local_name().into_inner()));
                    }
                    Some(at) if at == depth => past = None,
                    Some(_) => {}
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) if past.is_none() => visitor.text(&text.xml10_content()),
            Event::CData(text) if past.is_none() => visitor.text(&text.xml10_content()),
            Event::GeneralRef(name) if past.is_none() => {
                if let Some(c) = character(&name) {
                    visitor.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof if depth > 0 => return Err(damaged(&"it ends within an element")),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(())
}

/// The text of an XML file: UTF-8, or UTF-16 with its mark (XML 1.0, 4.3.3).
pub(super) fn decode(bytes: Vec<u8>) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(&bytes) {
        return encoding.decode(&bytes).0.into_owned();
    }
    // The usual case, without a second copy of what may be long.
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// What is said of a file that is not as it should be.
pub(super) fn damaged(why: &dyn std::fmt::Display) -> Reason {
    format!("is damaged: {why}")
}

fn prefix(space: &ResolveResult) -> &'static str {
    let ResolveResult::Bound(space) = space else {
        return "";
    };
    let known = SPACES.iter().find(|(uri, _)| *uri == space.into_inner());
    known.map_or("", |&(_, prefix)| prefix)
}

/// The character that a reference stands for: one that XML itself knows.
fn character(name: &BytesRef) -> Option<char> {
    if name.is_char_ref() {
        return name.resolve_char_ref().ok().flatten();
    }
    match &**name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Go, Tag, Visitor, decode, walk};

    #[derive(Default)]
    struct Seen(String);

    impl Visitor for Seen {
        fn open(&mut self, tag: &Tag) -> Go {
            let (space, name) = tag.name();
            let value = tag.get("w", "val").unwrap_or_default();
            self.0.push_str(&format!("<{space}:{name} {value}>"));
            if name == "del" { Go::Past } else { Go::In }
        }

        fn close(&mut self, (space, name): (&'static str, &str)) {
            self.0.push_str(&format!("</{space}:{name}>"));
        }

        fn text(&mut self, text: &str) {
            self.0.push_str(text);
        }
    }

    fn seen(xml: &str) -> Result<String, String> {
        let mut seen = Seen::default();
        walk(xml, &mut seen).map(|()| seen.0)
    }

    const SPACE: &str = "xmlns:x='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

    #[test]
    fn names_values_and_references() {
        let xml = format!(
            "<?xml version='1.0'?><x:p {SPACE} x:val='a&amp;&#x42;' val='no'>部长 &lt;A&#x26;B&gt;<del>gone<i/></del><![CDATA[<c>]]><p/></x:p>"
        );
        let expected = "<w:p a&B>部长 <A&B><:del ><c><:p ></:p></w:p>";
        assert_eq!(seen(&xml).unwrap(), expected);
    }

    #[test]
    fn entities_are_not_expanded() {
        let xml = "<!DOCTYPE l [<!ENTITY a 'lol'><!ENTITY b '&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]><l>x&b;&c;y</l>";
        assert_eq!(seen(xml).unwrap(), "<:l >xy</:l>");
    }

    #[test]
    fn what_is_not_well_formed_or_too_deep_is_damaged() {
        for (xml, why) in [
            ("<a><b></a>".to_owned(), "is damaged: "),
            (
                "<a>text".to_owned(),
                "is damaged: it ends within an element",
            ),
            ("<a".to_owned(), "is damaged: "),
            ("<a>".repeat(100_000), "is damaged: more than 1000 elements"),
            (
                format!(
                    "<a{}/>",
                    (0..300)
                        .map(|n| format!(" xmlns:n{n}='u'"))
                        .collect::<String>()
                ),
                "is damaged: ",
            ),
        ] {
            let error = seen(&xml).unwrap_err();
            assert!(error.starts_with(why), "{error}");
        }
        assert_eq!(seen("").unwrap(), "");
    }

    #[test]
    fn utf_16_is_known_by_its_mark() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("<a>وزير</a>".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode(bytes), "<a>وزير</a>");
        assert_eq!(decode("\u{feff}<a/>".into()), "<a/>");
        assert_eq!(decode(b"<a>\xff</a>".to_vec()), "<a>\u{fffd}</a>");
    }
}
