//! The way back from a document's text to what it was read from.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::range::TextRange;

/// Where each part of a document's text stands in its source.
///
/// Kept as break points in rising order of text: what stands between two of them belongs to the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The text stands in no file of its own, as a row's does, or the way back is not known.
    Unknown,
    /// A decoded text: `(text, source)` in bytes. Between two breaks both sides advance together, so a file without a byte-order
    /// mark and with `\n` line ends has none.
    Bytes(Vec<(usize, usize)>),
    /// Pages of lines: text byte, page, line on it; both from 1.
    Lines(Vec<(usize, u32, u32)>),
    /// A tree of elements: text byte, and the XPath of the element that it was read from.
    Elements(Vec<(usize, CompactString)>),
    /// A sequence of paragraphs: text byte and number of the paragraph, from 1.
    Paragraphs(Vec<(usize, u32)>),
}

impl Default for Origin {
    /// Text and source are the same bytes.
    fn default() -> Self {
        Self::Bytes(Vec::new())
    }
}

/// A place in a source, as the output tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Location {
    /// Bytes of the source, half-open.
    Bytes {
        /// First byte.
        byte_start: usize,
        /// One past the last.
        byte_end: usize,
    },
    /// A line of a page.
    Line {
        /// Page, from 1.
        page: u32,
        /// Line on the page, from 1.
        line: u32,
    },
    /// An element of a page.
    Element {
        /// Its XPath.
        element: CompactString,
    },
    /// A paragraph of a text.
    Paragraph {
        /// Its number, from 1.
        paragraph: u32,
    },
}

impl Origin {
    /// Records that byte `text` of the document came from byte `source`, as did what follows, one
    /// to one, up to the next break. Calls come in rising order of `text`. Says nothing where the origin is no bytes.
    pub fn push(&mut self, text: usize, source: usize) {
        if let Self::Bytes(breaks) = self {
            breaks.push((text, source));
        }
    }

    /// The source byte that text byte `offset` came from, where the source is bytes of text.
    #[must_use]
    pub fn source_offset(&self, offset: usize) -> Option<usize> {
        let Self::Bytes(breaks) = self else {
            return None;
        };
        Some(match before(breaks, offset, |&(text, _)| text) {
            Some(&(text, source)) => source + (offset - text),
            None => offset,
        })
    }

    /// Where `range` begins in the source; of bytes, where it ends too.
    #[must_use]
    pub fn locate(&self, range: TextRange) -> Option<Location> {
        let at = range.start;
        Some(match self {
            Self::Unknown => return None,
            Self::Bytes(_) => self.bytes(range)?,
            Self::Lines(lines) => {
                let &(_, page, line) = before(lines, at, |&(text, ..)| text)?;
                Location::Line { page, line }
            }
            Self::Elements(elements) => {
                let (_, element) = before(elements, at, |&(text, _)| text)?;
                let element = element.clone();
                Location::Element { element }
            }
            Self::Paragraphs(paragraphs) => {
                let &(_, paragraph) = before(paragraphs, at, |&(text, _)| text)?;
                Location::Paragraph { paragraph }
            }
        })
    }

    /// It ends where what follows begins; a `\r` that was dropped between belongs to it.
    fn bytes(&self, range: TextRange) -> Option<Location> {
        Some(Location::Bytes {
            byte_start: self.source_offset(range.start)?,
            byte_end: self.source_offset(range.end)?,
        })
    }
}

/// The last of `breaks` that begins at or before `offset`.
fn before<T>(breaks: &[T], offset: usize, text: impl Fn(&T) -> usize) -> Option<&T> {
    let at = breaks.partition_point(|one| text(one) <= offset);
    breaks.get(at.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::{Location, Origin};
    use crate::range::TextRange;

    #[test]
    fn follows_dropped_bytes() {
        // "\u{feff}a\r\nb" became "a\nb".
        let mut origin = Origin::default();
        origin.push(0, 3);
        origin.push(1, 5);
        for (text, source) in [(0, 3), (1, 5), (2, 6)] {
            assert_eq!(origin.source_offset(text), Some(source));
        }
        assert_eq!(Origin::default().source_offset(7), Some(7));
        let place = |byte_start, byte_end| {
            Some(Location::Bytes {
                byte_start,
                byte_end,
            })
        };
        assert_eq!(origin.locate(TextRange::new(0, 1)), place(3, 5));
        assert_eq!(origin.locate(TextRange::new(0, 3)), place(3, 7));
        assert_eq!(origin.locate(TextRange::new(2, 2)), place(6, 6));
    }

    #[test]
    fn lines_elements_and_paragraphs_hold_up_to_the_next() {
        let said = |origin: &Origin, at| {
            let place = origin.locate(TextRange::new(at, at + 1));
            place.map(|place| serde_json::to_string(&place).unwrap())
        };
        let lines = Origin::Lines(vec![(0, 1, 1), (10, 1, 2), (25, 2, 1)]);
        assert_eq!(said(&lines, 9).unwrap(), r#"{"page":1,"line":1}"#);
        assert_eq!(said(&lines, 10).unwrap(), r#"{"page":1,"line":2}"#);
        assert_eq!(said(&lines, 99).unwrap(), r#"{"page":2,"line":1}"#);
        let elements = Origin::Elements(vec![(2, "/html/body/p".into())]);
        assert_eq!(said(&elements, 1), None);
        assert_eq!(said(&elements, 2).unwrap(), r#"{"element":"/html/body/p"}"#);
        let paragraphs = Origin::Paragraphs(vec![(0, 1), (4, 3)]);
        assert_eq!(said(&paragraphs, 5).unwrap(), r#"{"paragraph":3}"#);
        assert_eq!(said(&Origin::Unknown, 0), None);
    }
}
