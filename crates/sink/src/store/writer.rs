//! The thread that writes: gathers documents into batches and commits them.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use rostra_document::{Changes, Ended, Extraction};

use super::{Batch, Database, Refusal};
use crate::settings::Prune;

/// Documents of a batch, at most: what a killed program loses.
const DOCUMENTS: usize = 500;

/// People of a batch, at most, so that lists of delegates do not make it large.
const PEOPLE: usize = 10_000;

/// How long a document waits for others, at most.
const WAIT: Duration = Duration::from_secs(1);

/// What the writing thread is told.
pub(super) enum Order {
    /// A document is to be written.
    Write(Arc<Extraction>),
    /// The document of this id is held as it is.
    Keep(String),
    /// Something at this path could not be read.
    Fail(String),
    /// There is no more.
    Finish(Ended),
}

/// Carries orders out until there are no more, and says what they came to. Where the sender goes away without a last order, what is
/// there is written and nothing else done.
pub(super) fn write(
    database: &mut dyn Database,
    orders: &Receiver<Order>,
    prune: Option<Prune>,
) -> Result<Changes, Refusal> {
    let mut gathering = Gathering {
        database,
        seen_wanted: prune.is_some(),
        batch: Batch::default(),
        people: 0,
        since: None,
        changes: Changes::default(),
        failed: 0,
        failed_paths: BTreeSet::new(),
    };
    let ended = gathering.gather(orders)?;
    gathering.commit()?;
    let Some(ended) = ended else {
        return Ok(gathering.changes);
    };
    if let (Some(prune), Ended::Whole) = (prune, ended) {
        gathering.prune(&prune)?;
    }
    let Gathering {
        changes, failed, ..
    } = gathering;
    database.end(changes, failed, ended)?;
    Ok(changes)
}

struct Gathering<'a> {
    database: &'a mut dyn Database,
    seen_wanted: bool,
    batch: Batch,
    /// In the batch.
    people: usize,
    /// When the oldest of the batch came.
    since: Option<Instant>,
    changes: Changes,
    failed: u64,
    failed_paths: BTreeSet<String>,
}

impl Gathering<'_> {
    fn gather(&mut self, orders: &Receiver<Order>) -> Result<Option<Ended>, Refusal> {
        loop {
            let left = self.since.map(|since| WAIT.saturating_sub(since.elapsed()));
            let order = match left {
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(left) => orders.recv_timeout(left),
            };
            match order {
                Ok(Order::Write(extraction)) => self.add(extraction),
                Ok(Order::Keep(id)) => self.keep(id),
                Ok(Order::Fail(path)) => self.fail(path),
                Ok(Order::Finish(ended)) => return Ok(Some(ended)),
                Err(RecvTimeoutError::Timeout) => self.commit()?,
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
            }
            if self.is_full() {
                self.commit()?;
            }
        }
    }

    fn add(&mut self, extraction: Arc<Extraction>) {
        self.since.get_or_insert_with(Instant::now);
        self.people += extraction.people.len();
        if self.seen_wanted {
            self.batch.seen.push(extraction.id.clone());
        }
        self.batch.written.push(extraction);
    }

    fn keep(&mut self, id: String) {
        self.changes.unchanged += 1;
        if self.seen_wanted {
            self.batch.seen.push(id);
        }
    }

    fn fail(&mut self, path: String) {
        self.failed += 1;
        if self.seen_wanted {
            let bare = path.trim_end_matches('/');
            self.failed_paths.insert(bare.to_owned());
        }
    }

    fn is_full(&self) -> bool {
        self.batch.written.len() >= DOCUMENTS
            || self.people >= PEOPLE
            || self.batch.seen.len() >= 2 * DOCUMENTS
    }

    fn commit(&mut self) -> Result<(), Refusal> {
        (self.people, self.since) = (0, None);
        let batch = std::mem::take(&mut self.batch);
        if !batch.written.is_empty() || !batch.seen.is_empty() {
            self.changes += self.database.commit(&batch)?;
        }
        Ok(())
    }

    /// Whether what lies at `path`, or a folder around it, could not be read, or not all of it.
    fn may_have_failed(&self, path: &str) -> bool {
        let mut around = Path::new(path).ancestors();
        around.any(|at| at.to_str().is_some_and(|at| self.failed_paths.contains(at)))
    }

    /// Takes out what the inputs no longer hold. What may be among what could not be read stays.
    fn prune(&mut self, prune: &Prune) -> Result<(), Refusal> {
        let mut gone = self.database.unseen()?;
        gone.retain(|(_, path)| prune.covers(path) && !self.may_have_failed(path));
        let ids: Vec<String> = gone.into_iter().map(|(id, _)| id).collect();
        self.changes.removed += self.database.remove(&ids)?;
        Ok(())
    }
}
