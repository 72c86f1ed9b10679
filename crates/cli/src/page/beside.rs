//! The run of a page beside an earlier one: what has changed must be known before the first release is set.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

use rostra_document::{Release, SourceError};
use rostra_evaluate::runs::{Comparison, Options, RunDiff};
use rostra_page::PageChange;
use rostra_sink::stored;
use serde_json::Value;

/// What changed, by the id of the document.
pub(super) type Changes = BTreeMap<String, Vec<PageChange>>;

/// Releases laid aside while they are compared.
pub(super) struct Beside {
    comparison: Comparison,
    releases: BufWriter<File>,
    failures: Vec<SourceError>,
}

impl Beside {
    /// Beside the run whose output lies at `run`.
    pub(super) fn open(run: &str) -> anyhow::Result<Self> {
        let mut comparison = Comparison::new(run, "this run", Options::default());
        for document in stored::open(run)? {
            comparison.before(document?);
        }
        Ok(Self {
            comparison,
            releases: BufWriter::new(tempfile::tempfile()?),
            failures: Vec::new(),
        })
    }

    /// Takes a release, or why it could not be read.
    pub(super) fn take(&mut self, found: Result<Release, &SourceError>) -> io::Result<()> {
        match found {
            Ok(release) => {
                self.comparison.after(release.extraction.clone());
                serde_json::to_writer(&mut self.releases, &release)?;
                self.releases.write_all(b"\n")
            }
            Err(error) => {
                self.failures.push(same(error));
                Ok(())
            }
        }
    }

    /// What changed, and all that was taken.
    pub(super) fn finish(self) -> anyhow::Result<(Changes, Taken)> {
        let mut releases = self
            .releases
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        releases.rewind()?;
        let taken = Taken {
            releases: BufReader::new(releases),
            failures: self.failures,
        };
        Ok((changes(self.comparison.finish()), taken))
    }
}

/// What was taken, to be gone through.
pub(super) struct Taken {
    releases: BufReader<File>,
    failures: Vec<SourceError>,
}

impl Taken {
    /// Hands on what was taken, releases first.
    pub(super) fn each(
        self,
        mut each: impl FnMut(Result<Release, &SourceError>) -> io::Result<()>,
    ) -> io::Result<()> {
        for line in self.releases.lines() {
            each(Ok(serde_json::from_str(&line?)?))?;
        }
        self.failures.iter().try_for_each(|error| each(Err(error)))
    }
}

/// The same failure, its cause by its kind alone.
fn same(error: &SourceError) -> SourceError {
    let way = error.provenance.clone();
    let cause = error.cause.as_ref().map(|cause| cause.kind().into());
    SourceError {
        cause,
        ..SourceError::new(way, error.kind, error.reason.clone())
    }
}

fn changes(diff: RunDiff) -> Changes {
    let mut changes = Changes::new();
    for change in diff.changes {
        changes
            .entry(change.document)
            .or_default()
            .push(PageChange {
                path: change.path,
                before: change.before.map(shown),
                after: change.after.map(shown),
            });
    }
    for document in diff.only_after {
        changes.entry(document).or_default().push(PageChange {
            path: "document".to_owned(),
            before: None,
            after: Some("new".to_owned()),
        });
    }
    changes
}

/// A value as a reader wants it: a person or title by name, text as it is.
fn shown(value: Value) -> String {
    let named = value.get("name").or_else(|| value.get("text"));
    match named.unwrap_or(&value) {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
