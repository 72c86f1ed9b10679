//! Inputs to documents, one at a time.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use rostra_document::{Document, SourceError, Undecoded};

use crate::container::{Container, Opened, open};
use crate::format::Format;
use crate::ids::Ids;
use crate::leaf::Leaf;
use crate::options::Options;
use crate::part::Part;
use crate::sniff::{HEAD, Sniffed, compression, sniff};
use crate::walk::Walk;

/// A [`Source`](rostra_document::Source) over files, folders, globs and standard input, and over what lies in them.
///
/// Holds the containers that lie in each other where it stands, of each one member at a time.
pub struct Reader {
    first: Option<Part>,
    walk: Walk,
    stack: Vec<Box<dyn Container>>,
    ids: Ids,
    options: Arc<Options>,
    skipped: u64,
}

impl Reader {
    /// Reads `inputs` in their order: paths, glob patterns, or `-` for standard input.
    pub fn new(inputs: impl IntoIterator<Item = String>, options: Options) -> Self {
        Self {
            first: None,
            walk: Walk::new(inputs),
            stack: Vec::new(),
            ids: Ids::default(),
            options: Arc::new(options),
            skipped: 0,
        }
    }

    /// Reads `files` as though a folder held them: what is nothing that is read is left alone.
    pub fn of_folder(files: impl IntoIterator<Item = PathBuf>, options: Options) -> Self {
        let mut reader = Self::new([], options);
        reader.walk = Walk::found(files);
        reader
    }

    /// Reads one input that is no file: `content`, of which messages speak as `name`, whose ending tells of the format as a file's
    /// does.
    pub fn over(name: &str, content: impl Read + Send + 'static, options: Options) -> Self {
        let mut reader = Self::new([], options);
        reader.first = Some(Part::named(name, content, reader.options.naming));
        reader
    }

    /// How many files of folders and members of archives were left alone so far, being nothing that is
    /// read.
    #[must_use]
    pub fn skipped(&self) -> u64 {
        let inside: u64 = self.stack.iter().map(|container| container.skipped()).sum();
        self.skipped + inside
    }

    /// The same, decoded here and now.
    pub fn documents(self) -> impl Iterator<Item = Result<Document, SourceError>> {
        self.map(|found| found.and_then(Undecoded::decode))
    }

    /// The next part: of the innermost container that is open, else of the inputs.
    fn part(&mut self) -> Option<Result<Part, SourceError>> {
        if let Some(first) = self.first.take() {
            return Some(Ok(first));
        }
        while let Some(container) = self.stack.last_mut() {
            if let Some(part) = container.next(&self.options) {
                return Some(part);
            }
            self.skipped += container.skipped();
            self.stack.pop();
        }
        let naming = self.options.naming;
        let input = self.walk.next()?;
        Some(input.and_then(|input| Part::open(input, naming)))
    }

    /// What `part` is: a document, or nothing yet where it holds others, or nothing at all.
    fn open(&mut self, mut part: Part) -> Result<Option<Leaf>, SourceError> {
        let Some(format) = self.format(&mut part)? else {
            self.skipped += 1;
            return Ok(None);
        };
        let facts = format.facts();
        if !facts.read {
            let reason = format!("is {}, which this build does not read", facts.kind());
            return Err(part.head.reject(reason));
        }
        let deepest = self.options.limits.depth;
        if facts.container && part.head.depth >= deepest {
            let reason =
                format!("lies in more than {deepest} others, and holds more (`limits.depth`)");
            return Err(part.head.reject(reason));
        }
        match open(part, format, &self.options)? {
            Opened::Container(container) => {
                self.stack.push(container);
                Ok(None)
            }
            Opened::Nothing => {
                self.skipped += 1;
                Ok(None)
            }
            Opened::Leaf(part, format) => {
                let leaf = Leaf::read(*part, format, &self.options)?;
                self.skipped += u64::from(leaf.is_none());
                Ok(leaf)
            }
        }
    }

    /// The format of `part`; `None` where it is nothing that is read and nobody asked for it.
    fn format(&self, part: &mut Part) -> Result<Option<Format>, SourceError> {
        if let Some(format) = part.head.format {
            return Ok(Some(format));
        }
        let head = &part.head;
        let start = part
            .content
            .head(HEAD)
            .map_err(|error| head.unreadable(error))?;
        if let Some(chosen) = self.options.format.filter(|_| head.depth == 0) {
            // What is compressed is of that format once it is unpacked.
            return Ok(Some(compression(&start).unwrap_or(chosen)));
        }
        if start.is_empty() {
            return if head.asked || head.name.as_deref().and_then(Format::of_name).is_some() {
                Err(head.reject("is empty"))
            } else {
                Ok(None)
            };
        }
        match sniff(&start, head.name.as_deref(), head.media.as_deref()) {
            Sniffed::Known(format) => Ok(Some(format)),
            Sniffed::Text if head.asked => Ok(Some(Format::Text)),
            Sniffed::Unread(kind) if head.asked || is_named_as_read(head.name.as_deref()) => {
                Err(head.reject(format!("is no text but {kind}")))
            }
            Sniffed::Text | Sniffed::Unread(_) => Ok(None),
        }
    }

    fn with_unique_id(&mut self, mut leaf: Leaf) -> Leaf {
        let (id, note) = self.ids.unique(leaf.id());
        leaf.rename(id, note);
        leaf
    }
}

/// Whether a name ends as those of files that are read.
fn is_named_as_read(name: Option<&str>) -> bool {
    name.is_some_and(|name| Format::of_name(name).is_some())
}

impl Iterator for Reader {
    type Item = Result<Leaf, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.part()?.and_then(|part| self.open(part)) {
                Ok(None) => {}
                Ok(Some(leaf)) => return Some(Ok(self.with_unique_id(leaf))),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Reader;
    use crate::options::{Limits, Options};

    fn read(files: &[(&str, &[u8])], options: Options) -> Vec<Result<(String, String), String>> {
        let root = tempfile::tempdir().unwrap();
        let inputs: Vec<String> = files
            .iter()
            .map(|(name, bytes)| {
                let path = root.path().join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, bytes).unwrap();
                path.to_string_lossy().into_owned()
            })
            .collect();
        let prefix = format!("{}/", root.path().display());
        Reader::new(inputs, options)
            .documents()
            .map(|item| match item {
                Ok(document) => Ok((document.identity.id, document.text)),
                Err(error) => Err(error.to_string().replace(&prefix, "")),
            })
            .collect()
    }

    fn good(id: &str, text: &str) -> Result<(String, String), String> {
        Ok((id.into(), text.into()))
    }

    #[test]
    fn a_bad_input_does_not_stop_the_rest() {
        let rows =
            b"\xef\xbb\xbf{\"id\": \"r\", \"text\": \"One.\"}\n\nnot json\n{\"text\": \"Two.\"}";
        let files: &[(&str, &[u8])] = &[
            ("a.txt", b""),
            ("b.txt", b"\0\x01\x02"),
            ("c.txt", b" \n"),
            ("d.txt", b"Hello there.\r\n"),
            ("x/d.txt", b"Again."),
            ("rows.jsonl", rows),
        ];
        assert_eq!(
            read(files, Options::default()),
            [
                Err("a.txt: is empty".into()),
                Err("b.txt: is no text but a binary file".into()),
                Err("c.txt: holds no text".into()),
                good("d", "Hello there.\n"),
                good("d-2", "Again."),
                good("r", "One."),
                Err("rows.jsonl:3: is not valid JSON: expected ident at line 1 column 2".into()),
                good("rows-4", "Two."),
            ]
        );
    }

    #[test]
    fn limits_hold() {
        let limits = Limits {
            document_bytes: 6,
            row_bytes: 40,
            ..Limits::default()
        };
        let options = Options {
            limits,
            ..Options::default()
        };
        let files: &[(&str, &[u8])] = &[
            ("a.txt", "Министр".as_bytes()),
            ("b.jsonl", b"{\"text\": \"0123456789\"}\n{\"text\": \"01234567890123456789012345678901\"}\n{\"text\": \"x\"}"),
        ];
        assert_eq!(
            read(files, options),
            [
                good("a", "Мин"),
                good("b-1", "012345"),
                Err("b.jsonl:2: is longer than 40 bytes (`limits.row_bytes`)".into()),
                good("b-3", "x"),
            ]
        );
    }
}
