//! Ctrl-C: finish the documents in hand, leave no half output.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// What shells report for a program ended by SIGINT.
pub(crate) const STATUS: u8 = 130;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
static PARTIAL: OnceLock<PathBuf> = OnceLock::new();

/// Takes Ctrl-C over: the first asks for a stop; the second, for a program that waits for its
/// input, ends it at once.
pub(crate) fn watch() -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::SeqCst) {
            if let Some(partial) = PARTIAL.get() {
                let _ = std::fs::remove_file(partial); // nothing more can be done about it
            }
            std::process::exit(i32::from(STATUS));
        }
    })
}

/// Names the unfinished output file, which a second Ctrl-C removes.
pub(crate) fn remove_at_exit(partial: &Path) {
    let _ = PARTIAL.set(partial.to_owned()); // the first one named stays; there is one a run
}

/// Whether Ctrl-C was pressed.
pub(crate) fn asked() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}
