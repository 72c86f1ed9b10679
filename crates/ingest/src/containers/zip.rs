//! ZIP archives (PKWARE's APPNOTE 6.3.10), and office files, which are ZIP archives.
//!
//! The crate `zip` reads the directory; members are unpacked here, each from a window on the archive, so that nothing is laid aside.

mod directory;
mod kind;
mod member;
mod window;

use std::vec;

use rostra_document::SourceError;

use super::gauge::Gauge;
use super::names;
use crate::container::{Container, Opened};
use crate::content::Content;
use crate::format::Format;
use crate::options::Options;
use crate::part::{Head, Part};
use directory::{Directory, Entry};
use kind::Kind;
use window::Shared;

/// The files of a ZIP archive, in the order of its directory.
pub(crate) struct Archive {
    head: Head,
    shared: Shared,
    gauge: Gauge,
    entries: vec::IntoIter<Entry>,
    /// Why the directory was not read to its end.
    last: Option<String>,
    skipped: u64,
}

/// Opens a ZIP archive, or the document that it is.
pub(crate) fn open(part: Part, options: &Options) -> Result<Opened, SourceError> {
    let Part { head, content } = part;
    let source = content.seekable();
    let source = source.map_err(|error| head.unreadable(error))?;
    let shared = Shared::new(source).map_err(|error| head.unreadable(error))?;
    let directory = Directory::read(&shared, options.limits.members);
    let directory = directory.map_err(|reason| head.reject(reason))?;
    let leaf = |head, format| {
        let content = Content::stream(shared.window(0, shared.size()));
        Ok(Opened::Leaf(Box::new(Part { head, content }), format))
    };
    match kind::of(&directory, &shared) {
        Kind::Archive => {
            let archive = Archive::new(head, shared, directory, options);
            Ok(Opened::Container(Box::new(archive)))
        }
        Kind::Docx => leaf(head, Format::Docx),
        Kind::Odt => leaf(head, Format::Odt),
        Kind::Unread(kind) if head.asked => {
            Err(head.reject(format!("is {kind}, which is not read")))
        }
        Kind::Unread(_) => Ok(Opened::Nothing),
    }
}

impl Archive {
    fn new(head: Head, shared: Shared, directory: Directory, options: &Options) -> Self {
        let gauge = head.gauge.nested(shared.size(), &options.limits);
        Self {
            head,
            shared,
            gauge,
            entries: directory.entries.into_iter(),
            last: directory.unread,
            skipped: 0,
        }
    }

    /// The file of that entry; `None` where it is none that may be read.
    fn part(&mut self, entry: Entry, options: &Options) -> Option<Result<Part, SourceError>> {
        let name = names::shown(&entry.name);
        if entry.folder {
            return None;
        }
        if entry.link || names::is_hidden(&name) {
            self.skipped += 1;
            return None;
        }
        let mut head = self.head.member(&name);
        if entry.encrypted {
            return if Format::of_name(&name).is_some() {
                Some(Err(head.reject("is encrypted")))
            } else {
                self.skipped += 1;
                None
            };
        }
        let packed = entry.packed.min(self.shared.size());
        head.gauge = self.gauge.nested(packed, &options.limits);
        match member::open(&entry, &self.shared, &head.gauge) {
            Ok(stream) => {
                let content = Content::stream(stream);
                Some(Ok(Part { head, content }))
            }
            Err(reason) => Some(Err(head.reject(reason))),
        }
    }
}

impl Container for Archive {
    fn next(&mut self, options: &Options) -> Option<Result<Part, SourceError>> {
        while !self.gauge.is_exceeded() {
            let Some(entry) = self.entries.next() else {
                return self.last.take().map(|reason| Err(self.head.reject(reason)));
            };
            let part = self.part(entry, options);
            if part.is_some() {
                return part;
            }
        }
        None
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn is_broken(&self) -> bool {
        self.gauge.is_exceeded()
    }
}
