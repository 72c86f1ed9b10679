//! The way back from a document's text to the bytes it was read from.

/// Maps byte offsets of the normalised text to byte offsets of the source.
///
/// Kept as break points `(text, source)`: between two of them both sides advance together, so a
/// file without a byte-order mark and with `\n` line ends has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    breaks: Vec<(usize, usize)>,
}

impl Origin {
    /// Records that byte `text` of the document came from byte `source`, as did what follows, one
    /// to one, up to the next break. Calls come in rising order of `text`.
    pub fn push(&mut self, text: usize, source: usize) {
        self.breaks.push((text, source));
    }

    /// The source byte that text byte `offset` came from.
    #[must_use]
    pub fn source_offset(&self, offset: usize) -> usize {
        let at = self.breaks.partition_point(|&(text, _)| text <= offset);
        match at.checked_sub(1).and_then(|i| self.breaks.get(i)) {
            Some(&(text, source)) => source + (offset - text),
            None => offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn follows_dropped_bytes() {
        // "\u{feff}a\r\nb" became "a\nb".
        let mut origin = Origin::default();
        origin.push(0, 3);
        origin.push(1, 5);
        assert_eq!(origin.source_offset(0), 3);
        assert_eq!(origin.source_offset(1), 5);
        assert_eq!(origin.source_offset(2), 6);
        assert_eq!(Origin::default().source_offset(7), 7);
    }
}
