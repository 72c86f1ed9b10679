//! What an extractor is given.

use std::io::Cursor;
use std::sync::Arc;

use rostra_document::{Provenance, SourceError};
use rostra_ingest::{Fields, Leaf, Options, Reader, document_of_line, document_of_row};
use serde_json::Value;

/// Where a row comes from that nobody says it of.
pub(crate) const NOWHERE: &str = "-";

/// One thing to read.
#[derive(Clone, Debug)]
pub enum Input {
    /// One document, in the fields of a row.
    Row {
        /// A text, and what is said beside it, under the usual names or those that the options choose.
        fields: Fields,
        /// Where it comes from; `-` where nobody knows.
        source: String,
    },
    /// One document, in a row that is written as a JSON object.
    Line {
        /// The object.
        line: String,
        /// Where it comes from; `-` where nobody knows.
        source: String,
    },
    /// A file, in any format that is read. It may hold several documents, or none.
    File {
        /// Its path or name; the ending tells of the format where the bytes do not.
        name: String,
        /// The id of its document, where the name is not to make it.
        id: Option<String>,
        /// All of it.
        bytes: Vec<u8>,
    },
}

impl Input {
    /// A row of nothing but an id and a text.
    #[must_use]
    pub fn text(id: &str, text: &str) -> Self {
        let fields = [("id", id), ("text", text)];
        let fields = fields.map(|(name, value)| (name.to_owned(), Value::from(value)));
        Self::Row {
            fields: fields.into_iter().collect(),
            source: NOWHERE.to_owned(),
        }
    }

    /// The documents in it, still to be decoded.
    pub(crate) fn documents(
        self,
        options: &Arc<Options>,
    ) -> Box<dyn Iterator<Item = Result<Leaf, SourceError>>> {
        match self {
            Self::Row { fields, source } => {
                let document = document_of_row(fields, Provenance::file(source), options);
                Box::new(std::iter::once(document))
            }
            Self::Line { line, source } => {
                let way = Provenance::file(source);
                let document = document_of_line(line.as_bytes(), way, options);
                Box::new(std::iter::once(document))
            }
            Self::File { name, id, bytes } => {
                let reader = Reader::over(&name, Cursor::new(bytes), Options::clone(options));
                Box::new(match id {
                    Some(id) => reader.called(&id),
                    None => reader,
                })
            }
        }
    }
}
