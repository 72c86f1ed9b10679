//! Many documents through the chain, in parallel, written in the order they were read.
//!
//! The calling thread finds documents and writes; workers decode and extract. Where the sink remembers earlier runs, another thread
//! asks it before the workers do anything. At most a few documents a worker are under way at once, so memory does not grow with
//! the input, and results wait for their turn, so the output does not depend on the number of workers.
//!
//! ```text
//! source -> [memory] -> workers -> waiting for their turn -> sink
//!              `----- held already -----^
//! ```

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, Scope};
use std::time::{Duration, Instant};

use rostra_document::{
    Diagnostic, Document, Extraction, FailureKind, Identity, Memory, Provenance, Recall, Sink,
    SinkError, Source, SourceError, Undecoded,
};
use thiserror::Error;

use crate::chain::{Pipeline, Trace};

/// Name of the threads that extract; what panics in one is caught and reported as a failure.
pub const WORKER: &str = "rostra-worker";

/// Documents under way for each worker.
const WINDOW: usize = 4;

/// Documents that the memory is asked about at once, at most.
const ASKED: usize = 16;

/// What a worker may put on its stack: no stage recurses deeply, and a crash here takes all.
const STACK: usize = 8 << 20;

/// How a run goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunOptions {
    /// Documents read at once.
    pub jobs: usize,
    /// A document whose text could not be read whole counts as one that could not be read.
    pub strict: bool,
    /// The text goes to the output with what was found in it.
    pub with_text: bool,
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            jobs: 1,
            strict: false,
            with_text: false,
        }
    }
}

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents read and handed to the sink.
    pub documents: u64,
    /// People in them.
    pub people: u64,
    /// Documents that the sink holds as they are; they were not read again.
    pub kept: u64,
    /// Documents that could not be read or extracted.
    pub failures: u64,
    /// The run was stopped before the end of its source.
    pub stopped: bool,
}

/// The output could not be written, and the run ended there.
#[derive(Debug, Error)]
#[error("{cause}")]
pub struct RunError {
    /// What had been handed over before.
    pub summary: Summary,
    /// Why.
    #[source]
    pub cause: SinkError,
}

/// Follows a run. Calls come from the calling thread, in the order of the source.
pub trait Observer {
    /// A document has been handed to the sink; reading it took `elapsed` of one worker's time.
    fn document(&mut self, _extraction: &Extraction, _elapsed: Duration) {}

    /// A document was passed over, because the sink holds it.
    fn kept(&mut self, _identity: &Identity) {}

    /// A document is in quarantine.
    fn failure(&mut self, _error: &SourceError) {}

    /// Asked before each document is read: whether to read no more.
    fn stop(&self) -> bool {
        false
    }
}

/// Follows nothing.
impl Observer for () {}

/// Sees what every stage made of each document. Calls come from the workers, in any order, before the document is handed to the sink.
pub trait Witness: Sync {
    /// `document` has been read.
    fn trace(&self, document: &Document, trace: &Trace);
}

/// Sees nothing.
impl Witness for () {
    fn trace(&self, _: &Document, _: &Trace) {}
}

/// What became of a document.
enum Outcome {
    Read(Arc<Extraction>, Duration),
    Kept(Identity),
    Failed(SourceError),
    /// The sink could not say what it holds.
    Broken(SinkError),
}

type Done = (u64, Outcome);

impl Pipeline {
    /// Reads every document of `source` that `sink` does not hold yet and hands the results to it.
    ///
    /// A document that cannot be read, by the source or by a recogniser, or whose extraction panics, is
    /// reported to `observer` and left out. The sink is not finished here, so it can take more.
    ///
    /// # Errors
    /// Where the sink cannot be written; the rest of the source is not read then.
    pub fn run(
        &self,
        source: impl Source,
        sink: &mut dyn Sink,
        options: &RunOptions,
        observer: &mut dyn Observer,
    ) -> Result<Summary, RunError> {
        self.run_before(&(), source, sink, options, observer)
    }

    /// As [`run`](Self::run), before `witness`.
    ///
    /// # Errors
    /// Where the sink cannot be written; the rest of the source is not read then.
    pub fn run_before(
        &self,
        witness: &dyn Witness,
        source: impl Source,
        sink: &mut dyn Sink,
        options: &RunOptions,
        observer: &mut dyn Observer,
    ) -> Result<Summary, RunError> {
        let summary = Summary::default();
        let memory = sink.memory().map_err(|cause| RunError { summary, cause })?;
        let mut output = Output {
            sink,
            observer,
            summary,
        };
        let jobs = options.jobs.max(1);
        let (to_workers, work) = channel();
        let (to_writer, done) = channel();
        let work = Mutex::new(work);
        let fed = thread::scope(|scope| {
            for _ in 0..jobs {
                self.spawn(scope, witness, &work, to_writer.clone(), *options);
            }
            // The last sender ends with this call: it tells the threads that there is no more.
            let Some(memory) = memory else {
                return feed(source, jobs * WINDOW, to_workers, &done, &mut output);
            };
            let (to_memory, found) = channel();
            start(scope, move || ask(memory, &found, &to_workers, &to_writer));
            let window = jobs * WINDOW + ASKED;
            feed(source, window, to_memory, &done, &mut output)
        });
        let summary = output.summary;
        fed.map_err(|cause| RunError { summary, cause })?;
        Ok(summary)
    }

    fn spawn<'scope, U: Undecoded + 'scope>(
        &'scope self,
        scope: &'scope Scope<'scope, '_>,
        witness: &'scope dyn Witness,
        work: &'scope Mutex<Receiver<(u64, U)>>,
        done: Sender<Done>,
        options: RunOptions,
    ) {
        start(scope, move || {
            loop {
                let next = work.lock().ok().and_then(|work| work.recv().ok());
                let Some((number, found)) = next else {
                    break;
                };
                let outcome = self.guarded(witness, found, &options);
                if done.send((number, outcome)).is_err() {
                    break;
                }
            }
        });
    }

    fn guarded(
        &self,
        witness: &dyn Witness,
        found: impl Undecoded,
        options: &RunOptions,
    ) -> Outcome {
        let begun = Instant::now();
        let identity = found.identity().clone();
        let way = identity.provenance.clone();
        let read = guard(&way, "read", || found.decode()).and_then(|document| {
            if options.strict {
                whole(&document)?;
            }
            let mut extraction = guard(&way, "extracted", || {
                let trace = self.trace(&document);
                let trace = trace.map_err(|error| error.at(&way))?;
                witness.trace(&document, &trace);
                Ok(trace.extraction)
            })?;
            extraction.text = options.with_text.then_some(document.text);
            Ok(extraction)
        });
        match read {
            Ok(extraction) => Outcome::Read(Arc::new(extraction), begun.elapsed()),
            Err(error) => Outcome::Failed(error.of(&identity)),
        }
    }
}

fn start<'scope>(scope: &'scope Scope<'scope, '_>, work: impl FnOnce() + Send + 'scope) {
    thread::Builder::new()
        .name(WORKER.to_owned())
        .stack_size(STACK)
        .spawn_scoped(scope, work)
        .expect("the system gives a thread");
}

/// Asks `memory` about what was `found` and gives the workers what it does not hold. Takes what is there and waits for no
/// more, so a slow source is not held up.
fn ask<U: Undecoded>(
    mut memory: Box<dyn Memory>,
    found: &Receiver<(u64, U)>,
    workers: &Sender<(u64, U)>,
    done: &Sender<Done>,
) {
    while let Ok(first) = found.recv() {
        let mut asked = vec![first];
        while asked.len() < ASKED
            && let Ok(next) = found.try_recv()
        {
            asked.push(next);
        }
        let identities: Vec<&Identity> = asked.iter().map(|(_, found)| found.identity()).collect();
        let recalled = match memory.recall(&identities) {
            Ok(recalled) => recalled,
            Err(error) => {
                let first = asked.first().map_or(0, |&(number, _)| number);
                let _ = done.send((first, Outcome::Broken(error))); // whoever waits ends the run
                return;
            }
        };
        for ((number, found), recall) in asked.into_iter().zip(recalled) {
            let sent = match answer(&found, recall) {
                Some(outcome) => done.send((number, outcome)).is_ok(),
                None => workers.send((number, found)).is_ok(),
            };
            if !sent {
                return;
            }
        }
    }
}

/// What becomes of a document that need not be read.
fn answer(found: &impl Undecoded, recall: Recall) -> Option<Outcome> {
    let identity = found.identity();
    match recall {
        Recall::Unknown => None,
        Recall::Same => Some(Outcome::Kept(identity.clone())),
        Recall::Taken(by) => {
            let reason = format!(
                "its id {} is that of {by}; `--id path` and `--id content` make others",
                identity.id
            );
            let taken = SourceError::new(identity.provenance.clone(), FailureKind::Taken, reason);
            Some(Outcome::Failed(taken.with_id(&identity.id)))
        }
    }
}

/// Says no where a part of the text could not be read.
fn whole(document: &Document) -> Result<(), SourceError> {
    match document.diagnostics.iter().find(|d| Diagnostic::is_loss(d)) {
        None => Ok(()),
        Some(loss) => Err(SourceError::new(
            document.identity.provenance.clone(),
            FailureKind::Incomplete,
            format!("was not read whole: {} (`{}`)", loss.message, loss.code),
        )),
    }
}

/// Runs `step` on the document that `way` leads to; a panic in it is a failure of that document alone.
fn guard<T>(
    way: &Provenance,
    done: &str,
    step: impl FnOnce() -> Result<T, SourceError>,
) -> Result<T, SourceError> {
    catch_unwind(AssertUnwindSafe(step))
        .unwrap_or_else(|panic| Err(defect(way, done, panic.as_ref())))
}

/// What a panic said, of the document that `way` leads to, which was to be `done`.
fn defect(way: &Provenance, done: &str, panic: &(dyn Any + Send)) -> SourceError {
    let said = panic.downcast_ref::<String>().map(String::as_str);
    let said = said
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no reason");
    let reason = format!("could not be {done}, a defect of rostra: {said}");
    SourceError::new(way.clone(), FailureKind::Defect, reason)
}

/// Reads the source, hands documents out and writes what comes back, oldest first.
fn feed<S: Source>(
    source: S,
    window: usize,
    next: Sender<(u64, S::Found)>,
    done: &Receiver<Done>,
    output: &mut Output<'_>,
) -> Result<(), SinkError> {
    let mut waiting = Waiting::default();
    for item in source {
        let number = waiting.read;
        waiting.read += 1;
        match item {
            // Nobody takes it where the memory has failed; that is among what is done.
            Ok(found) => drop(next.send((number, found))),
            Err(error) => waiting.add(number, Outcome::Failed(error)),
        }
        while let Ok((number, outcome)) = done.try_recv() {
            waiting.add(number, outcome);
        }
        waiting.write(output)?;
        while waiting.under_way() >= window as u64 {
            waiting.receive(done);
            waiting.write(output)?;
        }
        if output.observer.stop() {
            output.summary.stopped = true;
            break;
        }
    }
    while waiting.under_way() > 0 {
        waiting.receive(done);
        waiting.write(output)?;
    }
    Ok(())
}

/// Outcomes that came before their turn.
#[derive(Default)]
struct Waiting {
    read: u64,
    written: u64,
    early: BTreeMap<u64, Outcome>,
}

impl Waiting {
    /// Documents read and not yet written.
    fn under_way(&self) -> u64 {
        self.read - self.written
    }

    fn receive(&mut self, done: &Receiver<Done>) {
        let (number, outcome) = done.recv().expect("there is an answer for every document");
        self.add(number, outcome);
    }

    fn add(&mut self, number: u64, outcome: Outcome) {
        self.early.insert(number, outcome);
    }

    fn write(&mut self, output: &mut Output<'_>) -> Result<(), SinkError> {
        while let Some(outcome) = self.early.remove(&self.written) {
            self.written += 1;
            output.write(outcome)?;
        }
        Ok(())
    }
}

struct Output<'a> {
    sink: &'a mut dyn Sink,
    observer: &'a mut dyn Observer,
    summary: Summary,
}

impl Output<'_> {
    fn write(&mut self, outcome: Outcome) -> Result<(), SinkError> {
        match outcome {
            Outcome::Read(extraction, elapsed) => {
                self.sink.write(&extraction)?;
                self.summary.documents += 1;
                self.summary.people += extraction.people.len() as u64;
                self.observer.document(&extraction, elapsed);
            }
            Outcome::Kept(identity) => {
                self.sink.keep(&identity)?;
                self.summary.kept += 1;
                self.observer.kept(&identity);
            }
            Outcome::Failed(error) => {
                self.sink.fail(&error);
                self.summary.failures += 1;
                self.observer.failure(&error);
            }
            Outcome::Broken(error) => return Err(error),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
