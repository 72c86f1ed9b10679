//! What Rostra knows of languages and the world, as data.

pub mod class;
pub mod key;
pub mod pack;
