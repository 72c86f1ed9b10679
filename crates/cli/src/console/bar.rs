//! The bar on a terminal: how far, how fast, what failed, how long still.

use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use rostra_ingest::Bytes;

use crate::interrupt;
use crate::tally::Tally;

/// While it is not known how much there is to read.
const UNMEASURED: &str = "{spinner} {wide_msg}";
/// Once it is: the bar goes by bytes of files, for documents are not counted before they are found.
const MEASURED: &str = "{spinner} {bar:20} {percent:>3} %, {eta} left, {wide_msg}";

/// A bar at the foot of the terminal.
pub(super) struct Bar {
    bar: ProgressBar,
    measured: bool,
}

impl Bar {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::new_spinner();
        set_style(&bar, UNMEASURED);
        bar.enable_steady_tick(Duration::from_millis(120));
        Self {
            bar,
            measured: false,
        }
    }

    pub(super) fn show(&mut self, tally: &Tally, place: &str, bytes: &Bytes, begun: Instant) {
        if let Some(total) = bytes.total().filter(|&total| total > 0) {
            self.bar.set_length(total);
            if !std::mem::replace(&mut self.measured, true) {
                set_style(&self.bar, MEASURED);
            }
            self.bar.set_position(bytes.done().min(total));
        }
        self.bar
            .set_message(message(tally, place, begun.elapsed().as_secs_f64()));
    }

    /// Lets `write` write above the bar.
    pub(super) fn beside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

fn set_style(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}

fn message(tally: &Tally, place: &str, seconds: f64) -> String {
    if interrupt::asked() {
        return "stopping after the documents at hand; Ctrl-C again ends at once".to_owned();
    }
    let documents = tally.read + tally.kept;
    let mut line = format!(
        "{} documents, {:.0} a second",
        HumanCount(documents),
        documents as f64 / seconds.max(0.001)
    );
    if tally.failed > 0 {
        line += &format!(", {} failed", HumanCount(tally.failed));
    }
    line + ", " + place
}

#[cfg(test)]
mod tests {
    use super::{MEASURED, ProgressStyle, UNMEASURED, message};
    use crate::tally::Tally;

    #[test]
    fn says_how_far_and_how_fast() {
        for template in [MEASURED, UNMEASURED] {
            assert!(ProgressStyle::with_template(template).is_ok());
        }
        let tally = Tally {
            read: 1500,
            kept: 500,
            failed: 3,
            ..Tally::default()
        };
        assert_eq!(
            message(&tally, "a.txt", 4.0),
            "2,000 documents, 500 a second, 3 failed, a.txt"
        );
    }
}
