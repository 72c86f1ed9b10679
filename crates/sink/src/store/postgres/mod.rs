//! A database of PostgreSQL, 13 or later.
//!
//! It is written by one connection and read by another beside it. Several runs write to it in turn, transaction by transaction. When a
//! connection is lost, a new one repeats what was under way.

mod address;
mod connection;
mod copy;
mod encode;
mod failure;
mod look;
mod migrate;
mod passwords;
mod session;
#[cfg(test)]
#[cfg(unix)]
mod tests;
mod tls;
mod write;

use std::sync::Arc;

use rostra_document::SinkError;

use super::Wanted;
use super::{Look, Refusal, Store};
use crate::masked::masked;
use crate::settings::Settings;
use address::Address;
use look::Reader;
use session::{PATIENCE, Pauses};
use write::Writing;

/// The store at the address `place`; tables are made where there are none.
pub(crate) fn open(place: &str, settings: &Settings) -> Result<Store, SinkError> {
    open_patiently(place, settings, PATIENCE)
}

fn open_patiently(place: &str, settings: &Settings, patience: Pauses) -> Result<Store, SinkError> {
    let shown = masked(place);
    let wanted = Wanted::of(settings);
    let open = || -> Result<_, Refusal> {
        let address = Arc::new(Address::of(place)?);
        let writing = Writing::open(&address, patience, wanted.clone(), settings)?;
        Ok((address, writing))
    };
    let (address, writing) = open().map_err(|reason| SinkError::Refused {
        place: shown.clone(),
        reason,
    })?;
    let look = move || -> Result<Box<dyn Look>, Refusal> {
        let reader = Reader::open(&address, patience, wanted.clone())?;
        Ok(Box::new(reader))
    };
    Store::new(shown, Box::new(writing), Box::new(look), settings)
}
