//! A local web application in which people go through releases, least certain first, and put records right.

mod desk;

pub use desk::{Desk, Entry};
