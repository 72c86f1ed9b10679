//! What Rostra knows of languages and the world, as data.
//!
//! A language is a file of `packs/`; the world's states, bodies and names are tables. [`language`]
//! compiles both into a [`Vocabulary`](vocabulary::Vocabulary) that finds phrases in tokens.

pub mod calendar;
pub mod class;
pub mod countries;
mod glue;
pub mod han;
pub mod hangul;
pub mod inventory;
pub mod key;
pub mod kin;
pub mod language;
pub mod names;
pub mod officials;
pub mod organisations;
pub mod pack;
pub mod press;
pub mod stem;
pub mod suffixes;
mod syllable;
pub mod tokens;
pub mod vocabulary;

pub use class::{Class, Entry, Value};
pub use language::{Pack, PackError, languages, pack, use_packs};
pub use vocabulary::{Annotations, Hit};
