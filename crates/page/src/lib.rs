//! Releases with their records as pages: a text with its mentions marked in place, records, pictures of a run.

pub mod marks;
pub mod text;

pub use marks::{Kind, Mark};
pub use text::marked;

/// The look that all pages share, as a style sheet.
pub const LOOK: &str = include_str!("../assets/base.css");
