//! How a schema comes to the state that this program knows.

use postgres::{Client, Error, GenericClient};

use super::super::Refusal;
use super::super::schema::{LATEST, MIGRATIONS};
use super::address::Address;
use super::connection::{connect, quoted};
use super::failure::doing;

/// One that is held until the end of the transaction by whoever changes what the schema holds. It is of the database, so the schema is
/// part of it.
pub(super) const LOCK: &str =
    "SELECT pg_advisory_xact_lock(hashtextextended('rostra ' || current_schema(), 0))";

/// Carries out the steps that the schema lacks, all or none; makes the schema where there is none.
pub(super) fn migrate(address: &Address) -> Result<(), Refusal> {
    let mut client = connect(address).map_err(|no| no.reason)?;
    let version = match version(&mut client, &address.schema) {
        Ok(version) if version < LATEST => step(&mut client, &address.schema),
        version => version,
    };
    match version.map_err(|error| doing(&error, address))? {
        LATEST => Ok(()),
        newer => Err(format!(
            "a newer version of rostra made it: its schema is {newer}, and this one knows {LATEST}"
        )),
    }
}

/// What the schema says of itself: 0 where it holds nothing of ours.
fn version(client: &mut impl GenericClient, schema: &str) -> Result<i64, Error> {
    let table = format!("{}.rostra_schema", quoted(schema));
    let known = client.query_one("SELECT to_regclass($1) IS NOT NULL", &[&table])?;
    if !known.try_get::<_, bool>(0)? {
        return Ok(0);
    }
    let newest = format!("SELECT coalesce(max(version), 0)::bigint FROM {table}");
    client.query_one(&newest, &[])?.try_get(0)
}

fn step(client: &mut Client, schema: &str) -> Result<i64, Error> {
    let mut transaction = client.transaction()?;
    // Not that of the schema, which may not yet be there.
    transaction.batch_execute("SELECT pg_advisory_xact_lock(hashtextextended('rostra', 0))")?;
    let there = "SELECT count(*) FROM pg_namespace WHERE nspname = $1";
    let there = transaction.query_one(there, &[&schema])?;
    if there.try_get::<_, i64>(0)? == 0 {
        transaction.batch_execute(&format!("CREATE SCHEMA {}", quoted(schema)))?;
    }
    // Another program may have done it while this one waited for its turn.
    let version = version(&mut transaction, schema)?;
    if version == 0 {
        transaction.batch_execute(
            "CREATE TABLE rostra_schema (
                version integer PRIMARY KEY,
                applied timestamptz NOT NULL DEFAULT now()
            )",
        )?;
    }
    for migration in MIGRATIONS.iter().filter(|m| m.version > version) {
        transaction.batch_execute(migration.postgres)?;
        let done = format!(
            "INSERT INTO rostra_schema (version) VALUES ({})",
            migration.version
        );
        transaction.batch_execute(&done)?;
    }
    transaction.commit()?;
    Ok(version.max(LATEST))
}
