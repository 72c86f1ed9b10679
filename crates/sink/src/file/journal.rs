//! What a run has read so far, on disk: JSON Lines beside the output, `<name>.part`.
//!
//! Documents are appended as they come. A later run finds those that it would make again, by id, content and extractor, and takes
//! their lines. Which lines make up the output, and in what order, is known in memory alone: the next run works it out anew.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use rostra_document::{Extraction, Extractor, Identity};
use serde::Deserialize;

use super::json::line;
use crate::settings::Settings;

/// What names of journals end with.
const ENDING: &str = ".part";

/// Sixteen bytes for an id, a source and a content: two different ones that agree do not happen.
type Key = (u64, u64);

/// Lines of an earlier run, in bytes of the journal.
pub(super) type Index = HashMap<Key, Range<u64>>;

/// An open journal, locked against other runs.
pub(super) struct Journal {
    path: PathBuf,
    out: BufWriter<File>,
    /// Where the next line will begin.
    end: u64,
    /// What makes up the output, in its order; neighbours are put together.
    order: Vec<Range<u64>>,
}

/// What is read of a line to know whether it still holds.
#[derive(Deserialize)]
struct Head {
    id: String,
    source: String,
    content_hash: String,
    extractor: Extractor,
    #[serde(default)]
    text: Option<serde::de::IgnoredAny>,
}

impl Journal {
    /// The journal of the output at `path`.
    pub(super) fn path(path: &Path) -> PathBuf {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(ENDING);
        path.with_file_name(name)
    }

    /// Opens the journal of the output at `path`, with what an earlier run left there that `settings` make again.
    pub(super) fn open(path: &Path, settings: &Settings) -> io::Result<(Self, Index)> {
        let path = Self::path(path);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)?;
        lock(&file)?;
        let (index, end) = match settings.anew {
            true => (Index::default(), 0),
            false => read(&file, settings)?,
        };
        // What a killed run wrote of its last line is no line; what follows must not join it.
        file.set_len(end)?;
        file.seek(SeekFrom::Start(end))?;
        let journal = Self {
            path,
            out: BufWriter::with_capacity(1 << 16, file),
            end,
            order: Vec::new(),
        };
        Ok((journal, index))
    }

    /// Appends a document.
    pub(super) fn write(&mut self, extraction: &Extraction) -> io::Result<()> {
        let mut counted = Counted {
            out: &mut self.out,
            bytes: 0,
        };
        line(&mut counted, extraction)?;
        let start = self.end;
        self.end += counted.bytes;
        self.take(start..self.end);
        Ok(())
    }

    /// Puts a line that stands there already next in the order.
    pub(super) fn take(&mut self, range: Range<u64>) {
        match self.order.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.order.push(range),
        }
    }

    /// Whether the journal, as it lies there, is the output in JSON Lines.
    pub(super) fn is_in_order(&self) -> bool {
        match &self.order[..] {
            [] => self.end == 0,
            [all] => *all == (0..self.end),
            _ => false,
        }
    }

    /// Gives everything to the system.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Gives everything to the disk.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        self.out.get_ref().sync_all()
    }

    /// The lines of the output in their order, from the disk.
    pub(super) fn lines(
        &mut self,
    ) -> io::Result<impl Iterator<Item = io::Result<Vec<u8>>> + use<>> {
        self.flush()?;
        let file = File::open(&self.path)?;
        let mut order = std::mem::take(&mut self.order).into_iter();
        let mut reader = BufReader::with_capacity(1 << 16, file).take(0);
        Ok(std::iter::from_fn(move || {
            if reader.limit() == 0 {
                let range = order.next()?;
                if let Err(error) = reader.get_mut().seek(SeekFrom::Start(range.start)) {
                    return Some(Err(error));
                }
                reader.set_limit(range.end - range.start);
            }
            let mut line = Vec::new();
            match reader.read_until(b'\n', &mut line) {
                Ok(0) => Some(Err(io::ErrorKind::UnexpectedEof.into())),
                Ok(_) => Some(Ok(line)),
                Err(error) => Some(Err(error)),
            }
        }))
    }

    /// Makes the journal the output at `path`.
    pub(super) fn rename(mut self, path: &Path) -> io::Result<()> {
        self.sync()?;
        fs::rename(&self.path, path)
    }

    /// Removes it.
    pub(super) fn remove(self) -> io::Result<()> {
        fs::remove_file(&self.path)
    }

    /// Where it lies, unless there is nothing in it.
    pub(super) fn kept(&self) -> Option<&Path> {
        (self.end > 0).then_some(self.path.as_path())
    }
}

/// Lets go of the lock with the last line, and not when the file is closed: a child that is just being started has the file open too.
impl Drop for Journal {
    fn drop(&mut self) {
        let _ = self.flush();
        let _ = self.out.get_ref().unlock();
    }
}

/// The key of an id, where it came from and its content.
fn key(id: &str, source: &str, content_hash: &str) -> Key {
    let half = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        (seed, id, source, content_hash).hash(&mut hasher);
        hasher.finish()
    };
    (half(0), half(1))
}

/// The line of `identity` in `index`.
pub(super) fn find(index: &Index, identity: &Identity) -> Option<Range<u64>> {
    let source = identity.provenance.to_string();
    let key = key(&identity.id, &source, &identity.content_hash);
    index.get(&key).cloned()
}

fn lock(file: &File) -> io::Result<()> {
    file.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => {
            io::Error::new(io::ErrorKind::ResourceBusy, "another run is writing it")
        }
        TryLockError::Error(error) => error,
    })
}

/// Lines of `file` that hold, and where the last whole line ends.
fn read(file: &File, settings: &Settings) -> io::Result<(Index, u64)> {
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let (mut index, mut at, mut line) = (Index::default(), 0, Vec::new());
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line)? as u64;
        if !line.ends_with(b"\n") {
            return Ok((index, at));
        }
        let Ok(head) = serde_json::from_slice::<Head>(&line) else {
            return Ok((index, at)); // a loss of power may leave anything
        };
        if head.extractor == settings.extractor && head.text.is_some() == settings.with_text {
            let key = key(&head.id, &head.source, &head.content_hash);
            index.insert(key, at..at + read);
        }
        at += read;
    }
}

struct Counted<'a, W> {
    out: &'a mut W,
    bytes: u64,
}

impl<W: Write> Write for Counted<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
