//! FollowTheMoney: entities for investigations, one a line.
//!
//! The model (<https://followthemoney.tech>) is that of Aleph, OpenSanctions and nomenklatura; docs/followthemoney.md says what becomes
//! of each field.

mod clean;
mod codes;
mod entity;
mod graph;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};

use rostra_document::{Extraction, SinkError};

use super::Writer;
use super::destination::Destination;
use entity::Entity;

/// Entities of documents as they come; what documents share stands where the first of them does.
pub(super) struct Ftm {
    out: Destination,
    /// What was written of those, by hash: a run's positions are too many to keep their ids.
    shared: HashSet<u64>,
}

impl Ftm {
    pub(super) fn new(out: Destination) -> Self {
        Self {
            out,
            shared: HashSet::new(),
        }
    }
}

impl Writer for Ftm {
    fn document(&mut self, extraction: &Extraction) -> Result<(), SinkError> {
        let Self { out, shared } = self;
        let written = graph::entities(extraction, &mut |entity, is_shared| match is_shared
            && !shared.insert(hash(&entity))
        {
            true => Ok(()),
            false => line(out, &entity),
        });
        written.map_err(|cause| self.out.failed(cause))
    }

    fn flush(&mut self) -> Result<(), SinkError> {
        self.out.flush().map_err(|cause| self.out.failed(cause))
    }

    fn end(self: Box<Self>) -> Result<(), SinkError> {
        self.out.commit()
    }
}

fn line(out: &mut impl Write, entity: &Entity) -> io::Result<()> {
    serde_json::to_writer(&mut *out, entity)?;
    out.write_all(b"\n")
}

fn hash(entity: &Entity) -> u64 {
    let mut hasher = DefaultHasher::new();
    entity.id.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;
