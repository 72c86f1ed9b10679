//! Normalised records to rows: JSON Lines, JSON, CSV.
//!
//! Each format is a [`Sink`](rostra_document::Sink) over a [`Destination`]; nothing is promised to
//! be there before `finish` has returned.

mod csv;
mod destination;
mod json;

use std::io;

use rostra_document::SinkError;

pub use csv::Csv;
pub use destination::Destination;
pub use json::{Json, JsonLines};

fn failed(out: &Destination, cause: io::Error) -> SinkError {
    SinkError::Io {
        place: out.place().to_owned(),
        cause,
    }
}
