//! Mentions to records: apposition, lists, coreference, roles.

use rostra_document::{Document, Mention, Relater, Relations, Segment};

/// Ties titles and countries to the people beside them, `apposition.v1`.
#[derive(Clone, Debug, Default)]
pub struct AppositionRelater;

impl AppositionRelater {
    /// The relater; `home_country` is the ISO 3166-1 alpha-3 code of the state whose officials a
    /// release may name without naming the state.
    #[must_use]
    pub fn new(_home_country: Option<String>) -> Self {
        Self
    }
}

impl Relater for AppositionRelater {
    fn relate(&self, _: &Document, _: &[Segment], _: &[Mention]) -> Relations {
        Relations::default()
    }
}
