//! Grammar and model agree on one reading of a segment.
//!
//! A model that reads segments after the grammar says by its probabilities how far to trust the grammar here. It
//! takes away names that it holds for none, makes titles longer by words that no pack knows, and adds names and
//! titles that the grammar has missed. It does not move the borders of names nor shorten titles: measured on
//! annotated releases, the grammar is better at both.
//!
//! What a model has to say of a segment is an [`Opinion`], how sure it must be is its [`Bounds`]. [`arbitrate`]
//! goes through a document and asks for the opinion on each segment; [`decide`] is the judgement on one. So
//! recognisers of any make share the rules, and none knows another.

mod arbitrate;
mod bounds;
mod decide;
mod found;
mod kind;
mod opinion;
mod reader;
mod spans;
mod titles;

pub use arbitrate::{Opinions, arbitrate};
pub use bounds::Bounds;
pub use decide::decide;
pub use found::{Found, Tokens, core};
pub use kind::Kind;
pub use opinion::Opinion;
