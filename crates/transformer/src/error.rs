//! Why a checkpoint cannot be run, and what to do.

use std::path::PathBuf;

use thiserror::Error;

use crate::batch::Batch;

/// A checkpoint, engine or setting that cannot be used. Messages name the place and say what helps.
#[derive(Debug, Error)]
pub enum Error {
    /// A file that the checkpoint must have.
    #[error("{}: there is no {wanted}: {hint}", folder.display())]
    Missing {
        /// The checkpoint.
        folder: PathBuf,
        /// Name of the file, or names of those of which one must be there.
        wanted: String,
        /// What to do.
        hint: String,
    },
    /// A file that cannot be read.
    #[error("{}: cannot be read: {cause}", file.display())]
    Unreadable {
        /// Its path.
        file: PathBuf,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// A file that says what does not hold.
    #[error("{}: {reason}", file.display())]
    Invalid {
        /// Its path.
        file: PathBuf,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// An architecture that the engine does not know.
    #[error(
        "the engine `{engine}` does not run the architecture `{architecture}`; it runs {known}"
    )]
    Architecture {
        /// The engine.
        engine: &'static str,
        /// As config.json calls it.
        architecture: String,
        /// Those it runs, and which other engine may.
        known: String,
    },
    /// An engine that cannot be had here: not built in, its library missing or of a wrong version, no such device.
    #[error("the engine `{engine}` cannot run: {reason}")]
    Engine {
        /// The engine.
        engine: &'static str,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// A label or setting that does not fit the checkpoint.
    #[error("{0}")]
    Setting(String),
    /// An engine that failed on a batch.
    #[error("the engine `{engine}` failed on {rows} sequences of {width} pieces: {reason}")]
    Run {
        /// The engine.
        engine: &'static str,
        /// Sequences of the batch.
        rows: usize,
        /// Pieces of a sequence.
        width: usize,
        /// What the engine said.
        reason: String,
    },
}

impl Error {
    /// An engine that failed on `batch`.
    pub(crate) fn run(engine: &'static str, batch: &Batch, reason: impl Into<String>) -> Self {
        Self::Run {
            engine,
            rows: batch.rows(),
            width: batch.width(),
            reason: reason.into(),
        }
    }
}
