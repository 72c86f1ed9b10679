//! A local web application in which people go through releases, least certain first, and put records right.
//!
//! A [`Work`] holds the releases and what is decided of them, a [`Server`] shows it to browsers. Releases may be laid on the desk while the first
//! of them are looked at. What is decided is saved at once as fixtures (`rostra_annotate::Fixtures`), and nothing else is written.

mod assets;
mod desk;
mod guard;
mod history;
mod pages;
mod queue;
mod routes;
#[cfg(test)]
mod samples;
mod serve;
mod standing;
mod work;

pub use desk::{Desk, Entry};
pub use queue::{Filter, Order};
pub use serve::{Options, ServeError, Server};
pub use standing::{Standing, State};
pub use work::{Tally, Work};
