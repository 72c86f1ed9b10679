//! The releases that are to be gone through.
//!
//! Releases come from another thread while people look at the first ones. What is needed to list and order them is kept in memory, the rest
//! lies in a file without a name, which the system removes whatever ends the program: so an archive of any size can be reviewed.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::Mutex;

use rostra_document::Release;

use crate::standing::Standing;

/// A release, as far as it is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The document's id.
    pub id: String,
    /// Where it came from.
    pub source: String,
    /// Language tag.
    pub lang: String,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    pub date: Option<String>,
    /// People found.
    pub people: usize,
    /// The lowest confidence of them; 1 where there are none.
    pub confidence: f64,
    /// How far its review is.
    pub standing: Standing,
}

/// Code points of a headline that are shown: a text in one line is its own.
const HEADLINE: usize = 300;

/// A headline as it is listed.
pub(crate) fn headline(title: &str) -> String {
    let mut shown: String = title.chars().take(HEADLINE).collect();
    if shown.len() < title.len() {
        shown.push('…');
    }
    shown
}

/// All releases, in the order they came.
pub struct Desk {
    inner: Mutex<Inner>,
}

struct Inner {
    entries: Vec<Entry>,
    /// First byte and length in the file.
    places: Vec<(u64, usize)>,
    file: File,
    end: u64,
    /// Messages about what could not be read.
    failures: Vec<String>,
    /// Whether no more will come.
    complete: bool,
}

impl Desk {
    /// An empty one.
    ///
    /// # Errors
    /// Where no temporary file can be made.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            inner: Mutex::new(Inner {
                entries: Vec::new(),
                places: Vec::new(),
                file: tempfile::tempfile()?,
                end: 0,
                failures: Vec::new(),
                complete: false,
            }),
        })
    }

    /// Lays a release on the desk, whose review is as far as `standing` says.
    ///
    /// # Errors
    /// Where the temporary file cannot be written.
    pub fn add(&self, release: &Release, standing: Standing) -> io::Result<()> {
        let bytes = serde_json::to_vec(release)?;
        let found = &release.extraction;
        let sure = found.people.iter().map(|person| person.confidence);
        let entry = Entry {
            id: found.id.clone(),
            source: found.source.clone(),
            lang: found.lang.clone(),
            title: found.title.as_deref().map(headline),
            date: found.date.clone(),
            people: found.people.len(),
            confidence: sure.fold(1.0, f64::min),
            standing,
        };
        let mut inner = self.lock();
        let at = inner.end;
        inner.file.seek(SeekFrom::Start(at))?;
        inner.file.write_all(&bytes)?;
        inner.end += bytes.len() as u64;
        inner.places.push((at, bytes.len()));
        inner.entries.push(entry);
        Ok(())
    }

    /// Notes a release that could not be read.
    pub fn fail(&self, message: String) {
        self.lock().failures.push(message);
    }

    /// Notes that no more will come.
    pub fn complete(&self) {
        self.lock().complete = true;
    }

    /// How many lie here, and whether that is all.
    #[must_use]
    pub fn count(&self) -> (usize, bool) {
        let inner = self.lock();
        (inner.entries.len(), inner.complete)
    }

    /// What could not be read.
    #[must_use]
    pub fn failures(&self) -> Vec<String> {
        self.lock().failures.clone()
    }

    /// Notes how far the review of the `number`th release is.
    pub fn restate(&self, number: usize, standing: Standing) {
        if let Some(entry) = self.lock().entries.get_mut(number) {
            entry.standing = standing;
        }
    }

    /// What `look` makes of all entries, in the order they came.
    pub fn view<T>(&self, look: impl FnOnce(&[Entry]) -> T) -> T {
        look(&self.lock().entries)
    }

    /// The release whose entry is the `number`th, from 0.
    ///
    /// # Errors
    /// Where the temporary file cannot be read; `NotFound` where there is none.
    pub fn release(&self, number: usize) -> io::Result<Release> {
        let bytes = {
            let mut inner = self.lock();
            let (at, length) = *inner.places.get(number).ok_or(io::ErrorKind::NotFound)?;
            inner.file.seek(SeekFrom::Start(at))?;
            let mut bytes = vec![0; length];
            inner.file.read_exact(&mut bytes)?;
            bytes
        };
        Ok(serde_json::from_slice(&bytes)?)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        // Nothing that is held here is left half done by a panic elsewhere.
        self.inner
            .lock()
            .unwrap_or_else(|broken| broken.into_inner())
    }
}
