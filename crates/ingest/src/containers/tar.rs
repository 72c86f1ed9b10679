//! TAR archives (POSIX.1-2001 ustar and pax, and GNU's long names), read forwards only.
//!
//! A member is read where it stands, from the archive itself: nothing is laid aside, and what is not wanted is passed over.

mod header;
mod tape;

use std::io;
use std::sync::{Arc, Mutex};

use rostra_document::SourceError;
use tar::EntryType;

use super::names;
use crate::container::Container;
use crate::content::Content;
use crate::format::Format;
use crate::options::Options;
use crate::part::{Head, Part};
use header::Header;
use tape::{Member, Tape, locked};

/// Bytes that the long name of a member or its pax records may have.
const LONG: u64 = 1 << 20;

/// The regular files of a TAR archive.
pub(crate) struct Archive {
    head: Head,
    tape: Arc<Mutex<Tape>>,
    members: u64,
    skipped: u64,
    over: bool,
}

/// What the headers before a member's own say of it.
#[derive(Default)]
struct Ahead {
    name: Option<Vec<u8>>,
    size: Option<u64>,
    sparse: bool,
}

impl Archive {
    pub(crate) fn open(part: Part) -> Self {
        Self {
            head: part.head,
            tape: Arc::new(Mutex::new(Tape::new(part.content))),
            members: 0,
            skipped: 0,
            over: false,
        }
    }

    /// The next member that is read, or why it is not; `None` at the end. An error is the end of all.
    fn member(
        &mut self,
        options: &Options,
    ) -> Result<Option<Result<Part, SourceError>>, SourceError> {
        let mut ahead = Ahead::default();
        loop {
            let Some(header) = self.header()? else {
                return Ok(None);
            };
            match header.kind {
                EntryType::GNULongName => ahead.name = Some(self.text(&header)?),
                EntryType::XHeader => ahead.take(&self.text(&header)?),
                EntryType::GNULongLink | EntryType::XGlobalHeader => self.size(header.size),
                _ => {
                    let ahead = std::mem::take(&mut ahead);
                    self.count(options)?;
                    if let Some(part) = self.part(header, ahead) {
                        return Ok(Some(part));
                    }
                }
            }
        }
    }

    fn header(&self) -> Result<Option<Header>, SourceError> {
        let block = locked(&self.tape).header();
        let block = block.map_err(|error| self.damaged(&error))?;
        block
            .map(|block| Header::parse(&block))
            .transpose()
            .map_err(|reason| self.head.reject(format!("is damaged: {reason}")))
    }

    /// What a header of `size` bytes is followed by.
    fn size(&self, size: u64) {
        locked(&self.tape).begin(size);
    }

    /// The text that follows `header`.
    fn text(&self, header: &Header) -> Result<Vec<u8>, SourceError> {
        if header.size > LONG {
            let reason = "is damaged: the name of a member is too long";
            return Err(self.head.reject(reason));
        }
        self.size(header.size);
        let text = locked(&self.tape).rest();
        text.map_err(|error| self.damaged(&error))
    }

    fn count(&mut self, options: &Options) -> Result<(), SourceError> {
        let most = options.limits.members;
        self.members += 1;
        if self.members > most {
            let reason = format!("holds more than {most} members (`limits.members`)");
            return Err(self.head.reject(reason));
        }
        Ok(())
    }

    /// The member of that header; `None` where it is no file that may be read.
    fn part(&mut self, header: Header, ahead: Ahead) -> Option<Result<Part, SourceError>> {
        let file = matches!(header.kind, EntryType::Regular | EntryType::Continuous);
        let sparse = ahead.sparse || header.kind == EntryType::GNUSparse;
        let size = if header.has_data() {
            ahead.size.unwrap_or(header.size)
        } else {
            0
        };
        let turn = locked(&self.tape).begin(size);
        let name = ahead.name.unwrap_or(header.name);
        let name = names::shown(&String::from_utf8_lossy(&name));
        if header.kind == EntryType::Directory || name.ends_with('/') {
            return None;
        }
        let head = self.head.member(&name);
        // The map of its holes would have to be read first; GNU tar writes one only where it is asked to.
        if sparse && Format::of_name(&name).is_some() {
            return Some(Err(head.reject("is a sparse file, which is not read")));
        }
        if sparse || !file || names::is_hidden(&name) {
            self.skipped += 1;
            return None;
        }
        let content = Content::stream(Member::new(&self.tape, turn));
        Some(Ok(Part { head, content }))
    }

    fn damaged(&self, error: &io::Error) -> SourceError {
        let reason = if error.kind() == io::ErrorKind::UnexpectedEof {
            "is cut off: its last member is not whole".to_owned()
        } else {
            format!("is damaged: {error}")
        };
        self.head.reject(reason)
    }
}

impl Ahead {
    /// Takes what pax records say (POSIX.1-2001, pax).
    fn take(&mut self, records: &[u8]) {
        for record in tar::PaxExtensions::new(records).flatten() {
            let value = record.value_bytes();
            match record.key_bytes() {
                b"path" => self.name = Some(value.to_vec()),
                b"size" => self.size = record.value().ok().and_then(|size| size.parse().ok()),
                key => self.sparse |= key.starts_with(b"GNU.sparse."),
            }
        }
    }
}

impl Container for Archive {
    fn next(&mut self, options: &Options) -> Option<Result<Part, SourceError>> {
        if self.over || locked(&self.tape).has_failed() || self.head.gauge.is_exceeded() {
            return None;
        }
        let member = self.member(options).unwrap_or_else(|error| {
            self.over = true;
            Some(Err(error))
        });
        self.over |= member.is_none();
        member
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn is_broken(&self) -> bool {
        self.over || locked(&self.tape).has_failed() || self.head.gauge.is_exceeded()
    }
}
