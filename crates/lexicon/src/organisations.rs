//! Bodies: forms of their names by language (placeholder until the tables land).

/// Forms of bodies in `lang`: form, id, alpha-3 of the state it belongs to.
pub fn forms(
    _lang: &str,
) -> impl Iterator<Item = (&'static str, &'static str, Option<&'static str>)> {
    std::iter::empty()
}
