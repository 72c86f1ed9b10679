//! Inputs to documents, one at a time.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use rostra_document::{Diagnostic, Document, SourceError, Step, Undecoded};

use crate::bytes::Bytes;
use crate::container::{Container, Opened, open};
use crate::format::Format;
use crate::ids::{Ids, is_made_from, note};
use crate::leaf::Leaf;
use crate::options::Options;
use crate::part::Part;
use crate::selection::{Selection, Wanted};
use crate::sniff::{HEAD, Sniffed, compression, sniff};
use crate::walk::Walk;

/// A [`Source`](rostra_document::Source) over files, folders, globs and standard input, and over what lies in them.
///
/// Holds the containers that lie in each other where it stands, of each one member at a time.
pub struct Reader {
    first: Option<Part>,
    walk: Walk,
    stack: Vec<Open>,
    ids: Ids,
    options: Arc<Options>,
    skipped: u64,
    /// What is wanted of the inputs, where that is not all.
    only: Option<Selection>,
    bytes: Option<Arc<Bytes>>,
}

/// An open container, and how many steps lead to it.
struct Open {
    container: Box<dyn Container>,
    steps: usize,
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
            only: None,
            bytes: None,
        }
    }

    /// Reads `files` as though a folder held them: what is nothing that is read is left alone.
    pub fn of_folder(files: impl IntoIterator<Item = PathBuf>, options: Options) -> Self {
        let mut reader = Self::new([], options);
        reader.walk = Walk::found(files);
        reader
    }

    /// The same, adding to `bytes` what is read of files.
    #[must_use]
    pub fn counting(mut self, bytes: &Arc<Bytes>) -> Self {
        self.bytes = Some(Arc::clone(bytes));
        self
    }

    /// The same, of which nothing is read but what is `wanted`; `ids` are those that documents have already.
    pub(crate) fn only(mut self, wanted: Vec<Wanted>, ids: Ids) -> Self {
        self.only = Some(Selection::new(wanted));
        self.ids = ids;
        self
    }

    /// The ids given so far, and why what was wanted and not come across was not.
    pub(crate) fn close(self) -> (Ids, Vec<SourceError>) {
        let unmet = self.only.map(Selection::unmet);
        (self.ids, unmet.unwrap_or_default())
    }

    /// Reads one input that is no file: `content`, of which messages speak as `name`, whose ending tells of the format as a file's
    /// does.
    pub fn over(name: &str, content: impl Read + Send + 'static, options: Options) -> Self {
        let mut reader = Self::new([], options);
        reader.first = Some(Part::named(name, content, reader.options.naming));
        reader
    }

    /// The same, of which what lies in it has `id` where it has a file's otherwise.
    #[must_use]
    pub fn called(mut self, id: &str) -> Self {
        if let Some(first) = &mut self.first {
            (first.head.id, first.head.id_given) = (id.to_owned(), true);
        }
        self
    }

    /// How many files of folders and members of archives were left alone so far, being nothing that is
    /// read.
    #[must_use]
    pub fn skipped(&self) -> u64 {
        let inside: u64 = self.stack.iter().map(|open| open.container.skipped()).sum();
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
        while let Some(Open { container, .. }) = self.stack.last_mut() {
            match container.next(&self.options) {
                Some(Ok(part)) if !leads(&mut self.only, &part) => {}
                Some(part) => return Some(part),
                None => {
                    self.skipped += container.skipped();
                    self.stack.pop();
                }
            }
        }
        let naming = self.options.naming;
        let part = self.walk.next()?.and_then(|input| {
            let part = Part::open(input, naming, self.bytes.as_ref())?;
            leads(&mut self.only, &part);
            Ok(part)
        });
        Some(part.map_err(|error| self.with_id_of_its_file(error)))
    }

    /// What `part` is: a document, or nothing yet where it holds others, or nothing at all. A document that cannot be read has its id
    /// nevertheless, so that those of others do not hang on it.
    fn open(&mut self, mut part: Part) -> Result<Option<Leaf>, SourceError> {
        let wanted = part.head.id.clone();
        let way = part.head.provenance.steps.clone();
        let format = match self.format(&mut part) {
            Ok(Some(format)) => format,
            Ok(None) => {
                self.skipped += 1;
                return Ok(None);
            }
            Err(error) => {
                let name = part.head.name.as_deref();
                let holds = name
                    .and_then(Format::of_name)
                    .is_some_and(|f| f.facts().container);
                return Err(match holds {
                    true => error,
                    false => self.with_id(error, &wanted),
                });
            }
        };
        let holds = format.facts().container;
        match self.open_as(part, format) {
            Ok(Some(leaf)) if self.is_wanted(&way) => Ok(Some(leaf)),
            Ok(_) => Ok(None),
            Err(error) if holds => Err(error),
            Err(error) => Err(self.with_id(error, &wanted)),
        }
    }

    fn is_wanted(&self, steps: &[Step]) -> bool {
        self.only.as_ref().is_none_or(|only| only.wants(steps))
    }

    /// The same, `part` being written in `format`.
    fn open_as(&mut self, part: Part, format: Format) -> Result<Option<Leaf>, SourceError> {
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
        let steps = part.head.provenance.steps.len();
        match open(part, format, &self.options)? {
            Opened::Container(container) => {
                self.stack.push(Open { container, steps });
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
        let (id, note) = self.id(&leaf.identity().provenance.steps, leaf.id());
        leaf.rename(id, note);
        leaf
    }

    /// The id of the document at `steps`, which wants to be called `wanted`: that which it had in an earlier run, else one that
    /// no other has.
    fn id(&mut self, steps: &[Step], wanted: &str) -> (String, Option<Diagnostic>) {
        let had = self.only.as_mut().and_then(|only| only.id(steps));
        match had.filter(|had| is_made_from(had, wanted)) {
            Some(had) => {
                let note = (had != wanted).then(|| note(wanted, &had));
                (had, note)
            }
            None => self.ids.unique(wanted),
        }
    }

    fn with_id(&mut self, error: SourceError, wanted: &str) -> SourceError {
        let (id, _) = self.id(&error.provenance.steps, wanted);
        error.with_id(id)
    }

    /// The same with the id that the file would have which could not be opened, if it is likely to be one document.
    fn with_id_of_its_file(&mut self, error: SourceError) -> SourceError {
        let path = error.provenance.path.as_str();
        match Format::of_name(path) {
            Some(format) if !format.facts().container => {
                let wanted = self.options.naming.id(path);
                self.with_id(error, &wanted)
            }
            _ => error,
        }
    }

    /// The same, with what else was lost by it.
    fn with_loss(&self, mut error: SourceError) -> SourceError {
        let broken = self.stack.iter().find(|open| open.container.is_broken());
        error.bookmark.lost_from = broken.map(|open| open.steps);
        error
    }
}

/// Whether `part` is wanted, or holds what is.
fn leads(only: &mut Option<Selection>, part: &Part) -> bool {
    let steps = &part.head.provenance.steps;
    only.as_mut().is_none_or(|only| only.leads(steps))
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
                Err(error) => {
                    let error = self.with_loss(error);
                    let told = match &mut self.only {
                        Some(only) => only.judge(error),
                        None => Some(error),
                    };
                    if told.is_some() {
                        return told.map(Err);
                    }
                }
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
