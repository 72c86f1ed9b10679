//! The bytes of one file of an archive.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::DeflateDecoder;

use super::super::compressed;
use super::super::gauge::Gauge;
use super::directory::Entry;
use super::window::Shared;

/// Bytes of the header before a file, without name and extra fields.
const HEADER: usize = 30;

/// The bytes of `entry`, unpacked and checked as they are read.
///
/// # Errors
/// Part of a sentence, where they cannot be read.
pub(super) fn open(
    entry: &Entry,
    shared: &Shared,
    gauge: &Gauge,
) -> Result<impl Read + Send + 'static, String> {
    let damaged = |error: io::Error| format!("is damaged: {error}");
    let (method, start) = start(entry, shared).map_err(damaged)?;
    let window = BufReader::with_capacity(1 << 15, shared.window(start, entry.packed));
    let unpacked = unpack(method, window).map_err(damaged)?;
    let unpacked =
        unpacked.ok_or_else(|| format!("is packed by method {method}, which is not read"))?;
    Ok(Checked {
        source: gauge.unpacked(unpacked),
        left: entry.size,
        digest: crc32fast::Hasher::new(),
        expected: entry.crc32,
    })
}

/// Number of the method that it is packed by, and where its bytes begin.
pub(super) fn start(entry: &Entry, shared: &Shared) -> io::Result<(u16, u64)> {
    let mut header = [0; HEADER];
    let mut window = shared.window(entry.start, HEADER as u64);
    window.read_exact(&mut header)?;
    let number = |at: usize| {
        let bytes = header.get(at..at + 2).unwrap_or_default();
        bytes
            .iter()
            .rev()
            .fold(0_u16, |number, &byte| number << 8 | u16::from(byte))
    };
    if !header.starts_with(b"PK\x03\x04") {
        return Err(io::Error::other("it is not where the directory says"));
    }
    let before = HEADER as u64 + u64::from(number(26)) + u64::from(number(28));
    Ok((number(8), entry.start.saturating_add(before)))
}

/// What `source` unpacks to; `None` where the method is not read (APPNOTE 4.4.5).
fn unpack(
    method: u16,
    source: impl BufRead + Send + 'static,
) -> io::Result<Option<Box<dyn Read + Send>>> {
    Ok(Some(match method {
        0 => Box::new(source),
        8 => Box::new(DeflateDecoder::new(source)),
        9 => Box::new(deflate64::Deflate64Decoder::with_buffer(source)),
        12 => Box::new(bzip2::bufread::BzDecoder::new(source)),
        93 | 20 => compressed::zstd(source)?,
        95 => compressed::xz(source),
        _ => return Ok(None),
    }))
}

/// Bytes of which the directory knows how many they are, and their checksum.
struct Checked<R> {
    source: R,
    left: u64,
    digest: crc32fast::Hasher,
    expected: u32,
}

impl<R: Read> Checked<R> {
    /// Whether all came as the directory says.
    fn check(&self) -> io::Result<()> {
        if self.left > 0 {
            return Err(io::Error::other("it ends too soon"));
        }
        if self.digest.clone().finalize() != self.expected {
            return Err(io::Error::other("its checksum is wrong"));
        }
        Ok(())
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let read = self.source.read(buffer)?;
        if read == 0 {
            self.check()?;
        }
        let left = self.left.checked_sub(read as u64);
        self.left = left.ok_or_else(|| io::Error::other("it is longer than the directory says"))?;
        self.digest.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}
