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
