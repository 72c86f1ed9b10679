//! Parquet.

use std::fs::File;
use std::vec::IntoIter;

use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::errors::ParquetError;
use rostra_document::Extraction;

use super::StoredError;
use crate::arrow::{BatchError, SCHEMA_VERSION, documents};

/// Rows that are in memory at once.
const ROWS: usize = 64;

/// The documents of the rows.
pub(super) struct Rows {
    place: String,
    /// None where there are no more.
    batches: Option<ParquetRecordBatchReader>,
    waiting: IntoIter<Extraction>,
    /// Rows read so far.
    read: u64,
}

impl Rows {
    pub(super) fn open(place: &str) -> Result<Self, StoredError> {
        let file = builder(place)?;
        if let Some(version) = newer(&file) {
            let reason = format!(
                "a newer version of rostra made it: its schema is {version}, and this one knows {SCHEMA_VERSION}"
            );
            return Err(StoredError::refused(place, reason));
        }
        if !has_documents(&file) {
            return Err(StoredError::refused(place, "another program made it"));
        }
        let batches = file.with_batch_size(ROWS).build();
        Ok(Self {
            place: place.to_owned(),
            batches: Some(batches.map_err(|error| damaged(place, &error))?),
            waiting: Vec::new().into_iter(),
            read: 0,
        })
    }

    /// The next rows; none where there are no more.
    fn batch(&mut self) -> Result<Option<Vec<Extraction>>, StoredError> {
        let Some(batch) = self.batches.as_mut().and_then(Iterator::next) else {
            return Ok(None);
        };
        let batch = batch.map_err(|error| StoredError::refused(&self.place, error.to_string()))?;
        let read = documents(&batch).map_err(|error| self.wrong(error))?;
        self.read += batch.num_rows() as u64;
        Ok(Some(read))
    }

    fn wrong(&self, error: BatchError) -> StoredError {
        match error {
            BatchError::Row { row, cause } => {
                let which = format!("row {}", self.read + row as u64 + 1);
                StoredError::document(&self.place, which, cause)
            }
            BatchError::Document(cause) | BatchError::Batch(cause) => {
                StoredError::refused(&self.place, cause.to_string())
            }
        }
    }
}

impl Iterator for Rows {
    type Item = Result<Extraction, StoredError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.waiting.next() {
                return Some(Ok(document));
            }
            match self.batch() {
                Ok(batch) => self.waiting = batch?.into_iter(),
                Err(error) => {
                    self.batches = None;
                    return Some(Err(error));
                }
            }
        }
    }
}

/// Whether the file at `place` has columns of documents.
pub(super) fn is_ours(place: &str) -> bool {
    builder(place).is_ok_and(|file| has_documents(&file))
}

type Builder = ParquetRecordBatchReaderBuilder<File>;

fn builder(place: &str) -> Result<Builder, StoredError> {
    let file = File::open(place).map_err(|cause| StoredError::io(place, cause))?;
    Builder::try_new(file).map_err(|error| damaged(place, &error))
}

fn has_documents(file: &Builder) -> bool {
    let has = |column| file.schema().column_with_name(column).is_some();
    has("people") && has("extractor")
}

/// The version of its schema, where this program does not know it. A file that went through another program may not tell it.
fn newer(file: &Builder) -> Option<String> {
    let notes = file.metadata().file_metadata().key_value_metadata()?;
    let version = notes.iter().find(|note| note.key == "rostra.schema")?;
    let version = version.value.clone().unwrap_or_default();
    (version != SCHEMA_VERSION).then_some(version)
}

fn damaged(place: &str, error: &ParquetError) -> StoredError {
    StoredError::refused(place, format!("it is damaged ({error})"))
}
