//! A file of SQLite.
//!
//! It is written by one connection and read by another beside it. Other programs may read it all the while, and several runs write to it
//! in turn, transaction by transaction.

mod connection;
mod look;
mod migrate;
mod refusal;
#[cfg(test)]
mod tests;
mod write;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rostra_document::SinkError;
use rusqlite::Connection;

use super::Wanted;
use super::{Look, Refusal, Store};
use crate::settings::Settings;
use look::Reader;
pub(crate) use refusal::refusal;
use write::Writing;

/// How long another program may hold the file locked. A batch is written in less than a second, so that many runs can take turns.
const PATIENCE: Duration = Duration::from_secs(30);

/// The store at the path `place`; the file is made where there is none.
pub(crate) fn open(place: &str, settings: &Settings) -> Result<Store, SinkError> {
    open_patiently(place, settings, PATIENCE)
}

fn open_patiently(
    place: &str,
    settings: &Settings,
    patience: Duration,
) -> Result<Store, SinkError> {
    let open = || {
        let path = path(place)?;
        let wanted = Wanted::of(settings);
        let writing = Writing::open(&path, patience, wanted.clone(), settings)?;
        Ok((path, wanted, writing))
    };
    let (path, wanted, writing) = open().map_err(|reason: Refusal| SinkError::Refused {
        place: place.to_owned(),
        reason,
    })?;
    let look = move || -> Result<Box<dyn Look>, Refusal> {
        let reader = Reader::open(&path, patience, wanted.clone())?;
        Ok(Box::new(reader))
    };
    Store::new(
        place.to_owned(),
        Box::new(writing),
        Box::new(look),
        settings,
    )
}

/// A connection to the store at the path `place` that reads all of it as it is at one moment. A file that is not ours, or that a newer
/// version has made, is refused; one of an older schema has the same tables.
pub(crate) fn reading(place: &str) -> Result<Connection, Refusal> {
    connection::snapshot(&path(place)?, PATIENCE)
}

/// Absolute, since SQLite takes some names for more than names: `:memory:`, and no name at all.
fn path(place: &str) -> Result<PathBuf, Refusal> {
    std::path::absolute(Path::new(place)).map_err(|error| error.to_string())
}
