//! An entry of `recognizers` in a pipeline file.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::Spanned;

/// A value with its place in the file, where it is given.
type Given<T> = Option<Spanned<T>>;

/// A recogniser, an entry of `recognizers`. Which keys go with which is in its registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecognizerConfig {
    /// Its name, e.g. `grammar.v1`.
    pub r#type: Spanned<String>,
    /// Folder of weights: of `tagger.v1` those that take the place of the program's own, of `transformer.v1` a
    /// checkpoint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Given<String>,
    /// What runs the checkpoint: `candle`, `onnx`, `rust-bert`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engine: Given<String>,
    /// Where: `auto`, `cpu`, `cuda`, `cuda:1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Given<String>,
    /// Threads of a batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threads: Given<usize>,
    /// File of weights in the folder, in place of the engine's own choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Given<String>,
    /// Shared library of ONNX Runtime.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub library: Given<String>,
    /// Pieces read together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Given<usize>,
    /// Pieces of a window that repeat the one before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlap: Given<usize>,
    /// Windows read at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Given<usize>,
    /// How pieces become words: `first`, `average`, `max`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aggregate: Given<String>,
    /// Documents that the checkpoint reads, by tags of their languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages: Given<Vec<String>>,
    /// What the checkpoint's labels mean: `{ PER = "person" }`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Given<BTreeMap<String, String>>,
    /// The folder that [`model`](Self::model) names, where that is not the path as it stands; not part of the pipeline's digest.
    #[serde(skip)]
    found: Option<PathBuf>,
}

impl RecognizerConfig {
    /// The recogniser of this name, with no key but that.
    #[must_use]
    pub fn of(name: Spanned<String>) -> Self {
        Self {
            r#type: name,
            model: None,
            engine: None,
            device: None,
            threads: None,
            weights: None,
            library: None,
            window: None,
            overlap: None,
            batch: None,
            aggregate: None,
            languages: None,
            labels: None,
            found: None,
        }
    }

    /// Has it run the model in `folder`, as it stands.
    pub(crate) fn set_folder(&mut self, folder: Spanned<String>) {
        self.model = Some(folder);
        self.found = None;
    }

    /// The folder of its model, if it has one.
    pub(crate) fn folder(&self) -> Option<&Path> {
        let written = self.model.as_ref().map(|model| Path::new(model.get_ref()));
        self.found.as_deref().or(written)
    }

    /// Looks for the folder beside the pipeline file, which lies in `beside`, where it is not there as written: so a file and its model
    /// can be moved together.
    pub(crate) fn look_beside(&mut self, beside: &Path) {
        let Some(written) = self.folder() else {
            return;
        };
        let moved = beside.join(written);
        if written.is_relative() && !written.exists() && moved.exists() {
            self.found = Some(moved);
        }
    }

    /// The keys that are given beside the name, with the places of their values in bytes.
    pub(crate) fn given(&self) -> impl Iterator<Item = (&'static str, Range<usize>)> {
        fn place<T>(value: &Given<T>) -> Option<Range<usize>> {
            value.as_ref().map(Spanned::span)
        }
        [
            ("model", place(&self.model)),
            ("engine", place(&self.engine)),
            ("device", place(&self.device)),
            ("threads", place(&self.threads)),
            ("weights", place(&self.weights)),
            ("library", place(&self.library)),
            ("window", place(&self.window)),
            ("overlap", place(&self.overlap)),
            ("batch", place(&self.batch)),
            ("aggregate", place(&self.aggregate)),
            ("languages", place(&self.languages)),
            ("labels", place(&self.labels)),
        ]
        .into_iter()
        .filter_map(|(key, place)| Some((key, place?)))
    }
}
