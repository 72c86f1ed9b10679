//! What is said of a text that was cut to the limit.

use rostra_document::Diagnostic;

/// Says that a source of `total` bytes was read no further than `limit`.
pub(crate) fn truncated(limit: usize, total: u64) -> Diagnostic {
    let message = format!(
        "only the first {limit} of {total} bytes were read; `limits.document_bytes` sets how many"
    );
    Diagnostic::warning("input.truncated", message)
}
