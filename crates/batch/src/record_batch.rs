//! Record batches of texts to record batches of records.

use std::sync::{Arc, LazyLock};

use arrow_array::{RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use rostra_document::{SinkError, Undecoded};
use thiserror::Error;

use crate::collect::Batches;
use crate::extractor::Extractor;
use crate::table::{Layout, Table, TableError};

/// Why a record batch has no answer.
#[derive(Debug, Error)]
pub enum Stopped {
    /// It cannot be read, whatever its rows hold.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A row has a value that the schema of records has no room for.
    #[error(transparent)]
    Refused(#[from] SinkError),
    /// The caller did not want to go on.
    #[error("was stopped")]
    Asked,
}

/// The schema of [`Extractor::identify`].
#[must_use]
pub fn identity_schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
        let text = |name| Field::new(name, DataType::Utf8, false);
        Arc::new(Schema::new(vec![text("id"), text("content_hash")]))
    });
    Arc::clone(&SCHEMA)
}

impl Extractor {
    /// Says whether tables of these columns can be read.
    ///
    /// # Errors
    /// Where a column is missing or of a kind that cannot be read.
    pub fn check(&self, schema: &SchemaRef, layout: &Layout) -> Result<(), TableError> {
        let empty = RecordBatch::new_empty(Arc::clone(schema));
        Table::new(&empty, &self.options().columns, layout).map(|_| ())
    }

    /// Reads the rows of `batch`: for each document a row of [`rostra_sink::arrow::schema`], in their order. Of a document that could
    /// not be read, the row says so under `diagnostics`. One batch, unless it would be too large for one.
    ///
    /// A column of texts holds a document a row; a column of bytes holds a file a row, in any format that is read.
    ///
    /// # Errors
    /// Where the batch has not the columns that the options name, or where `stop` says so.
    pub fn read_batch(
        &self,
        batch: &RecordBatch,
        layout: &Layout,
        stop: &dyn Fn() -> bool,
    ) -> Result<Vec<RecordBatch>, Stopped> {
        let table = Table::new(batch, &self.options().columns, layout)?;
        let mut broken = None;
        let rows = table.rows().map_while(|row| keep(row, &mut broken));
        let mut batches = Batches::new(self.pipeline());
        let whole = self.read_into(rows, &mut batches, stop)?;
        match (broken, whole) {
            (Some(error), _) => Err(error.into()),
            (None, false) => Err(Stopped::Asked),
            (None, true) => Ok(batches.finish()?),
        }
    }

    /// The id and the content hash of each document of `batch`, in the columns of [`identity_schema`], without reading any: where both,
    /// and the extractor, are the same as in an earlier run, so are the records. A row that is no document has an empty hash.
    ///
    /// # Errors
    /// Where the batch has not the columns that the options name.
    pub fn identify(&self, batch: &RecordBatch, layout: &Layout) -> Result<RecordBatch, Stopped> {
        let table = Table::new(batch, &self.options().columns, layout)?;
        let (mut ids, mut hashes) = (Vec::new(), Vec::new());
        for row in table.rows() {
            for document in row?.documents(self.options()) {
                let (id, hash) = match document {
                    Ok(found) => {
                        let identity = found.identity().clone();
                        (identity.id, identity.content_hash)
                    }
                    Err(error) => (error.bookmark.id.unwrap_or_default(), String::new()),
                };
                ids.push(id);
                hashes.push(hash);
            }
        }
        let columns: Vec<arrow_array::ArrayRef> = vec![
            Arc::new(StringArray::from(ids)),
            Arc::new(StringArray::from(hashes)),
        ];
        let batch = RecordBatch::try_new(identity_schema(), columns);
        Ok(batch.expect("the columns are those of the schema"))
    }
}

/// The value, or none with the error laid aside.
fn keep<T, E>(value: Result<T, E>, broken: &mut Option<E>) -> Option<T> {
    value.map_err(|error| *broken = Some(error)).ok()
}
