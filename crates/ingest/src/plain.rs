//! Text that is already decoded, cut to the limit.

use rostra_document::{Diagnostic, Origin};

use crate::text::TextBuilder;

/// `text` with `\n` line ends and the way back to its bytes; what lies beyond `limit` bytes is
/// dropped, and a diagnostic says so.
pub(crate) fn from_str(
    text: &str,
    limit: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> (String, Origin) {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if end < text.len() {
        diagnostics.push(truncated(limit, text.len() as u64));
    }
    let kept = text.get(..end).unwrap_or_default();
    let mut builder = TextBuilder::default();
    let mark = if kept.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    builder.push(kept.get(mark..).unwrap_or_default(), mark);
    builder.finish()
}

/// Says that a source of `total` bytes was read no further than `limit`.
pub(crate) fn truncated(limit: usize, total: u64) -> Diagnostic {
    let message = format!(
        "only the first {limit} of {total} bytes were read; `limits.document_bytes` sets how many"
    );
    Diagnostic::warning("input.truncated", message)
}

#[cfg(test)]
mod tests {
    use super::from_str;

    #[test]
    fn cuts_on_a_character_border_and_says_so() {
        let mut diagnostics = Vec::new();
        assert_eq!(from_str("\u{feff}a\r\n洪b", 7, &mut diagnostics).0, "a\n");
        assert_eq!(diagnostics[0].code, "input.truncated");
        diagnostics.clear();
        assert_eq!(from_str("洪", 3, &mut diagnostics).0, "洪");
        assert!(diagnostics.is_empty());
    }
}
