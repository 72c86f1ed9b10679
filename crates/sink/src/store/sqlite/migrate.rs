//! Whose file it is, and how it comes to the schema that this program knows.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::super::Refusal;
use super::super::schema::{LATEST, MIGRATIONS};
use super::refusal::refusal;

/// What a file of ours calls itself in its header (`application_id`): `Rstr`.
pub(super) const APPLICATION: i64 = 0x5273_7472;

/// Says no to what another program, or a newer one, has made; reads only.
pub(super) fn check(connection: &Connection) -> Result<(), Refusal> {
    version(connection).map(|_| ())
}

/// The same, and also to what holds nothing yet.
pub(super) fn check_made(connection: &Connection) -> Result<(), Refusal> {
    match version(connection)? {
        0 => Err("it holds nothing".to_owned()),
        _ => Ok(()),
    }
}

/// Carries out the steps that the file lacks, all or none.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Refusal> {
    if version(connection)? == LATEST {
        return Ok(());
    }
    let immediate = TransactionBehavior::Immediate;
    let transaction = connection
        .transaction_with_behavior(immediate)
        .map_err(refusal)?;
    // Another program may have done it while this one waited for its turn.
    let version = version(&transaction)?;
    step(&transaction, version).map_err(refusal)?;
    transaction.commit().map_err(refusal)
}

fn step(transaction: &Transaction, version: i64) -> rusqlite::Result<()> {
    for migration in MIGRATIONS.iter().filter(|m| m.version > version) {
        transaction.execute_batch(migration.sqlite)?;
        transaction.pragma_update(None, "user_version", migration.version)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)
}

/// The version of the file's schema: 0 of one that holds nothing.
fn version(connection: &Connection) -> Result<i64, Refusal> {
    let (application, version, holds) = header(connection).map_err(refusal)?;
    match application {
        APPLICATION if version > LATEST => Err(format!(
            "a newer version of rostra made it: its schema is {version}, and this one knows {LATEST}"
        )),
        APPLICATION => Ok(version),
        0 if version == 0 && holds == 0 => Ok(0),
        _ => Err("it is the database of another program".to_owned()),
    }
}

fn header(connection: &Connection) -> rusqlite::Result<(i64, i64, i64)> {
    let sql = "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
        FROM pragma_application_id, pragma_user_version";
    connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::{Arc, Barrier};
    use std::time::Duration;

    use rusqlite::Connection;

    use super::super::connection::writing;
    use super::{APPLICATION, LATEST, MIGRATIONS, header, step};

    const SHORT: Duration = Duration::from_millis(50);
    const LONG: Duration = Duration::from_secs(20);

    /// Why it is not opened.
    fn refused(path: &Path) -> String {
        writing(path, SHORT).unwrap_err()
    }

    #[test]
    fn files_of_others_are_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let database = |name: &str, sql: &str| {
            let path = folder.path().join(name);
            Connection::open(&path).unwrap().execute_batch(sql).unwrap();
            path
        };
        let garbage = folder.path().join("garbage.db");
        fs::write(&garbage, "name,role\n".repeat(1000)).unwrap();
        let short = folder.path().join("short.db");
        fs::write(&short, "notes").unwrap();
        let newer = format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = 99;");
        for (path, reason) in [
            (garbage, "it is no database of SQLite"),
            (short, "it is no database of SQLite"),
            (
                database("tables.db", "CREATE TABLE people (name)"),
                "it is the database of another program",
            ),
            (
                database("id.db", "PRAGMA application_id = 7"),
                "it is the database of another program",
            ),
            (
                database("version.db", "PRAGMA user_version = 1"),
                "it is the database of another program",
            ),
            (
                database("newer.db", &newer),
                "a newer version of rostra made it: its schema is 99,",
            ),
        ] {
            let before = fs::read(&path).unwrap();
            let said = refused(&path);
            assert!(said.starts_with(reason), "{}: {said}", path.display());
            assert_eq!(fs::read(&path).unwrap(), before, "{}", path.display());
        }
    }

    #[test]
    fn places_that_are_none_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("nowhere");
        let said = refused(&nowhere.join("press.db"));
        assert_eq!(said, format!("there is no folder {}", nowhere.display()));
        assert_eq!(refused(folder.path()), "it is a folder");
    }

    #[test]
    fn what_may_only_be_read_is_refused() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("press");
        fs::create_dir(&folder).unwrap();
        let path = folder.join("press.db");
        drop(writing(&path, SHORT).unwrap());
        let protect = |path: &Path, readonly: bool| {
            let mut permissions = fs::metadata(path).unwrap().permissions();
            permissions.set_readonly(readonly);
            fs::set_permissions(path, permissions).unwrap();
        };
        protect(&path, true);
        if fs::OpenOptions::new().append(true).open(&path).is_ok() {
            eprintln!("skipped: this user may write to every file");
            return;
        }
        assert_eq!(refused(&path), "it may only be read");
        protect(&path, false);
        protect(&folder, true);
        let (made, new) = (refused(&path), refused(&folder.join("new.db")));
        protect(&folder, false);
        let expected = "it, or the folder around it, may only be read";
        assert!(made.starts_with(expected), "{made}");
        let expected = "it, or a file beside it, cannot be opened or made";
        assert!(new.starts_with(expected), "{new}");
        assert!(writing(&path, SHORT).is_ok());
    }

    #[test]
    fn programs_that_open_a_new_file_at_once_all_find_it_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("press.db");
        let together = Arc::new(Barrier::new(8));
        let threads = [(); 8].map(|()| {
            let (path, together) = (path.clone(), Arc::clone(&together));
            std::thread::spawn(move || {
                together.wait();
                header(&writing(&path, LONG).unwrap()).unwrap()
            })
        });
        for thread in threads {
            let (application, version, holds) = thread.join().unwrap();
            assert_eq!((application, version), (APPLICATION, LATEST));
            assert!(holds > 0);
        }
    }

    #[test]
    fn an_older_schema_is_brought_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("press.db");
        let mut connection = Connection::open(&path).unwrap();
        let transaction = connection.transaction().unwrap();
        transaction.execute_batch(MIGRATIONS[0].sqlite).unwrap();
        step(&transaction, LATEST).unwrap();
        transaction.pragma_update(None, "user_version", 1).unwrap();
        transaction.commit().unwrap();
        let speakers = "SELECT count(*) FROM speakers";
        assert!(connection.prepare(speakers).is_err());
        drop(connection);
        let connection = writing(&path, SHORT).unwrap();
        assert!(connection.prepare(speakers).is_ok());
        assert_eq!(header(&connection).unwrap().1, LATEST);
    }
}
