//! Pipeline files to a running chain of stages.
//!
//! [`PipelineConfig`] is what a file says, [`Pipeline`] the chain made from it: one document at a
//! time ([`Pipeline::extract`], [`Pipeline::trace`]) or a whole source in parallel
//! ([`Pipeline::run`]). This crate alone knows every stage.

mod chain;
mod config;
mod failed;
mod limits;
mod merge;
mod outputs;
mod packs;
mod parts;
mod recognizer_config;
mod recognizers;
mod registry;
mod run;
mod same;
mod settings;
mod transformer;

pub use chain::{Pipeline, Trace};
pub use config::{Component, ConfigError, PipelineConfig, Relate};
pub use limits::Limits;
pub use outputs::OutputConfig;
pub use recognizer_config::RecognizerConfig;
pub use rostra_normalize::person;
pub use run::{Observer, RunError, RunOptions, Summary, WORKER, Witness};
pub use settings::Settings;
