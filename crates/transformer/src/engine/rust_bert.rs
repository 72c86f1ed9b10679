//! rust-bert on libtorch.

use super::{Engine, EngineKind, Options};
use crate::batch::{Batch, Logits};
use crate::checkpoint::Checkpoint;
use crate::error::Error;

const NAME: &str = "rust-bert";

/// A model on rust-bert.
pub(super) struct RustBert;

impl RustBert {
    /// Opens the weights of `checkpoint`.
    pub fn open(_checkpoint: &Checkpoint, _options: &Options) -> Result<Self, Error> {
        Err(Error::Engine {
            engine: NAME,
            reason: "it is not written yet".to_owned(),
        })
    }
}

impl Engine for RustBert {
    fn kind(&self) -> EngineKind {
        EngineKind::RustBert
    }

    fn device(&self) -> String {
        "cpu".to_owned()
    }

    fn weights(&self) -> &std::path::Path {
        std::path::Path::new("")
    }

    fn logits(&self, batch: &Batch) -> Result<Logits, Error> {
        Err(Error::Run {
            engine: NAME,
            rows: batch.rows(),
            width: batch.width(),
            reason: "it is not written yet".to_owned(),
        })
    }
}
