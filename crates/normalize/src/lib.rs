//! Records to normalised records: names, offices, countries.
//!
//! The relation stage hands over ranges of bytes; this stage cuts the text, cleans the white
//! space, counts code points and adds what is derived: the name in Latin letters ([`latin`]) and
//! in its parts ([`person`]), and the canonical office ([`offices`]). It decides nothing about who is who.

pub mod latin;
mod normalizer;
pub mod offices;
pub mod person;
mod wording;

pub use normalizer::StandardNormalizer;
