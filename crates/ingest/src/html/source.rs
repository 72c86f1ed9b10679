//! The tokenizer's way to the source, bounded.
//!
//! `html5gum` 0.9 goes from one value in double quotes to the next within a tag by calling itself, so a tag with hundreds of thousands of them
//! overflows the stack. A tag is ended here after as many as nobody writes.

use std::convert::Infallible;

use html5gum::{Readable, Reader, StringReader};

/// Values in double quotes of one tag at most; what follows in the tag is left out.
const VALUES: usize = 512;

/// A page's source.
pub(super) struct Source<'h> {
    rest: StringReader<'h>,
    /// Values since the last text.
    values: usize,
}

impl<'h> Source<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        Self {
            rest: html.to_reader(),
            values: 0,
        }
    }

    /// Leaves out the source up to the end of the tag: the next `>` that stands in no quotation marks.
    fn pass_over_tag(&mut self) {
        self.values = 0;
        let mut quoted = false;
        while let Ok(Some(byte)) = self.rest.read_byte() {
            match byte {
                b'"' => quoted = !quoted,
                b'>' if !quoted => return,
                _ => {}
            }
        }
    }
}

impl Reader for Source<'_> {
    type Error = Infallible;

    // Called between attributes, where a `>` ends the tag, and never within a value in double quotes.
    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        if self.values >= VALUES {
            self.pass_over_tag();
            return Ok(Some(b'>'));
        }
        self.rest.read_byte()
    }

    fn try_read_string(&mut self, wanted: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        self.rest.try_read_string(wanted, case_sensitive)
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Infallible> {
        // Text is read up to `<`; a value in double quotes up to `"` and through `<`; names of attributes up to both.
        let (text, quoted) = (needle.contains(&b'<'), needle.contains(&b'"'));
        let read = self.rest.read_until(needle, buffer)?;
        match (text, quoted) {
            (true, false) => self.values = 0,
            (false, true) if read == Some(b"\"") => self.values += 1,
            _ => {}
        }
        Ok(read)
    }
}
