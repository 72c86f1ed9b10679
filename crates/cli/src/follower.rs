//! What follows a run: counts, console, quarantine, and when to stop.

use std::io::ErrorKind;
use std::time::Duration;

use rostra_document::{Extraction, Identity, SourceError};
use rostra_pipeline::Observer;

use crate::console::Console;
use crate::interrupt;
use crate::quarantine::{Entry, Quarantine};
use crate::reading::Reading;
use crate::tally::Tally;

/// Follows a run.
pub(crate) struct Follower {
    pub(crate) tally: Tally,
    pub(crate) console: Console,
    pub(crate) quarantine: Option<Quarantine>,
    /// How what is being read is read.
    pub(crate) reading: Reading,
    /// Failures beyond which the run stops.
    pub(crate) max_errors: Option<u64>,
    /// Failures that are inputs which do not exist.
    pub(crate) missing: u64,
    /// Why the quarantine could not be written; a run whose failures nobody hears of stops.
    pub(crate) trouble: Option<anyhow::Error>,
}

impl Follower {
    /// Whether more documents failed than may.
    pub(crate) fn has_too_many_failures(&self) -> bool {
        self.max_errors.is_some_and(|most| self.tally.failed > most)
    }

    /// Lists a document as it was listed before: it cannot be read again.
    pub(crate) fn keep_listed(&mut self, entry: &Entry, why: &str) {
        self.tally.failed(&entry.provenance.format, entry.kind);
        self.console
            .warning("not_retried", &format!("{}: {why}", entry.place));
        self.list(entry);
    }

    fn list(&mut self, entry: &Entry) {
        if let Some(quarantine) = &mut self.quarantine
            && let Err(error) = quarantine.add(entry)
        {
            self.trouble.get_or_insert(error);
        }
    }
}

impl Observer for Follower {
    fn document(&mut self, extraction: &Extraction, elapsed: Duration) {
        self.tally.document(extraction, elapsed);
        self.console.progress(&self.tally, &extraction.source);
    }

    fn kept(&mut self, identity: &Identity) {
        self.tally.kept(identity);
        self.console
            .progress(&self.tally, &identity.provenance.path);
    }

    fn failure(&mut self, error: &SourceError) {
        let cause = error.cause.as_ref().map(std::io::Error::kind);
        self.missing += u64::from(cause == Some(ErrorKind::NotFound));
        self.tally.failure(error);
        self.list(&Entry::new(error, &self.reading));
        self.console.failure(error);
        self.console.progress(&self.tally, &error.provenance.path);
    }

    fn stop(&self) -> bool {
        interrupt::asked() || self.has_too_many_failures() || self.trouble.is_some()
    }
}
