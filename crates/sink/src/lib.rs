//! Normalised records to rows: files and databases.
//!
//! [`Target`] is what a user names, [`Target::open`] the open output, a [`Sink`](rostra_document::Sink). There are two kinds:
//!
//! - a *file* (`file`) holds the documents of one run. It is written whole, beside its place, and a run that was broken off goes on from
//!   what it had written;
//! - a *store* (`store`) holds the documents of many runs, each once, and is changed where they changed.
//!
//! [`stored`] reads back what was written.

#[cfg(feature = "arrow")]
pub mod arrow;
mod fan;
mod file;
mod kind;
mod masked;
mod settings;
#[cfg_attr(not(any(feature = "sqlite", feature = "postgres")), allow(dead_code))]
// where no database is a form of output
mod store;
pub mod stored;
#[allow(dead_code)]
// what tables say of themselves is for tests, and for outputs that not every build has
mod tables;
mod target;
#[cfg(test)]
mod testing;

pub use fan::Fan;
pub use kind::{KINDS, Kind, KindFacts};
pub use settings::{Prune, Settings};
pub use target::{Target, TargetError};
