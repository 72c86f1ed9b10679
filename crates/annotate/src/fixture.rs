//! Annotated documents as files: `<stem>.txt` holds the text, `<stem>.json` the document.
//!
//! Two who write at once do not overwrite each other: whoever saves says which [`Version`] the change was made to, and is refused where
//! the files are another by now. Files are replaced whole.

mod expected;
mod files;

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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn document(name: &str) -> AnnotatedDocument {
        let json = serde_json::json!({"id": "any", "lang": "ar", "people": [{"name": name, "mentions": [{"start": 0, "end": 4}]}], "review": {"rejected": []}});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let folder = tempfile::tempdir().unwrap();
        let fixtures = Fixtures::open(folder.path().join("new")).unwrap();
        assert!(fixtures.load("ar-1").unwrap().is_none());
        let saved = fixtures
            .save("ar-1", &document("سامر"), "سامر 🌏\r\n", &Version::new())
            .unwrap();
        assert_eq!(saved.path, folder.path().join("new/ar-1.json"));
        let loaded = fixtures.load("ar-1").unwrap().unwrap();
        assert_eq!(loaded.text, "سامر 🌏\r\n");
        assert_eq!(loaded.version, saved.version);
        assert_eq!(loaded.document.id, "ar-1");
        assert_eq!(loaded.document.people, document("سامر").people);
        let names = fs::read_dir(folder.path().join("new")).unwrap();
        assert_eq!(names.count(), 2, "no unfinished file is left");
    }

    #[test]
    fn nobody_overwrites_anybody() {
        let folder = tempfile::tempdir().unwrap();
        let (mine, theirs) = (
            Fixtures::open(folder.path()).unwrap(),
            Fixtures::open(folder.path()).unwrap(),
        );
        let first = mine
            .save("a", &document("A"), "A", &Version::new())
            .unwrap()
            .version;
        let second = theirs
            .save("a", &document("B"), "A", &first)
            .unwrap()
            .version;
        for stale in [first, Version::new()] {
            let refused = mine.save("a", &document("C"), "A", &stale).unwrap_err();
            assert!(
                matches!(&refused, FixtureError::Conflict { now, .. } if *now == second),
                "{refused}"
            );
        }
        assert_eq!(
            mine.load("a").unwrap().unwrap().document.people[0].name,
            "B"
        );
    }

    #[test]
    fn of_many_who_save_at_once_one_wins() {
        let folder = tempfile::tempdir().unwrap();
        let won: usize = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..8)
                .map(|n| {
                    let fixtures = Fixtures::open(folder.path()).unwrap();
                    scope.spawn(move || {
                        fixtures
                            .save("a", &document(&n.to_string()), "A", &Version::new())
                            .is_ok()
                    })
                })
                .collect();
            tries
                .into_iter()
                .map(|thread| usize::from(thread.join().unwrap()))
                .sum()
        });
        assert_eq!(won, 1);
    }

    #[test]
    fn files_lie_in_the_folder_whatever_an_id_is() {
        let folder = tempfile::tempdir().unwrap();
        let fixtures = Fixtures::open(folder.path()).unwrap();
        let long = "ж".repeat(400);
        let ids = [
            "../../etc/passwd",
            "2024/a",
            "2024-a",
            "",
            "..",
            "a\0b",
            "con:aux|?",
            &long,
            "王小明 讲话",
            "a.b",
        ];
        let mut seen = Vec::new();
        for id in ids {
            let saved = fixtures
                .save(id, &document(id), id, &Version::new())
                .unwrap_or_else(|error| panic!("{id}: {error}"));
            assert_eq!(saved.path.parent(), Some(folder.path()), "{id}");
            assert!(!seen.contains(&saved.path), "{id}");
            assert_eq!(
                fixtures.load(id).unwrap().unwrap().document.people[0].name,
                id
            );
            seen.push(saved.path);
        }
        assert!(seen.contains(&folder.path().join("王小明 讲话.json")));
    }

    #[test]
    fn fixtures_in_folders_are_saved_where_they_lie() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("en");
        fs::create_dir(&below).unwrap();
        fs::write(below.join("en-1.txt"), "A").unwrap();
        fs::write(below.join("en-1.json"), r#"{"id": "en-1", "people": []}"#).unwrap();
        let fixtures = Fixtures::open(folder.path()).unwrap();
        let version = fixtures.load("en-1").unwrap().unwrap().version;
        let saved = fixtures
            .save("en-1", &document("A"), "A", &version)
            .unwrap();
        assert_eq!(saved.path, below.join("en-1.json"));
    }

    #[test]
    fn a_broken_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "A").unwrap();
        fs::write(folder.path().join("a.json"), "{\"id\": 1}").unwrap();
        let fixtures = Fixtures::open(folder.path()).unwrap();
        let error = fixtures.load("a").unwrap_err().to_string();
        assert!(
            error.contains("a.json: invalid type") && error.contains("line 1"),
            "{error}"
        );
        assert!(
            fixtures
                .save("a", &document("A"), "A", &Version::new())
                .is_err()
        );
        assert_eq!(
            fs::read_to_string(folder.path().join("a.json")).unwrap(),
            "{\"id\": 1}"
        );
    }
}
