//! How a run ended, for those who tell of it.

use std::path::PathBuf;

use rostra_document::Changes;

use crate::tally::Tally;

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// All inputs were read.
    Whole,
    /// Ctrl-C was pressed.
    Interrupted,
    /// More documents than allowed, which is the number, could not be read.
    TooManyFailures(u64),
    /// The output, or what is written beside it, could not be written.
    OutputFailed,
    /// Whoever read standard output had seen enough.
    ReaderLeft,
}

impl Ended {
    /// Its name in reports.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Interrupted => "interrupted",
            Self::TooManyFailures(_) => "too_many_failures",
            Self::OutputFailed => "output_failed",
            Self::ReaderLeft => "reader_left",
        }
    }
}

/// What a run came to.
pub(crate) struct Ending<'a> {
    pub(crate) tally: &'a Tally,
    pub(crate) ended: Ended,
    pub(crate) status: u8,
    pub(crate) seconds: f64,
    /// Bytes read of files.
    pub(crate) bytes: u64,
    /// Files and members left alone, being nothing that is read.
    pub(crate) skipped: u64,
    /// What outputs that outlive runs were changed by, all together.
    pub(crate) changes: Option<Changes>,
    pub(crate) listed: Option<Listed>,
    /// Whether running the same command again goes on from here.
    pub(crate) can_go_on: bool,
    /// What could not be written, and why.
    pub(crate) errors: Vec<String>,
}

/// A quarantine file.
pub(crate) struct Listed {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// How many it lists.
    pub(crate) entries: u64,
    /// How many were to be read again, if they were those of a quarantine file.
    pub(crate) before: Option<u64>,
}
