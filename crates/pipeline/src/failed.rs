//! A document that could not be read, as a row among those that could.

use rostra_document::extraction::{NormalizedDiagnostic, NormalizedProvenance};
use rostra_document::{Extraction, FailureKind, Language, SourceError};

use crate::chain::Pipeline;

impl Pipeline {
    /// What is known of a document that could not be read: nobody in it, and one diagnostic of severity `error` that says why. For
    /// outputs that must have an answer for each input and cannot set it aside, as a table cannot.
    #[must_use]
    pub fn failed(&self, error: &SourceError) -> Extraction {
        let diagnostic = NormalizedDiagnostic {
            severity: "error".to_owned(),
            code: code(error.kind).to_owned(),
            message: error.reason.clone(),
            start: None,
            end: None,
        };
        Extraction {
            id: error.bookmark.id.clone().unwrap_or_default(),
            source: error.provenance.to_string(),
            sha256: String::new(),
            content_hash: error.bookmark.content_hash.clone().unwrap_or_default(),
            lang: Language::unknown().as_str().to_owned(),
            title: None,
            date: None,
            publisher: None,
            place: None,
            url: None,
            provenance: NormalizedProvenance {
                provenance: error.provenance.clone(),
                metadata: serde_json::Map::new(),
            },
            event: None,
            people: Vec::new(),
            extractor: self.extractor().clone(),
            diagnostics: vec![diagnostic],
            text: None,
            carried: serde_json::Map::new(),
        }
    }
}

/// The diagnostic's stable name.
fn code(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::Unreadable => "document.unreadable",
        FailureKind::Rejected => "document.rejected",
        FailureKind::Unrecognized => "document.unrecognized",
        FailureKind::Defect => "document.defect",
        FailureKind::Incomplete => "document.incomplete",
        FailureKind::Taken => "document.taken",
    }
}

#[cfg(test)]
mod tests {
    use rostra_document::{FailureKind, Identity, Provenance, SourceError, Step};

    use crate::{Pipeline, PipelineConfig};

    #[test]
    fn says_what_is_known_and_why_there_is_no_more() {
        let pipeline = Pipeline::new(PipelineConfig::grammar_alone()).unwrap();
        let way = Provenance::file("rows.jsonl").step(Step::Row(3));
        let error = SourceError::new(way.clone(), FailureKind::Rejected, "`text` is empty");
        let row = pipeline.failed(&error.of(&Identity {
            content_hash: "c0".to_owned(),
            ..Identity::new("a", way)
        }));
        assert_eq!((row.id.as_str(), row.content_hash.as_str()), ("a", "c0"));
        assert_eq!(
            (row.source.as_str(), row.lang.as_str()),
            ("rows.jsonl:3", "und")
        );
        assert_eq!(row.diagnostics.len(), 1);
        let said = &row.diagnostics[0];
        assert_eq!(said.severity, "error");
        assert_eq!(said.code, "document.rejected");
        assert_eq!(said.message, "`text` is empty");
        assert_eq!(row.extractor, *pipeline.extractor());
    }
}
