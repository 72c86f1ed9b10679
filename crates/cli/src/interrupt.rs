//! Ctrl-C: finish the documents in hand, leave what a later run can go on from.

use std::sync::atomic::{AtomicBool, Ordering};

/// What shells report for a program ended by SIGINT.
pub(crate) const STATUS: u8 = 130;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Takes Ctrl-C over: the first asks for a stop; the second, for a program that waits for its
/// input, ends it at once.
pub(crate) fn watch() -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(STATUS));
        }
    })
}

/// Whether Ctrl-C was pressed.
pub(crate) fn asked() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}
