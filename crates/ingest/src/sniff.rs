//! Telling a format from an input's first bytes, its name and its media type.
//!
//! What the bytes say for certain holds, whatever the name says: web servers and mail programs name many things wrongly. Then name
//! and media type are asked, and last the looks of the text.

use crate::binary;
use crate::decode::decode;
use crate::format::Format;

/// Bytes that are looked at.
pub(crate) const HEAD: usize = 4096;

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sniffed {
    /// Of this format.
    Known(Format),
    /// Text by its bytes; nothing says of what kind.
    Text,
    /// Nothing that is read: what it is, as part of a sentence.
    Unread(&'static str),
}

/// Bytes that only files of one format begin with.
const MAGIC: &[(&[u8], Format)] = &[
    (b"%PDF-", Format::Pdf),
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"{\\rtf", Format::Rtf),
    (b"\x1f\x8b", Format::Gzip),
    (b"\xfd7zXZ\0", Format::Xz),
    (b"\x28\xb5\x2f\xfd", Format::Zstd),
    (b"BZh", Format::Bzip2),
    (b"WARC/1.", Format::Warc),
];

/// Where the magic of a TAR archive stands, and what it is (POSIX 1003.1 ustar; GNU's begins alike).
const TAR: (usize, &[u8]) = (257, b"ustar");

/// What the input is that begins with `head`, is called `name`, and is declared to be of the media type `media`.
pub(crate) fn sniff(head: &[u8], name: Option<&str>, media: Option<&str>) -> Sniffed {
    let head = head.get(..head.len().min(HEAD)).unwrap_or_default();
    if let Some(format) = by_magic(head) {
        return Sniffed::Known(format);
    }
    let looks = Looks::of(head);
    if let Some(format) = looks.markup() {
        return Sniffed::Known(format);
    }
    let told = name.and_then(Format::of_name);
    let told = told.or_else(|| media.and_then(Format::of_media));
    if let Some(kind) = binary::binary_kind(head) {
        // New office files lie in a container of the old ones where they are encrypted; their reader tells.
        return match told {
            Some(Format::Docx) if kind == binary::OLD_OFFICE => Sniffed::Known(Format::Docx),
            _ => Sniffed::Unread(kind),
        };
    }
    // Text by its bytes: a name or type that speaks of anything else is wrong.
    match told.filter(|&format| is_textual(format)) {
        // Servers call everything `text/plain` that they do not know, and mails are saved as `.txt`.
        Some(Format::Text) if looks.certain_mail() => Sniffed::Known(Format::Mail),
        Some(format) => Sniffed::Known(looks.finer(format)),
        None => looks.text().map_or(Sniffed::Text, Sniffed::Known),
    }
}

/// Formats whose files are text.
fn is_textual(format: Format) -> bool {
    use Format::{Csv, Feed, Html, Json, JsonLines, Mail, Mbox, Text};
    matches!(
        format,
        Text | Html | Mail | Mbox | Feed | Csv | Json | JsonLines
    )
}

/// How an input is compressed that begins with `head`.
pub(crate) fn compression(head: &[u8]) -> Option<Format> {
    use Format::{Bzip2, Gzip, Xz, Zstd};
    by_magic(head).filter(|format| matches!(format, Gzip | Xz | Zstd | Bzip2))
}

fn by_magic(head: &[u8]) -> Option<Format> {
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(*format);
    }
    // Some producers write a few bytes before a PDF's header; readers look for it in the first kilobyte (ISO 32000-1, annex H.3.4.1).
    let first = head.get(..head.len().min(1024)).unwrap_or_default();
    if first.windows(5).any(|bytes| bytes == b"%PDF-") && binary::binary_kind(head).is_some() {
        return Some(Format::Pdf);
    }
    let tar = head.get(TAR.0..TAR.0 + TAR.1.len())? == TAR.1;
    tar.then_some(Format::Tar)
}

/// The beginning of a text, in lower case.
struct Looks {
    start: String,
}

/// Headers that mails have and memoranda do not.
const MAIL_ALONE: &[&str] = &[
    "received:",
    "message-id:",
    "mime-version:",
    "return-path:",
    "delivered-to:",
    "dkim-signature:",
];

/// Headers that mails have, and other texts may have.
const MAIL: &[&str] = &[
    "from:",
    "to:",
    "subject:",
    "date:",
    "cc:",
    "reply-to:",
    "sender:",
    "content-type:",
];

/// Names of columns that hold texts, in lower case.
pub(crate) const TEXT_COLUMNS: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "fulltext",
    "full_text",
    "content_text",
    "content_html",
];

/// What flat OpenDocument files say that are no texts.
const OTHER_FLAT: &[&str] = &[
    "opendocument.spreadsheet",
    "opendocument.presentation",
    "opendocument.graphics",
];

impl Looks {
    fn of(head: &[u8]) -> Self {
        let text = decode(head, None, true).text;
        let start = text.trim_start_matches('\u{feff}').trim_start();
        Self {
            start: start.to_lowercase(),
        }
    }

    /// The format that a first tag tells.
    fn markup(&self) -> Option<Format> {
        let mut rest = self.start.as_str();
        loop {
            rest = rest.trim_start();
            let end = match rest {
                _ if rest.starts_with("<?") => "?>",
                _ if rest.starts_with("<!--") => "-->",
                _ if rest.starts_with("<!doctype html") => return Some(Format::Html),
                _ if rest.starts_with("<!doctype") => ">",
                _ => break,
            };
            rest = rest.split_once(end)?.1;
        }
        let tag = |name: &str| {
            let after = rest
                .strip_prefix('<')
                .and_then(|rest| rest.strip_prefix(name));
            after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric()))
        };
        let rdf_feed = tag("rdf:rdf") && rest.contains("purl.org/rss/");
        if tag("rss") || tag("feed") || rdf_feed {
            Some(Format::Feed)
        } else if tag("office:document") && !OTHER_FLAT.iter().any(|kind| rest.contains(kind)) {
            Some(Format::Odt)
        } else if ["html", "head", "body"].iter().any(|name| tag(name)) {
            Some(Format::Html)
        } else {
            None
        }
    }

    /// A text that only a mail can be.
    fn certain_mail(&self) -> bool {
        self.headers(MAIL_ALONE) >= 1 && self.headers(MAIL) >= 1
    }

    /// How many of `names` stand among the lines before the first that is no header.
    fn headers(&self, names: &[&str]) -> usize {
        let lines = self.start.lines();
        let headers = lines.take_while(|line| {
            line.starts_with([' ', '\t'])
                || line.split_once(':').is_some_and(|(name, _)| {
                    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                })
        });
        headers
            .filter(|line| names.iter().any(|name| line.starts_with(name)))
            .count()
    }

    /// `format`, told by a name, or what the text shows it to be in that kind.
    fn finer(&self, format: Format) -> Format {
        match format {
            Format::Json if self.is_lines() => Format::JsonLines,
            Format::JsonLines if self.start.starts_with('[') => Format::Json,
            other => other,
        }
    }

    /// Whether a whole object stands on the first line and another begins on the second.
    fn is_lines(&self) -> bool {
        let mut lines = self.start.lines();
        let first = lines.next().map(str::trim_end);
        first.is_some_and(|line| line.starts_with('{') && line.ends_with('}'))
            && lines.next().is_some_and(|line| line.starts_with('{'))
    }

    /// The format that a text without a telling name looks like.
    fn text(&self) -> Option<Format> {
        let start = self.start.as_str();
        let opens = |mark: char, then: char| {
            start
                .strip_prefix(mark)
                .is_some_and(|rest| rest.trim_start().starts_with(then))
        };
        if opens('[', '{') {
            Some(Format::Json)
        } else if opens('{', '"') {
            let first = start.lines().next().unwrap_or_default().trim_end();
            let whole = first.ends_with('}') || first.len() > 2;
            Some(if whole {
                Format::JsonLines
            } else {
                Format::Json
            })
        } else if start.starts_with("from ") && start.lines().next().is_some_and(is_mbox_line) {
            Some(Format::Mbox)
        } else if self.certain_mail() {
            Some(Format::Mail)
        } else if self.is_table() {
            Some(Format::Csv)
        } else {
            None
        }
    }

    /// A header row that names a column of texts and another.
    fn is_table(&self) -> bool {
        let header = self.start.lines().next().unwrap_or_default();
        [',', ';', '\t'].iter().any(|&mark| {
            let names = header.split(mark).map(|name| name.trim().trim_matches('"'));
            let (mut all, mut texts) = (0, 0);
            for name in names {
                if name.len() > 40 || name.contains(". ") {
                    return false;
                }
                all += 1;
                texts += usize::from(TEXT_COLUMNS.contains(&name));
            }
            all > 1 && texts > 0
        })
    }
}

/// `from sender day mon dd hh:mm:ss yyyy`, in lower case (RFC 4155).
fn is_mbox_line(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let time = words.iter().any(|word| word.matches(':').count() == 2);
    let year = words
        .iter()
        .any(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
    words.len() >= 6 && time && year
}

#[cfg(test)]
mod tests {
    use super::{Sniffed, sniff};
    use crate::format::Format;

    fn format(head: &[u8], name: Option<&str>, media: Option<&str>) -> Option<Format> {
        match sniff(head, name, media) {
            Sniffed::Known(format) => Some(format),
            Sniffed::Text | Sniffed::Unread(_) => None,
        }
    }

    #[test]
    fn bytes_then_names_then_looks() {
        use Format::*;
        let mut tar = vec![b'a'; 257];
        tar.extend(b"ustar\x0000");
        let cases: &[(&[u8], Option<&str>, Option<Format>)] = &[
            (b"%PDF-1.7", Some("a.txt"), Some(Pdf)),
            (b"PK\x03\x04", Some("a.docx"), Some(Zip)),
            (b"{\\rtf1", None, Some(Rtf)),
            (b"WARC/1.0\r\n", None, Some(Warc)),
            (&tar, None, Some(Tar)),
            (b"\xef\xbb\xbf <!DOCTYPE html>", Some("a.pdf"), Some(Html)),
            (
                b"<?xml version='1.0'?>\n<!-- x --><html lang=en>",
                None,
                Some(Html),
            ),
            (
                b"<?xml version='1.0'?><rss version='2.0'>",
                Some("a.xml"),
                Some(Feed),
            ),
            (
                b"<feed xmlns='http://www.w3.org/2005/Atom'>",
                None,
                Some(Feed),
            ),
            (
                b"<?xml version='1.0'?><office:document xmlns:office='x'>",
                Some("a.xml"),
                Some(Odt),
            ),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
                Some("a.docx"),
                Some(Docx),
            ),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Some("a.doc"), None),
            (b"<feedback>x", None, None),
            (b"<p>Fragment", Some("a.html"), Some(Html)),
            (b"Plain words", Some("a.pdf"), None),
            (b"Plain words", Some("a.TXT"), Some(Text)),
            (b"Plain words", None, None),
            (b"{\"text\": \"x\"}\n", None, Some(JsonLines)),
            (b"{\n  \"text\": \"x\"}\n", None, Some(Json)),
            (b"[\n {\"text\": 1}]", Some("a.jsonl"), Some(Json)),
            (b"{\"a\":1}\n{\"a\":2}\n", Some("a.json"), Some(JsonLines)),
            (b"{ curly prose }", None, None),
            (
                b"From a@b.org Mon May  6 10:00:00 2024\nFrom: a",
                None,
                Some(Mbox),
            ),
            (b"From the ministry: a note\n", None, None),
            (
                b"MIME-Version: 1.0\nFrom: a@b.org\nSubject: x\n\n",
                Some("a.txt"),
                Some(Mail),
            ),
            (
                b"From: The Ministry\nTo: The Press\nDate: 5 May\n\n",
                None,
                None,
            ),
            (b"id;text;date\n1;x;y", None, Some(Csv)),
            (b"Ministers, text and all. Then\n", None, None),
            (b"a,b\n", Some("a.csv"), Some(Csv)),
        ];
        for (head, name, expected) in cases {
            let shown = String::from_utf8_lossy(head);
            assert_eq!(format(head, *name, None), *expected, "{shown} {name:?}");
        }
        assert_eq!(
            format(b"words", None, Some("text/html; charset=x")),
            Some(Html)
        );
        assert_eq!(
            sniff(b"\x89PNG\r\n", Some("a.txt"), None),
            Sniffed::Unread("a PNG image")
        );
        assert_eq!(
            sniff(b"a\0b\x01", None, None),
            Sniffed::Unread("a binary file")
        );
        assert_eq!(sniff(b"", None, None), Sniffed::Text);
    }
}
