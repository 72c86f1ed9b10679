//! Panics of the libraries below the engines, made errors of one batch or checkpoint.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Calls a library that may panic; what it says then.
///
/// # Errors
/// Where it panics.
pub(super) fn caught<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(call)).map_err(|panic| said(panic.as_ref()).to_owned())
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("it stopped without a word")
}
