//! What people say of a release, as against what the program found in it.
//!
//! - [`annotated`]: a document with the people that somebody has looked at;
//! - [`fixture`]: such a document as files, `<id>.txt` and `<id>.json`, which `check` and `evaluate` read;
//! - [`review`]: what was found and what was said of it side by side, and the edits that lead from the one to the other.

pub mod annotated;
pub mod fixture;
pub mod review;

pub use annotated::{
    AnnotatedDocument, AnnotatedPerson, AnnotatedTitle, Decision, Rejected, ReviewNote,
};
pub use fixture::{Fixture, FixtureError, Fixtures, Saved, Version};
pub use review::{Edit, EditError, Item, Review};
