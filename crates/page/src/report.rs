//! One page of a run: pictures, a list of releases to filter and search, each release with its records, and what could not be read.
//!
//! Views of releases lie in the page as inert data, JSON in `script` elements that nothing runs, and become elements when somebody looks at them: 2,000
//! releases (33 MB) are there in 0.9 s, as `template` elements, whose inside is built at once, in 3 s. The views go through a temporary file until the page is written: what stays in memory is the index and the counts.

mod failures;
mod filters;
mod index;
mod list;
mod overview;
#[cfg(test)]
pub(crate) mod samples;
mod sheet;
mod statistics;
#[cfg(test)]
mod tests;
mod time;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek, Write};

use rostra_document::{Release, SourceError};
use thiserror::Error;

use crate::inert;
use crate::meetings::Meetings;
use crate::view::View;
use index::Index;
use list::List;
use statistics::Statistics;

/// A page that could not be made.
#[derive(Debug, Error)]
pub enum PageError {
    /// The temporary file said no.
    #[error("cannot lay pages of releases aside in a temporary file")]
    Spool(#[source] io::Error),
    /// Wherever the page goes said no.
    #[error("cannot write the page")]
    Write(#[source] io::Error),
}

/// A field of a release that is not as it was in an earlier run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageChange {
    /// Where: `people[Sar Kheng].titles[Minister of Interior].status`.
    pub path: String,
    /// What stood there; none where nothing did.
    pub before: Option<String>,
    /// What stands there; none where nothing does.
    pub after: Option<String>,
}

/// A page in the making.
///
/// ```
/// use rostra_page::Report;
///
/// let report = Report::new("Nothing yet", None)?;
/// let mut page = Vec::new();
/// report.write(&mut page)?;
/// assert!(page.starts_with(b"<!DOCTYPE html>"));
/// # Ok::<(), rostra_page::PageError>(())
/// ```
pub struct Report {
    title: String,
    /// What has changed since an earlier run, by id; none where no other run is compared.
    changes: Option<BTreeMap<String, Vec<PageChange>>>,
    views: BufWriter<File>,
    index: Index,
    list: List,
    statistics: Statistics,
    meetings: Meetings,
    failures: Vec<failures::Failure>,
}

impl Report {
    /// An empty page of this title; `changes` of releases since an earlier run, by their ids, where there was one.
    ///
    /// # Errors
    /// Where there can be no temporary file.
    pub fn new(
        title: &str,
        changes: Option<BTreeMap<String, Vec<PageChange>>>,
    ) -> Result<Self, PageError> {
        let views = tempfile::tempfile().map_err(PageError::Spool)?;
        Ok(Self {
            title: title.to_owned(),
            changes,
            views: BufWriter::new(views),
            index: Index::default(),
            list: List::default(),
            statistics: Statistics::default(),
            meetings: Meetings::default(),
            failures: Vec::new(),
        })
    }

    /// Takes `release` in, after those before it.
    ///
    /// # Errors
    /// Where the temporary file is full.
    pub fn add(&mut self, release: &Release) -> Result<(), PageError> {
        let changes = self.changes.as_ref();
        let changes = changes.and_then(|all| all.get(&release.extraction.id));
        let changes = changes.map_or(&[][..], Vec::as_slice);
        let view = View::of(release, changes);
        let id = format!("r{}", self.index.len());
        inert::write(&mut self.views, &id, &view).map_err(PageError::Spool)?;
        let people = self.meetings.add(&release.extraction.people);
        self.list
            .add(&release.extraction, self.index.len(), !changes.is_empty());
        self.index
            .add(&release.extraction, &people, !changes.is_empty());
        self.statistics.add(&release.extraction, changes);
        Ok(())
    }

    /// Takes note of a release that could not be read.
    pub fn fail(&mut self, error: &SourceError) {
        self.failures.push(failures::Failure::of(error));
    }

    /// Writes the page.
    ///
    /// # Errors
    /// Where `out` or the temporary file says no.
    pub fn write(self, out: &mut impl Write) -> Result<(), PageError> {
        let spool = |error: io::IntoInnerError<_>| PageError::Spool(error.into_error());
        let mut views = self.views.into_inner().map_err(spool)?;
        views.rewind().map_err(PageError::Spool)?;
        let sheet = sheet::Sheet {
            title: &self.title,
            compares: self.changes.is_some(),
            index: &self.index,
            list: &self.list,
            statistics: &self.statistics,
            meetings: &self.meetings,
            failures: &self.failures,
        };
        sheet
            .write(out, &mut BufReader::new(views))
            .map_err(PageError::Write)
    }
}
