//! What a person at the terminal sees of a run.

use std::io::{ErrorKind, IsTerminal, stderr};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use rostra_document::{Changes, Extraction, Identity, SourceError};
use rostra_ingest::DECODER;
use rostra_pipeline::{Observer, Summary, WORKER};

use crate::interrupt;

/// Shows progress and failures on standard error.
pub(crate) struct Console {
    bar: ProgressBar,
    quiet: bool,
    missing: u64,
    start: Instant,
}

impl Console {
    /// A console; `quiet` leaves only the failures.
    pub(crate) fn new(quiet: bool) -> Self {
        let shown = !quiet && stderr().is_terminal();
        let bar = if shown {
            ProgressBar::new_spinner()
        } else {
            ProgressBar::hidden()
        };
        if let Ok(style) =
            ProgressStyle::with_template("{spinner} {human_pos} documents, {per_sec}")
        {
            bar.set_style(style);
        }
        Self {
            bar,
            quiet,
            missing: 0,
            start: Instant::now(),
        }
    }

    /// Says what the run came to; `skipped` files of folders were left alone.
    pub(crate) fn close(&self, summary: &Summary, changes: Option<Changes>, skipped: u64) {
        self.bar.finish_and_clear();
        if self.quiet {
            return;
        }
        let seconds = self.start.elapsed().as_secs_f64();
        let mut line = format!(
            "{}, {} in {seconds:.1} s ({:.0} documents a second)",
            counted(summary.documents, "document", "documents"),
            counted(summary.people, "person", "people"),
            summary.documents as f64 / seconds.max(0.001),
        );
        if let Some(changes) = changes {
            line += &format!(
                "; {} new, {} changed, {} unchanged",
                changes.new, changes.changed, changes.unchanged
            );
            if changes.removed > 0 {
                line += &format!(", {} removed", changes.removed);
            }
        } else if summary.kept > 0 {
            line += &format!("; {} taken over from the run before", summary.kept);
        }
        if summary.failures > 0 {
            line += &format!("; {} could not be read", summary.failures);
        }
        if skipped > 0 {
            line += &format!(
                "; {} of other kinds left alone",
                counted(skipped, "file", "files")
            );
        }
        eprintln!("{line}");
    }

    /// How many inputs do not exist.
    pub(crate) fn missing(&self) -> u64 {
        self.missing
    }
}

impl Observer for Console {
    fn document(&mut self, _: &Extraction, _: Duration) {
        self.bar.inc(1);
    }

    fn kept(&mut self, _: &Identity) {
        self.bar.inc(1);
    }

    fn failure(&mut self, error: &SourceError) {
        let missing = error
            .cause
            .as_ref()
            .is_some_and(|e| e.kind() == ErrorKind::NotFound);
        self.missing += u64::from(missing);
        self.bar.suspend(|| eprintln!("{error}"));
    }

    fn stop(&self) -> bool {
        interrupt::asked()
    }
}

fn counted(number: u64, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// Keeps a panic of a worker to the one line that reports its document.
pub(crate) fn keep_worker_panics_quiet() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if ![Some(WORKER), Some(DECODER)].contains(&std::thread::current().name()) {
            usual(panic);
        }
    }));
}
