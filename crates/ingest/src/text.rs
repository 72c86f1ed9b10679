//! Building a document's text while keeping the way back to the source's bytes.

use rostra_document::Origin;

/// Collects pieces of decoded text, turns `\r\n` and `\r` into `\n` and records every place where
/// text and source stop advancing together.
#[derive(Default)]
pub(crate) struct TextBuilder {
    text: String,
    origin: Origin,
    expected: usize,
    after_return: bool,
}

impl TextBuilder {
    /// Appends `piece`, whose first byte came from byte `source`. Bytes within a piece are taken
    /// to map one to one; a piece of one character may have any width in the source.
    pub(crate) fn push(&mut self, piece: &str, source: usize) {
        let (mut rest, mut at) = (piece, source);
        // Programs that put a byte-order mark before whatever they save leave two.
        while self.text.is_empty()
            && let Some(tail) = rest.strip_prefix('\u{feff}')
        {
            (rest, at) = (tail, at + '\u{feff}'.len_utf8());
        }
        if self.after_return && !rest.is_empty() {
            self.after_return = false;
            if let Some(tail) = rest.strip_prefix('\n') {
                (rest, at) = (tail, at + 1);
            }
        }
        while let Some((line, tail)) = rest.split_once('\r') {
            self.copy(line, at);
            at += line.len();
            self.copy("\n", at);
            at += 1;
            rest = tail;
            if let Some(tail) = rest.strip_prefix('\n') {
                (rest, at) = (tail, at + 1);
            } else if rest.is_empty() {
                self.after_return = true;
            }
        }
        self.copy(rest, at);
    }

    /// Bytes of text so far.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text and the way back. `end` is one past the source's last byte.
    pub(crate) fn finish(mut self, end: usize) -> (String, Origin) {
        if self.expected != end {
            self.origin.push(self.text.len(), end);
        }
        (self.text, self.origin)
    }

    fn copy(&mut self, piece: &str, at: usize) {
        if piece.is_empty() {
            return;
        }
        if self.expected != at {
            self.origin.push(self.text.len(), at);
        }
        self.text.push_str(piece);
        self.expected = at + piece.len();
    }
}

#[cfg(test)]
mod tests {
    use super::TextBuilder;

    fn built(pieces: &[&str]) -> (String, Vec<usize>) {
        let mut builder = TextBuilder::default();
        let mut at = 0;
        for piece in pieces {
            builder.push(piece, at);
            at += piece.len();
        }
        let (text, origin) = builder.finish(at);
        let back = (0..text.len())
            .map(|i| origin.source_offset(i).unwrap())
            .collect();
        (text, back)
    }

    #[test]
    fn line_ends_become_newlines_and_keep_their_place() {
        assert_eq!(
            built(&["a\r\nb\rc\nd"]),
            ("a\nb\nc\nd".into(), vec![0, 1, 3, 4, 5, 6, 7])
        );
        // A return at a piece's end waits for the next piece.
        assert_eq!(built(&["a\r", "\nb"]), ("a\nb".into(), vec![0, 1, 3]));
        assert_eq!(built(&["a\r", "b"]), ("a\nb".into(), vec![0, 1, 2]));
        assert_eq!(built(&["\r\r\n\n"]), ("\n\n\n".into(), vec![0, 1, 3]));
        assert_eq!(built(&[]), (String::new(), vec![]));
        assert_eq!(built(&["\u{feff}\u{feff}a"]), ("a".into(), vec![6]));
    }
}
