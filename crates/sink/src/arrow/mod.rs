//! Documents as Arrow record batches: what Parquet files hold, and what programs take without a file.
//!
//! One row a document, its columns named and nested as the [JSON](Extraction) is ([`schema`]), with three differences: objects of
//! which only some fields are there (`steps`, `at`) have all of them, null where they are not; `metadata` is a map; `carried`, which
//! may hold anything, is JSON as text. So a batch holds all that the JSON does, and [`documents`] makes the same documents of it.
//!
//! ```
//! use rostra_sink::arrow::{DocumentsBuilder, documents};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let extraction: rostra_document::Extraction = serde_json::from_str(r#"{"id": "a", "source": "a.txt", "sha256": "",
//! #   "lang": "en", "people": [], "diagnostics": [], "extractor": {"name": "rostra", "version": "1", "pipeline": ""}}"#)?;
//! let mut builder = DocumentsBuilder::new();
//! builder.append(&extraction)?;
//! let batch = builder.finish()?;
//! assert_eq!(batch.num_rows(), 1);
//! assert_eq!(documents(&batch)?, [extraction]);
//! # Ok(())
//! # }
//! ```

#[cfg(test)]
pub(crate) mod any;
mod builder;
mod documents;
mod schema;
#[cfg(test)]
mod tests;

use arrow_schema::ArrowError;
#[cfg(doc)]
use rostra_document::Extraction;
use thiserror::Error;

pub use builder::DocumentsBuilder;
pub use documents::documents;
pub use schema::{SCHEMA_VERSION, schema};

/// Documents and batches that do not fit each other.
#[derive(Debug, Error)]
pub enum BatchError {
    /// A document has a value that the schema has no room for, such as an offset beyond 2⁶³ or metadata that is no text.
    #[error("a document does not fit the Arrow schema")]
    Document(#[source] ArrowError),
    /// A column of a batch has a type that cannot be read.
    #[error("the batch cannot be read")]
    Batch(#[source] ArrowError),
    /// A row lacks what every document has, or has a value of another kind.
    #[error("row {row} of the batch is no document")]
    Row {
        /// The row, from 0.
        row: usize,
        /// What is wrong with it.
        #[source]
        cause: serde_json::Error,
    },
}
