//! Names of people as a score (placeholder until the tables land).

/// Given and family names of the world, as single folded words.
#[derive(Debug)]
pub struct NameLexicon;

impl NameLexicon {
    /// The names in the program.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &Self
    }

    /// Whether `key` is a given name somewhere.
    #[must_use]
    pub fn given(&self, _key: &str) -> bool {
        false
    }

    /// Whether `key` is a family name somewhere.
    #[must_use]
    pub fn family(&self, _key: &str) -> bool {
        false
    }
}
