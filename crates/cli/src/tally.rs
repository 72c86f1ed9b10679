//! What a run came to, counted as it goes: memory does not grow with the number of documents.

use std::collections::BTreeMap;
use std::time::Duration;

use rostra_document::{Extraction, FailureKind, Identity, SourceError};
use serde::Serialize;

use crate::times::Times;

/// Counts of a run.
#[derive(Default)]
pub(crate) struct Tally {
    /// Documents read and handed to the outputs.
    pub(crate) read: u64,
    /// Documents that the outputs hold as they are.
    pub(crate) kept: u64,
    /// Documents that could not be read.
    pub(crate) failed: u64,
    /// People in what was read.
    pub(crate) people: u64,
    /// Their titles.
    pub(crate) titles: u64,
    /// By language tag.
    pub(crate) languages: BTreeMap<String, Share>,
    /// By name of the document's own format; the empty name stands for documents that nobody came to know the format of.
    pub(crate) formats: BTreeMap<String, Fates>,
    /// Why documents could not be read.
    pub(crate) failures: BTreeMap<&'static str, u64>,
    /// People by role.
    pub(crate) roles: BTreeMap<&'static str, u64>,
    /// People by state, ISO 3166-1 alpha-3.
    pub(crate) countries: BTreeMap<String, u64>,
    /// People without one.
    pub(crate) stateless: u64,
    /// Diagnostics by code.
    pub(crate) diagnostics: BTreeMap<String, u64>,
    /// How long documents took.
    pub(crate) times: Times,
}

/// What was read of a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Share {
    pub(crate) documents: u64,
    pub(crate) people: u64,
    pub(crate) titles: u64,
}

/// What became of documents of a format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Fates {
    pub(crate) read: u64,
    pub(crate) kept: u64,
    pub(crate) failed: u64,
}

impl Tally {
    pub(crate) fn document(&mut self, extraction: &Extraction, elapsed: Duration) {
        let people = &extraction.people;
        let titles: u64 = people.iter().map(|p| p.titles.len() as u64).sum();
        self.read += 1;
        self.people += people.len() as u64;
        self.titles += titles;
        let share = self.languages.entry(extraction.lang.clone()).or_default();
        share.documents += 1;
        share.people += people.len() as u64;
        share.titles += titles;
        self.fates(&extraction.provenance.provenance.format).read += 1;
        for person in people {
            *self.roles.entry(person.role.as_str()).or_default() += 1;
            match &person.country {
                Some(code) => *self.countries.entry(code.clone()).or_default() += 1,
                None => self.stateless += 1,
            }
        }
        for diagnostic in &extraction.diagnostics {
            *self.diagnostics.entry(diagnostic.code.clone()).or_default() += 1;
        }
        self.times.add(elapsed, &extraction.source);
    }

    pub(crate) fn kept(&mut self, identity: &Identity) {
        self.kept += 1;
        self.fates(&identity.provenance.format).kept += 1;
    }

    pub(crate) fn failure(&mut self, error: &SourceError) {
        self.failed(&error.provenance.format, error.kind);
    }

    /// Counts a document of `format` that could not be read.
    pub(crate) fn failed(&mut self, format: &str, kind: FailureKind) {
        self.failed += 1;
        *self.failures.entry(kind.as_str()).or_default() += 1;
        self.fates(format).failed += 1;
    }

    fn fates(&mut self, format: &str) -> &mut Fates {
        self.formats.entry(format.to_owned()).or_default()
    }
}
