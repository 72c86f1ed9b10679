//! Mailboxes: mails one after the other (RFC 4155), whatever dialect quotes their `From ` lines.

use std::io::{self, BufRead, Read};

use rostra_document::{SourceError, Step};

use crate::container::Container;
use crate::content::Content;
use crate::format::Format;
use crate::options::Options;
use crate::part::{Head, Part};

/// Bytes of a line that are looked at; what is longer begins no mail.
const ENOUGH: usize = 1000;

/// The mails of a mailbox, one held at a time.
pub(crate) struct Mailbox {
    head: Head,
    content: Content,
    number: u64,
    ended: bool,
    /// Whether it ended because it could not be read on.
    broken: bool,
    /// Whether the line that begins the next mail has been taken.
    at_mail: bool,
}

impl Mailbox {
    pub(crate) fn open(part: Part) -> Self {
        Self {
            head: part.head,
            content: part.content,
            number: 0,
            ended: false,
            broken: false,
            at_mail: false,
        }
    }

    /// The bytes of the next mail, and whether there are more of them than `limit`; `None` where no mail follows.
    fn mail(&mut self, limit: usize) -> io::Result<Option<(Vec<u8>, bool)>> {
        let mut mail = Vec::new();
        let (mut too_long, mut after_empty) = (false, true);
        let mut any = self.at_mail;
        let mut line = Vec::new();
        while piece(&mut self.content, &mut line)? {
            let begins = after_empty && is_beginning(&line);
            if begins && any {
                self.at_mail = true;
                return Ok(Some((mail, too_long)));
            }
            after_empty = line.trim_ascii().is_empty();
            if begins {
                any = true;
                after_empty = false;
                continue;
            }
            any |= !after_empty;
            if mail.len() + line.len() > limit {
                too_long = true;
                mail = Vec::new();
            }
            if !too_long {
                mail.extend_from_slice(unquoted(&line));
            }
        }
        self.ended = true;
        Ok(any.then_some((mail, too_long)))
    }
}

impl Container for Mailbox {
    fn next(&mut self, options: &Options) -> Option<Result<Part, SourceError>> {
        if self.ended {
            return None;
        }
        let limit = usize::try_from(options.limits.source_bytes).unwrap_or(usize::MAX);
        let mail = self.mail(limit);
        self.number += 1;
        let id = format!("{}-{}", self.head.id, self.number);
        let mut head = self.head.inner(Step::Message(self.number), id);
        head.format = Some(Format::Mail);
        head.asked = true;
        Some(match mail {
            Ok(None) => return None,
            Ok(Some((_, true))) => {
                let reason = format!("is longer than {limit} bytes (`limits.source_bytes`)");
                Err(head.reject(reason))
            }
            Ok(Some((mail, false))) => Ok(Part {
                head,
                content: Content::bytes(mail),
            }),
            Err(error) => {
                (self.ended, self.broken) = (true, true); // what follows cannot be found again
                Err(head.unreadable(error))
            }
        })
    }

    fn is_broken(&self) -> bool {
        self.broken
    }
}

/// Reads a line, with its end, or the next [`ENOUGH`] bytes of one; false at the end of the mailbox.
fn piece(source: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let mut source = source.take(ENOUGH as u64);
    source.read_until(b'\n', line)?;
    Ok(!line.is_empty())
}

/// Whether a line after an empty one begins a mail: `From `, a sender, and a time. Texts have lines that begin with `From `, too, and
/// the oldest dialect does not quote them.
fn is_beginning(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    let words: Vec<&[u8]> = rest
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .collect();
    let colons = |word: &&&[u8]| word.iter().filter(|&&b| b == b':').count();
    let time = words.iter().any(|word| {
        (1..=2).contains(&colons(&word)) && word.first().is_some_and(u8::is_ascii_digit)
    });
    let year = words
        .iter()
        .any(|word| word.len() == 4 && word.iter().all(u8::is_ascii_digit));
    time && year
}

/// A line without the mark that keeps its `From ` from beginning a mail.
fn unquoted(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|&&b| b == b'>').count();
    let quoted = marks > 0
        && line
            .get(marks..)
            .is_some_and(|rest| rest.starts_with(b"From "));
    if quoted {
        line.get(1..).unwrap_or_default()
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use rostra_document::Provenance;

    use super::Mailbox;
    use crate::container::Container;
    use crate::content::Content;
    use crate::options::Options;
    use crate::part::{Head, Part};

    fn read(mailbox: &str, options: &Options) -> Vec<String> {
        let head = Head {
            id: "box".into(),
            provenance: Provenance::file("box.mbox"),
            ..Head::default()
        };
        let content = Content::bytes(mailbox);
        let mut mailbox = Mailbox::open(Part { head, content });
        let mails = std::iter::from_fn(|| mailbox.next(options));
        let shown = mails.map(|mail| match mail {
            Ok(mut part) => {
                let mut text = String::new();
                part.content.read_to_string(&mut text).unwrap();
                format!("{} {}", part.head.id, text.replace('\n', "|"))
            }
            Err(error) => error.to_string(),
        });
        shown.collect()
    }

    const FROM: &str = "From press@mi.example Thu May  2 10:00:00 2024\n";

    #[test]
    fn mails_are_told_apart() {
        let options = Options::default();
        let two = format!(
            "{FROM}Subject: a\n\nFrom here on.\nFrom x Thu May 2 10:00:00 2024\n\n>From there.\n>>From\n>>From y\n\n{FROM}Subject: b\n\nбыл\n"
        );
        assert_eq!(
            read(&two, &options),
            [
                "box-1 Subject: a||From here on.|From x Thu May 2 10:00:00 2024||From there.|>>From|>From y||",
                "box-2 Subject: b||был|",
            ]
        );
        let offset = "From MAILER-DAEMON Fri Jul 08 12:08:34 +0000 2011\nSubject: a\n\nx";
        assert_eq!(read(offset, &options), ["box-1 Subject: a||x"]);
        assert_eq!(
            read("Subject: a\n\nno line before", &options),
            ["box-1 Subject: a||no line before"]
        );
        assert_eq!(read("", &options).len() + read("\n\n", &options).len(), 0);
    }

    #[test]
    fn a_long_mail_costs_no_more_than_itself() {
        let mut options = Options::default();
        options.limits.source_bytes = 2000;
        let mailbox = format!(
            "{FROM}Subject: a\n\n{}\n\n{FROM}Subject: b\n\nx\n",
            "y".repeat(100_000)
        );
        assert_eq!(
            read(&mailbox, &options),
            [
                "box.mbox:1: is longer than 2000 bytes (`limits.source_bytes`)",
                "box-2 Subject: b||x|"
            ]
        );
    }
}
