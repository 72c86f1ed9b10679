//! Tasks for Label Studio, and the documents that its annotations make.
//!
//! **Offsets.** Label Studio counts the `start` and `end` of a region of `<Text>` in Unicode code points, as Python slices, and so do we. Early
//! versions counted UTF-16 code units, which differ after the first emoji; [`import::read`] tells the two apart by the words that
//! each region repeats.
//!
//! A record is regions, values of regions and relations ([`crate::regions`]); which controls hold which values says [`config`].

pub mod config;
pub mod import;
mod judged;
mod offsets;
mod results;
pub mod task;
#[cfg(test)]
mod tests;

pub use config::config;
pub use import::{ImportError, Imported, NotRead, TaskError};
pub use task::task;

/// The name of the text in the configuration.
const TEXT: &str = "text";
