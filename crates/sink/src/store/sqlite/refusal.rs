//! What SQLite says no with, in words that tell what to do about it.

use std::path::Path;

use rusqlite::{Error, ErrorCode};

use super::super::Refusal;

/// Part of a sentence that begins with the file.
#[allow(clippy::needless_pass_by_value)] // so that `map_err` takes it
pub(crate) fn refusal(error: Error) -> Refusal {
    let said = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "it is locked by another program"
        }
        Some(ErrorCode::NotADatabase) => "it is no database of SQLite",
        Some(ErrorCode::DatabaseCorrupt) => "it is damaged",
        Some(ErrorCode::ReadOnly) => "it, or the folder around it, may only be read",
        Some(ErrorCode::PermissionDenied) => "the system does not permit it",
        Some(ErrorCode::DiskFull) => "the disk is full",
        Some(ErrorCode::SystemIoFailure) => "the disk cannot be read or written",
        Some(ErrorCode::CannotOpen) => "it, or a file beside it, cannot be opened or made",
        Some(ErrorCode::TooBig) => "a text is larger than SQLite takes",
        _ => return error.to_string(),
    };
    format!("{said} ({error})")
}

/// The same, of a file that is being opened: looks why.
pub(super) fn opening(path: &Path, error: Error) -> Refusal {
    let folder = path.parent().filter(|folder| !folder.is_dir());
    match (error.sqlite_error_code(), folder) {
        (Some(ErrorCode::CannotOpen), Some(folder)) => {
            format!("there is no folder {}", folder.display())
        }
        (Some(ErrorCode::CannotOpen), None) if path.is_dir() => "it is a folder".to_owned(),
        _ => refusal(error),
    }
}

/// Whether another program holds the file.
pub(super) fn is_busy(error: &Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(
        code,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}
