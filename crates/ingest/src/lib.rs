//! Bytes to documents: decoding, main content, language.
//!
//! ```text
//! names --walk--> files --bounded--> bytes --decode, html, row--> Document
//! ```
//!
//! [`Reader`] is the stage: an iterator of documents, each with what had to be guessed or left out
//! as diagnostics, or of the reason why one could not be read. It holds one document at a time.

mod binary;
mod bounded;
mod date;
mod decode;
mod format;
mod html;
mod ids;
mod language;
mod options;
mod plain;
mod reader;
mod row;
mod text;
mod walk;
mod words;

pub use format::Format;
pub use language::{IDENTIFIED, identify};
pub use options::{Limits, Options};
pub use reader::Reader;
