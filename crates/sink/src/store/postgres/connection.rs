//! How a connection is made, and what it is told.

use postgres::{Client, Error};

use super::super::Refusal;
use super::address::Address;
use super::failure::{connecting, doing, is_passing};

/// Why there is no connection.
pub(super) struct NoConnection {
    /// Whether there may be one in a moment.
    pub(super) passing: bool,
    pub(super) reason: Refusal,
}

impl NoConnection {
    fn for_good(reason: Refusal) -> Self {
        Self {
            passing: false,
            reason,
        }
    }
}

/// Connects.
pub(super) fn connect(address: &Address) -> Result<Client, NoConnection> {
    let tls = address.tls.connector().map_err(NoConnection::for_good)?;
    let mut config = address.config.clone();
    config.ssl_mode(address.tls.mode.asked());
    if address.server.starts_with('/') {
        // There is none on sockets.
        config.ssl_mode(postgres::config::SslMode::Disable);
    }
    let no = |error: Error| NoConnection {
        passing: is_passing(&error),
        reason: connecting(&error, address),
    };
    let mut client = config.connect(tls).map_err(no)?;
    let encoding = set(&mut client, &address.schema).map_err(|error| NoConnection {
        passing: is_passing(&error),
        reason: doing(&error, address),
    })?;
    match encoding.as_str() {
        "UTF8" => Ok(client),
        other => Err(NoConnection::for_good(format!(
            "the database `{}` is encoded in {other} and cannot hold every text: make one in UTF8",
            address.database
        ))),
    }
}

/// Tells the server how this connection is; gives the encoding of the database.
///
/// A plan that was made while tables were small is kept while they grow: so scans of whole tables are out, and compiling of queries, which
/// that would set off. A program that stands still in the middle does not hold up the others for long.
fn set(client: &mut Client, schema: &str) -> Result<String, Error> {
    client.batch_execute(&format!(
        "SET search_path = {};
        SET enable_seqscan = off;
        SET jit = off;
        SET client_min_messages = warning;
        SET idle_in_transaction_session_timeout = '60s'",
        quoted(schema)
    ))?;
    let row = client.query_one("SHOW server_encoding", &[])?;
    row.try_get(0)
}

/// A name as SQL has it.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
