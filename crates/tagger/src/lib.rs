//! A trained sequence model that finds names, titles, bodies, places and events.

pub mod tags;
