//! Record batches in and out, by the Arrow C data interface (PyCapsules): no value is copied on the way.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, SchemaRef};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList, PyTuple};
use pyo3_arrow::ffi::{
    ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule,
};
use rostra_batch::{Extractor, Layout, Stopped, identity_schema as identities};

use crate::errors;
use crate::outcomes::interruptible;

/// What is made of a table.
#[derive(Clone, Copy)]
pub(crate) enum Work {
    /// Records.
    Read,
    /// Ids and content hashes.
    Identify,
}

impl Work {
    fn schema(self) -> SchemaRef {
        match self {
            Self::Read => rostra_sink::arrow::schema(),
            Self::Identify => identities(),
        }
    }

    fn of(
        self,
        extractor: &Extractor,
        layout: &Layout,
        batch: &RecordBatch,
        stop: &dyn Fn() -> bool,
    ) -> Result<Vec<RecordBatch>, Stopped> {
        match self {
            Self::Read => extractor.read_batch(batch, layout, stop),
            Self::Identify => Ok(vec![extractor.identify(batch, layout)?]),
        }
    }
}

/// A record batch (`__arrow_c_array__`).
#[pyclass(module = "rostra._rostra", name = "ArrowBatch", frozen)]
pub(crate) struct Batch(RecordBatch);

impl Batch {
    pub(crate) fn read(
        py: Python<'_>,
        extractor: &Extractor,
        layout: &Layout,
        work: Work,
        batch: &RecordBatch,
    ) -> PyResult<Self> {
        let (made, asked) = interruptible(py, |stop| work.of(extractor, layout, batch, stop));
        asked?;
        let mut made = made.map_err(errors::table)?;
        match (made.pop(), made.is_empty()) {
            (Some(batch), true) => Ok(Self(batch)),
            _ => Err(errors::table(
                "the records of this batch do not fit into one: give smaller batches, or a stream",
            )),
        }
    }
}

#[pymethods]
impl Batch {
    /// Rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.0.num_rows()
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __repr__(&self) -> String {
        let (rows, columns) = (self.0.num_rows(), self.0.num_columns());
        format!("<ArrowBatch: {rows} rows, {columns} columns>")
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let array = StructArray::from(self.0.clone());
        Ok(to_array_pycapsules(
            py,
            field(&self.0.schema()),
            &array,
            requested_schema,
        )?)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.0.schema().as_ref())?)
    }

    /// The same as a `pyarrow.RecordBatch`.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let pyarrow = slf.py().import("pyarrow")?;
        pyarrow.call_method1("record_batch", (slf,))
    }
}

/// A stream of record batches (`__arrow_c_stream__`), made while it is read; it can be read once.
#[pyclass(module = "rostra._rostra", name = "ArrowStream", frozen)]
pub(crate) struct Stream {
    schema: SchemaRef,
    rest: Mutex<Option<Batches>>,
    /// Who reads it now by iteration.
    reader: Mutex<Option<ThreadId>>,
}

impl Stream {
    pub(crate) fn new(
        extractor: Extractor,
        layout: Layout,
        work: Work,
        source: Box<dyn RecordBatchReader + Send>,
    ) -> Self {
        Self {
            schema: work.schema(),
            rest: Mutex::new(Some(Batches {
                extractor,
                layout,
                work,
                source,
                batch: None,
                ready: VecDeque::new(),
            })),
            reader: Mutex::new(None),
        }
    }

    fn reader(&self) -> MutexGuard<'_, Option<ThreadId>> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn rest(&self) -> MutexGuard<'_, Option<Batches>> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl Stream {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let batches = self.rest().take();
        let batches = batches.ok_or_else(read_before)?;
        let arrays = batches.map(|batch| Ok(Arc::new(StructArray::from(batch?)) as ArrayRef));
        let arrays = ArrayIterator::new(arrays, field(&self.schema));
        Ok(to_stream_pycapsule(py, Box::new(arrays), requested_schema)?)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }

    fn __repr__(&self) -> String {
        let columns = self.schema.fields().len();
        let read = match self.rest.try_lock() {
            Ok(rest) if rest.is_none() => ", read",
            _ => "",
        };
        format!("<ArrowStream: {columns} columns{read}>")
    }

    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Batch>> {
        // Another thread that reads is waited for without the interpreter, which it may need. One's own never lets go.
        let own = thread::current().id();
        if *self.reader() == Some(own) {
            return Err(PyRuntimeError::new_err(
                "the stream is being read by its own source",
            ));
        }
        let next = py.detach(|| {
            let mut rest = self.rest();
            *self.reader() = Some(own);
            let next = rest.as_mut().and_then(Iterator::next);
            *self.reader() = None;
            next
        });
        match next.transpose() {
            Ok(batch) => Ok(batch.map(Batch)),
            Err(error) => Err(raised(py, error)),
        }
    }

    /// All of it as a `pyarrow.Table`.
    fn to_pyarrow<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let pyarrow = py.import("pyarrow")?;
        if self.rest().is_none() {
            return Err(read_before());
        }
        // Not by `pyarrow.table`, which lets go of the interpreter's lock where PyO3 cannot see it.
        let batches = PyList::empty(py);
        while let Some(batch) = self.__next__(py)? {
            batches.append(pyarrow.call_method1("record_batch", (batch,))?)?;
        }
        *self.rest() = None;
        let schema = pyarrow.call_method1("schema", (Schema(Arc::clone(&self.schema)),))?;
        let table = pyarrow.getattr("Table")?;
        table.call_method1("from_batches", (batches, schema))
    }
}

fn read_before() -> PyErr {
    PyValueError::new_err("the stream was read before")
}

/// Reads batch by batch.
struct Batches {
    extractor: Extractor,
    layout: Layout,
    work: Work,
    source: Box<dyn RecordBatchReader + Send>,
    /// What is left of the batch at hand.
    batch: Option<RecordBatch>,
    ready: VecDeque<RecordBatch>,
}

/// Rows that are read at once: a data frame may be a single batch, and its first records should not wait for its last.
const ROWS: usize = 4096;

impl Batches {
    /// The next rows to read.
    fn rows(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        let batch = match self.batch.take() {
            Some(batch) => batch,
            None => match self.source.next()? {
                Ok(batch) => batch,
                Err(error) => return Some(Err(error)),
            },
        };
        let count = batch.num_rows();
        if count > ROWS {
            self.batch = Some(batch.slice(ROWS, count - ROWS));
        }
        Some(Ok(batch.slice(0, count.min(ROWS))))
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(batch) = self.ready.pop_front() {
                return Some(Ok(batch));
            }
            let batch = match self.rows()? {
                Ok(batch) => batch,
                Err(error) => return Some(Err(error)),
            };
            let (extractor, layout, work) = (&self.extractor, &self.layout, self.work);
            // Whoever reads the stream may hold the interpreter's lock or not.
            let (made, asked) = Python::attach(|py| {
                interruptible(py, |stop| work.of(extractor, layout, &batch, stop))
            });
            let made = match asked {
                Err(signal) => Err(ArrowError::ExternalError(Box::new(signal))),
                Ok(()) => made.map_err(|error| ArrowError::ExternalError(Box::new(error))),
            };
            match made {
                Ok(made) => self.ready.extend(made),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The exception that an error of a stream was, or one for it.
fn raised(py: Python<'_>, error: ArrowError) -> PyErr {
    match error {
        ArrowError::ExternalError(cause) => match cause.downcast::<PyErr>() {
            Ok(signal) => signal.clone_ref(py),
            Err(other) => errors::table(other),
        },
        other => PyRuntimeError::new_err(other.to_string()),
    }
}

/// The field of a batch's rows as one struct.
fn field(schema: &SchemaRef) -> FieldRef {
    let kind = DataType::Struct(schema.fields().clone());
    Arc::new(Field::new("", kind, false).with_metadata(schema.metadata().clone()))
}

/// A schema (`__arrow_c_schema__`).
#[pyclass(module = "rostra._rostra", name = "ArrowSchema", frozen)]
pub(crate) struct Schema(SchemaRef);

#[pymethods]
impl Schema {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.0.as_ref())?)
    }

    /// The same as a `pyarrow.Schema`.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let pyarrow = slf.py().import("pyarrow")?;
        pyarrow.call_method1("schema", (slf,))
    }

    fn __repr__(&self) -> String {
        format!("<ArrowSchema: {}>", self.names().join(", "))
    }

    /// The names of its columns.
    #[getter]
    fn names(&self) -> Vec<String> {
        let fields = self.0.fields().iter();
        fields.map(|field| field.name().clone()).collect()
    }
}

/// The columns of records.
#[pyfunction]
pub(crate) fn schema() -> Schema {
    Schema(rostra_sink::arrow::schema())
}

/// The columns of ids and content hashes.
#[pyfunction]
pub(crate) fn identity_schema() -> Schema {
    Schema(identities())
}
