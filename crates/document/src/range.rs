//! Half-open byte ranges of a document's text.

/// A half-open range of bytes in a document's text, always on character borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TextRange {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl TextRange {
    /// The range from `start` to `end`, in bytes.
    ///
    /// # Panics
    /// Where `end` lies before `start`: ranges are made from positions already ordered.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a range ends after it starts");
        Self { start, end }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text that this range cuts out, or `""` where it does not lie on character borders.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TextRange;

    #[test]
    fn cuts_text_on_character_borders_only() {
        let text = "é洪🙂";
        assert_eq!(TextRange::new(0, 2).of(text), "é");
        assert_eq!(TextRange::new(2, 5).of(text), "洪");
        assert_eq!(TextRange::new(1, 2).of(text), "");
        assert_eq!(TextRange::new(0, 99).of(text), "");
    }

    #[test]
    fn neighbours_do_not_overlap() {
        let (a, b) = (TextRange::new(0, 3), TextRange::new(3, 5));
        assert!(!a.overlaps(b));
        assert_eq!(a.cover(b), TextRange::new(0, 5));
    }
}
