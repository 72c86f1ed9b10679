//! Many documents through the chain, in parallel, written in the order they were read.
//!
//! The calling thread finds documents and writes; workers decode and extract. At most a few documents a worker are
//! under way at once, so memory does not grow with the input, and results wait for their turn, so
//! the output does not depend on the number of workers.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, Scope};

use rostra_document::{Extraction, Sink, SinkError, Source, SourceError, Undecoded};

use crate::chain::Pipeline;

/// Name of the threads that extract; what panics in one is caught and reported as a failure.
pub const WORKER: &str = "rostra-worker";

/// Documents under way for each worker.
const WINDOW: usize = 4;

/// What a worker may put on its stack: no stage recurses deeply, and a crash here takes all.
const STACK: usize = 8 << 20;

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents written.
    pub documents: u64,
    /// People in them.
    pub people: u64,
    /// Documents that could not be read or extracted.
    pub failures: u64,
    /// The run was stopped before the end of its source.
    pub stopped: bool,
}

/// Follows a run. Calls come from the calling thread, in the order of the source.
pub trait Observer {
    /// A document has been written.
    fn document(&mut self, _extraction: &Extraction) {}

    /// A document is in quarantine.
    fn failure(&mut self, _error: &SourceError) {}

    /// Asked before each document is read: whether to read no more.
    fn stop(&self) -> bool {
        false
    }
}

/// Follows nothing.
impl Observer for () {}

type Outcome = Result<Extraction, SourceError>;

impl Pipeline {
    /// Reads every document of `source` with `jobs` workers and writes the results to `sink`.
    ///
    /// A document that cannot be read, by the source or by a recogniser, or whose extraction panics, is
    /// reported to `observer` and left out. Whether what was written is worth keeping is the caller's choice: the sink is not
    /// finished here.
    ///
    /// # Errors
    /// Where the sink cannot be written; the rest of the source is not read then.
    pub fn run(
        &self,
        source: impl Source,
        sink: &mut dyn Sink,
        jobs: usize,
        observer: &mut dyn Observer,
    ) -> Result<Summary, SinkError> {
        let jobs = jobs.max(1);
        let mut output = Output {
            sink,
            observer,
            summary: Summary::default(),
        };
        let (to_workers, work) = channel();
        let (to_writer, done) = channel();
        let work = Mutex::new(work);
        thread::scope(|scope| {
            for _ in 0..jobs {
                self.spawn(scope, &work, to_writer.clone());
            }
            // `to_workers` ends with this call: it tells the workers that there is no more.
            feed(source, jobs * WINDOW, to_workers, &done, &mut output)
        })?;
        Ok(output.summary)
    }

    fn spawn<'scope, U: Undecoded + 'scope>(
        &'scope self,
        scope: &'scope Scope<'scope, '_>,
        work: &'scope Mutex<Receiver<(u64, U)>>,
        done: Sender<(u64, Outcome)>,
    ) {
        let worker = move || {
            loop {
                let next = work.lock().ok().and_then(|work| work.recv().ok());
                let Some((number, found)) = next else {
                    break;
                };
                if done.send((number, self.guarded(found))).is_err() {
                    break;
                }
            }
        };
        thread::Builder::new()
            .name(WORKER.to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, worker)
            .expect("the system gives a thread");
    }

    fn guarded(&self, found: impl Undecoded) -> Outcome {
        let place = found.place();
        let document = guard(&place, "read", || found.decode())?;
        guard(&place, "extracted", || {
            let extracted = self.extract(&document);
            extracted.map_err(|error| error.at(&place))
        })
    }
}

/// Runs `step` on the document at `place`; a panic in it is a failure of that document alone.
fn guard<T>(
    place: &str,
    done: &str,
    step: impl FnOnce() -> Result<T, SourceError>,
) -> Result<T, SourceError> {
    catch_unwind(AssertUnwindSafe(step))
        .unwrap_or_else(|panic| Err(defect(place, done, panic.as_ref())))
}

/// What a panic said, of the document at `place` that was to be `done`.
fn defect(place: &str, done: &str, panic: &(dyn Any + Send)) -> SourceError {
    let said = panic.downcast_ref::<String>().map(String::as_str);
    let said = said
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no reason");
    SourceError {
        place: place.to_owned(),
        reason: format!("could not be {done}, a defect of rostra: {said}"),
        cause: None,
    }
}

/// Reads the source, hands documents out and writes what comes back, oldest first.
fn feed<S: Source>(
    source: S,
    window: usize,
    workers: Sender<(u64, S::Found)>,
    done: &Receiver<(u64, Outcome)>,
    output: &mut Output<'_>,
) -> Result<(), SinkError> {
    let mut waiting = Waiting::default();
    for item in source {
        let number = waiting.read;
        waiting.read += 1;
        match item {
            Ok(found) => workers
                .send((number, found))
                .expect("workers outlive the source"),
            Err(error) => waiting.add(number, Err(error)),
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
            return Ok(());
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

    fn receive(&mut self, done: &Receiver<(u64, Outcome)>) {
        let (number, outcome) = done.recv().expect("a worker answers for every document");
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
            Ok(extraction) => {
                self.sink.write(&extraction)?;
                self.summary.documents += 1;
                self.summary.people += extraction.people.len() as u64;
                self.observer.document(&extraction);
            }
            Err(error) => {
                self.summary.failures += 1;
                self.observer.failure(&error);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use rostra_document::{
        Document, Extraction, Language, Mention, Metadata, RecognizeError, Recognizer, Segment,
        Segmenter, Sink, SinkError, SourceError,
    };

    use super::{Observer, Summary};
    use crate::chain::Pipeline;

    /// Panics over documents that say so, as a defect would.
    struct Touchy;

    impl Segmenter for Touchy {
        fn segment(&self, document: &Document) -> Vec<Segment> {
            assert!(!document.text.contains("panic"), "touched");
            Vec::new()
        }
    }

    /// Has no memory for documents that say so, as a model on an accelerator may run out of it.
    struct Short;

    impl Recognizer for Short {
        fn name(&self) -> &'static str {
            "short.v1"
        }

        fn recognize(
            &self,
            document: &Document,
            _: &[Segment],
            found: Vec<Mention>,
        ) -> Result<Vec<Mention>, RecognizeError> {
            if document.text.contains("panic") {
                return Err(RecognizeError {
                    recognizer: self.name(),
                    reason: "out of memory".into(),
                });
            }
            Ok(found)
        }
    }

    #[derive(Default)]
    struct Ids(Vec<String>);

    impl Sink for Ids {
        fn write(&mut self, extraction: &Extraction) -> Result<(), SinkError> {
            self.0.push(extraction.id.clone());
            Ok(())
        }

        fn finish(&mut self) -> Result<(), SinkError> {
            Ok(())
        }
    }

    impl Observer for Vec<String> {
        fn failure(&mut self, error: &SourceError) {
            self.push(error.to_string());
        }
    }

    fn document(number: usize) -> Result<Document, SourceError> {
        let place = format!("batch.jsonl:{number}");
        if number % 7 == 3 {
            return Err(SourceError {
                place,
                reason: "is empty".into(),
                cause: None,
            });
        }
        Ok(Document {
            id: number.to_string(),
            provenance: rostra_document::Provenance::file(place),
            sha256: String::new(),
            language: Language::new("en"),
            metadata: Metadata::default(),
            text: if number % 11 == 5 { "panic" } else { "text" }.into(),
            sections: Vec::new(),
            origin: rostra_document::Origin::default(),
            diagnostics: Vec::new(),
        })
    }

    fn run(pipeline: &Pipeline, jobs: usize) -> (Vec<String>, Vec<String>, Summary) {
        let (mut sink, mut failures) = (Ids::default(), Vec::new());
        let summary = pipeline
            .run((0..100).map(document), &mut sink, jobs, &mut failures)
            .unwrap();
        (sink.0, failures, summary)
    }

    /// Runs `pipeline`, which cannot read every eleventh document: `said` is told of it, the others are written.
    fn quarantines(pipeline: &Pipeline, said: &str) {
        let (ids, failures, summary) = run(pipeline, 1);
        let expected: Vec<String> = (0..100)
            .filter(|n| n % 7 != 3 && n % 11 != 5)
            .map(|n: usize| n.to_string())
            .collect();
        assert_eq!(ids, expected);
        assert_eq!(summary.documents, ids.len() as u64);
        assert_eq!(summary.failures, failures.len() as u64);
        assert_eq!(summary.documents + summary.failures, 100);
        assert_eq!(failures[0], "batch.jsonl:3: is empty");
        assert_eq!(failures[1], format!("batch.jsonl:5: {said}"));
        for jobs in [2, 5, 64] {
            assert_eq!(
                run(pipeline, jobs),
                (ids.clone(), failures.clone(), summary),
                "{jobs} jobs"
            );
        }
    }

    #[test]
    fn order_does_not_depend_on_the_workers_and_panics_are_contained() {
        let pipeline = Pipeline::with_segmenter(Box::new(Touchy));
        quarantines(
            &pipeline,
            "could not be extracted, a defect of rostra: touched",
        );
    }

    #[test]
    fn a_document_that_a_recogniser_cannot_read_is_left_out_and_told() {
        let pipeline = Pipeline::with_recognizers(vec![Box::new(Short)]);
        quarantines(&pipeline, "`short.v1` could not read it: out of memory");
    }

    #[test]
    fn a_recogniser_that_fails_ends_the_chain() {
        struct Never;
        impl Recognizer for Never {
            fn name(&self) -> &'static str {
                "never.v1"
            }
            fn recognize(
                &self,
                _: &Document,
                _: &[Segment],
                _: Vec<Mention>,
            ) -> Result<Vec<Mention>, RecognizeError> {
                panic!("asked after a failure")
            }
        }
        let pipeline = Pipeline::with_recognizers(vec![Box::new(Short), Box::new(Never)]);
        let error = pipeline.trace(&document(5).unwrap()).unwrap_err();
        assert_eq!(
            error,
            RecognizeError {
                recognizer: "short.v1",
                reason: "out of memory".into(),
            }
        );
    }

    #[test]
    fn a_run_can_be_stopped() {
        struct AfterTen(u64);
        impl Observer for AfterTen {
            fn document(&mut self, _: &Extraction) {
                self.0 += 1;
            }
            fn stop(&self) -> bool {
                self.0 >= 10
            }
        }
        let pipeline = Pipeline::with_segmenter(Box::new(Touchy));
        let mut sink = Ids::default();
        let summary = pipeline
            .run((0..).map(document), &mut sink, 2, &mut AfterTen(0))
            .unwrap();
        assert!(summary.stopped);
        assert_eq!(summary.documents, sink.0.len() as u64);
    }
}
