//! The parts of a mail (RFC 2046, section 5.1).
//!
//! One pass over the lines with a stack of the boundaries that are open: time grows with the length of the mail, whatever its parts say of
//! their nesting, and nothing calls itself.

use std::ops::Range;

use super::headers::Headers;

/// Multiparts in each other that are taken apart.
const DEEPEST: usize = 32;

/// Parts of one mail that are read.
const MOST: usize = 1000;

/// A part that is no multipart.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) headers: Headers,
    /// Where its content stands in the mail, still encoded.
    pub(super) content: Range<usize>,
    /// The outermost `multipart/alternative` that it lies in, by number: what lies in one says the same.
    pub(super) alternative: Option<usize>,
}

/// A mail taken apart.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The mail's own headers.
    pub(super) headers: Headers,
    pub(super) pieces: Vec<Piece>,
    /// What was not taken apart, as part of a sentence.
    pub(super) left_out: Option<String>,
}

/// A multipart whose end has not been seen.
struct Open {
    boundary: Vec<u8>,
    headers: Headers,
    start: usize,
    children: usize,
    alternative: Option<usize>,
    /// Whether what lies in it is a mail where nothing else is said.
    digest: bool,
}

enum At {
    /// In the headers that began there.
    Headers(usize),
    /// In the content that began there.
    Content(Box<Headers>, usize),
    /// Before the first part of a multipart, or after its last.
    Between,
}

struct Splitter<'m> {
    mail: &'m [u8],
    at: At,
    open: Vec<Open>,
    parts: Parts,
    multiparts: usize,
    /// Whether the mail's own headers have been read.
    begun: bool,
}

/// Takes `mail` apart.
pub(super) fn split(mail: &[u8]) -> Parts {
    let start = beginning(mail);
    let mut splitter = Splitter {
        mail,
        at: At::Headers(start),
        open: Vec::new(),
        parts: Parts::default(),
        multiparts: 0,
        begun: false,
    };
    let mut at = start;
    for line in mail
        .get(start..)
        .unwrap_or_default()
        .split_inclusive(|&b| b == b'\n')
    {
        if !splitter.line(line, at) {
            return splitter.parts;
        }
        at += line.len();
    }
    splitter.end(mail.len());
    splitter.close(0, mail.len());
    splitter.parts
}

/// Past empty lines and the line that a mailbox puts before a mail.
fn beginning(mail: &[u8]) -> usize {
    let mut at = if mail.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    for line in mail
        .get(at..)
        .unwrap_or_default()
        .split_inclusive(|&b| b == b'\n')
    {
        if !line.trim_ascii().is_empty()
            && !line.starts_with(b"From ")
            && !line.starts_with(b">From ")
        {
            break;
        }
        at += line.len();
    }
    at
}

impl Splitter<'_> {
    /// Takes the line that begins at `at`; false where no more are wanted.
    fn line(&mut self, line: &[u8], at: usize) -> bool {
        let next = at + line.len();
        if let Some((level, last)) = self.boundary(line) {
            self.end(before_break(self.mail, at));
            self.close(level + 1, at);
            if last {
                self.close(level, at);
                self.at = At::Between;
                return true;
            }
            if let Some(open) = self.open.last_mut() {
                open.children += 1;
            }
            self.at = At::Headers(next);
            if self.parts.pieces.len() >= MOST {
                self.leave_out(format!(
                    "holds more than {MOST} parts; those after them were not read"
                ));
                return false;
            }
        } else if let (At::Headers(start), true) = (&self.at, line.trim_ascii().is_empty()) {
            let headers = Headers::read(self.mail.get(*start..at).unwrap_or_default());
            self.enter(headers, next);
        }
        true
    }

    /// Which open multipart `line` separates the parts of, and whether it is the last such line of it.
    fn boundary(&self, line: &[u8]) -> Option<(usize, bool)> {
        let line = line.trim_ascii_end().strip_prefix(b"--")?;
        let level = |line: &[u8]| self.open.iter().rposition(|open| open.boundary == line);
        let ended = || Some((level(line.strip_suffix(b"--")?)?, true));
        level(line).map(|level| (level, false)).or_else(ended)
    }

    /// Goes on after the headers of a part, whose content begins at `start`.
    fn enter(&mut self, mut headers: Headers, start: usize) {
        if self.open.last().is_some_and(|open| open.digest) && headers.media.is_none() {
            headers.media = Some("message/rfc822".to_owned());
        }
        if !self.begun {
            self.begun = true;
            self.parts.headers = headers.clone();
        }
        let multipart = headers.is("multipart/");
        let Some(boundary) = headers.boundary.take().filter(|_| multipart) else {
            self.at = At::Content(Box::new(headers), start);
            return;
        };
        if self.open.len() >= DEEPEST {
            self.leave_out(format!(
                "holds parts in more than {DEEPEST} others; those deeper were not read"
            ));
            self.at = At::Between;
            return;
        }
        self.multiparts += 1;
        let outer = self.open.last().and_then(|open| open.alternative);
        let own = headers
            .is("multipart/alternative")
            .then_some(self.multiparts);
        self.open.push(Open {
            boundary: boundary.trim_end().as_bytes().to_vec(),
            digest: headers.is("multipart/digest"),
            headers,
            start,
            children: 0,
            alternative: outer.or(own),
        });
        self.at = At::Between;
    }

    /// Ends the part that is being read before `end`.
    fn end(&mut self, end: usize) {
        match std::mem::replace(&mut self.at, At::Between) {
            At::Between => {}
            At::Headers(start) => {
                // No empty line: headers without a content, or, of a part, text without headers.
                let block = self.mail.get(start..end).unwrap_or_default();
                let bare = self.begun && !has_header(block);
                let headers = if bare {
                    Headers::default()
                } else {
                    Headers::read(block)
                };
                self.enter(headers, if bare { start } else { end });
                self.end(end);
            }
            At::Content(headers, start) => self.keep(*headers, start..end.max(start)),
        }
    }

    /// Closes the open multiparts from `level` on. One in which no boundary was found is text.
    fn close(&mut self, level: usize, end: usize) {
        while self.open.len() > level {
            let Some(open) = self.open.pop() else { return };
            if open.children == 0 {
                let headers = Headers {
                    media: None,
                    ..open.headers
                };
                self.keep(headers, open.start..end.max(open.start));
            }
        }
    }

    fn keep(&mut self, headers: Headers, content: Range<usize>) {
        let alternative = self.open.last().and_then(|open| open.alternative);
        self.parts.pieces.push(Piece {
            headers,
            content,
            alternative,
        });
    }

    fn leave_out(&mut self, what: String) {
        self.parts.left_out.get_or_insert(what);
    }
}

/// The place before the line break that ends at `at`: it belongs to the boundary.
fn before_break(mail: &[u8], at: usize) -> usize {
    let before = mail.get(..at).unwrap_or_default();
    let line = before.strip_suffix(b"\n").unwrap_or(before);
    line.strip_suffix(b"\r").unwrap_or(line).len()
}

/// Whether the first line is a header.
fn has_header(block: &[u8]) -> bool {
    let line = block.split(|&b| b == b'\n').next().unwrap_or_default();
    let name = line.split(|&b| b == b':').next().unwrap_or_default();
    name.len() < line.len()
        && !name.is_empty()
        && name.iter().all(|&b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::{MOST, split};

    /// Media type, content and alternative of each piece.
    fn pieces(mail: &str) -> Vec<String> {
        let mail = mail.replace('\n', "\r\n");
        let parts = split(mail.as_bytes());
        let shown = parts.pieces.iter().map(|piece| {
            let media = piece.headers.media.as_deref().unwrap_or("-");
            let content = mail
                .get(piece.content.clone())
                .unwrap()
                .replace("\r\n", "|");
            let alternative = piece
                .alternative
                .map(|n| format!(" ({n})"))
                .unwrap_or_default();
            format!("{media} {content}{alternative}")
        });
        shown.collect()
    }

    #[test]
    fn mails_are_taken_apart() {
        let nested = "Content-Type: multipart/mixed; boundary=a\n\npreamble\n--a\nContent-Type: multipart/alternative; boundary=\"a b\"\n\n--a b\n\nplain\n--a b\nContent-Type: text/html\n\n<p>\n--a b--\n--a  \nContent-Type: text/csv\n\n1,2\n\n--a--\nepilogue\n";
        assert_eq!(
            pieces(nested),
            ["- plain (2)", "text/html <p> (2)", "text/csv 1,2|"]
        );
        for (mail, expected) in [
            (
                "\nFrom x\nSubject: y\n\nbody\n--not a boundary\n",
                vec!["- body|--not a boundary|"],
            ),
            ("Subject: y", vec!["- "]),
            ("", vec!["- "]),
            // No boundary, no end, and the end of the outer before that of the inner.
            (
                "Content-Type: multipart/mixed; boundary=a\n\nonly text",
                vec!["- only text"],
            ),
            (
                "Content-Type: multipart/mixed; boundary=a\n\n--a\nbare text\n--a\nContent-Type: text/html\n\nx",
                vec!["- bare text", "text/html x"],
            ),
            (
                "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/related; boundary=b\n\n--b\n\nx\n--a\n\ny\n--a--",
                vec!["- x", "- y"],
            ),
            (
                "Content-Type: multipart/digest; boundary=a\n\n--a\n\nSubject: z\n\nz\n--a--",
                vec!["message/rfc822 Subject: z||z"],
            ),
            (
                "Content-Type: multipart/mixed\n\nx",
                vec!["multipart/mixed x"],
            ),
        ] {
            assert_eq!(pieces(mail), expected, "{mail}");
        }
    }

    #[test]
    fn neither_depth_nor_number_can_be_driven_up() {
        let mut deep = String::from("Content-Type: multipart/mixed; boundary=b0\n\n");
        for level in 1..10_000 {
            deep += &format!(
                "--b{}\nContent-Type: multipart/mixed; boundary=b{level}\n\n",
                level - 1
            );
        }
        let parts = split(deep.as_bytes());
        assert!(parts.left_out.unwrap().contains("more than 32 others"));
        let many =
            "Content-Type: multipart/mixed; boundary=a\n\n".to_owned() + &"--a\n\nx\n".repeat(5000);
        let parts = split(many.as_bytes());
        assert_eq!(parts.pieces.len(), MOST);
        assert!(parts.left_out.unwrap().contains("1000 parts"));
        let mails = "Content-Type: message/rfc822\n\n".repeat(100_000);
        assert_eq!(split(mails.as_bytes()).pieces.len(), 1);
    }
}
