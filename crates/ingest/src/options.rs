//! What a caller may choose about reading.

use rostra_document::{Diagnostic, Language};

use crate::format::Format;
use crate::language::identify;

/// How much of an input is held at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes read of one document; what follows is dropped with a diagnostic.
    pub document_bytes: usize,
    /// Bytes of one JSON Lines row; a longer row is rejected.
    pub row_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: 4 << 20,
            row_bytes: 64 << 20,
        }
    }
}

/// How inputs are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of every document that does not name its own; `None` identifies it.
    pub language: Option<Language>,
    /// The format of every input; `None` goes by name and beginning.
    pub format: Option<Format>,
    /// How much is held at once.
    pub limits: Limits,
}

impl Options {
    /// The language that the source names, else the one chosen, else the one identified.
    pub(crate) fn language_of(
        &self,
        named: Option<Language>,
        text: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Language {
        let known = named.or_else(|| self.language.clone());
        let language = known.unwrap_or_else(|| identify(text));
        diagnostics.extend(doubt(&language));
        language
    }
}

/// What a reader of the output should know about a document in `language`.
fn doubt(language: &Language) -> Option<Diagnostic> {
    if *language == Language::unknown() {
        let message = "the language could not be identified";
        return Some(Diagnostic::warning("language.unknown", message));
    }
    let tag = language.as_str();
    if rostra_lexicon::languages().any(|known| known == tag) {
        return None;
    }
    let message = format!("there is no language pack for {tag}: people may be missed");
    Some(Diagnostic::warning("language.no_pack", message))
}

#[cfg(test)]
mod tests {
    use rostra_document::Language;

    use super::Options;

    #[test]
    fn a_language_without_a_pack_is_told() {
        for (tag, code) in [
            ("en", None),
            ("am", Some("language.no_pack")),
            ("und", Some("language.unknown")),
        ] {
            let mut diagnostics = Vec::new();
            Options::default().language_of(Some(Language::new(tag)), "", &mut diagnostics);
            assert_eq!(diagnostics.first().map(|d| d.code), code, "{tag}");
        }
    }
}
