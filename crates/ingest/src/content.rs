//! The bytes of a part: from a file, from a stream, or laid aside.

use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

use crate::bytes::Counted;

/// Bytes laid aside that stay in memory; more go to a temporary file.
const IN_MEMORY: usize = 4 << 20;

/// What can be read from any place.
pub(crate) trait Seekable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Seekable for T {}

/// Bytes to read once, from their beginning.
pub(crate) enum Content {
    /// Of a file.
    File(BufReader<Counted>),
    /// Of something that goes forward only.
    Stream(Box<dyn BufRead + Send>),
    /// Laid aside.
    Spool(BufReader<SpooledTempFile>),
    /// Held.
    Bytes(Cursor<Vec<u8>>),
}

impl Content {
    /// A file's.
    pub(crate) fn file(file: Counted) -> Self {
        Self::File(BufReader::with_capacity(1 << 16, file))
    }

    /// Of a reader.
    pub(crate) fn stream(stream: impl Read + Send + 'static) -> Self {
        Self::Stream(Box::new(BufReader::with_capacity(1 << 16, stream)))
    }

    /// Of bytes.
    pub(crate) fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self::Bytes(Cursor::new(bytes.into()))
    }

    /// Lays `source` aside to its end, so that what it comes from can go on.
    ///
    /// # Errors
    /// Where it cannot be read or the temporary file not be written.
    pub(crate) fn spool(source: &mut dyn Read) -> io::Result<Self> {
        let mut spool = SpooledTempFile::new(IN_MEMORY);
        io::copy(source, &mut spool)?;
        spool.flush()?;
        spool.seek(SeekFrom::Start(0))?;
        Ok(Self::Spool(BufReader::with_capacity(1 << 16, spool)))
    }

    /// The first bytes, up to the size of the buffer, without consuming them; at least `enough` where there are as many.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(crate) fn head(&mut self, enough: usize) -> io::Result<Vec<u8>> {
        let mut head = Vec::with_capacity(enough);
        self.by_ref().take(enough as u64).read_to_end(&mut head)?;
        if self.rewind().is_none() {
            let rest = std::mem::replace(self, Self::bytes(Vec::new()));
            *self = Self::Stream(Box::new(Cursor::new(head.clone()).chain(rest)));
        }
        Ok(head)
    }

    /// Back to the beginning, where that can be done.
    fn rewind(&mut self) -> Option<()> {
        match self {
            Self::File(file) => file.seek(SeekFrom::Start(0)).ok(),
            Self::Spool(spool) => spool.seek(SeekFrom::Start(0)).ok(),
            Self::Bytes(bytes) => bytes.seek(SeekFrom::Start(0)).ok(),
            Self::Stream(_) => return None,
        }
        .map(|_| ())
    }

    /// The same, to be read from any place; a stream is laid aside.
    ///
    /// # Errors
    /// Where it cannot be read or laid aside.
    pub(crate) fn seekable(mut self) -> io::Result<Box<dyn Seekable>> {
        // A pipe is a file that cannot go back.
        if self.rewind().is_none() {
            self = Self::spool(&mut self)?;
        }
        Ok(match self {
            Self::File(file) => Box::new(file),
            Self::Spool(spool) => Box::new(spool),
            Self::Bytes(bytes) => Box::new(bytes),
            Self::Stream(_) => unreachable!("it was laid aside"),
        })
    }

    fn inner(&mut self) -> &mut dyn BufRead {
        match self {
            Self::File(file) => file,
            Self::Stream(stream) => stream,
            Self::Spool(spool) => spool,
            Self::Bytes(bytes) => bytes,
        }
    }
}

impl Read for Content {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner().read(buffer)
    }
}

impl BufRead for Content {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner().fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.inner().consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Seek, SeekFrom};

    use super::Content;

    #[test]
    fn a_head_is_not_consumed_and_all_can_be_sought() {
        let bytes: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
        let of = |n| match n {
            0 => Content::bytes(bytes.clone()),
            1 => Content::stream(std::io::Cursor::new(bytes.clone())),
            _ => Content::spool(&mut bytes.as_slice()).unwrap(),
        };
        for n in 0..3 {
            let mut content = of(n);
            assert_eq!(content.head(10).unwrap(), bytes[..10]);
            assert_eq!(content.head(300_000).unwrap(), bytes);
            let mut sought = content.seekable().unwrap();
            sought.seek(SeekFrom::Start(100_000)).unwrap();
            let mut rest = Vec::new();
            sought.read_to_end(&mut rest).unwrap();
            assert_eq!(rest, bytes[100_000..]);
        }
    }
}
