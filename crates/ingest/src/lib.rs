//! Bytes to documents: what lies in what, decoding, main content, language.
//!
//! ```text
//! names --walk--> Part --sniff--> format --container--> Parts, and so on
//!                                        --leaf--> bytes --decode--> Document
//! ```
//!
//! [`Reader`] is the stage: an iterator of [`Leaf`]s, each a document still to be decoded, or of the reason why one could not be
//! read. Decoding is left to whoever has threads for it ([`Undecoded`](rostra_document::Undecoded)), or done by
//! [`Reader::documents`]. One member of each container is held at a time.
//!
//! Formats with weight stand behind features: `html`, `pdf`, `office` (DOCX, ODT, RTF), `mail`, `feed`, `archives` (ZIP, TAR, WARC,
//! compressed files).

mod again;
mod binary;
mod bounded;
mod budget;
mod bytes;
mod container;
mod containers;
mod content;
mod date;
mod dateline;
mod decode;
mod format;
#[cfg(feature = "html")]
mod html;
mod ids;
mod language;
mod leaf;
#[cfg(feature = "office")]
mod office;
mod options;
mod part;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod reader;
mod row;
mod selection;
mod sniff;
mod text;
mod walk;

pub use again::Again;
pub use budget::DECODER;
pub use bytes::Bytes;
pub use format::{FORMATS, Facts, Format};
pub use language::{IDENTIFIED, identify, identify_parts, sections};
pub use leaf::Leaf;
pub use options::{Columns, Limits, Naming, Options};
pub use reader::Reader;
pub use row::{Fields, document_of_line, document_of_row};
pub use selection::Wanted;
