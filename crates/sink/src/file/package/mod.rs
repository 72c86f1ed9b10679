//! A data package: tables as CSV files, and `datapackage.json` that says what is in them.
//!
//! By the Data Package standard, version 1 (<https://specs.frictionlessdata.io>), which every tool reads: the tables lie beside the
//! descriptor, which names their columns, types, keys and digests.

mod descriptor;
mod sheet;
mod speakers;

use std::path::Path;

use rostra_document::{Extraction, Extractor, SinkError};
use serde_json::to_writer_pretty;

use super::destination::{Destination, folder, real, sweep};
use super::{Place, Writer, csv, failed};
use crate::tables::{Cell, TABLES, Table, rows};
use descriptor::{Descriptor, Resource};
use sheet::{Sheet, Written};
use speakers::SPEAKERS;

/// An open package. Files appear when all is written, the descriptor last.
pub(super) struct Package {
    descriptor: Destination,
    speakers: Sheet,
    /// In the order of [`TABLES`].
    tables: Vec<Sheet>,
    /// What made the documents; all of a run are made by one.
    extractor: Option<Extractor>,
}

impl Package {
    /// With the descriptor at `place`, tables in the same folder.
    pub(super) fn open(place: &Place) -> Result<Self, SinkError> {
        let Place::File(path) = place else {
            return Err(SinkError::Refused {
                place: "standard output".to_owned(),
                reason: "a data package is a folder of files".to_owned(),
            });
        };
        let path = real(path);
        let folder = folder(&path);
        Ok(Self {
            descriptor: Destination::open(&Place::File(path.clone()))?,
            speakers: open(folder, &SPEAKERS)?,
            tables: TABLES
                .iter()
                .map(|table| open(folder, table))
                .collect::<Result<_, _>>()?,
            extractor: None,
        })
    }
}

/// The file of `table`.
fn file_name(table: &Table) -> String {
    format!("{}.csv", table.name)
}

fn open(folder: &Path, table: &Table) -> Result<Sheet, SinkError> {
    let path = folder.join(file_name(table));
    sweep(&path).map_err(|cause| failed(&path, cause))?;
    Sheet::new(Destination::open(&Place::File(path))?, table)
}

impl Writer for Package {
    fn document(&mut self, extraction: &Extraction) -> Result<(), SinkError> {
        if self.extractor.is_none() {
            self.extractor = Some(extraction.extractor.clone());
        }
        csv::rows(extraction).try_for_each(|row| self.speakers.serialize(row))?;
        let tables = &mut self.tables;
        rows(extraction, |table, cells: &[Cell]| {
            let sheet = tables.get_mut(table);
            sheet.expect("a sheet for each table").row(cells)
        })
    }

    fn flush(&mut self) -> Result<(), SinkError> {
        Ok(())
    }

    fn end(self: Box<Self>) -> Result<(), SinkError> {
        let mut written = vec![(&SPEAKERS, self.speakers.end()?)];
        for (table, sheet) in TABLES.into_iter().zip(self.tables) {
            written.push((table, sheet.end()?));
        }
        let resources = written
            .iter()
            .map(|(table, Written { bytes, sha256, .. })| Resource::new(table, *bytes, sha256));
        let descriptor = Descriptor::new(self.extractor, resources.collect());
        let mut out = self.descriptor;
        if let Err(error) = to_writer_pretty(&mut out, &descriptor) {
            return Err(out.failed(error.into()));
        }
        for (_, table) in written {
            table.file.commit()?;
        }
        out.commit()
    }
}

#[cfg(test)]
mod tests;
