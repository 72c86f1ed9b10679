//! States: forms of their names by language (placeholder until the tables land).

use rostra_document::CountryForm;

/// Forms of states and places in `lang`: form, ISO 3166-1 alpha-3, kind.
pub fn forms(_lang: &str) -> impl Iterator<Item = (&'static str, &'static str, CountryForm)> {
    std::iter::empty()
}
