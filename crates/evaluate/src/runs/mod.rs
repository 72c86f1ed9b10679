//! Two runs over the same releases, field by field: two versions, two pipelines, two models.
//!
//! [`Comparison`] takes the documents of both, in whatever order each run has them, and pairs them by id. Of a document that one run
//! has and the other has not yet it keeps what is compared, as compact JSON: where both runs have one order, of one document; at most of as
//! many as one run has, 3 to 4 KB each.
//!
//! Within a document people are paired by name, then by where they are named, then by parts of names; titles by their words, then by where
//! they stand ([`pairing`](mod@pairing)). So a longer name of the same person is a change of `people.name`, not a person lost and one gained.

mod bare;
mod change;
mod compare;
mod document;
mod fields;
mod pairing;
mod people;
mod text;

pub use change::{Change, Documents, RunDiff, Side};
pub use compare::Comparison;
pub use fields::{FIELDS, Options, UnknownField};
pub use text::{COLOURS, PLAIN, Palette, changes, summary};

#[cfg(test)]
mod tests;
