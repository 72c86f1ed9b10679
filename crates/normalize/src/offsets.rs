//! Byte offsets to code-point offsets, in one pass over the text.

use rostra_document::{Span, TextRange};

/// Bytes between two counted places.
const STEP: usize = 256;

/// Counts code points up to a byte: a count is kept every [`STEP`] bytes, the rest is counted anew.
pub(crate) struct CodePoints<'t> {
    text: &'t [u8],
    counts: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    /// Counts `text` once.
    pub(crate) fn of(text: &'t str) -> Self {
        let text = text.as_bytes();
        let mut sum = 0;
        let counts = text
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
    pub(crate) fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let Some(chunk) = byte.checked_sub(1).map(|last| last / STEP) else {
            return 0;
        };
        let before = self.counts.get(chunk).copied().unwrap_or(0);
        before + self.text.get(chunk * STEP..byte).map_or(0, starts)
    }

    /// A range of bytes as one of code points.
    pub(crate) fn span(&self, range: TextRange) -> Span {
        Span {
            start: self.at(range.start),
            end: self.at(range.end),
        }
    }
}

/// Bytes that begin a code point.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
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
            }
            prop_assert_eq!(points.at(text.len()), text.chars().count());
            prop_assert_eq!(points.at(usize::MAX), text.chars().count());
        }
    }
}
