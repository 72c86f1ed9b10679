//! The program from outside, and the rules that the workspace as a whole keeps.

#![allow(clippy::unwrap_used)] // a test that cannot go on fails there

mod architecture;
mod bad_input;
mod browser;
mod diff;
mod exchange;
mod formats;
mod inputs;
#[cfg(unix)]
mod interrupt;
mod judging;
mod models;
mod outputs;
mod pages;
mod quarantine;
mod reports;
/// A server of PostgreSQL.
#[path = "../../crates/sink/tests/support/postgres.rs"]
mod server;
mod settings;
mod stores;
/// Small checkpoints with fixed weights.
#[path = "../../crates/transformer/tests/support/mod.rs"]
mod support;
mod transformers;
#[cfg(unix)]
mod watch;
mod workplace;
mod yardsticks;
