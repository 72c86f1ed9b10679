//! What a caller may choose about reading.

use rostra_document::{Diagnostic, Language, Section};

use crate::containers::row;
use crate::format::Format;
use crate::language::{self, Claims};
pub use crate::part::Naming;

/// How much one input may take. What goes beyond is cut, with a diagnostic, or rejected; either is told, with the name of the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one document's text; what follows is dropped.
    pub document_bytes: usize,
    /// Bytes of one JSON Lines row, array element or table row; a longer one is rejected.
    pub row_bytes: usize,
    /// Bytes of one file or member that is read as a whole, such as a PDF; a longer one is rejected.
    pub source_bytes: u64,
    /// Pages read of one document; what follows is dropped.
    pub pages: u32,
    /// How deep inputs may lie in each other: an attachment of a mail in a mailbox in an archive lies at 3.
    pub depth: usize,
    /// Things read of one archive; what follows is rejected.
    pub members: u64,
    /// How many times its packed size anything may unpack to, once it is larger than 16 MiB.
    pub ratio: u64,
    /// Bytes that one archive or compressed file may unpack to.
    pub unpacked_bytes: u64,
    /// Seconds that one document may take to decode.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: 4 << 20,
            row_bytes: 64 << 20,
            source_bytes: 64 << 20,
            pages: 2000,
            depth: 8,
            members: 1_000_000,
            ratio: 200,
            unpacked_bytes: 64 << 30,
            seconds: 60,
        }
    }
}

/// Which columns of a table, or fields of a JSON object, hold what. `None` goes by the usual names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The text.
    pub text: Option<String>,
    /// The id.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The day of publication.
    pub date: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The language's tag.
    pub lang: Option<String>,
    /// The address.
    pub url: Option<String>,
}

impl Columns {
    /// The one of `names` that is the column of texts.
    #[must_use]
    pub fn text_of<'n>(&self, names: impl Iterator<Item = &'n str> + Clone) -> Option<&'n str> {
        row::text_column(names, self)
    }

    /// The one of `names` that is the column of ids.
    #[must_use]
    pub fn id_of<'n>(&self, names: impl Iterator<Item = &'n str> + Clone) -> Option<&'n str> {
        row::id_column(names, self)
    }

    /// Whether a column of this name may be read; all others are carried along.
    #[must_use]
    pub fn may_read(&self, name: &str) -> bool {
        row::is_read(name, self)
    }
}

/// How inputs are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of every document that does not name its own; `None` identifies it.
    pub language: Option<Language>,
    /// The format of every input that the user names; `None` goes by bytes, name and looks.
    pub format: Option<Format>,
    /// What ids are made from where the source gives none.
    pub naming: Naming,
    /// What the columns of tables are called.
    pub columns: Columns,
    /// Whether a text that can be read in part only is to count as one that cannot be read. That is the caller's to see to; what was
    /// read otherwise is another content.
    pub strict: bool,
    /// How much one input may take.
    pub limits: Limits,
}

impl Options {
    /// The language of `text`, of which its source may claim something, and the parts of it that are in another.
    pub(crate) fn language_of(
        &self,
        claims: Claims,
        text: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Language, Vec<Section>) {
        language::choose(claims, self.language.as_ref(), text, diagnostics)
    }
}
