//! Documents one after the other, read a few at a time.

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use rostra_batch::{Extractor, Input, Outcome};
use rostra_document::FailureKind;
use rostra_ingest::Reader;

use crate::rows;

/// Bytes of inputs that are held at once; one that is larger is held alone.
const HELD: usize = 16 << 20;

/// How often signals are asked for. Asking takes the interpreter's lock, for which other threads of Python may make one wait.
const LOOK: Duration = Duration::from_millis(50);

/// What a document came to: its JSON and, where it failed, that of the row that says so with the kind of failure and the reason.
pub(crate) type Told = (String, Option<(&'static str, String)>);

/// An iterator of what became of documents, in the order of their inputs. Reads ahead: few at first, so that the first is soon
/// there, then as many as keep all threads busy.
#[pyclass(module = "rostra._rostra")]
pub(crate) struct Outcomes {
    extractor: Arc<Extractor>,
    source: From,
    /// Documents to read at once, next.
    appetite: usize,
    ready: VecDeque<Outcome>,
    /// What was taken of the source and not read yet.
    taken: VecDeque<Input>,
    /// Why the source has no more, to be told once all before is.
    broken: Option<PyErr>,
    ended: bool,
}

/// Where documents come from.
pub(crate) enum From {
    /// An iterator of rows, and what is said of where they are from.
    Rows(Py<PyIterator>, String),
    /// Files; the lock is never waited for.
    Files(Box<Mutex<Reader>>),
}

impl Outcomes {
    pub(crate) fn new(extractor: Arc<Extractor>, source: From) -> Self {
        Self {
            appetite: extractor.run().jobs.max(1),
            extractor,
            source,
            ready: VecDeque::new(),
            taken: VecDeque::new(),
            broken: None,
            ended: false,
        }
    }

    /// Takes of the source what is to be read at once.
    fn take(&mut self, py: Python<'_>) {
        let From::Rows(rows, source) = &self.source else {
            return;
        };
        let mut rows = rows.bind(py).clone();
        let mut held = 0;
        while !self.ended && self.taken.len() < self.appetite && held < HELD {
            match rows.next() {
                None => self.ended = true,
                Some(row) => match row.and_then(|row| rows::input(&row, source)) {
                    Ok(input) => {
                        held += size(&input);
                        self.taken.push_back(input);
                    }
                    Err(error) => {
                        self.broken = Some(error);
                        self.ended = true;
                    }
                },
            }
        }
    }

    /// Reads what was taken, or the next files.
    fn read(&mut self, py: Python<'_>) -> PyResult<()> {
        let extractor = &self.extractor;
        let (taken, source) = (&mut self.taken, &mut self.source);
        let (outcomes, asked) = interruptible(py, |stop| match source {
            From::Rows(..) => {
                let documents = Some(taken.len());
                // What is not read where it is stopped is still there afterwards.
                let inputs = std::iter::from_fn(|| taken.pop_front());
                extractor.read(inputs, documents, stop)
            }
            From::Files(reader) => {
                let reader = reader.get_mut().unwrap_or_else(PoisonError::into_inner);
                extractor.read_files(reader, stop)
            }
        });
        if matches!(self.source, From::Files(_)) {
            self.ended = outcomes.is_empty() && asked.is_ok();
        }
        self.ready.extend(outcomes);
        self.appetite = (2 * self.appetite).min(self.extractor.appetite());
        asked
    }
}

#[pymethods]
impl Outcomes {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Told>> {
        loop {
            if let Some(outcome) = self.ready.pop_front() {
                return told(&outcome).map(Some);
            }
            self.take(py);
            let more = match self.source {
                From::Rows(..) => !self.taken.is_empty(),
                From::Files(_) => !self.ended,
            };
            match more {
                true => self.read(py)?,
                false => return self.broken.take().map_or(Ok(None), Err),
            }
        }
    }
}

/// About how many bytes an input holds.
fn size(input: &Input) -> usize {
    match input {
        Input::Row { fields, .. } => fields
            .values()
            .filter_map(|value| value.as_str())
            .map(str::len)
            .sum(),
        Input::Line { line, .. } => line.len(),
        Input::File { bytes, .. } => bytes.len(),
    }
}

/// What is told of an outcome.
pub(crate) fn told(outcome: &Outcome) -> PyResult<Told> {
    let (row, failure) = match outcome {
        Ok(extraction) => (extraction, None),
        Err(failure) => {
            let kind = FailureKind::as_str(failure.kind);
            (&failure.row, Some((kind, failure.reason.clone())))
        }
    };
    let json = serde_json::to_string(&**row);
    let json = json.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    Ok((json, failure))
}

/// Runs `read` without the interpreter's lock. Where a signal comes meanwhile, such as Ctrl-C, what it was given says to stop, and the
/// signal's exception is returned beside what was read until then.
pub(crate) fn interruptible<T: Send>(
    py: Python<'_>,
    read: impl FnOnce(&dyn Fn() -> bool) -> T + Send,
) -> (T, PyResult<()>) {
    py.detach(|| {
        let asked = Cell::new(Ok(()));
        let looked = Cell::new(Instant::now());
        let stop = || {
            if looked.get().elapsed() < LOOK {
                return false;
            }
            looked.set(Instant::now());
            let signals = Python::attach(|py| py.check_signals());
            let stop = signals.is_err();
            if stop {
                asked.set(signals);
            }
            stop
        };
        let read = read(&stop);
        (read, asked.into_inner())
    })
}
