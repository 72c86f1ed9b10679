//! A connection that is made anew when it is lost.

use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use postgres::{Client, Error};

use super::super::Refusal;
use super::address::Address;
use super::connection::{NoConnection, connect};
use super::failure::{doing, is_passing};

/// How long to wait before each further try.
pub(super) type Pauses = &'static [Duration];

/// Eight seconds in all: as long as a server takes to start again.
pub(super) const PATIENCE: Pauses = &[
    Duration::from_millis(250),
    Duration::from_millis(750),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
];

/// A connection, with what each of its kind has: statements, temporary tables.
pub(super) struct Session<P> {
    address: Arc<Address>,
    pauses: Pauses,
    prepare: fn(&mut Client) -> Result<P, Error>,
    /// None where it was lost.
    live: Option<(Client, P)>,
}

impl<P> Session<P> {
    /// Connects, once.
    pub(super) fn open(
        address: &Arc<Address>,
        pauses: Pauses,
        prepare: fn(&mut Client) -> Result<P, Error>,
    ) -> Result<Self, Refusal> {
        let mut session = Self {
            address: Arc::clone(address),
            pauses,
            prepare,
            live: None,
        };
        session.connected().map_err(|no| no.reason)?;
        Ok(session)
    }

    /// Does `what`, and does it again where the connection was lost: it is to come to the same when it is done twice.
    pub(super) fn attempt<T>(
        &mut self,
        mut what: impl FnMut(&mut Client, &P) -> Result<T, Error>,
    ) -> Result<T, Refusal> {
        let mut pauses = self.pauses.iter();
        loop {
            let no = match self.once(&mut what) {
                Ok(done) => return Ok(done),
                Err(no) => no,
            };
            // What was begun ends with the connection.
            self.live = None;
            match pauses.next() {
                Some(pause) if no.passing => sleep(*pause),
                _ => return Err(no.reason),
            }
        }
    }

    fn once<T>(
        &mut self,
        what: &mut impl FnMut(&mut Client, &P) -> Result<T, Error>,
    ) -> Result<T, NoConnection> {
        let address = Arc::clone(&self.address);
        let (client, prepared) = self.connected()?;
        what(client, prepared).map_err(|error| NoConnection {
            passing: is_passing(&error),
            reason: doing(&error, &address),
        })
    }

    fn connected(&mut self) -> Result<&mut (Client, P), NoConnection> {
        let live = match self.live.take() {
            Some(live) => live,
            None => {
                let mut client = connect(&self.address)?;
                let prepared = (self.prepare)(&mut client).map_err(|error| NoConnection {
                    passing: is_passing(&error),
                    reason: doing(&error, &self.address),
                })?;
                (client, prepared)
            }
        };
        Ok(self.live.insert(live))
    }
}
