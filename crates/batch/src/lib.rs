//! Rows, files and record batches of texts in, records out, without a file in between: what programs call that hold their texts
//! themselves.
//!
//! [`Extractor`] is built once. What it is given ([`Input`]) it reads as the command line reads a line of JSON Lines or a file, so the
//! records are the same. There is an answer for every input, also for one that cannot be read ([`Failure`]).
//!
//! ```
//! use rostra_batch::{Extractor, Input};
//! # fn main() -> Result<(), rostra_pipeline::ConfigError> {
//! let extractor = Extractor::new(&Default::default(), Default::default(), Default::default())?;
//! let text = "Speeches were delivered by Ana Ruiz, Minister of Health of Peru.";
//! let outcomes = extractor.read([Input::text("a", text)], Some(1), &|| false);
//! let extraction = outcomes[0].as_ref().unwrap();
//! assert_eq!(extraction.people[0].name, "Ana Ruiz");
//! # Ok(())
//! # }
//! ```

mod collect;
mod extractor;
mod failure;
mod input;
mod record_batch;
mod table;
mod texts;

pub use extractor::Extractor;
pub use failure::Failure;
pub use input::Input;
pub use record_batch::{Stopped, identity_schema};
pub use table::{Layout, TableError};

/// What became of a document.
pub type Outcome = Result<std::sync::Arc<rostra_document::Extraction>, Failure>;
