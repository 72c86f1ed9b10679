//! JSON Lines and JSON.

use std::io::{self, Write};

use rostra_document::{Extraction, SinkError};

use super::Writer;
use super::destination::Destination;

/// One document a line.
pub(super) struct JsonLines(Destination);

impl JsonLines {
    pub(super) fn new(destination: Destination) -> Self {
        Self(destination)
    }
}

impl Writer for JsonLines {
    fn document(&mut self, extraction: &Extraction) -> Result<(), SinkError> {
        let written = line(&mut self.0, extraction);
        written.map_err(|cause| self.0.failed(cause))
    }

    fn flush(&mut self) -> Result<(), SinkError> {
        self.0.flush().map_err(|cause| self.0.failed(cause))
    }

    fn end(self: Box<Self>) -> Result<(), SinkError> {
        self.0.commit()
    }
}

/// All documents in one array, one a line.
pub(super) struct Json {
    out: Destination,
    any: bool,
}

impl Json {
    pub(super) fn new(out: Destination) -> Self {
        Self { out, any: false }
    }
}

impl Writer for Json {
    fn document(&mut self, extraction: &Extraction) -> Result<(), SinkError> {
        let opening: &[u8] = if self.any { b",\n" } else { b"[\n" };
        self.any = true;
        let out = &mut self.out;
        let written = out
            .write_all(opening)
            .and_then(|()| object(out, extraction));
        written.map_err(|cause| self.out.failed(cause))
    }

    fn flush(&mut self) -> Result<(), SinkError> {
        self.out.flush().map_err(|cause| self.out.failed(cause))
    }

    fn end(mut self: Box<Self>) -> Result<(), SinkError> {
        let closing: &[u8] = if self.any { b"\n]\n" } else { b"[]\n" };
        let written = self.out.write_all(closing);
        written.map_err(|cause| self.out.failed(cause))?;
        self.out.commit()
    }
}

/// Writes a document and the end of its line.
pub(super) fn line(out: &mut impl Write, extraction: &Extraction) -> io::Result<()> {
    object(out, extraction)?;
    out.write_all(b"\n")
}

fn object(out: &mut impl Write, extraction: &Extraction) -> io::Result<()> {
    serde_json::to_writer(out, extraction).map_err(io::Error::from)
}
