//! Compressed files: gzip (RFC 1952), xz, Zstandard (RFC 8878), bzip2.
//!
//! Nothing is held but a decoder's window.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;
use rostra_document::SourceError;

use crate::container::Container;
use crate::content::Content;
use crate::format::Format;
use crate::options::Options;
use crate::part::{Head, Part};

/// The largest window that a decoder may keep, as a power of two of bytes: 128 MiB, which all presets of the tools stay within.
const WINDOW_LOG: u32 = 27;

/// A compressed file, of which one thing is made.
pub(crate) struct Compressed {
    inner: Option<Part>,
}

impl Compressed {
    pub(crate) fn open(part: Part, format: Format, options: &Options) -> Result<Self, SourceError> {
        let Part { head, content } = part;
        let gauge = head.gauge.nested(0, &options.limits);
        let decoder = decoder(format, gauge.packed(content));
        let decoder = decoder.map_err(|error| head.unreadable(error))?;
        let content = Content::stream(gauge.unpacked(decoder));
        let chosen = options.format.filter(|&chosen| chosen != format);
        let head = Head {
            name: head.name.as_deref().and_then(inner_name),
            format: chosen.filter(|_| head.depth == 0),
            depth: head.depth + 1,
            media: None,
            gauge,
            ..head
        };
        let inner = Some(Part { head, content });
        Ok(Self { inner })
    }
}

impl Container for Compressed {
    fn next(&mut self, _: &Options) -> Option<Result<Part, SourceError>> {
        self.inner.take().map(Ok)
    }
}

/// What `source` unpacks to.
fn decoder(
    format: Format,
    source: impl BufRead + Send + 'static,
) -> io::Result<Box<dyn Read + Send>> {
    Ok(match format {
        Format::Xz => xz(source),
        Format::Zstd => zstd(source)?,
        Format::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(source)),
        _ => Box::new(Gzip::new(source)),
    })
}

/// Streams of xz, one after the other.
pub(super) fn xz(source: impl Read + Send + 'static) -> Box<dyn Read + Send> {
    let memory = (1 << (WINDOW_LOG - 10)) + 1024; // KiB: the window, and what a decoder needs beside it
    Box::new(lzma_rust2::XzReader::new_mem_limit(source, true, memory))
}

/// Frames of Zstandard, one after the other.
pub(super) fn zstd(source: impl BufRead + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut decoder = zstd::stream::read::Decoder::with_buffer(source)?;
    decoder.window_log_max(WINDOW_LOG)?;
    Ok(Box::new(decoder))
}

/// Members of a gzip file, one after the other; what follows the last and is none, such as the filling of tapes, is left alone, as
/// `gzip` does.
struct Gzip<R: BufRead> {
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Gzip<R> {
    fn new(source: R) -> Self {
        let member = Some(GzDecoder::new(source));
        Self { member }
    }
}

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while let Some(member) = &mut self.member {
            let read = member.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            let mut rest = self.member.take().map(GzDecoder::into_inner);
            let more = rest.as_mut().map(|rest| rest.fill_buf()).transpose()?;
            if more.is_some_and(|more| more.first() == Some(&0x1f)) {
                self.member = rest.map(GzDecoder::new);
            }
        }
        Ok(0)
    }
}

/// The name of what a file of that name is made of: `a.txt.gz` of `a.txt`, `a.tgz` of `a.tar`.
fn inner_name(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "tgz" | "txz" | "tzst" | "tbz2" => Some(format!("{stem}.tar")),
        "gz" | "xz" | "zst" | "bz2" => Some(stem.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};

    use super::{decoder, inner_name};
    use crate::format::Format;

    /// `text`, in two pieces where the format has pieces.
    fn compressed(format: Format, text: &[u8]) -> Vec<u8> {
        let pieces = text.chunks(text.len() / 2 + 1);
        pieces.flat_map(|piece| squeezed(format, piece)).collect()
    }

    fn squeezed(format: Format, piece: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        match format {
            Format::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(&mut out, Default::default());
                encoder.write_all(piece).unwrap();
                encoder.finish().unwrap();
            }
            Format::Bzip2 => {
                let mut encoder = bzip2::write::BzEncoder::new(&mut out, Default::default());
                encoder.write_all(piece).unwrap();
                encoder.finish().unwrap();
            }
            _ => {
                let mut encoder = zstd::stream::Encoder::new(&mut out, 3).unwrap();
                encoder.include_checksum(true).unwrap();
                encoder.write_all(piece).unwrap();
                encoder.finish().unwrap();
            }
        }
        out
    }

    fn read(format: Format, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
        let mut out = Vec::new();
        let mut decoder = decoder(format, Cursor::new(bytes)).unwrap();
        let read = decoder.read_to_end(&mut out);
        read.map(|_| out).map_err(|error| error.to_string())
    }

    #[test]
    fn pieces_follow_each_other_and_damage_is_an_error() {
        let text = "Министр принял посла. 部长会见了大使。\n".repeat(2000);
        for format in [Format::Gzip, Format::Bzip2, Format::Zstd] {
            let bytes = compressed(format, text.as_bytes());
            assert_eq!(read(format, bytes.clone()).unwrap(), text.as_bytes());
            for end in (1..bytes.len()).step_by(97) {
                let cut = read(format, bytes[..end].to_vec());
                assert!(cut.as_ref().map_or(true, |out| out.len() < text.len()));
            }
            let mut damaged = bytes.clone();
            damaged[bytes.len() / 4] ^= 0x55;
            assert!(read(format, damaged).is_err(), "{format:?}");
        }
        let mut filled = compressed(Format::Gzip, text.as_bytes());
        filled.extend([0; 600]);
        assert_eq!(read(Format::Gzip, filled).unwrap(), text.as_bytes());
    }

    #[test]
    fn a_window_beyond_the_limit_is_refused() {
        // A frame that claims a window of 2 GiB (RFC 8878, 3.1.1.1.2).
        let frame = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00];
        let error = read(Format::Zstd, frame.to_vec()).unwrap_err();
        assert!(error.contains("too much memory"), "{error}");
    }

    #[test]
    fn names() {
        for (name, inner) in [
            ("a.txt.gz", Some("a.txt")),
            ("a.TGZ", Some("a.tar")),
            ("press.warc.zst", Some("press.warc")),
            ("a.txt", None),
            ("a", None),
        ] {
            assert_eq!(inner_name(name).as_deref(), inner, "{name}");
        }
    }
}
