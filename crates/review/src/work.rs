//! What people do with the releases on the desk: open one, change it, take the change back.
//!
//! A fixture is read when its release is opened, and each change is saved at once onto the state that it was made to; so several people and
//! programs can work in one folder.

mod about;

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use rostra_annotate::{
    AnnotatedDocument, Decision, Edit, EditError, Fixture, FixtureError, Fixtures, Review, Version,
};
use rostra_document::Release;
use thiserror::Error;

use crate::desk::Desk;
use crate::history::{History, Step};
use crate::standing::{Standing, State};

pub(crate) use about::{About, aimed, told, touched};

/// The releases, what was decided of them, and the way back.
pub struct Work {
    desk: Desk,
    fixtures: Fixtures,
    history: Mutex<History>,
    saves: AtomicUsize,
}

/// A release with its review, as the files are now.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    pub(crate) release: Release,
    pub(crate) review: Review,
    pub(crate) version: Version,
    /// What the last edit did, if it can be undone.
    pub(crate) undo: Option<String>,
    saved: Option<Fixture>,
}

/// A change that was saved.
#[derive(Debug)]
pub(crate) struct Changed {
    pub(crate) before: Opened,
    pub(crate) after: Opened,
    /// Whom it was made to, by the place in the review after it.
    pub(crate) person: Option<usize>,
    /// How long the files took.
    pub(crate) saving: Duration,
}

/// How far all is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Releases that were read.
    pub releases: usize,
    /// Those on which nothing is left to decide.
    pub done: usize,
    /// Those on which something is decided and something is left.
    pub partly: usize,
    /// People who were decided on.
    pub people: usize,
}

/// Why something cannot be done.
#[derive(Debug, Error)]
pub(crate) enum WorkError {
    #[error("there is no such release")]
    NoRelease,
    #[error("the release cannot be read: {0}")]
    Desk(#[source] io::Error),
    #[error(transparent)]
    Fixture(FixtureError),
    #[error(transparent)]
    Edit(#[from] EditError),
    /// With the release as the other one saved it.
    #[error("somebody else has saved this release meanwhile")]
    Conflict(Box<Opened>),
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// A defect of the program.
    #[error("the program has failed at this release; this is a defect of Rostra")]
    Panic,
}

impl Work {
    /// Reviews that are kept in `fixtures`; no release lies on the desk yet.
    ///
    /// # Errors
    /// Where no temporary file can be made.
    pub fn new(fixtures: Fixtures) -> io::Result<Self> {
        Ok(Self {
            desk: Desk::new()?,
            fixtures,
            history: Mutex::default(),
            saves: AtomicUsize::new(0),
        })
    }

    /// Where releases lie.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Lays a release on the desk.
    ///
    /// # Errors
    /// Where the desk's file cannot be written. A fixture that cannot be read is told when the release is opened.
    pub fn lay(&self, release: &Release) -> io::Result<()> {
        let saved = self.fixtures.load(&release.extraction.id).ok().flatten();
        let review = review(release, saved.as_ref());
        self.desk.add(release, Standing::of(&review))
    }

    /// How far all is.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.desk.view(|entries| {
            let mut tally = Tally {
                releases: entries.len(),
                ..Tally::default()
            };
            for entry in entries {
                tally.people += entry.standing.decided;
                match entry.standing.state {
                    State::Open => {}
                    State::Partly => tally.partly += 1,
                    State::Done => tally.done += 1,
                }
            }
            tally
        })
    }

    /// How many changes were saved in this run.
    #[must_use]
    pub fn saves(&self) -> usize {
        self.saves.load(Ordering::Relaxed)
    }

    /// The folder of the fixtures, as it was named.
    pub(crate) fn folder(&self) -> String {
        self.fixtures.folder().display().to_string()
    }

    /// The `number`th release with its review, as the files are now.
    pub(crate) fn open(&self, number: usize) -> Result<Opened, WorkError> {
        let release = self.desk.release(number).map_err(|error| {
            let gone = error.kind() == io::ErrorKind::NotFound;
            if gone {
                WorkError::NoRelease
            } else {
                WorkError::Desk(error)
            }
        })?;
        let saved = self.fixtures.load(&release.extraction.id);
        Ok(self.opened(number, release, saved.map_err(WorkError::Fixture)?))
    }

    /// Makes a change, which is about whom `about` says, to the state `onto` and saves it.
    pub(crate) fn edit(
        &self,
        number: usize,
        onto: &Version,
        edit: &Edit,
        about: &About,
    ) -> Result<Changed, WorkError> {
        let before = self.unchanged(number, onto)?;
        let mut review = before.review.clone();
        review.apply(edit)?;
        let document = kept(&review);
        let begun = Instant::now();
        let had_text = self.fixtures.has_text(before.review.id());
        let others = had_text && self.history().had_text(number);
        let version = self.put(number, &before, document.as_ref(), review.text(), others)?;
        let saving = begun.elapsed();
        let saved = before.saved.as_ref();
        let other = |fixture: &&Fixture| fixture.text != review.text();
        self.history().push(
            number,
            Step {
                before: saved.map(|fixture| fixture.document.clone()),
                text: saved.filter(other).map(|fixture| fixture.text.clone()),
                had_text,
                made: version.clone(),
                what: told(edit, about, &before.review),
            },
        );
        let after = self.after(number, &before, document, review.text(), version);
        Ok(Changed {
            person: touched(edit, &before.review, &after.review),
            before,
            after,
            saving,
        })
    }

    /// Takes the last change back, if the files still are as it made them, which is `onto`.
    pub(crate) fn undo(&self, number: usize, onto: &Version) -> Result<Changed, WorkError> {
        let before = self.unchanged(number, onto)?;
        let step = self.history().last(number, onto).cloned();
        let step = step.ok_or(WorkError::NothingToUndo)?;
        let text = step.text.as_deref().unwrap_or(before.review.text());
        let begun = Instant::now();
        let version = self.put(number, &before, step.before.as_ref(), text, step.had_text)?;
        let saving = begun.elapsed();
        self.history().undone(number, &version);
        let after = self.after(number, &before, step.before, text, version);
        Ok(Changed {
            person: about::first_change(&before.review, &after.review),
            before,
            after,
            saving,
        })
    }

    fn unchanged(&self, number: usize, onto: &Version) -> Result<Opened, WorkError> {
        let opened = self.open(number)?;
        match opened.version == *onto {
            true => Ok(opened),
            false => Err(WorkError::Conflict(Box::new(opened))),
        }
    }

    /// Brings the files from the state of `before` to `document`; none takes them away, but for a text that is somebody else's.
    fn put(
        &self,
        number: usize,
        before: &Opened,
        document: Option<&AnnotatedDocument>,
        text: &str,
        others: bool,
    ) -> Result<Version, WorkError> {
        let (id, onto) = (&before.release.extraction.id, &before.version);
        let put = match document {
            Some(document) => {
                let saved = self.fixtures.save(id, document, text, onto);
                saved.map(|saved| saved.version)
            }
            None => {
                let removed = self.fixtures.remove(id, onto, !others);
                removed.map(|()| Version::new())
            }
        };
        match put {
            Ok(version) => {
                self.saves.fetch_add(1, Ordering::Relaxed);
                Ok(version)
            }
            Err(FixtureError::Conflict { .. }) => {
                Err(WorkError::Conflict(Box::new(self.open(number)?)))
            }
            Err(error) => Err(WorkError::Fixture(error)),
        }
    }

    /// The release as it is opened next, with what has just been saved.
    fn after(
        &self,
        number: usize,
        before: &Opened,
        document: Option<AnnotatedDocument>,
        text: &str,
        version: Version,
    ) -> Opened {
        let saved = document.map(|document| Fixture {
            document,
            text: text.to_owned(),
            version,
        });
        self.opened(number, before.release.clone(), saved)
    }

    fn opened(&self, number: usize, release: Release, saved: Option<Fixture>) -> Opened {
        let review = review(&release, saved.as_ref());
        let version = saved.as_ref().map(|fixture| fixture.version.clone());
        let version = version.unwrap_or_default();
        self.desk.restate(number, Standing::of(&review));
        let history = self.history();
        let undo = history.last(number, &version);
        let undo = undo.map(|step| step.what.clone());
        drop(history);
        Opened {
            release,
            review,
            version,
            undo,
            saved,
        }
    }

    fn history(&self) -> MutexGuard<'_, History> {
        // Nothing that is held here is left half done by a panic elsewhere.
        self.history
            .lock()
            .unwrap_or_else(|broken| broken.into_inner())
    }
}

fn review(release: &Release, saved: Option<&Fixture>) -> Review {
    let saved = saved.map(|fixture| (&fixture.document, fixture.text.as_str()));
    Review::new(&release.extraction, saved)
}

/// The document that is to be saved; none where nothing is decided and the fixture says nothing else either.
fn kept(review: &Review) -> Option<AnnotatedDocument> {
    let document = review.document();
    let open = |decision: Decision| decision == Decision::Open;
    let items = review.items();
    let nothing = !items.is_empty() && items.iter().all(|item| open(item.decision));
    (!nothing || !document.rest.is_empty()).then_some(document)
}

#[cfg(test)]
mod tests;
