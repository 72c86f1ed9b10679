//! A batch back to documents.

use arrow_array::RecordBatch;
use arrow_json::LineDelimitedWriter;
use rostra_document::Extraction;
use serde_json::{Map, Value};

use super::BatchError;

/// How many rows are turned to JSON at once.
const ROWS: usize = 256;

/// The documents of a batch: those that [`DocumentsBuilder`](super::DocumentsBuilder) made it of.
///
/// Columns are found by name, and may be of other types that hold the same values, such as large or dictionary-encoded text: a batch
/// may have been through another program. Further columns are passed over.
///
/// # Errors
/// Where a column cannot be read, or a row is no document.
pub fn documents(batch: &RecordBatch) -> Result<Vec<Extraction>, BatchError> {
    let mut documents = Vec::with_capacity(batch.num_rows());
    for first in (0..batch.num_rows()).step_by(ROWS) {
        let rows = batch.slice(first, ROWS.min(batch.num_rows() - first));
        let mut lines = LineDelimitedWriter::new(Vec::new());
        lines.write(&rows).map_err(BatchError::Batch)?;
        let lines = lines.into_inner();
        for line in serde_json::Deserializer::from_slice(&lines).into_iter() {
            let row = documents.len();
            let document = line.and_then(document);
            documents.push(document.map_err(|cause| BatchError::Row { row, cause })?);
        }
    }
    Ok(documents)
}

/// Nulls are left out of `row`, so that of `steps` and `at` the fields that are set remain.
fn document(mut row: Map<String, Value>) -> Result<Extraction, serde_json::Error> {
    if let Some(carried) = row.get_mut("carried")
        && let Some(json) = carried.as_str()
    {
        *carried = serde_json::from_str(json)?;
    }
    serde_json::from_value(Value::Object(row))
}
