//! One thing to read: a file, or what lies in one.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use encoding_rs::Encoding;
use rostra_document::{Diagnostic, FailureKind, Language, Metadata, Provenance, SourceError, Step};

use crate::bytes::{Bytes, Counted};
use crate::content::Content;
use crate::format::Format;
use crate::walk::{Input, display, failure, unreadable};

const STDIN: &str = "stdin";

/// What is known of a part beside its bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// The way to it.
    pub(crate) provenance: Provenance,
    /// The id that its document shall have, not yet unique.
    pub(crate) id: String,
    /// Whether the source itself gives that id.
    pub(crate) id_given: bool,
    /// What ids are made from where the source gives none.
    pub(crate) naming: Naming,
    /// A file name; its ending tells of the format.
    pub(crate) name: Option<String>,
    /// The media type that its container declares.
    pub(crate) media: Option<String>,
    /// The encoding that its container declares.
    pub(crate) charset: Option<&'static Encoding>,
    /// The format, where its container knows it.
    pub(crate) format: Option<Format>,
    /// The language that its container names.
    pub(crate) language: Option<Language>,
    /// What its container says for certain.
    pub(crate) metadata: Metadata,
    /// What its container says and it may know better itself.
    pub(crate) fallback: Metadata,
    /// What was found while it was taken out of its container.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Containers that it lies in.
    pub(crate) depth: usize,
    /// What the archives that it lies in have unpacked to so far.
    #[cfg(feature = "archives")]
    pub(crate) gauge: crate::containers::gauge::Gauge,
    /// Whether it was asked for: a file that the user named, a row, a mail's body. What merely lies in a folder or archive is left alone
    /// where it is nothing that is read.
    pub(crate) asked: bool,
    /// Whether it has no file of its own to lead back to, as the text of a row has none.
    pub(crate) loose: bool,
}

/// One thing to read.
pub(crate) struct Part {
    pub(crate) head: Head,
    pub(crate) content: Content,
}

impl Part {
    /// Opens an input that the user named or that a folder holds.
    pub(crate) fn open(
        input: Input,
        naming: Naming,
        bytes: Option<&Arc<Bytes>>,
    ) -> Result<Self, SourceError> {
        let (path, asked) = match input {
            Input::Stdin => return Ok(Self::named(STDIN, io::stdin(), naming)),
            Input::File(path) => (path, true),
            Input::Found(path) => (path, false),
        };
        let file = File::open(&path).map_err(|error| failure(&path, error))?;
        let file = Counted::new(file, bytes);
        let head = Head {
            provenance: Provenance::file(display(&path)),
            id: naming.id(&display(&path)),
            naming,
            name: path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned()),
            asked,
            ..Head::default()
        };
        let content = Content::file(file);
        Ok(Self { head, content })
    }

    /// What is no file, by a name for it.
    pub(crate) fn named(name: &str, content: impl Read + Send + 'static, naming: Naming) -> Self {
        let head = Head {
            provenance: Provenance::file(name),
            id: naming.id(name),
            naming,
            name: Some(name.to_owned()),
            asked: true,
            ..Head::default()
        };
        let content = Content::stream(content);
        Self { head, content }
    }
}

impl Head {
    /// The head of what lies in it at `step`, with the id that it would have without one of its own.
    pub(crate) fn inner(&self, step: Step, id: String) -> Self {
        Self {
            provenance: self.provenance.step(step),
            id,
            naming: self.naming,
            language: self.language.clone(),
            depth: self.depth + 1,
            #[cfg(feature = "archives")]
            gauge: self.gauge.clone(),
            ..Self::default()
        }
    }

    /// The head of a file in it, `name` being its path there.
    pub(crate) fn member(&self, name: &str) -> Self {
        let id = match self.naming {
            Naming::Stem | Naming::Content => stem(name),
            Naming::Path => format!("{}/{}", self.id, bare(name)),
        };
        Self {
            name: Some(name.to_owned()),
            ..self.inner(Step::Member(name.to_owned()), id)
        }
    }

    /// An error at this place.
    pub(crate) fn reject(&self, reason: impl Into<String>) -> SourceError {
        rejected(&self.provenance, reason)
    }

    /// An error of reading here.
    pub(crate) fn unreadable(&self, error: io::Error) -> SourceError {
        unreadable(self.provenance.clone(), error)
    }
}

/// That what `provenance` leads to was not read, and why.
pub(crate) fn rejected(provenance: &Provenance, reason: impl Into<String>) -> SourceError {
    SourceError::new(provenance.clone(), FailureKind::Rejected, reason)
}

/// A file's name without its folders and endings that name a format: `a/press.warc.gz` is `press`, `v1.2.txt` is `v1.2`.
pub(crate) fn stem(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).find(|part| !part.is_empty());
    bare(name.unwrap_or(path)).to_owned()
}

/// What ids are made from where the source gives none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Naming {
    /// The name of the file: `press/2024/a.txt` is `a`.
    #[default]
    Stem,
    /// The way to it: `press/2024/a.txt` is `press/2024/a`, and `a.txt` of `press.zip` is `press/a`.
    Path,
    /// What is read: the first digits of its digest. For what comes without a name, as from a pipe.
    Content,
}

impl Naming {
    /// The id of the file at `path`.
    pub(crate) fn id(self, path: &str) -> String {
        match self {
            Self::Stem | Self::Content => stem(path),
            Self::Path => bare(path.strip_prefix("./").unwrap_or(path)).to_owned(),
        }
    }
}

/// `name` without the endings that name a format.
fn bare(mut name: &str) -> &str {
    while let Some((stem, _)) = name.rsplit_once('.') {
        if stem.is_empty() || Format::of_name(name).is_none() {
            break;
        }
        name = stem;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{Naming, stem};

    #[test]
    fn stems() {
        for (path, expected) in [
            ("a/en-000.txt", "en-000"),
            ("a/press.warc.gz", "press"),
            ("v1.2.txt", "v1.2"),
            ("v1.2", "v1.2"),
            (".txt", ".txt"),
            ("a/b/", "b"),
            ("王小洪.HTML", "王小洪"),
            ("", ""),
        ] {
            assert_eq!(stem(path), expected);
        }
    }

    #[test]
    fn ids_are_stems_or_paths() {
        for (path, expected) in [
            ("./a/en-000.txt", "a/en-000"),
            ("/srv/press.2024/b", "/srv/press.2024/b"),
            ("a/press.warc.gz", "a/press"),
        ] {
            assert_eq!(Naming::Path.id(path), expected);
        }
        assert_eq!(Naming::Stem.id("./a/en-000.txt"), "en-000");
    }
}
