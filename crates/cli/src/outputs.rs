//! The open outputs of a run, and what became of each.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use rostra_document::{Changes, Ended, Extraction, Identity, Memory, Sink, SinkError, SourceError};
use rostra_sink::{Fan, Settings, Target};

/// One or several outputs, written as one.
pub(crate) struct Outputs {
    sink: Box<dyn Sink>,
    fates: Vec<Rc<Fate>>,
}

/// What became of an output.
pub(crate) struct Fate {
    /// Its name and form.
    pub(crate) target: Target,
    /// What the run changed, where it keeps documents of earlier runs.
    pub(crate) changes: Cell<Option<Changes>>,
    /// Why it could not be written.
    pub(crate) error: RefCell<Option<String>>,
}

impl Outputs {
    /// Opens all of `targets`.
    ///
    /// # Errors
    /// Where one cannot be written.
    pub(crate) fn open(targets: &[Target], settings: &Settings) -> Result<Self, SinkError> {
        let (mut sinks, mut fates) = (Vec::new(), Vec::new());
        for target in targets {
            let fate = Rc::new(Fate {
                target: target.clone(),
                changes: Cell::new(None),
                error: RefCell::new(None),
            });
            let sink = target.open(settings)?;
            fates.push(Rc::clone(&fate));
            sinks.push(Box::new(Watched { sink, fate }) as Box<dyn Sink>);
        }
        let sink = match sinks.len() {
            1 => sinks.remove(0),
            _ => Box::new(Fan::new(sinks)),
        };
        Ok(Self { sink, fates })
    }

    /// All of them, to be written.
    pub(crate) fn sink(&mut self) -> &mut dyn Sink {
        self.sink.as_mut()
    }

    /// What became of each so far.
    pub(crate) fn fates(&self) -> impl Iterator<Item = &Fate> {
        self.fates.iter().map(Rc::as_ref)
    }

    /// Whether nothing but standard output is written.
    pub(crate) fn is_standard_output(&self) -> bool {
        self.fates().all(|fate| fate.target.place() == "-")
    }

    /// Whether a broken run is gone on with by running it again.
    pub(crate) fn can_go_on(&self) -> bool {
        self.fates().any(|fate| fate.target.place() != "-")
    }
}

/// An output of which it is noted what became of it.
struct Watched {
    sink: Box<dyn Sink>,
    fate: Rc<Fate>,
}

impl Watched {
    fn noted<T>(&self, done: Result<T, SinkError>) -> Result<T, SinkError> {
        done.inspect_err(|error| {
            let mut first = self.fate.error.borrow_mut();
            first.get_or_insert_with(|| crate::console::chained(error));
        })
    }
}

impl Sink for Watched {
    fn memory(&mut self) -> Result<Option<Box<dyn Memory>>, SinkError> {
        let done = self.sink.memory();
        self.noted(done)
    }

    fn write(&mut self, extraction: &Arc<Extraction>) -> Result<(), SinkError> {
        let done = self.sink.write(extraction);
        self.noted(done)
    }

    fn keep(&mut self, identity: &Identity) -> Result<(), SinkError> {
        let done = self.sink.keep(identity);
        self.noted(done)
    }

    fn fail(&mut self, error: &SourceError) {
        self.sink.fail(error);
    }

    fn flush(&mut self) -> Result<(), SinkError> {
        let done = self.sink.flush();
        self.noted(done)
    }

    fn finish(&mut self, ended: Ended) -> Result<Option<Changes>, SinkError> {
        let done = self.sink.finish(ended);
        let changes = self.noted(done)?;
        self.fate.changes.set(changes);
        Ok(changes)
    }
}
