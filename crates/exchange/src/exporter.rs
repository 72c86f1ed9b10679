//! A file of one of the formats, document by document.

use std::io::{self, Write};

use crate::source::Source;
use crate::{conll, label_studio, spacy};

/// A format of another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Tasks of Label Studio, as an array.
    LabelStudio,
    /// Four columns.
    Conll,
    /// CoNLL-U Plus.
    ConllPlus,
    /// A line of JSON a document.
    Spacy,
}

impl Format {
    /// Whether sentences show in it.
    #[must_use]
    pub fn has_sentences(self) -> bool {
        self != Self::LabelStudio
    }
}

/// Writes documents as they come; what comes before and after them, too.
pub struct Exporter<W> {
    out: W,
    format: Format,
    written: u64,
}

impl<W: Write> Exporter<W> {
    /// A file of `format` in `out`.
    pub fn new(format: Format, out: W) -> Self {
        Self {
            out,
            format,
            written: 0,
        }
    }

    /// Writes a document whose sentences begin at the bytes `starts`.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(&mut self, source: &Source, starts: &[usize]) -> io::Result<()> {
        let first = self.written == 0;
        self.written += 1;
        match self.format {
            Format::LabelStudio => {
                self.out.write_all(if first { b"[\n" } else { b",\n" })?;
                serde_json::to_writer(&mut self.out, &label_studio::task(source))?;
            }
            Format::Conll => self
                .out
                .write_all(conll::columns(source, starts).as_bytes())?,
            Format::ConllPlus => {
                let before = if first { conll::COLUMNS } else { "" };
                let document = conll::plus(source, starts);
                self.out.write_all(before.as_bytes())?;
                self.out.write_all(document.as_bytes())?;
            }
            Format::Spacy => {
                serde_json::to_writer(&mut self.out, &spacy::doc(source, starts))?;
                self.out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        match (self.format, self.written) {
            (Format::LabelStudio, 0) => self.out.write_all(b"[]\n")?,
            (Format::LabelStudio, _) => self.out.write_all(b"\n]\n")?,
            (Format::ConllPlus, 0) => self.out.write_all(conll::COLUMNS.as_bytes())?,
            _ => {}
        }
        self.out.flush()?;
        Ok(self.out)
    }
}
