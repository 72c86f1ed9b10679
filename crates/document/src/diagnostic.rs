//! What could not be read, and where.

use serde::Serialize;

use crate::range::TextRange;

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing was lost.
    Note,
    /// Something was guessed or left out.
    Warning,
    /// The document could not be processed.
    Error,
}

/// Codes that say that the text is not all that the source holds.
const LOSSES: &[&str] = &[
    "docx.embedded",
    "encoding.broken",
    "html.cut",
    "input.truncated",
    "odt.embedded",
    "pdf.left_out",
    "pdf.page_cut",
    "pdf.pages_cut",
    "pdf.pictures",
    "pdf.unmapped",
    "rtf.embedded",
    "rtf.incomplete",
    "text.truncated",
];

/// One thing that a stage has to say about a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name, e.g. `encoding.guessed`; `<stage>.<what>`.
    pub code: &'static str,
    /// One sentence for a person.
    pub message: String,
    /// Where in the document's text, in bytes, if anywhere.
    pub range: Option<TextRange>,
}

impl Diagnostic {
    /// A note without a place.
    #[must_use]
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Note,
            code,
            message: message.into(),
            range: None,
        }
    }

    /// A warning without a place.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            code,
            message: message.into(),
            range: None,
        }
    }

    /// Whether part of the text could not be read, or not as it was meant.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        LOSSES.contains(&self.code)
    }

    /// The same diagnostic, tied to a place in the text.
    #[must_use]
    pub fn at(mut self, range: TextRange) -> Self {
        self.range = Some(range);
        self
    }
}
