//! Annotated releases in the formats of other tools, and back.
//!
//! ```text
//! Release, Fixture ──> Source ──> Regions ──┬─> label_studio ──> tasks ──(annotators)──> label_studio::import ──> AnnotatedDocument
//!                                           └─> entities over tokens ──> conll, spacy
//! ```
//!
//! - [`source`]: a document to be exported;
//! - [`regions`]: its people as marked places and links between them, as annotation tools have it, and people made of such places;
//! - [`label_studio`]: tasks and configuration for Label Studio, and what comes back;
//! - [`tokens`], [`entities`]: the text in tokens, and the places that do not overlap;
//! - [`conll`], [`spacy`]: these as columns, and as spaCy's documents;
//! - [`exporter`]: a file of any of the formats.
//!
//! Places count Unicode code points, as everywhere in the output.

pub mod conll;
pub mod entities;
pub mod exporter;
#[cfg(test)]
mod generated;
pub mod label_studio;
pub mod regions;
pub mod source;
pub mod spacy;
pub mod tokens;

pub use source::Source;

pub use exporter::{Exporter, Format};
