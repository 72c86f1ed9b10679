//! Engines: what makes scores of pieces.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::batch::{Batch, Logits};
use crate::checkpoint::Checkpoint;
use crate::error::Error;

#[cfg(feature = "candle")]
mod candle;
#[cfg(feature = "onnx")]
mod onnx;
#[cfg(any(feature = "candle", feature = "rust-bert"))]
mod panics;
#[cfg(feature = "rust-bert")]
mod rust_bert;

/// Runs a token classification model: identifiers of pieces in, scores of labels out. Any thread may ask.
pub trait Engine: Send + Sync {
    /// Which one.
    fn kind(&self) -> EngineKind;

    /// Where it runs, as it is to be shown: `cpu`, `cuda:0`.
    fn device(&self) -> String;

    /// The file of weights that it runs.
    fn weights(&self) -> &Path;

    /// The scores of all labels for all pieces of `batch`.
    ///
    /// # Errors
    /// Where the engine fails, for want of memory for example.
    fn logits(&self, batch: &Batch) -> Result<Logits, Error>;
}

/// The engines there are, whether they are built in or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineKind {
    /// Pure Rust.
    Candle,
    /// ONNX Runtime.
    Onnx,
    /// rust-bert on libtorch.
    RustBert,
}

impl EngineKind {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::RustBert, Self::Onnx, Self::Candle];

    /// Its name in pipeline files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Candle => "candle",
            Self::Onnx => "onnx",
            Self::RustBert => "rust-bert",
        }
    }

    /// Whether the program was built with it.
    #[must_use]
    pub fn is_built(self) -> bool {
        match self {
            Self::Candle => cfg!(feature = "candle"),
            Self::Onnx => cfg!(feature = "onnx"),
            Self::RustBert => cfg!(feature = "rust-bert"),
        }
    }
}

impl FromStr for EngineKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|kind| kind.name() == name);
        found.ok_or_else(|| {
            "no engine has this name; there is `rust-bert`, `onnx`, `candle`".to_owned()
        })
    }
}

/// Where a model is asked to run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Device {
    /// On the first GPU that the engine can use, else on the processor.
    #[default]
    Auto,
    /// On the processor.
    Cpu,
    /// On the GPU of this number.
    Cuda(usize),
}

impl FromStr for Device {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "auto" => Ok(Self::Auto),
            "cpu" => Ok(Self::Cpu),
            "cuda" => Ok(Self::Cuda(0)),
            _ => name
                .strip_prefix("cuda:")
                .and_then(|number| number.parse().ok())
                .map(Self::Cuda)
                .ok_or_else(|| {
                    "no device has this name; there is `auto`, `cpu`, `cuda`, `cuda:0`, `cuda:1` and so on"
                        .to_owned()
                }),
        }
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.write_str("auto"),
            Self::Cpu => f.write_str("cpu"),
            Self::Cuda(number) => write!(f, "cuda:{number}"),
        }
    }
}

/// How an engine is opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where it runs.
    pub device: Device,
    /// Threads of one batch; `None` leaves it to the engine.
    pub threads: Option<usize>,
    /// File of weights inside the checkpoint, in place of the engine's own choice, e.g. `model.int8.onnx`.
    pub weights: Option<String>,
    /// The shared library of ONNX Runtime; without it, `ORT_DYLIB_PATH`, then the system's.
    pub library: Option<PathBuf>,
}

/// Opens `checkpoint` on an engine, and runs it once on a short sequence, so that what cannot work is told now.
///
/// # Errors
/// Where the engine is not built in, its library or device is missing, or the weights do not fit.
pub fn open(
    kind: EngineKind,
    checkpoint: &Checkpoint,
    options: &Options,
) -> Result<Box<dyn Engine>, Error> {
    let engine = load(kind, checkpoint, options)?;
    try_out(engine.as_ref(), checkpoint)?;
    Ok(engine)
}

#[cfg_attr(
    not(any(feature = "candle", feature = "onnx", feature = "rust-bert")),
    allow(unused_variables)
)]
fn load(
    kind: EngineKind,
    checkpoint: &Checkpoint,
    options: &Options,
) -> Result<Box<dyn Engine>, Error> {
    match kind {
        #[cfg(feature = "candle")]
        EngineKind::Candle => Ok(Box::new(candle::Candle::open(checkpoint, options)?)),
        #[cfg(feature = "onnx")]
        EngineKind::Onnx => Ok(Box::new(onnx::Onnx::open(checkpoint, options)?)),
        #[cfg(feature = "rust-bert")]
        EngineKind::RustBert => Ok(Box::new(rust_bert::RustBert::open(checkpoint, options)?)),
        #[allow(unreachable_patterns)] // with all features there is no other
        missing => {
            let name = missing.name();
            Err(Error::Engine {
                engine: name,
                reason: format!(
                    "this program was built without it; build it with `--features {name}` (docs/transformers.md)"
                ),
            })
        }
    }
}

/// The environment of ONNX Runtime, of which a process has but one: for whoever calls the library beside the engine.
///
/// # Errors
/// Where the library cannot be had, or another is loaded.
#[cfg(feature = "onnx")]
pub fn onnx_environment(library: Option<&Path>) -> Result<ort::environment::Environment, Error> {
    onnx::environment(library)
}

/// One run over a few pieces of two lengths: shapes that do not fit are told before the first document.
fn try_out(engine: &dyn Engine, checkpoint: &Checkpoint) -> Result<(), Error> {
    let last = u32::try_from(checkpoint.config.vocabulary.saturating_sub(1)).unwrap_or(u32::MAX);
    let batch = Batch::new(
        &[vec![0, last, last, 0], vec![0, last]],
        checkpoint.config.pad,
    );
    let logits = engine.logits(&batch)?;
    let (has, named) = (logits.labels(), checkpoint.config.labels.len());
    if has != named {
        return Err(Error::Invalid {
            file: checkpoint.folder.clone(),
            reason: format!("the weights score {has} labels, but config.json names {named}"),
        });
    }
    if logits.values().iter().any(|value| !value.is_finite()) {
        return Err(Error::Invalid {
            file: checkpoint.folder.clone(),
            reason: "the weights make scores that are no numbers: the file is damaged".to_owned(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read() {
        for kind in EngineKind::ALL {
            assert_eq!(kind.name().parse(), Ok(kind));
        }
        assert!("tensorflow".parse::<EngineKind>().is_err());
        let cases = [
            ("auto", Device::Auto),
            ("cpu", Device::Cpu),
            ("cuda", Device::Cuda(0)),
            ("cuda:3", Device::Cuda(3)),
        ];
        for (name, device) in cases {
            assert_eq!(name.parse(), Ok(device));
        }
        for name in ["", "gpu", "cuda:", "cuda:x", "cuda:-1"] {
            assert!(name.parse::<Device>().is_err(), "{name}");
        }
    }
}
