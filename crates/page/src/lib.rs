//! Releases with their records as pages: a text with its mentions marked in place, records, pictures of a run.
//!
//! [`Report`] makes one page of a whole run; [`marked`] and [`assets::BASE`] are what other pages share with it. Whatever comes from a release
//! is data here: it is escaped where it is written, and no page can run it ([`assets::policy`]).

pub mod assets;
mod inert;
pub mod marks;
mod meetings;
mod pictures;
pub mod report;
pub mod text;
mod view;
pub mod words;

pub use marks::{Kind, Mark};
pub use report::{PageChange, PageError, Report};
pub use text::marked;

/// The look that all pages share, as a style sheet.
pub const LOOK: &str = include_str!("../assets/base.css");
