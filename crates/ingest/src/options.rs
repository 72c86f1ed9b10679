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
        if language == Language::unknown() {
            let message = "the language could not be identified";
            diagnostics.push(Diagnostic::warning("language.unknown", message));
        }
        language
    }
}
