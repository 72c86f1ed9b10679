//! Streams in UTF-16, as spreadsheet programs save them, to UTF-8.

use std::io::{self, Read};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE};

use crate::content::Content;
use crate::decode::utf16_by_zeros;

/// Bytes that are looked at and read at a time.
const CHUNK: usize = 4096;

/// `content` in UTF-8 where it is in UTF-16 by its mark or its zero bytes; else as it is.
///
/// # Errors
/// Where it cannot be read.
pub(crate) fn to_utf8(mut content: Content) -> io::Result<Content> {
    let start = content.head(CHUNK)?;
    let encoding = match start.as_slice() {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        bytes => utf16_by_zeros(bytes),
    };
    Ok(match encoding {
        None => content,
        Some(encoding) => Content::stream(Transcoded {
            content,
            decoder: encoding.new_decoder_with_bom_removal(),
            waiting: Vec::new(),
            given: 0,
            ended: false,
        }),
    })
}

struct Transcoded {
    content: Content,
    decoder: Decoder,
    /// Decoded and not yet read, from `given` on.
    waiting: Vec<u8>,
    given: usize,
    ended: bool,
}

impl Transcoded {
    fn refill(&mut self) -> io::Result<()> {
        let mut bytes = [0; CHUNK];
        let read = self.content.read(&mut bytes)?;
        self.ended = read == 0;
        // Three bytes for each unit, and what a broken one before them leaves.
        let mut text = String::with_capacity(read * 2 + 16);
        let bytes = bytes.get(..read).unwrap_or_default();
        let _ = self.decoder.decode_to_string(bytes, &mut text, self.ended);
        self.waiting = text.into_bytes();
        self.given = 0;
        Ok(())
    }
}

impl Read for Transcoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.waiting.len() && !self.ended {
            self.refill()?;
        }
        let mut rest = self.waiting.get(self.given..).unwrap_or_default();
        let read = rest.read(buffer)?;
        self.given += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::to_utf8;
    use crate::content::Content;

    #[test]
    fn both_orders_and_none() {
        let text = "id\ttext\n1\tМинистр 部长 𝄞\n".repeat(500);
        let units: Vec<u16> = text.encode_utf16().collect();
        let marked: Vec<u16> = [0xfeff].into_iter().chain(units.iter().copied()).collect();
        let cases: [Vec<u8>; 4] = [
            marked.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
            marked.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
            units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
            text.clone().into_bytes(),
        ];
        for bytes in cases {
            let mut read = String::new();
            to_utf8(Content::bytes(bytes))
                .unwrap()
                .read_to_string(&mut read)
                .unwrap();
            assert_eq!(read, text);
        }
        let mut cut = Vec::new();
        to_utf8(Content::bytes(*b"\xff\xfea\0b"))
            .unwrap()
            .read_to_end(&mut cut)
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&cut), "a\u{fffd}");
    }
}
