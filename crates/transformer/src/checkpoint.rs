//! A folder with a model: what files it has.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::error::Error;

/// Files that a tokenizer is made from.
pub(crate) const TOKENIZER_FILES: [&str; 7] = [
    "tokenizer.json",
    "vocab.txt",
    "vocab.json",
    "merges.txt",
    "sentencepiece.bpe.model",
    "spm.model",
    "tokenizer_config.json",
];

/// A checkpoint in the layout of Hugging Face: `config.json`, weights, and a tokenizer's files.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    /// The folder.
    pub folder: PathBuf,
    /// What its `config.json` says.
    pub config: Config,
}

impl Checkpoint {
    /// Opens a folder and reads its configuration; neither weights nor tokenizer are read.
    ///
    /// # Errors
    /// Where the folder or its `config.json` is missing or does not hold.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        if !folder.is_dir() {
            return Err(Error::Missing {
                folder: folder.to_owned(),
                wanted: "folder of this name".to_owned(),
                hint: "`model` is a folder of this machine with config.json, weights and tokenizer; nothing is downloaded"
                    .to_owned(),
            });
        }
        let checkpoint = |config| Self {
            folder: folder.to_owned(),
            config,
        };
        let Some(file) = file(folder, "config.json") else {
            return Err(Error::Missing {
                folder: folder.to_owned(),
                wanted: "config.json".to_owned(),
                hint: "save the model with `save_pretrained`, which writes it beside the weights"
                    .to_owned(),
            });
        };
        let text = read_text(&file)?;
        Config::parse(&text, &file).map(checkpoint)
    }

    /// The path of a file of the folder, if it is there.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<PathBuf> {
        file(&self.folder, name)
    }

    /// The first of `names` that is there.
    ///
    /// # Errors
    /// Where none is; `hint` says what to do.
    pub fn one_of(&self, names: &[&str], hint: &str) -> Result<PathBuf, Error> {
        let mut found = names.iter().filter_map(|name| self.file(name));
        found.next().ok_or_else(|| Error::Missing {
            folder: self.folder.clone(),
            wanted: names.join(" nor "),
            hint: hint.to_owned(),
        })
    }

    /// The folder's name with the beginning of a digest over what decides its output: `my-ner sha256:0123456789ab`.
    ///
    /// # Errors
    /// Where `weights`, the file of weights, cannot be read.
    pub fn identity(&self, weights: &Path) -> Result<String, Error> {
        let names = self.folder.file_name().map(|name| name.to_string_lossy());
        let mut files = vec![self.folder.join("config.json"), weights.to_owned()];
        files.extend(TOKENIZER_FILES.iter().filter_map(|name| self.file(name)));
        let mut digest = Sha256::new();
        for file in &files {
            let unreadable = |cause| Error::Unreadable {
                file: file.clone(),
                cause,
            };
            let mut reader = fs::File::open(file).map_err(unreadable)?;
            std::io::copy(&mut reader, &mut digest).map_err(unreadable)?;
        }
        let digest = digest.finalize();
        let short: String = digest
            .iter()
            .take(6)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let name = names.unwrap_or_else(|| "checkpoint".into());
        Ok(format!("{name} sha256:{short}"))
    }
}

fn file(folder: &Path, name: &str) -> Option<PathBuf> {
    Some(folder.join(name)).filter(|path| path.is_file())
}

/// The text of a file.
pub(crate) fn read_text(file: &Path) -> Result<String, Error> {
    fs::read_to_string(file).map_err(|cause| Error::Unreadable {
        file: file.to_owned(),
        cause,
    })
}
