//! Files of weights against their manifest: the one beside them in their folder, else the program's.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use thiserror::Error;

use crate::groups::Group;
use crate::manifest::{Entry, Manifest, ManifestError, sha256};
use crate::model::Model;
use crate::models::{ModelError, Models, embedded};
use crate::weights::WeightsError;

/// Name of a manifest in its folder.
const MANIFEST: &str = "manifest.toml";

/// Weights of a folder that cannot be used.
#[derive(Debug, Error)]
pub enum VerifyError {
    /// A file cannot be read, or is no model of this program.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The folder's manifest cannot be read.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// A file is not what the manifest says.
    #[error("{file}: {fault}")]
    File {
        /// Its path.
        file: String,
        /// What is wrong.
        #[source]
        fault: Fault,
    },
}

/// What is wrong with a file of weights.
#[derive(Debug, Error)]
pub enum Fault {
    /// It is not there.
    #[error("is missing")]
    Missing,
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(#[source] io::Error),
    /// It ends too early.
    #[error("is cut off: {found} of {expected} bytes")]
    Truncated {
        /// Bytes there.
        found: u64,
        /// Bytes that the manifest names.
        expected: u64,
    },
    /// Its bytes are others than those that the manifest names.
    #[error("has another checksum: {found}, not {expected}")]
    Checksum {
        /// SHA-256 of its bytes.
        found: String,
        /// That of the manifest.
        expected: String,
    },
    /// It is no file of weights of this program.
    #[error(transparent)]
    Weights(#[from] WeightsError),
}

/// Reads the models of `folder`, and what they are. Where it has a manifest they are held to it.
///
/// # Errors
/// Where a file is missing, refused or not what the manifest says.
pub fn read(folder: &Path) -> Result<(Models, Manifest), VerifyError> {
    let models = Models::read(folder)?;
    let name = folder.file_name().unwrap_or(folder.as_os_str());
    let there = Manifest::of(&name.to_string_lossy(), &models);
    if let Some(own) = own(folder)? {
        for entry in &own.files {
            compare(entry, &there).map_err(|fault| VerifyError::File {
                file: folder.join(&entry.name).display().to_string(),
                fault,
            })?;
        }
    }
    Ok((models, there))
}

fn compare(entry: &Entry, there: &Manifest) -> Result<(), Fault> {
    let found = there.files.iter().find(|file| file.name == entry.name);
    match found {
        None => Err(Fault::Missing),
        Some(found) if found.sha256 == entry.sha256 => Ok(()),
        Some(found) => Err(entry.other(found.sha256.clone())),
    }
}

/// The manifest that the files of `folder`, or those in the program, should fit.
///
/// # Errors
/// Where it is damaged.
pub fn manifest(folder: Option<&Path>) -> Result<Manifest, ManifestError> {
    let own = folder.map_or(Ok(None), own)?;
    own.map_or_else(Manifest::shipped, Ok)
}

fn own(folder: &Path) -> Result<Option<Manifest>, ManifestError> {
    let file = folder.join(MANIFEST);
    file.exists().then(|| Manifest::read(&file)).transpose()
}

/// Checks the files of `manifest` in `folder`, or those in the program; one result a file, by name.
#[must_use]
pub fn verify(manifest: &Manifest, folder: Option<&Path>) -> Vec<(String, Result<(), Fault>)> {
    let files = manifest.files.iter();
    files
        .map(|entry| {
            let bytes = match folder {
                Some(folder) => from_disk(&folder.join(&entry.name)),
                None => from_program(entry),
            };
            (entry.name.clone(), bytes.and_then(|b| check(entry, b)))
        })
        .collect()
}

fn from_disk(path: &Path) -> Result<Cow<'static, [u8]>, Fault> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(bytes.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Fault::Missing),
        Err(error) => Err(Fault::Unreadable(error)),
    }
}

fn from_program(entry: &Entry) -> Result<Cow<'static, [u8]>, Fault> {
    let group = Group::ALL.into_iter().find(|g| g.name() == entry.group);
    group.map(|g| embedded(g).into()).ok_or(Fault::Missing)
}

/// Says what is most telling first: another version has another checksum too, and so has what is cut off.
fn check(entry: &Entry, bytes: Cow<'static, [u8]>) -> Result<(), Fault> {
    let (found, digest) = (bytes.len() as u64, sha256(&bytes));
    let read = Model::read(bytes);
    if let Err(error @ WeightsError::Version { .. }) = read {
        return Err(error.into());
    }
    if found < entry.bytes {
        return Err(Fault::Truncated {
            found,
            expected: entry.bytes,
        });
    }
    if digest != entry.sha256 {
        return Err(entry.other(digest));
    }
    Ok(read.map(drop)?)
}

impl Entry {
    fn other(&self, found: String) -> Fault {
        Fault::Checksum {
            found,
            expected: self.sha256.clone(),
        }
    }
}
