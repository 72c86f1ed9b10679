//! Canonical offices: one scheme of codes for all languages (`docs/offices.md`).
//!
//! A language pack says which words name which family, portfolio and body ([`lookup`]); the rules
//! that turn what stands in a title into a code are the same for every language ([`resolve`]).

pub mod lookup;
pub mod resolve;
pub mod scheme;

pub use lookup::OfficeWords;
pub use resolve::{Holder, office};
