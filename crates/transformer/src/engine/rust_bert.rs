//! rust-bert on libtorch: the architecture's own forward pass, without the pipelines that rust-bert puts around it.

mod deberta;
mod library;
mod network;
mod panics;
mod settings;
#[cfg(test)]
mod tests;
mod weights;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rust_bert::RustBertError;
use tch::Tensor;

use self::network::Network;
use super::{Engine, EngineKind, Options};
use crate::batch::{Batch, Logits};
use crate::checkpoint::Checkpoint;
use crate::config::Config;
use crate::error::Error;

const NAME: &str = "rust-bert";

/// A model on rust-bert. Tensors of libtorch may go from thread to thread, but not be looked at by two at once.
pub(super) struct RustBert {
    network: Mutex<Network>,
    file: PathBuf,
    device: tch::Device,
    vocabulary: usize,
    positions: usize,
    labels: usize,
}

impl RustBert {
    /// Opens the weights of `checkpoint`.
    pub fn open(checkpoint: &Checkpoint, options: &Options) -> Result<Self, Error> {
        let failed = |reason| Error::Engine {
            engine: NAME,
            reason,
        };
        library::check().map_err(failed)?;
        let device = library::device(options.device).map_err(failed)?;
        let file = weights::file(checkpoint, options)?;
        if let Some(threads) = options.threads.and_then(|n| i32::try_from(n).ok()) {
            tch::set_num_threads(threads.max(1));
        }
        let config = &checkpoint.config;
        let invalid = |reason| Error::Invalid {
            file: file.clone(),
            reason,
        };
        let load = || {
            let mut store = tch::nn::VarStore::new(device);
            let network = Network::new(&store, checkpoint)?;
            weights::load(&mut store, &file, &network, config).map_err(invalid)?;
            Ok(network)
        };
        Ok(Self {
            network: Mutex::new(panics::caught(load).map_err(invalid)??),
            file,
            device,
            vocabulary: config.vocabulary,
            positions: config.positions,
            labels: config.labels.len(),
        })
    }

    /// What libtorch would answer by a panic, or on a GPU by an error that no later batch survives.
    fn check(&self, batch: &Batch) -> Result<(), String> {
        if let Some(id) = batch
            .ids()
            .iter()
            .find(|id| **id as usize >= self.vocabulary)
        {
            return Err(format!("the model has no piece {id}"));
        }
        if batch.width() > self.positions {
            return Err(format!("the model takes {} pieces at most", self.positions));
        }
        Ok(())
    }

    fn run(&self, batch: &Batch) -> Result<Vec<f32>, RustBertError> {
        let tensor = |values: &[u32]| {
            let values: Vec<i64> = values.iter().copied().map(i64::from).collect();
            Tensor::f_from_slice(&values)?
                .f_view([length(batch.rows()), length(batch.width())])?
                .f_to_device(self.device)
        };
        let (ids, mask) = (tensor(batch.ids())?, tensor(batch.mask())?);
        let network = self.network.lock().unwrap_or_else(PoisonError::into_inner);
        let scores = tch::no_grad(|| network.forward(&ids, &mask))?;
        Ok(Vec::try_from(scores.f_flatten(0, -1)?)?)
    }
}

impl Engine for RustBert {
    fn kind(&self) -> EngineKind {
        EngineKind::RustBert
    }

    fn device(&self) -> String {
        match self.device {
            tch::Device::Cuda(number) => format!("cuda:{number}"),
            _ => "cpu".to_owned(),
        }
    }

    fn weights(&self) -> &Path {
        &self.file
    }

    fn logits(&self, batch: &Batch) -> Result<Logits, Error> {
        let failed = |reason: String| Error::run(NAME, batch, reason);
        self.check(batch).map_err(failed)?;
        let values = if batch.ids().is_empty() {
            Vec::new()
        } else {
            panics::caught(|| self.run(batch))
                .map_err(failed)?
                .map_err(|error| failed(panics::first_line(&error.to_string())))?
        };
        Logits::new(batch, self.labels, values)
            .ok_or_else(|| failed("its output has a wrong shape".to_owned()))
    }
}

/// A length as libtorch counts.
fn length(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Refuses an architecture, or a setting of one.
fn unknown(architecture: String) -> Error {
    Error::Architecture {
        engine: NAME,
        architecture,
        known: "BERT, DistilBERT, RoBERTa, XLM-RoBERTa, ELECTRA, DeBERTa-v2; for others export to ONNX and use `onnx`, or see whether `candle` runs it".to_owned(),
    }
}

/// A number of config.json that must be whole; `default` where there is none.
fn whole(config: &Config, name: &str, default: i64) -> i64 {
    let number = config.raw.get(name).and_then(serde_json::Value::as_i64);
    number.unwrap_or(default)
}
