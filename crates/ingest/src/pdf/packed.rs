//! How much packed data unpacks to, without unpacking it anywhere.

use flate2::{Decompress, FlushDecompress, Status};

/// What unpacking cost and gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    /// Packed bytes that were read.
    pub(super) read: usize,
    /// Bytes that they unpack to; counting stops a little after the most that was asked for.
    pub(super) unpacked: usize,
}

/// Bytes that a match of the DEFLATE format may reach back (RFC 1951).
const WINDOW: u16 = 32_768;

/// Of DEFLATE data, with or without the header of zlib. Lenient readers go on where matches reach back
/// before the beginning, so counting does too.
pub(super) fn flate(data: &[u8], most: usize) -> Size {
    let header = match data {
        [method, flags, ..] => {
            method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31)
        }
        _ => return Size::default(),
    };
    let bare = |data: &[u8]| inflated(data, most);
    match data.get(2..) {
        Some(body) if header => {
            let (size, whole) = bare(body);
            let other = if whole { size } else { bare(data).0 };
            Size {
                read: size.read + if whole { 0 } else { other.read },
                unpacked: size.unpacked.max(other.unpacked),
            }
        }
        _ => bare(data).0,
    }
}

/// Of bare DEFLATE data, and whether it came to its end.
fn inflated(data: &[u8], most: usize) -> (Size, bool) {
    let mut inflater = Decompress::new(false);
    let mut sink = [0; 16 << 10];
    // A block of zeros first, so that every match has something to reach back to.
    let mut zeros = vec![0; usize::from(WINDOW) - 1 + 5];
    let [low, high] = (WINDOW - 1).to_le_bytes();
    for (place, byte) in zeros.iter_mut().zip([0, low, high, !low, !high]) {
        *place = byte;
    }
    let before = usize::from(WINDOW) - 1;
    let mut size = Size::default();
    for (mut input, own) in [(zeros.as_slice(), false), (data, true)] {
        loop {
            let (read, made) = (inflater.total_in(), inflater.total_out());
            let status = inflater.decompress(input, &mut sink, FlushDecompress::None);
            let taken = usize::try_from(inflater.total_in() - read).unwrap_or(usize::MAX);
            let out = usize::try_from(inflater.total_out()).unwrap_or(usize::MAX);
            input = input.get(taken..).unwrap_or_default();
            size.read += if own { taken } else { 0 };
            size.unpacked = out.saturating_sub(before);
            let stuck = taken == 0 && inflater.total_out() == made;
            match status {
                Ok(Status::StreamEnd) => return (size, true),
                Ok(_) if size.unpacked <= most && !stuck => {}
                Ok(_) if !own => break,
                _ => return (size, false),
            }
        }
    }
    (size, false)
}

/// Of LZW data as PDF has it (ISO 32000-2, 7.4.4): codes of 9 to 12 bits, 256 clears the table, 257
/// ends. What each code stands for is not needed, only how long it is. Codes may get longer one code
/// early or not; that which gives more is counted.
pub(super) fn lzw(data: &[u8], most: usize) -> Size {
    let (early, late) = (lzw_of(data, most, 1), lzw_of(data, most, 0));
    Size {
        read: early.read,
        unpacked: early.unpacked.max(late.unpacked),
    }
}

fn lzw_of(data: &[u8], most: usize, early: usize) -> Size {
    let mut size = Size {
        read: data.len(),
        unpacked: 0,
    };
    let mut lengths: Vec<usize> = Vec::with_capacity(4096);
    let mut before: Option<usize> = None;
    let (mut bits, mut held) = (0u32, 0u32);
    for &byte in data {
        bits = (bits << 8 | u32::from(byte)) & 0x00ff_ffff;
        held += 8;
        let width = match 258 + lengths.len() + early {
            0..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        let length = match code {
            0..256 => 1,
            256 => {
                lengths.clear();
                before = None;
                continue;
            }
            257 => break,
            // A code that is not there yet is the one before and its first byte.
            _ => lengths
                .get(code - 258)
                .copied()
                .or(before.map(|b| b + 1))
                .unwrap_or(1),
        };
        size.unpacked += length;
        if let Some(before) = before.filter(|_| lengths.len() < 3838) {
            lengths.push(before + 1);
        }
        before = Some(length);
        if size.unpacked > most {
            break;
        }
    }
    size
}

/// Of run lengths (ISO 32000-2, 7.4.5).
pub(super) fn runs(data: &[u8], most: usize) -> Size {
    let mut size = Size::default();
    while let Some(&length) = data.get(size.read) {
        if length == 128 || size.unpacked > most {
            break;
        }
        let length = usize::from(length);
        let (read, made) = if length < 128 {
            (length + 2, length + 1)
        } else {
            (2, 257 - length)
        };
        size.read += read;
        size.unpacked += made;
    }
    size
}

/// The bytes that base-85 text stands for, up to where it ends or is none (ISO 32000-2, 7.4.3).
pub(super) fn from_ascii85(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 5 * 4);
    let (mut group, mut count) = (0u32, 0);
    for &c in text.iter().filter(|c| !c.is_ascii_whitespace()) {
        match c {
            b'z' if count == 0 => bytes.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(c - b'!'));
                count += 1;
            }
            _ => break,
        }
        if count == 5 {
            bytes.extend_from_slice(&group.to_be_bytes());
            (group, count) = (0, 0);
        }
    }
    if count > 1 {
        let last = (count..5).fold(group, |group, _| group.wrapping_mul(85).wrapping_add(84));
        bytes.extend(last.to_be_bytes().iter().take(count - 1));
    }
    bytes
}

/// The bytes that hexadecimal text stands for, up to its end.
pub(super) fn from_hex(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text
        .iter()
        .take_while(|&&c| c != b'>')
        .filter_map(|&c| char::from(c).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};

    use super::{Size, flate, from_ascii85, from_hex, lzw, runs};

    #[test]
    fn deflated_data_is_counted() {
        let data = vec![b'x'; 100_000];
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        zlib.write_all(&data).unwrap();
        let zlib = zlib.finish().unwrap();
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::best());
        bare.write_all(&data).unwrap();
        let bare = bare.finish().unwrap();
        assert_eq!(flate(&zlib, 1 << 20).unpacked, 100_000);
        assert_eq!(flate(&bare, 1 << 20).unpacked, 100_000);
        let stopped = flate(&zlib, 1000).unpacked;
        assert!((1001..70_000).contains(&stopped), "{stopped}");
        // A wrong checksum, and more after it, change nothing.
        let mut broken = zlib.clone();
        *broken.last_mut().unwrap() ^= 1;
        broken.extend_from_slice(b"\nendstream");
        assert_eq!(flate(&broken, 1 << 20).unpacked, 100_000);
        for nothing in [
            &b""[..],
            b"x",
            b"hello, this is no packed data",
            &[0xff; 40],
        ] {
            assert!(flate(nothing, 1 << 20).unpacked < 64, "{nothing:?}");
        }
    }

    #[test]
    fn other_packings_are_counted() {
        // "-----A---B", the example of the standard.
        let example = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        assert_eq!(lzw(&example, 1000).unpacked, 10);
        let run = Size {
            read: 7,
            unpacked: 131,
        };
        assert_eq!(
            runs(&[2, b'a', b'b', b'c', 129, b'x', 128, 9], 1000).unpacked,
            run.unpacked
        );
        assert_eq!(from_ascii85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(from_ascii85(b"z87cUR"), b"\0\0\0\0Hell");
        assert_eq!(from_hex(b"48 65 6C6c6F>00"), b"Hello");
    }
}
