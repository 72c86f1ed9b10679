//! A limit to the time that a decoder may take.
//!
//! A decoder of a complex format, written by others, may hang on hostile bytes. It runs in a thread of its own; where it takes too long,
//! it is given up and goes on by itself until the program ends, for a thread cannot be stopped. Its panics are failures of the document.

use std::any::Any;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use crate::format::Format;
use crate::leaf::Reason;

/// Name of the threads that decode; a panic in one is reported as a failure of its document.
pub const DECODER: &str = "rostra-decoder";

/// What a decoder may put on its stack.
const STACK: usize = 32 << 20;

/// Decoders given up that may go on at once; no more documents of complex formats are read then, lest they eat the machine.
const GIVEN_UP: usize = 8;

static GONE_ON: AtomicUsize = AtomicUsize::new(0);

/// Runs `decode` for at most `seconds` where `format` is complex; plain text is decoded in time by construction.
pub(crate) fn within<T: Send + 'static>(
    seconds: u64,
    format: Format,
    decode: impl FnOnce() -> Result<T, Reason> + Send + 'static,
) -> Result<T, Reason> {
    // A fuzzer has its own watch on time, and is slow to start threads.
    if format == Format::Text || cfg!(fuzzing) {
        return decode();
    }
    if GONE_ON.load(Ordering::Relaxed) >= GIVEN_UP {
        return Err(format!("was not read: {GIVEN_UP} decoders hang already"));
    }
    let (sender, receiver) = sync_channel(1);
    let thread = thread::Builder::new()
        .name(DECODER.to_owned())
        .stack_size(STACK)
        .spawn(move || {
            // Nobody listens any more where the decoder was given up.
            let abandoned = sender.send(decode()).is_err();
            if abandoned {
                GONE_ON.fetch_sub(1, Ordering::Relaxed);
            }
        })
        .map_err(|error| format!("was not read: no thread to decode it ({error})"))?;
    match receiver.recv_timeout(Duration::from_secs(seconds)) {
        Ok(decoded) => decoded,
        Err(RecvTimeoutError::Timeout) => {
            GONE_ON.fetch_add(1, Ordering::Relaxed);
            Err(format!(
                "took longer than {seconds} s to decode (`limits.seconds`)"
            ))
        }
        Err(RecvTimeoutError::Disconnected) => Err(match thread.join() {
            Err(panic) => format!(
                "cannot be decoded, a defect of its decoder: {}",
                said(&*panic)
            ),
            Ok(()) => "was not read: its decoder ended without a result".to_owned(),
        }),
    }
}

/// What a panic said.
fn said(panic: &(dyn Any + Send)) -> &str {
    let said = panic.downcast_ref::<String>().map(String::as_str);
    said.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no reason")
}

#[cfg(test)]
mod tests {
    use std::thread::sleep;
    use std::time::Duration;

    use super::within;
    use crate::format::Format;

    #[test]
    fn results_errors_panics_and_time() {
        assert_eq!(within(9, Format::Pdf, || Ok(7)), Ok(7));
        let error = within::<()>(9, Format::Pdf, || Err("is encrypted".into()));
        assert_eq!(error, Err("is encrypted".into()));
        let panicked = within::<()>(9, Format::Pdf, || panic!("out of {}", "bounds"));
        let said = "cannot be decoded, a defect of its decoder: out of bounds";
        assert_eq!(panicked, Err(said.into()));
        let late = within(0, Format::Pdf, || {
            sleep(Duration::from_millis(200));
            Ok(())
        });
        assert_eq!(
            late,
            Err("took longer than 0 s to decode (`limits.seconds`)".into())
        );
    }
}
