//! Outputs that hold the documents of one run.
//!
//! A [`Writer`] knows a form. What can be replaced is written by way of a journal ([`journaled`]), so that a run that was broken
//! off can go on; standard output, pipes and devices get each document at once ([`direct`]).

mod csv;
mod destination;
mod direct;
mod ftm;
mod journal;
mod journaled;
mod json;
mod package;
#[cfg(feature = "parquet")]
mod parquet;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rostra_document::{Extraction, Sink, SinkError};

use crate::settings::Settings;
use csv::Csv;
use destination::Destination;
use direct::Direct;
use ftm::Ftm;
use journaled::Journaled;
use json::{Json, JsonLines};
use package::Package;
#[cfg(feature = "parquet")]
use parquet::Parquet;

/// Where a file output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Standard output.
    Stdout,
    /// A path.
    File(PathBuf),
}

/// Writes documents in one form.
pub(crate) trait Writer {
    /// Writes one document.
    fn document(&mut self, extraction: &Extraction) -> Result<(), SinkError>;

    /// Hands on what is waiting, where someone reads along.
    fn flush(&mut self) -> Result<(), SinkError>;

    /// Completes the output and puts it in its place.
    fn end(self: Box<Self>) -> Result<(), SinkError>;
}

/// Makes the writer of a form. A file in its place stays until the writer ends.
pub(crate) type Make = fn(&Place) -> Result<Box<dyn Writer>, SinkError>;

pub(crate) fn json_lines(place: &Place) -> Result<Box<dyn Writer>, SinkError> {
    Ok(Box::new(JsonLines::new(Destination::open(place)?)))
}

pub(crate) fn json(place: &Place) -> Result<Box<dyn Writer>, SinkError> {
    Ok(Box::new(Json::new(Destination::open(place)?)))
}

pub(crate) fn csv(place: &Place) -> Result<Box<dyn Writer>, SinkError> {
    Ok(Box::new(Csv::new(Destination::open(place)?)))
}

pub(crate) fn ftm(place: &Place) -> Result<Box<dyn Writer>, SinkError> {
    Ok(Box::new(Ftm::new(Destination::open(place)?)))
}

pub(crate) fn package(place: &Place) -> Result<Box<dyn Writer>, SinkError> {
    Ok(Box::new(Package::open(place)?))
}

#[cfg(feature = "parquet")]
pub(crate) fn parquet(place: &Place) -> Result<Box<dyn Writer>, SinkError> {
    Ok(Box::new(Parquet::new(Destination::open(place)?)?))
}

/// Opens a file output that `make` writes.
pub(crate) fn open(
    place: &Place,
    make: Make,
    settings: &Settings,
) -> Result<Box<dyn Sink>, SinkError> {
    match place {
        Place::File(path) if is_replaceable(path) => {
            Ok(Box::new(Journaled::open(path, make, settings)?))
        }
        _ => Ok(Box::new(Direct::new(make(place)?))),
    }
}

/// Whether there is nothing at `path` that cannot be replaced, such as a pipe.
fn is_replaceable(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |data| data.is_file())
}

/// An error of writing at `path`.
fn failed(path: &Path, cause: io::Error) -> SinkError {
    SinkError::Io {
        place: path.display().to_string(),
        cause,
    }
}
