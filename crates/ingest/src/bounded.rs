//! Reading without holding more than a limit.

use std::io::{self, BufRead, Read};

use sha2::{Digest, Sha256};

/// The first bytes of a source and the digest of all of it.
pub(crate) struct Bounded {
    /// At most the limit.
    pub(crate) bytes: Vec<u8>,
    /// How many bytes the source has.
    pub(crate) total: u64,
    /// Of all bytes, lower-case hexadecimal.
    pub(crate) sha256: String,
}

impl Bounded {
    /// Whether the source goes on after the bytes kept.
    pub(crate) fn is_cut(&self) -> bool {
        self.total > self.bytes.len() as u64
    }
}

/// Reads `source` to its end and keeps its first `limit` bytes.
pub(crate) fn read_all(mut source: impl Read, limit: usize) -> io::Result<Bounded> {
    let mut bytes = Vec::new();
    (&mut source).take(limit as u64).read_to_end(&mut bytes)?;
    let mut digest = Sha256::new();
    digest.update(&bytes);
    let mut total = bytes.len() as u64;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => {
                digest.update(buffer.get(..n).unwrap_or_default());
                total += n as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Bounded {
        bytes,
        total,
        sha256: hexadecimal(&digest.finalize()),
    })
}

/// SHA-256 of `bytes`, lower-case hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}"); // writing to a String cannot fail
            text
        })
}

/// What [`read_line`] found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A line, without its end, in the buffer.
    Whole,
    /// A line longer than the limit: skipped.
    TooLong,
    /// Nothing more.
    End,
}

/// Reads one line into `line`, holding at most `limit` bytes of it.
pub(crate) fn read_line(
    source: &mut impl BufRead,
    line: &mut Vec<u8>,
    limit: usize,
) -> io::Result<Line> {
    line.clear();
    let (mut any, mut too_long) = (false, false);
    loop {
        let buffer = match source.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            break;
        }
        any = true;
        let end = buffer.iter().position(|&b| b == b'\n');
        let piece = buffer
            .get(..end.unwrap_or(buffer.len()))
            .unwrap_or_default();
        if line.len() + piece.len() > limit {
            too_long = true;
            line.clear();
        } else if !too_long {
            line.extend_from_slice(piece);
        }
        let used = end.map_or(buffer.len(), |end| end + 1);
        source.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(match (any, too_long) {
        (false, _) => Line::End,
        (true, true) => Line::TooLong,
        (true, false) => Line::Whole,
    })
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::{Line, read_all, read_line};

    #[test]
    fn keeps_the_head_and_digests_all() {
        let read = read_all(&b"abcdef"[..], 4).unwrap();
        assert_eq!((read.bytes.as_slice(), read.total), (&b"abcd"[..], 6));
        assert!(
            read.sha256.starts_with("bef57ec7f53a6d40"),
            "{}",
            read.sha256
        );
        let none = read_all(&b""[..], 4).unwrap();
        assert!(none.sha256.starts_with("e3b0c44298fc1c14"));
    }

    #[test]
    fn long_lines_are_skipped_whole() {
        let mut source = BufReader::with_capacity(3, &b"ab\n\nabcdefghij\nlast"[..]);
        let mut line = Vec::new();
        let mut next = || {
            let kind = read_line(&mut source, &mut line, 5).unwrap();
            (kind, String::from_utf8(line.clone()).unwrap())
        };
        assert_eq!(next(), (Line::Whole, "ab".into()));
        assert_eq!(next(), (Line::Whole, String::new()));
        assert_eq!(next().0, Line::TooLong);
        assert_eq!(next(), (Line::Whole, "last".into()));
        assert_eq!(next().0, Line::End);
    }
}
