//! What a server, or the way to it, says no with, in words that tell what to do about it.

use std::error::Error as _;
use std::io;

use postgres::Error;
use postgres::error::{DbError, SqlState};

use super::super::Refusal;
use super::address::Address;

/// Whether another try, with another connection, may do.
pub(super) fn is_passing(error: &Error) -> bool {
    let Some(said) = error.as_db_error() else {
        return is_closed(error);
    };
    let code = said.code();
    let passing = [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
    ];
    // Class 08: the connection.
    passing.contains(code) || code.code().starts_with("08")
}

fn is_closed(error: &Error) -> bool {
    let io = error
        .source()
        .and_then(|cause| cause.downcast_ref::<io::Error>());
    match io {
        None => error.is_closed(),
        // What a certificate is refused with, and a message that is none.
        Some(io) => !matches!(
            io.kind(),
            io::ErrorKind::InvalidData
                | io::ErrorKind::InvalidInput
                | io::ErrorKind::PermissionDenied
        ),
    }
}

/// Why there is no connection.
pub(super) fn connecting(error: &Error, address: &Address) -> Refusal {
    let Address {
        server,
        database,
        user,
        ..
    } = address;
    let no_password = address.no_password.as_ref();
    let hint = no_password
        .map(|reason| format!("; {reason}"))
        .unwrap_or_default();
    let Some(said) = error.as_db_error() else {
        return match error.to_string().as_str() {
            "invalid configuration" if no_password_given(error) => format!(
                "the server at {server} wants a password of `{user}`: give it in the address, in PGPASSWORD or in ~/.pgpass{hint}"
            ),
            "error performing TLS handshake" => {
                format!(
                    "no safe connection to the server at {server}: {}",
                    causes(error)
                )
            }
            "error connecting to server" => {
                format!("no server answers at {server}: {}", causes(error))
            }
            _ => format!("no connection to the server at {server}: {}", causes(error)),
        };
    };
    match *said.code() {
        SqlState::INVALID_PASSWORD => {
            format!("the server at {server} does not take the password of `{user}`{hint}")
        }
        SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            format!(
                "the server at {server} does not let `{user}` in: {}",
                said.message()
            )
        }
        SqlState::INVALID_CATALOG_NAME => {
            format!("the server at {server} has no database `{database}`")
        }
        SqlState::TOO_MANY_CONNECTIONS => {
            format!("the server at {server} has too many connections")
        }
        _ => format!("the server at {server}: {}", message(said)),
    }
}

fn no_password_given(error: &Error) -> bool {
    error
        .source()
        .is_some_and(|cause| cause.to_string().contains("password missing"))
}

/// Why something could not be done.
pub(super) fn doing(error: &Error, address: &Address) -> Refusal {
    let Address { server, user, .. } = address;
    let Some(said) = error.as_db_error() else {
        return match is_closed(error) {
            true => format!("the server at {server} has gone away"),
            false => format!("{error}: {}", causes(error)),
        };
    };
    match *said.code() {
        SqlState::INSUFFICIENT_PRIVILEGE => format!("`{user}` may not: {}", message(said)),
        SqlState::READ_ONLY_SQL_TRANSACTION => {
            format!(
                "the server at {server} may only be read ({})",
                said.message()
            )
        }
        SqlState::DISK_FULL => format!(
            "the disk of the server at {server} is full ({})",
            said.message()
        ),
        SqlState::DUPLICATE_TABLE => {
            format!(
                "another program made tables there ({}): name a schema by `?schema=`",
                said.message()
            )
        }
        SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN => {
            format!("the server at {server} was stopped")
        }
        _ => message(said),
    }
}

/// On one line, with where it happened: a copy names the row and the column.
fn message(said: &DbError) -> String {
    let place = said.where_().and_then(|place| place.lines().next());
    let more = said.detail().or(place).map(|more| format!(" ({more})"));
    let said = format!("{}{}", said.message(), more.unwrap_or_default());
    said.replace(['\n', '\r'], " ")
}

fn causes(error: &Error) -> String {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        let said = cause.to_string();
        if causes.last() != Some(&said) {
            causes.push(said);
        }
        next = cause.source();
    }
    match causes.is_empty() {
        true => error.to_string(),
        false => causes.join(": "),
    }
}
