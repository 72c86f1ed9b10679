//! A folder with a model: what files it has.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::error::Error;

/// Files that a tokenizer is made from.
const TOKENIZER_FILES: [&str; 9] = [
    "tokenizer.json",
    "vocab.txt",
    "vocab.json",
    "merges.txt",
    "sentencepiece.bpe.model",
    "spm.model",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
];

/// The list of the files of weights, where there are several.
pub(crate) const INDEX: &str = "model.safetensors.index.json";

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
            hint: if names.contains(&"model.safetensors") && self.file(INDEX).is_some() {
                format!(
                    "{hint}; its weights are in several files, `max_shard_size=\"100GB\"` makes one"
                )
            } else {
                hint.to_owned()
            },
        })
    }

    /// The files that `weights` consists of: those that an index lists, or a graph and what lies outside it.
    ///
    /// # Errors
    /// Where `weights` is an index that does not hold.
    pub fn parts(&self, weights: &Path) -> Result<Vec<PathBuf>, Error> {
        let mut files = shards(weights)?;
        files.extend(beside(weights));
        Ok(files)
    }

    /// The folder's name with the beginning of a digest over what decides its output: `my-ner sha256:0123456789ab`.
    ///
    /// # Errors
    /// Where `weights`, the file of weights, cannot be read.
    pub fn identity(&self, weights: &Path) -> Result<String, Error> {
        let mut files = vec![self.folder.join("config.json")];
        if is_index(weights) {
            files.push(weights.to_owned());
        }
        files.extend(self.parts(weights)?);
        files.extend(TOKENIZER_FILES.iter().filter_map(|name| self.file(name)));
        let mut digest = Sha256::new();
        for file in &files {
            self.add(file, &mut digest)
                .map_err(|cause| Error::Unreadable {
                    file: file.clone(),
                    cause,
                })?;
        }
        let digest = digest.finalize();
        let short: String = digest
            .iter()
            .take(6)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let name = self.folder.file_name().map(|name| name.to_string_lossy());
        let name = name.unwrap_or_else(|| "checkpoint".into());
        Ok(format!("{name} sha256:{short}"))
    }

    /// Name and length go before the content, so that no two folders run together into the same bytes.
    fn add(&self, file: &Path, digest: &mut Sha256) -> io::Result<()> {
        let mut reader = fs::File::open(file)?;
        let name = file.strip_prefix(&self.folder).unwrap_or(file);
        let name = name.to_string_lossy().replace('\\', "/");
        for length in [name.len() as u64, reader.metadata()?.len()] {
            digest.update(length.to_le_bytes());
        }
        digest.update(name.as_bytes());
        io::copy(&mut reader, digest).map(|_| ())
    }
}

/// The files that hold the tensors of `weights`: those that it lists, if it is the index of several, else itself.
///
/// # Errors
/// Where an index does not hold.
pub(crate) fn shards(weights: &Path) -> Result<Vec<PathBuf>, Error> {
    if !is_index(weights) {
        return Ok(vec![weights.to_owned()]);
    }
    let index: Option<Value> = serde_json::from_str(&read_text(weights)?).ok();
    let names = index
        .as_ref()
        .and_then(|index| index.get("weight_map")?.as_object());
    let names = names.into_iter().flat_map(|map| map.values());
    // A name that leads out of the folder is none that `save_pretrained` writes.
    let names: Option<BTreeSet<&str>> = names
        .map(|name| name.as_str().filter(|name| !name.contains(['/', '\\'])))
        .collect();
    let names = names.filter(|names| !names.is_empty());
    let names = names.ok_or_else(|| Error::Invalid {
        file: weights.to_owned(),
        reason: "it names no files of weights: save the model again, with `max_shard_size=\"100GB\"` in one file"
            .to_owned(),
    })?;
    Ok(names
        .into_iter()
        .map(|name| weights.with_file_name(name))
        .collect())
}

fn is_index(weights: &Path) -> bool {
    let name = weights.file_name().unwrap_or_default();
    name.to_string_lossy().ends_with(".index.json")
}

/// Files whose names go on after that of a graph, such as model.onnx_data: exporters put large weights there.
fn beside(weights: &Path) -> Vec<PathBuf> {
    let (Some(folder), Some(name)) = (weights.parent(), weights.file_name()) else {
        return Vec::new();
    };
    if weights.extension().is_none_or(|ending| ending != "onnx") {
        return Vec::new();
    }
    let name = name.to_string_lossy();
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_part = |path: &PathBuf| {
        let other = path.file_name().unwrap_or_default().to_string_lossy();
        other.len() > name.len() && other.starts_with(&*name) && path.is_file()
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_part).collect();
    files.sort();
    files
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

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = r#"{"model_type": "luke", "id2label": {"0": "O", "1": "P"}}"#;

    /// Names and texts.
    type Files<'a> = &'a [(&'a str, &'a str)];

    fn identity(files: Files, weights: &str) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("ner");
        fs::create_dir_all(folder.join("onnx")).unwrap();
        for (name, text) in [("config.json", CONFIG)].iter().chain(files) {
            fs::write(folder.join(name), text).unwrap();
        }
        let checkpoint = Checkpoint::open(&folder).unwrap();
        let identity = checkpoint.identity(&folder.join(weights));
        identity.map_err(|error| error.to_string())
    }

    #[test]
    fn what_decides_the_output_decides_the_identity() {
        let graph = ("onnx/model.onnx", "graph");
        let index = (
            INDEX,
            r#"{"weight_map": {"a": "1.safetensors", "b": "2.safetensors", "c": "1.safetensors"}}"#,
        );
        let shards = [index, ("1.safetensors", "1"), ("2.safetensors", "2")];
        let cases: [(&str, Files, &str, &str); 7] = [
            ("weights", &[graph], "onnx/model.onnx", "onnx/model.onnx"),
            (
                "data of optimum",
                &[graph],
                "onnx/model.onnx",
                "onnx/model.onnx_data",
            ),
            (
                "data of torch",
                &[graph],
                "onnx/model.onnx",
                "onnx/model.onnx.data",
            ),
            (
                "names of pieces",
                &[graph],
                "onnx/model.onnx",
                "special_tokens_map.json",
            ),
            (
                "more pieces",
                &[graph],
                "onnx/model.onnx",
                "added_tokens.json",
            ),
            ("the first of several", &shards, INDEX, "1.safetensors"),
            ("the last of several", &shards, INDEX, "2.safetensors"),
        ];
        for (name, files, weights, changed) in cases {
            let first = identity(files, weights).unwrap();
            assert!(first.starts_with("ner sha256:"), "{first}");
            assert_eq!(first, identity(files, weights).unwrap(), "{name}");
            let other = [files, &[(changed, "other")]].concat();
            assert_ne!(first, identity(&other, weights).unwrap(), "{name}");
        }
        let parts = |a, b| {
            identity(
                &[graph, ("vocab.txt", a), ("merges.txt", b)],
                "onnx/model.onnx",
            )
        };
        assert_ne!(parts("ab", "c"), parts("a", "bc"));
        let beside = [
            graph,
            ("onnx/readme", "text"),
            ("model.onnx_data", "of another"),
        ];
        assert_eq!(
            identity(&beside, "onnx/model.onnx"),
            identity(&[graph], "onnx/model.onnx")
        );
    }

    #[test]
    fn lists_that_do_not_hold_are_told() {
        let bad = [
            "[",
            "{}",
            r#"{"weight_map": {}}"#,
            r#"{"weight_map": {"a": 1}}"#,
            r#"{"weight_map": {"a": "../x"}}"#,
        ];
        for text in bad {
            let error = identity(&[(INDEX, text)], INDEX).unwrap_err();
            assert!(
                error.contains("it names no files of weights"),
                "{text}: {error}"
            );
        }
        let text = r#"{"weight_map": {"a": "1.safetensors"}}"#;
        let error = identity(&[(INDEX, text)], INDEX).unwrap_err();
        assert!(error.contains("1.safetensors: cannot be read"), "{error}");
    }
}
