//! Releases with their records as pages: a text with its mentions marked in place, records, pictures of a run.

pub mod marks;
pub mod text;

pub use marks::{Kind, Mark};
pub use text::marked;
