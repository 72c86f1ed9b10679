//! The extractor, as the package's Python calls it.

use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::thread::available_parallelism;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use pyo3_arrow::input::AnyRecordBatch;
use rostra_batch::{self as batch, Input, Layout};
use rostra_document::Language;
use rostra_ingest::{Columns, IDENTIFIED, Naming, Options};
use rostra_pipeline::{RunOptions, Settings};

use crate::arrow::{Batch, Stream, Work};
use crate::errors;
use crate::outcomes::{From, Outcomes, Told, interruptible, told};

/// A pipeline that was built, with how it runs.
#[pyclass(module = "rostra._rostra", frozen)]
pub(crate) struct Extractor {
    inner: Arc<batch::Extractor>,
}

/// Columns of a table by what they hold, as pairs of that and their names.
type Chosen = Vec<(String, String)>;

#[pymethods]
impl Extractor {
    #[new]
    #[pyo3(signature = (*, pipeline, packs, model, home_country, limits, no_model, jobs, lang, id_from, strict, with_text))]
    #[allow(clippy::too_many_arguments)] // each is one of the Python constructor's
    fn new(
        py: Python<'_>,
        pipeline: Option<String>,
        packs: Option<String>,
        model: Option<String>,
        home_country: Option<String>,
        limits: Vec<(String, u64)>,
        no_model: bool,
        jobs: Option<usize>,
        lang: Option<String>,
        id_from: &str,
        strict: bool,
        with_text: bool,
    ) -> PyResult<Self> {
        let settings = Settings {
            pipeline: pipeline.map(Into::into),
            packs: packs.map(Into::into),
            home_country,
            model,
            limits,
            no_model,
        };
        let options = Options {
            language: lang.as_deref().map(language).transpose()?,
            naming: naming(id_from)?,
            ..Options::default()
        };
        let run = RunOptions {
            jobs: jobs.unwrap_or_else(|| available_parallelism().map_or(1, NonZero::get)),
            strict,
            with_text,
        };
        let made = py.detach(|| batch::Extractor::new(&settings, options, run));
        Ok(Self {
            inner: Arc::new(made.map_err(errors::config)?),
        })
    }

    /// Threads that read.
    #[getter]
    fn jobs(&self) -> usize {
        self.inner.run().jobs
    }

    /// What its output names as its maker, as JSON.
    fn identity(&self) -> PyResult<String> {
        let identity = serde_json::to_string(self.inner.pipeline().extractor());
        identity.map_err(|error| PyRuntimeError::new_err(error.to_string()))
    }

    /// What becomes of `rows`, an iterable of texts and mappings.
    fn rows(&self, rows: &Bound<'_, PyAny>, source: String) -> PyResult<Outcomes> {
        let rows: Bound<'_, PyIterator> = rows.try_iter()?;
        let source = From::Rows(rows.unbind(), source);
        Ok(Outcomes::new(Arc::clone(&self.inner), source))
    }

    /// What becomes of the documents in files, folders and patterns.
    fn files(&self, inputs: Vec<String>) -> Outcomes {
        let reader = Box::new(Mutex::new(self.inner.files(inputs)));
        Outcomes::new(Arc::clone(&self.inner), From::Files(reader))
    }

    /// What becomes of the documents in `bytes`, a file called `name`.
    fn bytes(
        &self,
        py: Python<'_>,
        bytes: Vec<u8>,
        name: String,
        id: Option<String>,
    ) -> PyResult<Vec<Told>> {
        let file = Input::File { name, id, bytes };
        let (outcomes, asked) = interruptible(py, |stop| self.inner.read([file], None, stop));
        asked?;
        outcomes.iter().map(told).collect()
    }

    /// The records of a table's documents: of a record batch as one, of a stream as one that reads while it is read.
    fn arrow(
        &self,
        py: Python<'_>,
        data: AnyRecordBatch,
        columns: Chosen,
        json: Option<String>,
        source: Option<String>,
        carry: bool,
    ) -> PyResult<Py<PyAny>> {
        let layout = Layout {
            source,
            json,
            leave_others: !carry,
        };
        self.table(py, data, columns, layout, Work::Read)
    }

    /// The ids and content hashes of a table's documents, in the same way.
    fn identify_arrow(
        &self,
        py: Python<'_>,
        data: AnyRecordBatch,
        columns: Chosen,
        json: Option<String>,
        source: Option<String>,
        carry: bool,
    ) -> PyResult<Py<PyAny>> {
        let layout = Layout {
            source,
            json,
            leave_others: !carry,
        };
        self.table(py, data, columns, layout, Work::Identify)
    }
}

impl Extractor {
    fn table(
        &self,
        py: Python<'_>,
        data: AnyRecordBatch,
        columns: Chosen,
        layout: Layout,
        work: Work,
    ) -> PyResult<Py<PyAny>> {
        let extractor = self.inner.with_columns(self::columns(columns)?);
        extractor
            .check(&data.schema()?, &layout)
            .map_err(errors::table)?;
        match data {
            AnyRecordBatch::RecordBatch(batch) => {
                let batch = Batch::read(py, &extractor, &layout, work, &batch.into_inner())?;
                Ok(Py::new(py, batch)?.into_any())
            }
            AnyRecordBatch::Stream(stream) => {
                let stream = Stream::new(extractor, layout, work, stream.into_reader()?);
                Ok(Py::new(py, stream)?.into_any())
            }
        }
    }
}

/// A language that can at least be told.
fn language(tag: &str) -> PyResult<Language> {
    let language = Language::new(tag);
    if IDENTIFIED.contains(&language.as_str()) {
        return Ok(language);
    }
    let known = IDENTIFIED.join(", ");
    Err(errors::config(format!(
        "lang: unknown language {tag:?}; known are {known}"
    )))
}

fn naming(how: &str) -> PyResult<Naming> {
    Ok(match how {
        "stem" => Naming::Stem,
        "path" => Naming::Path,
        "content" => Naming::Content,
        other => {
            let reason = format!("id_from: ids are made from stem, path or content, not {other:?}");
            return Err(errors::config(reason));
        }
    })
}

fn columns(chosen: Chosen) -> PyResult<Columns> {
    let mut columns = Columns::default();
    for (what, name) in chosen {
        let column = match what.as_str() {
            "text" => &mut columns.text,
            "id" => &mut columns.id,
            "title" => &mut columns.title,
            "date" => &mut columns.date,
            "publisher" => &mut columns.publisher,
            "lang" => &mut columns.lang,
            "url" => &mut columns.url,
            other => {
                let known = "text, id, title, date, publisher, lang, url";
                let reason = format!("columns: a column holds one of {known}, not {other:?}");
                return Err(errors::config(reason));
            }
        };
        *column = Some(name);
    }
    Ok(columns)
}
