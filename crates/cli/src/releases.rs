//! Releases with their text and the grounds of their records, read in parallel and handed over in the order of their source.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, available_parallelism};

use rostra_document::{FailureKind, Identity, Release, Source, SourceError, Undecoded};
use rostra_evaluate::explain::explain;
use rostra_pipeline::{Pipeline, WORKER};

/// Releases under way for each worker: memory does not grow with the source.
const WINDOW: usize = 4;

/// What a worker may put on its stack, as in a run of the pipeline.
const STACK: usize = 8 << 20;

/// What became of a document.
pub(crate) type Read = Result<Release, SourceError>;

/// Reads all of `source` by `jobs` workers, as many as there are processors where none are said, and hands each release, or why it could not be
/// read, to `each`.
///
/// # Errors
/// Those of `each`; nothing more is read then.
pub(crate) fn read(
    pipeline: &Pipeline,
    source: impl Source,
    jobs: Option<usize>,
    mut each: impl FnMut(Read) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let jobs = jobs.unwrap_or_else(|| available_parallelism().map_or(1, usize::from));
    let (to_workers, work) = channel();
    let (to_caller, done) = channel();
    let work = Mutex::new(work);
    thread::scope(|scope| {
        for _ in 0..jobs.max(1) {
            let (work, to_caller) = (&work, to_caller.clone());
            let worker = move || {
                while let Some((number, found)) = next(work) {
                    if to_caller.send((number, release(pipeline, found))).is_err() {
                        break; // the caller has given up
                    }
                }
            };
            let thread = thread::Builder::new().name(WORKER.to_owned());
            let started = thread.stack_size(STACK).spawn_scoped(scope, worker);
            started.expect("the system gives a thread");
        }
        drop(to_caller);
        let to_workers = to_workers; // ends with this closure, which tells the workers that there is no more
        let mut turn = Turn::default();
        for item in source {
            let number = turn.given;
            turn.given += 1;
            match item {
                Ok(found) => drop(to_workers.send((number, found))), // workers last as long as this
                Err(error) => drop(turn.early.insert(number, Err(error))),
            }
            turn.hand_over(&mut each)?;
            while turn.under_way() >= (jobs.max(1) * WINDOW) as u64 {
                turn.wait(&done, &mut each)?;
            }
        }
        while turn.under_way() > 0 {
            turn.wait(&done, &mut each)?;
        }
        Ok(())
    })
}

fn next<T>(work: &Mutex<Receiver<T>>) -> Option<T> {
    work.lock().ok()?.recv().ok()
}

/// What is read and waits for its turn.
#[derive(Default)]
struct Turn {
    given: u64,
    handed: u64,
    early: BTreeMap<u64, Read>,
}

impl Turn {
    fn under_way(&self) -> u64 {
        self.given - self.handed
    }

    fn wait(
        &mut self,
        done: &Receiver<(u64, Read)>,
        each: &mut impl FnMut(Read) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let (number, read) = done.recv().expect("there is an answer for every document");
        self.early.insert(number, read);
        self.hand_over(each)
    }

    fn hand_over(
        &mut self,
        each: &mut impl FnMut(Read) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        while let Some(read) = self.early.remove(&self.handed) {
            self.handed += 1;
            each(read)?;
        }
        Ok(())
    }
}

/// One document; a panic in it is a failure of that document alone.
fn release(pipeline: &Pipeline, found: impl Undecoded) -> Read {
    let Identity { id, provenance, .. } = found.identity().clone();
    let read = catch_unwind(AssertUnwindSafe(|| {
        let document = found.decode()?;
        let trace = pipeline
            .trace(&document)
            .map_err(|error| error.at(&provenance))?;
        let mut extraction = trace.extraction;
        let why = explain(&document, &trace.mentions, &trace.relations, &extraction);
        extraction.text = Some(document.text);
        Ok(Release {
            extraction,
            explanation: Some(why),
        })
    }));
    let defect = || {
        let reason = "could not be read, a defect of rostra";
        SourceError::new(provenance.clone(), FailureKind::Defect, reason)
    };
    let read = read.unwrap_or_else(|_| Err(defect()));
    read.map_err(|error: SourceError| error.with_id(id))
}

#[cfg(test)]
mod tests {
    use rostra_document::{Document, Language, Metadata, Origin, Provenance};
    use rostra_pipeline::PipelineConfig;

    use super::*;

    fn document(n: usize) -> Result<Document, SourceError> {
        let way = Provenance::file(format!("{n}.txt"));
        if n % 7 == 3 {
            return Err(SourceError::new(way, FailureKind::Rejected, "is empty"));
        }
        Ok(Document {
            identity: Identity::new(n.to_string(), way),
            sha256: String::new(),
            language: Language::new("en"),
            metadata: Metadata::default(),
            text: format!("Kenya's Minister of Health, Dr. Ann Otieno, met delegation {n}."),
            sections: Vec::new(),
            origin: Origin::default(),
            diagnostics: Vec::new(),
        })
    }

    #[test]
    fn releases_come_in_order_with_text_and_grounds() {
        let pipeline = Pipeline::new(PipelineConfig::default()).unwrap();
        let mut seen = Vec::new();
        let each = |read: Read| {
            seen.push(match read {
                Ok(release) => {
                    let why = release.explanation.as_ref().unwrap();
                    assert!(release.text().starts_with("Kenya"));
                    assert_eq!(why.people.len(), release.extraction.people.len());
                    release.extraction.id
                }
                Err(error) => error.provenance.to_string(),
            });
            Ok(())
        };
        read(&pipeline, (0..40).map(document), Some(3), each).unwrap();
        let expected = (0..40).map(|n| match n % 7 {
            3 => format!("{n}.txt"),
            _ => n.to_string(),
        });
        assert_eq!(seen, expected.collect::<Vec<_>>());
    }

    #[test]
    fn whoever_has_had_enough_ends_it() {
        let pipeline = Pipeline::new(PipelineConfig::default()).unwrap();
        let mut left = 5;
        let each = |_| {
            left -= 1;
            anyhow::ensure!(left > 0, "enough");
            Ok(())
        };
        let error = read(&pipeline, (0..).map(document), Some(2), each).unwrap_err();
        assert_eq!(error.to_string(), "enough");
    }
}
