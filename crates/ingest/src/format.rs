//! What kind of input a file is.

use std::path::Path;

/// How an input is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One release, plain text or Markdown, read as it stands.
    Text,
    /// One release a line, as a JSON object with `text` and, if it has them, `id`, `title`,
    /// `date`, `publisher` and `lang`.
    JsonLines,
    /// A web page.
    Html,
}

impl Format {
    /// The format that a file's name ends in, if Rostra reads it.
    #[must_use]
    pub fn of_name(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" | "md" | "markdown" => Some(Self::Text),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }

    /// The format that an input without a telling name begins like.
    #[must_use]
    pub fn of_bytes(head: &[u8]) -> Self {
        let text = String::from_utf8_lossy(head.get(..head.len().min(512)).unwrap_or_default());
        let start = text
            .trim_start_matches('\u{feff}')
            .trim_start()
            .to_ascii_lowercase();
        let object = start
            .strip_prefix('{')
            .is_some_and(|rest| rest.trim_start().starts_with('"'));
        if object {
            Self::JsonLines
        } else if start.starts_with("<!doctype html") || start.starts_with("<html") {
            Self::Html
        } else {
            Self::Text
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Format;

    #[test]
    fn by_name_then_by_beginning() {
        assert_eq!(Format::of_name(Path::new("a/B.TXT")), Some(Format::Text));
        assert_eq!(
            Format::of_name(Path::new("b.ndjson")),
            Some(Format::JsonLines)
        );
        assert_eq!(Format::of_name(Path::new("b.json")), None);
        assert_eq!(Format::of_name(Path::new("b")), None);
        assert_eq!(
            Format::of_bytes("\u{feff} <!DOCTYPE html>".as_bytes()),
            Format::Html
        );
        assert_eq!(Format::of_bytes(b"{ \"id\": 1}"), Format::JsonLines);
        assert_eq!(Format::of_bytes(b"{ curly prose }"), Format::Text);
        assert_eq!(Format::of_bytes(b""), Format::Text);
    }
}
