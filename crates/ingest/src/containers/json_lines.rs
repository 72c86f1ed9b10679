//! One JSON object a line.

use std::io::Read;

use rostra_document::{SourceError, Step};

use super::row;
use super::utf16;
use crate::bounded::{Line, read_line};
use crate::container::Container;
use crate::content::Content;
use crate::options::Options;
use crate::part::{Head, Part};

/// The rows of a JSON Lines input.
pub(crate) struct Rows {
    head: Head,
    content: Content,
    line: Vec<u8>,
    number: u64,
    failed: bool,
}

impl Rows {
    pub(crate) fn open(part: Part) -> Result<Self, SourceError> {
        let Part { head, mut content } = part;
        content = utf16::to_utf8(content).map_err(|error| head.unreadable(error))?;
        let start = content.head(3).map_err(|error| head.unreadable(error))?;
        if start.starts_with(b"\xef\xbb\xbf") {
            let read = content.read_exact(&mut [0; 3]);
            read.map_err(|error| head.unreadable(error))?;
        }
        Ok(Self {
            head,
            content,
            line: Vec::new(),
            number: 0,
            failed: false,
        })
    }

    fn part(&self, options: &Options) -> Result<Part, SourceError> {
        let id = format!("{}-{}", self.head.id, self.number);
        let head = self.head.inner(Step::Row(self.number), id);
        let way = head.provenance.clone();
        row::parse(&self.line)
            .and_then(|fields| row::part(head, fields, &options.columns))
            .map_err(|reason| crate::part::rejected(&way, reason))
    }
}

impl Container for Rows {
    fn next(&mut self, options: &Options) -> Option<Result<Part, SourceError>> {
        while !self.failed {
            self.number += 1;
            let limit = options.limits.row_bytes;
            match read_line(&mut self.content, &mut self.line, limit) {
                Ok(Line::End) => return None,
                Ok(Line::TooLong) => {
                    let head = self.head.inner(Step::Row(self.number), String::new());
                    let reason = format!("is longer than {limit} bytes (`limits.row_bytes`)");
                    return Some(Err(head.reject(reason)));
                }
                Ok(Line::Whole) if self.line.trim_ascii().is_empty() => {}
                Ok(Line::Whole) => return Some(self.part(options)),
                Err(error) => {
                    self.failed = true; // what follows cannot be found again
                    let head = self.head.inner(Step::Row(self.number), String::new());
                    return Some(Err(head.unreadable(error)));
                }
            }
        }
        None
    }

    fn is_broken(&self) -> bool {
        self.failed
    }
}
