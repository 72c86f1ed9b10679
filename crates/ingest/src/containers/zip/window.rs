//! One archive, read at several places in turn.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::content::Seekable;

/// An archive, shared by its directory and the members that are read.
#[derive(Clone)]
pub(super) struct Shared {
    source: Arc<Mutex<Nearby>>,
    size: u64,
}

/// A source that keeps what it has read ahead when it goes to a place nearby, as a directory is read.
struct Nearby {
    source: BufReader<Box<dyn Seekable>>,
    at: u64,
}

impl Nearby {
    fn read_at(&mut self, at: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let by = i128::from(at) - i128::from(self.at);
        match i64::try_from(by) {
            Ok(by) => self.source.seek_relative(by)?,
            Err(_) => self.source.seek(SeekFrom::Start(at)).map(|_| ())?,
        }
        self.at = at;
        let read = self.source.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Shared {
    pub(super) fn new(mut source: Box<dyn Seekable>) -> io::Result<Self> {
        let size = source.seek(SeekFrom::End(0))?;
        source.rewind()?;
        let source = BufReader::with_capacity(1 << 16, source);
        Ok(Self {
            source: Arc::new(Mutex::new(Nearby { source, at: 0 })),
            size,
        })
    }

    /// Bytes of the archive.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// `size` bytes from `start` on, or as many as there are.
    pub(super) fn window(&self, start: u64, size: u64) -> Window {
        let start = start.min(self.size);
        Window {
            shared: self.clone(),
            start,
            end: start.saturating_add(size).min(self.size),
            at: start,
        }
    }

    fn locked(&self) -> MutexGuard<'_, Nearby> {
        self.source.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A part of the archive, with a place of its own in it.
pub(super) struct Window {
    shared: Shared,
    start: u64,
    end: u64,
    at: u64,
}

impl Read for Window {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let most = buffer.len().min(left);
        let buffer = buffer.get_mut(..most).unwrap_or_default();
        if buffer.is_empty() {
            return Ok(0);
        }
        let read = self.shared.locked().read_at(self.at, buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Window {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (from, by) = match to {
            SeekFrom::Start(at) => (self.start.checked_add(at), 0),
            SeekFrom::End(by) => (Some(self.end), by),
            SeekFrom::Current(by) => (Some(self.at), by),
        };
        let at = from.and_then(|from| from.checked_add_signed(by));
        let at = at.filter(|&at| at >= self.start);
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at - self.start)
    }
}
