//! How a file is opened.

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags};

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

/// A connection that reads the file as it is at one moment. A file with a log is read by laying files beside it; where the folder may not
/// be written, and no log lies there, the file is taken for what it is.
pub(super) fn snapshot(path: &Path, patience: Duration) -> Result<Connection, Refusal> {
    let mut connection = reading(path, patience)?;
    match begin(&connection) {
        Err(error) if is_for_lack_of_room(&error) && is_alone(path) => {
            connection = unchanging(path).map_err(|error| opening(path, error))?;
        }
        begun => begun.map_err(|error| opening(path, error))?,
    }
    migrate::check_made(&connection)?;
    Ok(connection)
}

/// The moment is that of the first look at the file.
fn begin(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema")
}

/// Whether nothing can be laid beside the file.
fn is_for_lack_of_room(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(code, Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// Whether no log lies beside the file.
fn is_alone(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    path.is_file() && !Path::new(&log).exists()
}

/// A connection that takes the file for one that nobody writes, and so needs none beside it.
fn unchanging(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(address(path), flags)?;
    begin(&connection)?;
    Ok(connection)
}

/// The path as an address, for which alone there are options.
fn address(path: &Path) -> String {
    let mut address = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => address.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(*byte)),
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address + "?immutable=1"
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{snapshot, unchanging, writing};

    const SHORT: Duration = Duration::from_millis(50);

    #[test]
    fn a_file_is_read_without_one_beside_it_whatever_it_is_called() {
        for name in ["press.db", "50%25 #1?immutable=0&x.db", "新闻 稿.db"] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(name);
            drop(writing(&path, SHORT).unwrap());
            let runs = "SELECT count(*) FROM runs";
            for connection in [unchanging(&path).unwrap(), snapshot(&path, SHORT).unwrap()] {
                let counted: i64 = connection.query_row(runs, [], |row| row.get(0)).unwrap();
                assert_eq!(counted, 0, "{name}");
                assert!(connection.execute("DELETE FROM runs", []).is_err());
            }
            assert_eq!(
                std::fs::read_dir(folder.path()).unwrap().count(),
                1,
                "{name}"
            );
        }
    }
}
