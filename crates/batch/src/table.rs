//! The rows of a record batch, as inputs.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_cast::cast;
use arrow_json::LineDelimitedWriter;
use arrow_schema::{ArrowError, DataType};
use rostra_ingest::{Columns, Fields};
use serde_json::Value;
use thiserror::Error;

use crate::input::{Input, NOWHERE};
use crate::texts::{Texts, is_bytes, is_unicode};

/// Rows that are turned into inputs at once.
const ROWS: usize = 256;

/// Which columns of a table are read beside those of [`Columns`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The column that says where a row comes from, such as a path; without it, of a table of files, `path` where there is one.
    pub source: Option<String>,
    /// The column whose texts are rows of their own, each a JSON object as a line of JSON Lines is; no other is read or carried then.
    pub json: Option<String>,
    /// Whether columns that are not read are left behind, where they are carried along otherwise.
    pub leave_others: bool,
}

/// A table that cannot be read, whatever its rows hold.
#[derive(Debug, Error)]
pub enum TableError {
    /// A column is not there.
    #[error("there is no column `{wanted}`; there are {there}")]
    NoColumn {
        /// Its name.
        wanted: String,
        /// Names of those that are.
        there: String,
    },
    /// A column is of a kind that cannot be read.
    #[error("column `{column}` holds {kind}, and no {wanted}")]
    Kind {
        /// Its name.
        column: String,
        /// Arrow's name of its type.
        kind: String,
        /// What it was to hold.
        wanted: &'static str,
    },
    /// A column of texts holds bytes that are none.
    #[error("column `{0}` holds bytes that are no UTF-8")]
    Broken(String),
    /// A column that is to be carried along cannot be written as JSON.
    #[error("columns that are not read cannot be carried along: {0}")]
    Carried(#[source] ArrowError),
    /// The rows as JSON are no objects: a defect.
    #[error("a row cannot be carried along: {0}")]
    Row(#[from] serde_json::Error),
}

/// A record batch that can be read, its columns found.
pub(crate) struct Table<'b> {
    text: (String, Texts<'b>),
    source: Option<Texts<'b>>,
    id: Option<Texts<'b>>,
    others: RecordBatch,
    json: bool,
}

impl<'b> Table<'b> {
    pub(crate) fn new(
        batch: &'b RecordBatch,
        columns: &Columns,
        layout: &Layout,
    ) -> Result<Self, TableError> {
        let schema = batch.schema_ref();
        let names = || schema.fields().iter().map(|field| field.name().as_str());
        let name = match layout.json.as_deref() {
            Some(json) => json,
            None => columns.text_of(names()).ok_or_else(|| {
                let wanted = columns.text.as_deref().unwrap_or("text");
                missing(wanted, names())
            })?,
        };
        let text = read(batch, name)?;
        let files = matches!(text, Texts::Bytes(_));
        if files && layout.json.is_some() {
            return Err(other_kind(batch, name, "text"));
        }
        let path = files
            .then(|| names().find(|name| *name == "path"))
            .flatten();
        let source = layout.source.as_deref().or(path);
        let source_texts = source.map(|name| text_of(batch, name)).transpose()?;
        for chosen in chosen(columns).filter(|_| layout.json.is_none()) {
            let field = schema.column_with_name(chosen);
            let (_, field) = field.ok_or_else(|| missing(chosen, names()))?;
            let kind = field.data_type();
            if chosen != name && (is_bytes(kind) || kind.is_nested()) {
                return Err(other_kind(batch, chosen, "text or number"));
            }
        }
        let id = columns.id_of(names()).filter(|_| files);
        let kept = |at: &usize| {
            let field = schema.field(*at);
            let other = field.name();
            other != name
                && (layout.source.as_deref() != Some(other.as_str()) || columns.may_read(other))
                && !files
                && layout.json.is_none()
                && !is_bytes(field.data_type())
                && (!layout.leave_others || columns.may_read(other))
        };
        let kept: Vec<usize> = (0..schema.fields().len()).filter(kept).collect();
        let used = kept.iter().map(|at| schema.field(*at).name().as_str());
        for used in used.chain([name]).chain(source) {
            if batch
                .column_by_name(used)
                .is_some_and(|column| !is_unicode(column))
            {
                return Err(TableError::Broken(used.to_owned()));
            }
        }
        Ok(Self {
            id: id
                .and_then(|name| batch.column_by_name(name))
                .and_then(Texts::of),
            text: (name.to_owned(), text),
            source: source_texts,
            others: with_whole_decimals(batch.project(&kept).map_err(TableError::Carried)?)?,
            json: layout.json.is_some(),
        })
    }

    /// Whether a row is a file, in which there may be any number of documents.
    pub(crate) fn holds_files(&self) -> bool {
        matches!(self.text.1, Texts::Bytes(_))
    }

    /// Its rows, in their order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Result<Input, TableError>> {
        let starts = (0..self.others.num_rows()).step_by(ROWS);
        starts.flat_map(|first| match self.others(first) {
            Ok(others) => {
                let rows = others.into_iter().enumerate();
                let rows = rows.map(|(n, fields)| Ok(self.input(first + n, fields)));
                rows.collect::<Vec<_>>()
            }
            Err(error) => vec![Err(error)],
        })
    }

    /// The fields of rows from `first` on, without their texts.
    fn others(&self, first: usize) -> Result<Vec<Fields>, TableError> {
        let count = ROWS.min(self.others.num_rows() - first);
        if self.others.num_columns() == 0 {
            return Ok(vec![Fields::new(); count]);
        }
        let mut lines = LineDelimitedWriter::new(Vec::new());
        let rows = self.others.slice(first, count);
        lines.write(&rows).map_err(TableError::Carried)?;
        let lines = lines.into_inner();
        let rows = serde_json::Deserializer::from_slice(&lines).into_iter();
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn input(&self, row: usize, mut fields: Fields) -> Input {
        let source = match &self.source {
            Some(Texts::Text(source)) => source(row),
            _ => None,
        };
        let source = source.unwrap_or(NOWHERE).to_owned();
        match &self.text {
            (_, Texts::Text(text)) if self.json => Input::Line {
                line: text(row).unwrap_or_default().to_owned(),
                source,
            },
            (name, Texts::Text(text)) => {
                let text = text(row).map_or(Value::Null, Value::from);
                fields.insert(name.clone(), text);
                Input::Row { fields, source }
            }
            (_, Texts::Bytes(bytes)) => Input::File {
                name: source,
                id: self.id.as_ref().and_then(|id| match id {
                    Texts::Text(id) => id(row).map(str::to_owned),
                    Texts::Bytes(_) => None,
                }),
                bytes: bytes(row).unwrap_or_default().to_vec(),
            },
        }
    }
}

/// Names of columns that the caller chose: one that is missing is a slip of the pen.
fn chosen(columns: &Columns) -> impl Iterator<Item = &str> {
    let Columns {
        text,
        id,
        title,
        date,
        publisher,
        lang,
        url,
    } = columns;
    [text, id, title, date, publisher, lang, url]
        .into_iter()
        .flatten()
        .map(String::as_str)
}

fn read<'b>(batch: &'b RecordBatch, name: &str) -> Result<Texts<'b>, TableError> {
    let schema = batch.schema_ref();
    let (at, _) = schema.column_with_name(name).ok_or_else(|| {
        let names = schema.fields().iter().map(|field| field.name().as_str());
        missing(name, names)
    })?;
    Texts::of(batch.column(at)).ok_or_else(|| other_kind(batch, name, "text or bytes"))
}

fn text_of<'b>(batch: &'b RecordBatch, name: &str) -> Result<Texts<'b>, TableError> {
    match read(batch, name)? {
        Texts::Bytes(_) => Err(other_kind(batch, name, "text")),
        texts => Ok(texts),
    }
}

fn other_kind(batch: &RecordBatch, name: &str, wanted: &'static str) -> TableError {
    let kind = batch.column_by_name(name).map(|column| column.data_type());
    TableError::Kind {
        column: name.to_owned(),
        kind: kind.map_or_else(String::new, ToString::to_string),
        wanted,
    }
}

/// The same with decimals as text: as numbers of JSON they would lose what is beyond a float, and ids are such.
fn with_whole_decimals(batch: RecordBatch) -> Result<RecordBatch, TableError> {
    if !batch
        .schema_ref()
        .fields()
        .iter()
        .any(|field| field.data_type().is_decimal())
    {
        return Ok(batch);
    }
    let columns = batch.schema_ref().fields().iter().zip(batch.columns());
    let columns = columns.map(|(field, column)| {
        let column = match field.data_type().is_decimal() {
            true => cast(column, &DataType::Utf8).map_err(TableError::Carried)?,
            false => Arc::clone(column),
        };
        Ok((field.name(), column, true))
    });
    let columns = columns.collect::<Result<Vec<_>, TableError>>()?;
    RecordBatch::try_from_iter_with_nullable(columns).map_err(TableError::Carried)
}

fn missing<'n>(wanted: &str, there: impl Iterator<Item = &'n str>) -> TableError {
    let there: Vec<String> = there.map(|name| format!("`{name}`")).collect();
    TableError::NoColumn {
        wanted: wanted.to_owned(),
        there: match there.is_empty() {
            true => "none".to_owned(),
            false => there.join(", "),
        },
    }
}
