//! What can be wrong with a source of training data, with the file and the line.

use std::io;
use std::path::{Path, PathBuf};

/// Why a corpus could not be made.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// A file or folder cannot be read.
    #[error("{path}: cannot be read")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file that should be compressed is damaged.
    #[error("{path}: cannot be unpacked")]
    Unpack {
        /// The file.
        path: PathBuf,
        /// Why.
        source: lzma_rs::error::Error,
    },
    /// A line does not say what its format asks for.
    #[error("{path}:{line}: {reason}")]
    Line {
        /// The file.
        path: PathBuf,
        /// Its line, from 1 on.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A file as a whole is of no use.
    #[error("{path}: {reason}")]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The corpus cannot be written.
    #[error("the corpus cannot be written")]
    Write(#[from] io::Error),
}

impl CorpusError {
    /// An error at `line` of `path`.
    pub fn line(path: &Path, line: usize, reason: impl Into<String>) -> Self {
        Self::Line {
            path: path.to_owned(),
            line,
            reason: reason.into(),
        }
    }

    /// A file or folder that cannot be read.
    #[must_use]
    pub fn read(path: &Path, source: io::Error) -> Self {
        Self::Read {
            path: path.to_owned(),
            source,
        }
    }
}
