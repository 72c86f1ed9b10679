//! A table of a package, as a file.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use csv::Writer;
use rostra_document::SinkError;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::file::csv::reason;
use crate::file::destination::Destination;
use crate::tables::{Cell, Table};

/// A CSV file that is being written.
pub(super) struct Sheet {
    out: Writer<Hashed>,
    place: String,
}

/// A file that is whole, to be put in its place.
pub(super) struct Written {
    pub(super) file: Destination,
    pub(super) bytes: u64,
    /// In lower-case hexadecimal.
    pub(super) sha256: String,
}

impl Sheet {
    /// Of `table`, whose columns' names it begins with.
    pub(super) fn new(file: Destination, table: &Table) -> Result<Self, SinkError> {
        let place = file.place().to_owned();
        let hashed = Hashed {
            file,
            digest: Sha256::new(),
            bytes: 0,
        };
        let out = csv::WriterBuilder::new()
            .has_headers(false)
            .from_writer(hashed);
        let mut sheet = Self { out, place };
        let names = table.columns.iter().map(|column| column.name);
        let headed = sheet.out.write_record(names);
        headed.map_err(|error| reason(&sheet.place, error))?;
        Ok(sheet)
    }

    /// A row of cells.
    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), SinkError> {
        let texts = cells.iter().map(text);
        let written = self.out.write_record(texts.map(Cow::into_owned));
        written.map_err(|error| reason(&self.place, error))
    }

    /// A row whose fields are its cells.
    pub(super) fn serialize(&mut self, row: impl Serialize) -> Result<(), SinkError> {
        let written = self.out.serialize(row);
        written.map_err(|error| reason(&self.place, error))
    }

    /// Completes it.
    pub(super) fn end(self) -> Result<Written, SinkError> {
        let place = self.place;
        let out = self.out.into_inner().map_err(|error| SinkError::Io {
            place,
            cause: io::Error::new(error.error().kind(), error.error().to_string()),
        })?;
        let mut sha256 = String::new();
        for byte in out.digest.finalize() {
            write!(sha256, "{byte:02x}").expect("a string takes all");
        }
        Ok(Written {
            file: out.file,
            bytes: out.bytes,
            sha256,
        })
    }
}

/// A cell as CSV has it: nothing is empty, lists are JSON.
fn text<'a>(cell: &'a Cell) -> Cow<'a, str> {
    match cell {
        Cell::Null => Cow::Borrowed(""),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Integer(number) => Cow::Owned(number.to_string()),
        Cell::Real(number) => Cow::Owned(format!("{number:?}")),
        Cell::List(texts) => {
            Cow::Owned(serde_json::to_string(texts).expect("texts are always JSON"))
        }
        Cell::Json(json) => Cow::Borrowed(json),
    }
}

/// Counts and digests what passes.
struct Hashed {
    file: Destination,
    digest: Sha256,
    bytes: u64,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.digest.update(bytes.get(..written).unwrap_or(bytes));
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
