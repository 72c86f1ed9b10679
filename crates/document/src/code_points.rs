//! Byte offsets to code-point offsets and back, in one pass over the text.

use crate::extraction::Span;
use crate::range::TextRange;

/// Bytes between two counted places.
const STEP: usize = 256;

/// Counts code points up to a byte: a count is kept every [`STEP`] bytes, the rest is counted anew.
pub struct CodePoints<'t> {
    text: &'t str,
    counts: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    /// Counts `text` once.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let mut sum = 0;
        let counts = text
            .as_bytes()
            .chunks(STEP)
            .map(|chunk| {
                let before = sum;
                sum += starts(chunk);
                before
            })
            .collect();
        Self { text, counts }
    }

    /// Code points before `byte`; those of the whole text where it lies beyond.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let Some(chunk) = byte.checked_sub(1).map(|last| last / STEP) else {
            return 0;
        };
        let before = self.counts.get(chunk).copied().unwrap_or(0);
        let bytes = self.text.as_bytes();
        before + bytes.get(chunk * STEP..byte).map_or(0, starts)
    }

    /// The text that is counted.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The byte at which the code point `point` begins; the end of the text where there are fewer.
    #[must_use]
    pub fn byte(&self, point: usize) -> usize {
        let chunk = self.counts.partition_point(|&before| before <= point);
        let Some(chunk) = chunk.checked_sub(1) else {
            return 0;
        };
        let before = self.counts.get(chunk).copied().unwrap_or(0);
        let bytes = self.text.as_bytes().iter().enumerate().skip(chunk * STEP);
        let mut begins = bytes.filter(|(_, byte)| is_start(**byte));
        begins
            .nth(point - before)
            .map_or(self.text.len(), |(at, _)| at)
    }

    /// A span of code points as a range of bytes; what lies beyond the text is cut off.
    #[must_use]
    pub fn range(&self, span: Span) -> TextRange {
        let start = self.byte(span.start);
        TextRange {
            start,
            end: self.byte(span.end).max(start),
        }
    }

    /// The words at `span`.
    #[must_use]
    pub fn words(&self, span: Span) -> &'t str {
        self.range(span).of(self.text)
    }

    /// A range of bytes as one of code points.
    #[must_use]
    pub fn span(&self, range: TextRange) -> Span {
        Span {
            start: self.at(range.start),
            end: self.at(range.end),
        }
    }
}

/// Bytes that begin a code point.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| is_start(byte)).count()
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::CodePoints;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "\\PC{0,700}") {
            let points = CodePoints::of(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(byte), count);
                prop_assert_eq!(points.byte(count), byte);
            }
            prop_assert_eq!(points.byte(text.chars().count()), text.len());
            prop_assert_eq!(points.byte(usize::MAX), text.len());
            prop_assert_eq!(points.at(text.len()), text.chars().count());
            prop_assert_eq!(points.at(usize::MAX), text.chars().count());
        }
    }
}
