//! The file of documents that could not be read: JSON Lines, from which `rostra retry` reads them again.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use rostra_document::{Bookmark, FailureKind, Provenance, SourceError};
use rostra_ingest::Wanted;
use serde::{Deserialize, Serialize};

use crate::place;
use crate::reading::Reading;

/// A document that could not be read, as a line of the file. No time stands in it: the same input gives the same lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The way to it in short, as messages name it.
    pub(crate) place: String,
    /// The way to it.
    pub(crate) provenance: Provenance,
    /// The id that it has in its run; none where it is not known what document that would have been.
    #[serde(default)]
    pub(crate) id: Option<String>,
    /// Why it was not read, in one word.
    pub(crate) kind: FailureKind,
    /// Why, as a sentence.
    pub(crate) reason: String,
    /// Where its container broke off there: how many steps lead to that container. What it holds from this place on was lost as well.
    #[serde(default)]
    pub(crate) lost_from: Option<usize>,
    /// How it was read.
    #[serde(default)]
    pub(crate) reading: Reading,
    /// Version of the program.
    pub(crate) rostra: String,
}

impl Entry {
    pub(crate) fn new(error: &SourceError, reading: &Reading) -> Self {
        Self {
            place: error.provenance.to_string(),
            provenance: error.provenance.clone(),
            id: error.bookmark.id.clone(),
            kind: error.kind,
            reason: error.reason.clone(),
            lost_from: error.bookmark.lost_from,
            reading: reading.clone(),
            rostra: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// What is to be read again.
    pub(crate) fn wanted(&self) -> Wanted {
        Wanted {
            provenance: self.provenance.clone(),
            bookmark: Bookmark {
                id: self.id.clone(),
                lost_from: self.lost_from,
                ..Bookmark::default()
            },
        }
    }
}

/// The entries of the file at `path`; of several for one place, read in one way, the last.
///
/// # Errors
/// Where it cannot be read, or holds a line that is none.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Entry>> {
    let name = path.display();
    let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
    let mut entries: Vec<Entry> = Vec::new();
    let mut places = HashMap::new();
    for (n, line) in BufReader::new(file).lines().enumerate() {
        let line = line.with_context(|| format!("cannot read {name}"))?;
        if line.trim().is_empty() {
            continue;
        }
        let entry: Entry = serde_json::from_str(&line).map_err(|error| {
            anyhow!("{name}:{}: is no line of a quarantine file: {error}", n + 1)
        })?;
        let Provenance { path, steps, .. } = entry.provenance.clone();
        let key = (path, steps, entry.reading.clone());
        let at = *places.entry(key).or_insert(entries.len());
        match entries.get_mut(at) {
            Some(earlier) => *earlier = entry,
            None => entries.push(entry),
        }
    }
    Ok(entries)
}

/// A quarantine file that is being written. Each line is with the system as soon as it is known; the file at its place stays until the
/// run has read all, and is then replaced.
pub(crate) struct Quarantine {
    path: PathBuf,
    part: PathBuf,
    file: File,
    entries: u64,
    whole: bool,
}

impl Quarantine {
    /// Begins the file that shall lie at `path`, locked against other runs.
    ///
    /// # Errors
    /// Where it cannot be written, or another run is writing it.
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        place::check(path)?;
        let real = place::real(path);
        if fs::metadata(&real).is_ok_and(|data| !data.is_file()) {
            bail!("cannot write {}: is no file", path.display());
        }
        let part = place::unfinished(&real);
        let file = begin(&part).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self {
            path: path.to_owned(),
            part,
            file,
            entries: 0,
            whole: false,
        })
    }

    /// How many it lists.
    pub(crate) fn entries(&self) -> u64 {
        self.entries
    }

    /// Lists a document.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn add(&mut self, entry: &Entry) -> anyhow::Result<()> {
        let written = serde_json::to_vec(entry).map_err(io::Error::from);
        let written = written.and_then(|mut line| {
            line.push(b'\n');
            self.file.write_all(&line)
        });
        self.entries += 1;
        written.with_context(|| format!("cannot write {}", self.path.display()))
    }

    /// Puts the file in its place; of a run that was broken off it stays beside it, for it does not list all. Returns where it lies.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn close(&mut self, whole: bool) -> anyhow::Result<PathBuf> {
        let synced = self.file.sync_all();
        self.whole = whole;
        let put = synced.and_then(|()| match whole {
            true => place::rename(&self.part, &place::real(&self.path)),
            false => Ok(()),
        });
        put.with_context(|| format!("cannot write {}", self.path.display()))?;
        Ok(match whole {
            true => self.path.clone(),
            false => place::unfinished(&self.path),
        })
    }
}

impl Drop for Quarantine {
    fn drop(&mut self) {
        if !self.whole && self.entries == 0 {
            let _ = fs::remove_file(&self.part); // it would say nothing
        }
    }
}

/// Opens the file at `part`, empty and locked.
fn begin(part: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let file = options.append(true).create(true).open(part)?;
    file.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => busy(),
        TryLockError::Error(error) => error,
    })?;
    // Between opening and locking, the run that held the lock may have made it the finished file.
    if !is_at(&file, part) {
        return Err(busy());
    }
    file.set_len(0)?;
    Ok(file)
}

fn busy() -> io::Error {
    io::Error::new(io::ErrorKind::ResourceBusy, "another run is writing it")
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |data: io::Result<fs::Metadata>| data.ok().map(|data| (data.dev(), data.ino()));
    number(file.metadata()) == number(fs::metadata(path))
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rostra_document::{Bookmark, FailureKind, Provenance, SourceError, Step};

    use super::{Entry, Quarantine, read};
    use crate::reading::Reading;

    fn entry(row: u64) -> Entry {
        let way = Provenance::file("rows.jsonl").step(Step::Row(row));
        let error = SourceError {
            bookmark: Box::new(Bookmark {
                id: Some(format!("rows-{row}")),
                lost_from: Some(0),
                ..Bookmark::default()
            }),
            ..SourceError::new(way, FailureKind::Rejected, "is empty")
        };
        Entry::new(&error, &Reading::default())
    }

    #[test]
    fn lines_are_there_at_once_and_the_file_at_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("failed.jsonl");
        fs::write(&path, "old").unwrap();
        let part = folder.path().join("failed.jsonl.part");
        let mut quarantine = Quarantine::open(&path).unwrap();
        let busy = Quarantine::open(&path).err().unwrap();
        assert!(format!("{busy:#}").ends_with("another run is writing it"));
        quarantine.add(&entry(1)).unwrap();
        assert_eq!(read(&part).unwrap(), [entry(1)]);
        quarantine.add(&entry(2)).unwrap();
        quarantine.add(&entry(1)).unwrap();
        assert_eq!(quarantine.close(false).unwrap(), part);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        drop(quarantine);
        assert_eq!(read(&part).unwrap().len(), 2);

        let mut quarantine = Quarantine::open(&path).unwrap();
        quarantine.add(&entry(3)).unwrap();
        quarantine.close(true).unwrap();
        drop(quarantine);
        assert_eq!(read(&path).unwrap(), [entry(3)]);
        assert!(!part.exists());
        drop(Quarantine::open(&path).unwrap());
        assert!(!part.exists() && path.exists());
    }

    #[test]
    fn a_line_that_is_none_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("failed.jsonl");
        fs::write(&path, "\n{\"place\": \"a\"}\n").unwrap();
        let error = read(&path).unwrap_err().to_string();
        assert!(
            error.contains("failed.jsonl:2: is no line of a quarantine file: missing field"),
            "{error}"
        );
    }
}
