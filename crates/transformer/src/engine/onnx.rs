//! ONNX Runtime.

use super::{Engine, EngineKind, Options};
use crate::batch::{Batch, Logits};
use crate::checkpoint::Checkpoint;
use crate::error::Error;

const NAME: &str = "onnx";

/// A model on ONNX Runtime.
pub(super) struct Onnx;

impl Onnx {
    /// Opens model.onnx of `checkpoint`.
    pub fn open(_checkpoint: &Checkpoint, _options: &Options) -> Result<Self, Error> {
        Err(Error::Engine {
            engine: NAME,
            reason: "it is not written yet".to_owned(),
        })
    }
}

impl Engine for Onnx {
    fn kind(&self) -> EngineKind {
        EngineKind::Onnx
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
