//! The list of a model's files: what they should be, so that a damaged one is known for what it is.
//!
//! Weights are mostly numbers that mean something whatever they are: a flipped bit in them shows in nothing but
//! the checksum. `models/manifest.toml` is the list of the files that the program carries; `rostra-train manifest`
//! writes it.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::groups::Group;
use crate::models::Models;

/// The manifest of the embedded files.
const SHIPPED: &str = include_str!("../../../models/manifest.toml");

/// First line of a manifest.
const HEADING: &str = "# Files of trained weights. Written by `rostra-train manifest`.\n\n";

/// Hexadecimal digits of the digest that names a model.
const SHORT: usize = 12;

/// A manifest that cannot be used.
#[derive(Debug, Error)]
pub enum ManifestError {
    /// The file cannot be read.
    #[error("{file}: cannot be read: {cause}")]
    Unreadable {
        /// Its path.
        file: String,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// It is no list of files.
    #[error("{file}: {reason}")]
    Invalid {
        /// Its path.
        file: String,
        /// What is wrong, with line and column.
        reason: String,
    },
}

/// The files of a model, a file a group of scripts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The model's name, that of its folder.
    pub model: String,
    /// Its files, in the order of [`Group::ALL`].
    #[serde(rename = "file")]
    pub files: Vec<Entry>,
}

/// A file of weights.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// The group of scripts that it is for, by [`Group::name`].
    pub group: String,
    /// Version of features and layout.
    pub format: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// That of the files in the program.
    ///
    /// # Errors
    /// Where `models/manifest.toml` of the sources was no manifest.
    pub fn shipped() -> Result<Self, ManifestError> {
        Self::parse(SHIPPED, "manifest of the program")
    }

    /// Reads the manifest `file`.
    ///
    /// # Errors
    /// Where it cannot be read or is no manifest.
    pub fn read(file: &Path) -> Result<Self, ManifestError> {
        let name = file.display().to_string();
        match std::fs::read_to_string(file) {
            Ok(text) => Self::parse(&text, &name),
            Err(cause) => Err(ManifestError::Unreadable { file: name, cause }),
        }
    }

    /// Reads the text of a manifest; `file` is what messages call it.
    ///
    /// # Errors
    /// Where it is no manifest.
    pub fn parse(text: &str, file: &str) -> Result<Self, ManifestError> {
        toml::from_str(text).map_err(|error| ManifestError::Invalid {
            file: file.to_owned(),
            reason: error.to_string().trim_end().to_owned(),
        })
    }

    /// What `models`, called `model`, are: the manifest that fits them.
    #[must_use]
    pub fn of(model: &str, models: &Models) -> Self {
        let weights = Group::ALL
            .into_iter()
            .filter_map(|group| Some((group, models.of(group)?)));
        Self {
            model: model.to_owned(),
            files: weights
                .map(|(group, weights)| Entry {
                    name: group.file(),
                    group: group.name().to_owned(),
                    format: weights.format().to_owned(),
                    bytes: weights.bytes().len() as u64,
                    sha256: sha256(weights.bytes()),
                })
                .collect(),
        }
    }

    /// As a file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let body = toml::to_string(self).expect("strings and lengths go into TOML");
        HEADING.to_owned() + &body
    }

    /// The model's name with the beginning of a digest over its files' checksums: `press sha256:0123456789ab`.
    #[must_use]
    pub fn identity(&self) -> String {
        let mut all = Sha256::new();
        for file in &self.files {
            all.update(&file.sha256);
            all.update("\n");
        }
        let digest: String = hexadecimal(&all.finalize()).chars().take(SHORT).collect();
        format!("{} sha256:{digest}", self.model)
    }
}

/// The digest of `bytes`, hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_fits_the_files_in_the_program() {
        let now = Manifest::of("press", Models::embedded());
        let text = include_str!("../../../models/manifest.toml");
        assert_eq!(
            Manifest::shipped().unwrap(),
            now,
            "run `rostra-train manifest models/press --out models/manifest.toml`"
        );
        assert_eq!(now.to_text(), text);
    }

    #[test]
    fn a_model_is_named_by_its_files() {
        let mut manifest = Manifest::shipped().unwrap();
        let identity = manifest.identity();
        assert!(identity.starts_with("press sha256:") && identity.len() == 13 + SHORT);
        manifest.files[0].sha256.replace_range(..1, "x");
        assert_ne!(manifest.identity(), identity);
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        let text = Manifest::shipped().unwrap().to_text();
        let wrong = text.replacen("bytes", "octets", 1);
        let error = Manifest::parse(&wrong, "m.toml").unwrap_err().to_string();
        assert!(
            error.starts_with("m.toml: TOML parse error at line "),
            "{error}"
        );
        assert!(error.contains("unknown field `octets`"), "{error}");
    }
}
