//! Annotated documents as files: `<stem>.txt` holds the text, `<stem>.json` the document.
//!
//! Two who write at once do not overwrite each other: whoever saves says which [`Version`] the change was made to, and is refused where
//! the files are another by now. Files are replaced whole.

mod expected;
mod files;
mod removal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::annotated::AnnotatedDocument;

pub use expected::comparable;

/// Why a fixture cannot be read or written.
#[derive(Debug, Error)]
pub enum FixtureError {
    /// The system said no.
    #[error("{path}: {cause}", path = .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What it said.
        #[source]
        cause: io::Error,
    },
    /// The file holds no annotated document.
    #[error("{path}: {cause}", path = .path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Where, and why.
        #[source]
        cause: serde_json::Error,
    },
    /// Somebody else has saved it meanwhile.
    #[error("{path} has been saved by somebody else meanwhile", path = .path.display())]
    Conflict {
        /// The file.
        path: PathBuf,
        /// What it is now.
        now: Version,
    },
}

/// A state of a fixture's files: the beginning of a SHA-256 of both, in hexadecimal; of one that is not there, `new`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version(String);

impl Version {
    /// Of a fixture that is not there.
    #[must_use]
    pub fn new() -> Self {
        Self("new".to_owned())
    }

    /// As somebody has written it down.
    #[must_use]
    pub fn of(written: &str) -> Self {
        Self(written.to_owned())
    }

    /// To be written down.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn digest(text: &[u8], json: &[u8]) -> Self {
        let mut digest = Sha256::new();
        digest.update((text.len() as u64).to_le_bytes());
        digest.update(text);
        digest.update(json);
        let bytes = digest.finalize();
        Self(
            bytes
                .iter()
                .take(8)
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        )
    }
}

impl Default for Version {
    fn default() -> Self {
        Self::new()
    }
}

/// A fixture that is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixture {
    /// What is expected.
    pub document: AnnotatedDocument,
    /// Of this text.
    pub text: String,
    /// The state of its files.
    pub version: Version,
}

/// A fixture that has been saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The file of the document.
    pub path: PathBuf,
    /// The state of its files.
    pub version: Version,
}

/// A folder of fixtures, in it and in its folders.
pub struct Fixtures {
    folder: PathBuf,
    /// Files of documents by what they are called, without ending.
    known: Mutex<BTreeMap<String, PathBuf>>,
}

impl Fixtures {
    /// The fixtures in `folder`, which need not be there yet.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, FixtureError> {
        let folder = folder.into();
        let mut known = BTreeMap::new();
        if folder.exists() {
            files::search(&folder, &mut known)?;
        }
        Ok(Self {
            folder,
            known: Mutex::new(known),
        })
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What each fixture is called, with the file of its document, in the order of the names.
    #[must_use]
    pub fn paths(&self) -> Vec<(String, PathBuf)> {
        let known = self.known();
        let paths = known.iter();
        paths
            .map(|(stem, path)| (stem.clone(), path.clone()))
            .collect()
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<String, PathBuf>> {
        // An entry is put in whole, whatever panics elsewhere.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The fixture of the document `id`, if there is one.
    ///
    /// # Errors
    /// Where it is there and cannot be read.
    pub fn load(&self, id: &str) -> Result<Option<Fixture>, FixtureError> {
        read(&self.path(id))
    }

    /// Saves `document`, annotated over `text`, in place of the state `onto` of its files. The document is called as its files are, so that
    /// whoever reads these finds it by its id.
    ///
    /// # Errors
    /// [`FixtureError::Conflict`] where the files are in another state; else where they cannot be written.
    pub fn save(
        &self,
        id: &str,
        document: &AnnotatedDocument,
        text: &str,
        onto: &Version,
    ) -> Result<Saved, FixtureError> {
        // Held to the end: what is compared here is what is replaced.
        let mut known = self.known();
        let stem = files::stem(id);
        let path = known
            .get(&stem)
            .cloned()
            .unwrap_or_else(|| self.folder.join(format!("{stem}.json")));
        fs::create_dir_all(&self.folder).map_err(|cause| files::at(&self.folder, cause))?;
        let _others = files::lock(&self.folder)?;
        let now = read(&path)?.map_or_else(Version::new, |fixture| fixture.version);
        if now != *onto {
            return Err(FixtureError::Conflict { path, now });
        }
        let document = AnnotatedDocument {
            id: stem.clone(),
            ..document.clone()
        };
        let json = files::json(&path, &document)?;
        let text_path = path.with_extension("txt");
        if fs::read(&text_path).ok().as_deref() != Some(text.as_bytes()) {
            files::replace(&text_path, text.as_bytes())?;
        }
        files::replace(&path, &json)?;
        known.insert(stem, path.clone());
        Ok(Saved {
            path,
            version: Version::digest(text.as_bytes(), &json),
        })
    }

    fn path(&self, id: &str) -> PathBuf {
        let stem = files::stem(id);
        let path = self.known().get(&stem).cloned();
        path.unwrap_or_else(|| self.folder.join(format!("{stem}.json")))
    }
}

/// The fixture whose document lies at `path`. One without a text beside it is none.
fn read(path: &Path) -> Result<Option<Fixture>, FixtureError> {
    let text_path = path.with_extension("txt");
    let (Some(json), Some(text)) = (files::content(path)?, files::content(&text_path)?) else {
        return Ok(None);
    };
    let document = serde_json::from_slice(&json).map_err(|cause| FixtureError::Json {
        path: path.to_owned(),
        cause,
    })?;
    let version = Version::digest(&text, &json);
    let text = String::from_utf8(text).map_err(|error| {
        files::at(
            &text_path,
            io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()),
        )
    })?;
    Ok(Some(Fixture {
        document,
        text,
        version,
    }))
}
