//! JSON Lines and JSON.

use std::io::{self, Write};

use rostra_document::{Extraction, Sink, SinkError};

use crate::destination::Destination;
use crate::failed;

/// One document a line.
pub struct JsonLines(Option<Destination>);

impl JsonLines {
    /// Writes to `destination`.
    #[must_use]
    pub fn new(destination: Destination) -> Self {
        Self(Some(destination))
    }
}

impl Sink for JsonLines {
    fn write(&mut self, extraction: &Extraction) -> Result<(), SinkError> {
        let Some(out) = &mut self.0 else {
            return Ok(());
        };
        let written = line(out, extraction);
        written.map_err(|cause| failed(out, cause))
    }

    fn finish(&mut self) -> Result<(), SinkError> {
        self.0.take().map_or(Ok(()), Destination::commit)
    }
}

/// All documents in one array, one a line.
pub struct Json {
    out: Option<Destination>,
    any: bool,
}

impl Json {
    /// Writes to `destination`.
    #[must_use]
    pub fn new(destination: Destination) -> Self {
        Self {
            out: Some(destination),
            any: false,
        }
    }
}

impl Sink for Json {
    fn write(&mut self, extraction: &Extraction) -> Result<(), SinkError> {
        let Some(out) = &mut self.out else {
            return Ok(());
        };
        let opening: &[u8] = if self.any { b",\n" } else { b"[\n" };
        self.any = true;
        let written = out
            .write_all(opening)
            .and_then(|()| object(out, extraction));
        written.map_err(|cause| failed(out, cause))
    }

    fn finish(&mut self) -> Result<(), SinkError> {
        let Some(mut out) = self.out.take() else {
            return Ok(());
        };
        let closing: &[u8] = if self.any { b"\n]\n" } else { b"[]\n" };
        out.write_all(closing)
            .map_err(|cause| failed(&out, cause))?;
        out.commit()
    }
}

fn line(out: &mut impl Write, extraction: &Extraction) -> io::Result<()> {
    object(out, extraction)?;
    out.write_all(b"\n")
}

fn object(out: &mut impl Write, extraction: &Extraction) -> io::Result<()> {
    serde_json::to_writer(out, extraction).map_err(io::Error::from)
}
