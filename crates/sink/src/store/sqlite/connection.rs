//! How a file is opened.

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use super::super::Refusal;
use super::migrate;
use super::refusal::{is_busy, opening, refusal};

/// A connection of one thread.
const FLAGS: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// Between two attempts to change how the file is kept.
const PAUSE: Duration = Duration::from_millis(20);

/// A connection that writes, to the schema that this program knows. Nothing is written to a file that is not ours.
pub(super) fn writing(path: &Path, patience: Duration) -> Result<Connection, Refusal> {
    let flags = FLAGS | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection =
        Connection::open_with_flags(path, flags).map_err(|error| opening(path, error))?;
    connection.busy_timeout(patience).map_err(refusal)?;
    // Before it is read, which would lay files beside it that may not be written either.
    if connection.is_readonly("main").map_err(refusal)? {
        return Err("it may only be read".to_owned());
    }
    migrate::check(&connection)?;
    keep_safely(&connection, patience).map_err(|error| opening(path, error))?;
    migrate::migrate(&mut connection)?;
    Ok(connection)
}

/// A connection that reads. To the system it could write, for the last to leave a file tidies it up, which one that may not write cannot.
pub(super) fn reading(path: &Path, patience: Duration) -> Result<Connection, Refusal> {
    let connection =
        Connection::open_with_flags(path, FLAGS).map_err(|error| opening(path, error))?;
    let set = || {
        connection.busy_timeout(patience)?;
        connection.pragma_update(None, "query_only", true)
    };
    set().map_err(refusal)?;
    Ok(connection)
}

/// A write-ahead log lets others read while one writes. A program that is killed loses the batch it is at, no more: what is committed is
/// with the system. When the machine itself fails, `NORMAL` may lose the batches since the log was last merged into the file, the latest
/// first, and never half of one; their documents are then read again as if they had not been. `FULL` would wait for the disk at each batch
/// to save them. Without a log, as on file systems that cannot share one, `NORMAL` could damage the file, so there it is `FULL`.
fn keep_safely(connection: &Connection, patience: Duration) -> rusqlite::Result<()> {
    let mode = log_ahead(connection, patience)?;
    let synchronous = match mode.as_str() {
        "wal" => "NORMAL",
        _ => "FULL",
    };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "foreign_keys", true)
}

/// SQLite does not wait by itself where two programs change this at once.
fn log_ahead(connection: &Connection, patience: Duration) -> rusqlite::Result<String> {
    let since = Instant::now();
    loop {
        let mode =
            connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0));
        match mode {
            Err(error) if is_busy(&error) && since.elapsed() < patience => sleep(PAUSE),
            mode => return mode,
        }
    }
}
