//! A trained sequence model that finds names, titles, bodies, places and events.
//!
//! A linear-chain conditional random field over hashed features, one model a group of scripts: [`features`] says
//! what it knows of a token, [`lattice`] what follows from that for the sequence. It runs over what the grammar
//! has found, and [`rostra_arbiter`] makes one reading of both.

pub mod features;
mod file;
pub mod groups;
pub mod lattice;
pub mod manifest;
mod model;
mod models;
pub mod network;
mod opinion;
mod recognizer;
pub mod tags;
pub mod verify;
pub mod weights;

pub use manifest::{Manifest, ManifestError};
pub use model::{Buffers, Model};
pub use models::{ModelError, Models, embedded};
pub use recognizer::TaggerRecognizer;
