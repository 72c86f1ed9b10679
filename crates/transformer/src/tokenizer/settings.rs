//! What `tokenizer_config.json` and `special_tokens_map.json` say; neither need be there.

use serde_json::Value;

use crate::checkpoint::{Checkpoint, read_text};
use crate::error::Error;
use crate::tokenizer::invalid;

/// Settings of a tokenizer.
#[derive(Default)]
pub(super) struct Settings {
    files: Vec<Value>,
}

impl Settings {
    /// Reads those of a checkpoint.
    pub(super) fn read(checkpoint: &Checkpoint) -> Result<Self, Error> {
        let names = ["tokenizer_config.json", "special_tokens_map.json"];
        let found = names.iter().filter_map(|name| checkpoint.file(name));
        let parse = |file: std::path::PathBuf| {
            let text = read_text(&file)?;
            serde_json::from_str(&text).map_err(|e| invalid(&file, format!("no JSON: {e}")))
        };
        let files = found.map(parse).collect::<Result<_, _>>()?;
        Ok(Self { files })
    }

    /// Settings of one file, by its text.
    #[cfg(test)]
    pub(super) fn of(json: &str) -> Self {
        Self {
            files: vec![serde_json::from_str(json).unwrap()],
        }
    }

    /// A switch by its name.
    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        self.files.iter().find_map(|file| file.get(name)?.as_bool())
    }

    /// A word by its name, such as `tokenizer_class`, or the content of a piece, such as `cls_token`.
    pub(super) fn word(&self, name: &str) -> Option<&str> {
        let word = |value: &'_ Value| value.as_str().is_some() || value.get("content").is_some();
        let value = self
            .files
            .iter()
            .find_map(|file| file.get(name).filter(|v| word(v)))?;
        value.as_str().or_else(|| value.get("content")?.as_str())
    }
}
