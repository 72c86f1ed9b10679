//! A trained sequence model that finds names, titles, bodies, places and events.
//!
//! A linear-chain conditional random field over hashed features, one model a group of scripts:
//! [`features`] says what it knows of a token, [`lattice`] what follows from that for the sequence.

pub mod features;
pub mod groups;
pub mod lattice;
pub mod network;
pub mod tags;
pub mod weights;
