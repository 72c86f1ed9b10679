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

use rostra_document::{Extraction, Identity};

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
        let file = locked(&path)?;
        let Found { index, end } = read(&file, settings)?;
        let mut journal = Self {
            path,
            out: BufWriter::with_capacity(1 << 16, file),
            end,
            order: Vec::new(),
        };
        let file = journal.out.get_mut();
        // What a killed run wrote of its last line is no line; what follows must not join it.
        file.set_len(end)?;
        file.seek(SeekFrom::Start(end))?;
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
        let file = self.out.get_ref().try_clone()?; // shares the lock, which elsewhere keeps other handles from reading
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

/// The file at `path`, made where there is none, which no other run has open.
fn locked(path: &Path) -> io::Result<File> {
    loop {
        // Whoever may write in the folder could have it lead to another file, or to a pipe.
        if fs::symlink_metadata(path).is_ok_and(|data| !data.is_file()) {
            return Err(foreign(path));
        }
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false);
        let file = options.open(path)?;
        match file.try_lock() {
            // A file system without locks is written to all the same.
            Ok(()) => {}
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) => {
                let message = "another run is writing it";
                return Err(io::Error::new(io::ErrorKind::ResourceBusy, message));
            }
        }
        if is_still_at(&file, path)? {
            return Ok(file);
        }
    }
}

/// Whether `file` is what lies at `path`: the run that had it locked may have made it the output before it let go.
#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let here = file.metadata()?;
    let there = fs::symlink_metadata(path);
    Ok(there.is_ok_and(|there| (there.dev(), there.ino()) == (here.dev(), here.ino())))
}

#[cfg(not(unix))]
fn is_still_at(_: &File, path: &Path) -> io::Result<bool> {
    path.try_exists()
}

fn foreign(path: &Path) -> io::Error {
    let name = path.display();
    io::Error::new(
        io::ErrorKind::AlreadyExists,
        format!("{name} is in the way: no earlier run has left it"),
    )
}

/// What an earlier run has left.
struct Found {
    index: Index,
    /// Where the last whole line ends.
    end: u64,
}

/// Lines of `file` that hold. Each is read as a whole, so that it can be written again; a damaged one is passed over.
fn read(file: &File, settings: &Settings) -> io::Result<Found> {
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let (mut index, mut end, mut line) = (Index::default(), 0, Vec::new());
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line)? as u64;
        let document = serde_json::from_slice::<Extraction>(&line);
        // A file that does not begin as a journal does is somebody's.
        if end == 0 && document.is_err() && !is_beginning(&line) {
            return Err(foreign(Path::new("the file NAME.part beside it")));
        }
        if !line.ends_with(b"\n") {
            return Ok(Found { index, end });
        }
        if let Ok(document) = document
            && !settings.anew
            && document.extractor == settings.extractor
            && document.text.is_some() == settings.with_text
        {
            let key = key(&document.id, &document.source, &document.content_hash);
            index.insert(key, end..end + read);
        }
        end += read;
    }
}

/// Whether `line` may be what a killed program wrote of its first line.
fn is_beginning(line: &[u8]) -> bool {
    let begins = b"{\"id\":";
    let zeroes = line.iter().all(|byte| *byte == 0); // so a loss of power leaves it
    zeroes || line.starts_with(begins) || begins.starts_with(line)
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
