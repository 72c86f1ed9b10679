//! The archive as it goes by, and the member that stands before its reader.

use std::io::{self, BufRead, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::header::BLOCK;
use crate::content::Content;

/// An archive, and how much of the member at hand is still to come.
pub(super) struct Tape {
    content: Content,
    /// Bytes of the member that are not read yet.
    left: u64,
    /// Bytes after it that fill its last block.
    filling: u64,
    /// Which member is at hand.
    turn: u64,
    failed: bool,
}

impl Tape {
    pub(super) fn new(content: Content) -> Self {
        Self {
            content,
            left: 0,
            filling: 0,
            turn: 0,
            failed: false,
        }
    }

    /// Whether it cannot be read on.
    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }

    /// Passes over what is left of the member at hand, and reads the next header; `None` at the end of the archive.
    pub(super) fn header(&mut self) -> io::Result<Option<[u8; BLOCK]>> {
        let left = self.left.saturating_add(self.filling);
        self.pass(left)?;
        (self.left, self.filling) = (0, 0);
        let mut block = [0; BLOCK];
        for empty in 0..2 {
            // An archive may lack the two empty blocks at its end, but not a part of a block.
            if empty == 0 && self.at_end()? {
                return Ok(None);
            }
            match self.content.read_exact(&mut block) {
                Err(error) if empty == 1 && is_end(&error) => return Ok(None),
                read => read.inspect_err(|_| self.failed = true)?,
            }
            if block.iter().any(|&byte| byte != 0) {
                return Ok(Some(block));
            }
        }
        Ok(None)
    }

    /// A member of `size` bytes begins here; returns its turn.
    pub(super) fn begin(&mut self, size: u64) -> u64 {
        let block = BLOCK as u64;
        self.left = size;
        self.filling = (block - size % block) % block;
        self.turn += 1;
        self.turn
    }

    /// The rest of the member, which is known to be small.
    pub(super) fn rest(&mut self) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        let size = self.left;
        let read = (&mut self.content).take(size).read_to_end(&mut text)?;
        self.left -= read as u64;
        if self.left > 0 {
            return Err(self.cut_off());
        }
        // GNU's names end in a zero byte.
        text.truncate(
            text.iter()
                .rposition(|&byte| byte != 0)
                .map_or(0, |at| at + 1),
        );
        Ok(text)
    }

    fn at_end(&mut self) -> io::Result<bool> {
        let ahead = self.content.fill_buf().map(<[u8]>::is_empty);
        ahead.inspect_err(|_| self.failed = true)
    }

    fn pass(&mut self, bytes: u64) -> io::Result<()> {
        let mut rest = (&mut self.content).take(bytes);
        let passed = io::copy(&mut rest, &mut io::sink());
        let passed = passed.inspect_err(|_| self.failed = true)?;
        if passed < bytes {
            return Err(self.cut_off());
        }
        Ok(())
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).map_or(buffer.len(), |left| left.min(buffer.len()));
        let buffer = buffer.get_mut(..most).unwrap_or_default();
        if buffer.is_empty() {
            return Ok(0);
        }
        let read = self.content.read(buffer);
        let read = read.inspect_err(|error| {
            self.failed |= error.kind() != io::ErrorKind::Interrupted;
        })?;
        if read == 0 {
            return Err(self.cut_off());
        }
        self.left -= read as u64;
        Ok(read)
    }

    fn cut_off(&mut self) -> io::Error {
        self.failed = true;
        io::Error::new(io::ErrorKind::UnexpectedEof, "the archive is cut off")
    }
}

fn is_end(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::UnexpectedEof
}

/// The tape, for one reader at a time.
pub(super) fn locked(tape: &Mutex<Tape>) -> MutexGuard<'_, Tape> {
    tape.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The bytes of a member, for as long as it is at hand.
pub(super) struct Member {
    tape: Arc<Mutex<Tape>>,
    turn: u64,
}

impl Member {
    pub(super) fn new(tape: &Arc<Mutex<Tape>>, turn: u64) -> Self {
        let tape = Arc::clone(tape);
        Self { tape, turn }
    }
}

impl Read for Member {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut tape = locked(&self.tape);
        if tape.turn != self.turn {
            return Err(io::Error::other("the archive has gone on"));
        }
        tape.read(buffer)
    }
}
