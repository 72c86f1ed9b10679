//! What tells a document from all others before it is decoded.

use serde::{Deserialize, Serialize};

use crate::provenance::Provenance;

/// Name, content and origin of a document. Two documents of one id and one content are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Unique within a run: the row's `id`, or one made from the name of the file.
    pub id: String,
    /// Whether the source itself gives the id, as a row does; what a file is called is less worth.
    pub id_given: bool,
    /// SHA-256, in lower-case hexadecimal, of all that is read: the bytes, what containers say of them (title, day, columns), and how
    /// they were to be read.
    pub content_hash: String,
    /// The way to it.
    pub provenance: Provenance,
}

impl Identity {
    /// Of a document whose content nobody compares.
    #[must_use]
    pub fn new(id: impl Into<String>, provenance: Provenance) -> Self {
        Self {
            id: id.into(),
            provenance,
            ..Self::default()
        }
    }
}
