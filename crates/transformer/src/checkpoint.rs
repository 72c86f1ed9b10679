//! A folder with a model: what files it has.

use std::fs;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::error::Error;

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
