//! Parquet: one row a document.

use std::io;

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;
use rostra_document::{Extraction, SinkError};

use super::destination::Destination;
use crate::arrow::{BatchError, DocumentsBuilder, SCHEMA_VERSION, schema};

/// Documents that are turned into columns at once.
const BATCH: usize = 1024;

/// About how many bytes of them.
const BATCH_BYTES: usize = 8 << 20;

/// Documents of a row group. A reader takes a group at a time.
const GROUP: usize = 16 * 1024;

/// Bytes that the writer may hold of a group: it is in memory until it is whole.
const GROUP_BYTES: usize = 64 << 20;

/// Zstandard's own: higher ones are slow, lower ones no faster here.
const LEVEL: i32 = 3;

/// What the file is called in its own metadata.
const CREATED_BY: &str = concat!("rostra version ", env!("CARGO_PKG_VERSION"));

/// One row a document, in the columns of [`schema`], compressed by Zstandard.
///
/// The file's metadata has `rostra.schema`, the version of the schema, and `rostra.extractor`, the documents' extractor as JSON.
pub(super) struct Parquet {
    out: ArrowWriter<Destination>,
    place: String,
    waiting: DocumentsBuilder,
    /// [`GROUP_BYTES`].
    group_bytes: usize,
    /// Of the first document, as JSON.
    extractor: Option<String>,
}

impl Parquet {
    pub(super) fn new(destination: Destination) -> Result<Self, SinkError> {
        let place = destination.place().to_owned();
        let out = ArrowWriter::try_new(destination, schema(), Some(properties()))
            .map_err(|error| failed(&place, error))?;
        Ok(Self {
            out,
            place,
            waiting: DocumentsBuilder::new(),
            group_bytes: GROUP_BYTES,
            extractor: None,
        })
    }

    fn batch(&mut self) -> Result<(), SinkError> {
        let batch = self
            .waiting
            .finish()
            .map_err(|error| self.refused(&error))?;
        let mut written = self.out.write(&batch);
        if written.is_ok() && self.out.memory_size() >= self.group_bytes {
            written = self.out.flush();
        }
        written.map_err(|error| failed(&self.place, error))
    }

    fn note(&mut self, key: &str, value: String) {
        self.out
            .append_key_value_metadata(KeyValue::new(key.to_owned(), value));
    }

    fn refused(&self, error: &BatchError) -> SinkError {
        let cause =
            std::error::Error::source(error).map_or(String::new(), |cause| format!(": {cause}"));
        SinkError::Refused {
            place: self.place.clone(),
            reason: format!("{error}{cause}"),
        }
    }
}

impl super::Writer for Parquet {
    fn document(&mut self, extraction: &Extraction) -> Result<(), SinkError> {
        if self.extractor.is_none() {
            self.extractor = serde_json::to_string(&extraction.extractor).ok();
        }
        self.waiting
            .append(extraction)
            .map_err(|error| self.refused(&error))?;
        match self.waiting.len() >= BATCH || self.waiting.bytes() >= BATCH_BYTES {
            true => self.batch(),
            false => Ok(()),
        }
    }

    /// Nobody can read along: what a file holds is told at its end.
    fn flush(&mut self) -> Result<(), SinkError> {
        Ok(())
    }

    fn end(mut self: Box<Self>) -> Result<(), SinkError> {
        self.batch()?;
        self.note("rostra.schema", SCHEMA_VERSION.to_owned());
        if let Some(extractor) = self.extractor.take() {
            self.note("rostra.extractor", extractor);
        }
        let destination = self
            .out
            .into_inner()
            .map_err(|error| failed(&self.place, error))?;
        destination.commit()
    }
}

fn properties() -> WriterProperties {
    let level = ZstdLevel::try_new(LEVEL).expect("there is such a level");
    let mut properties = WriterProperties::builder()
        .set_created_by(CREATED_BY.to_owned())
        .set_compression(Compression::ZSTD(level))
        .set_max_row_group_row_count(Some(GROUP))
        .set_statistics_enabled(EnabledStatistics::Chunk);
    // Nobody looks for texts between two others, and no two are the same.
    for column in ["text", "carried"] {
        let column = ColumnPath::from(column);
        properties = properties
            .set_column_statistics_enabled(column.clone(), EnabledStatistics::None)
            .set_column_dictionary_enabled(column, false);
    }
    properties.build()
}

fn failed(place: &str, error: ParquetError) -> SinkError {
    let place = place.to_owned();
    let reason = error.to_string();
    let io = match error {
        ParquetError::External(cause) => cause.downcast::<io::Error>().ok(),
        _ => None,
    };
    match io {
        Some(cause) => SinkError::Io {
            place,
            cause: *cause,
        },
        None => SinkError::Refused { place, reason },
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::Path;

    use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    use ::parquet::basic::Compression;
    use rostra_document::Extraction;
    use serde_json::{Value, json};

    use super::{BATCH_BYTES, CREATED_BY, GROUP, Parquet};
    use crate::arrow::{documents, schema};
    use crate::file::Writer;
    use crate::file::destination::Destination;
    use crate::file::{Place, parquet};
    use crate::testing::{extraction, extractor};

    fn write(path: &Path, all: impl IntoIterator<Item = Extraction>) {
        let mut writer = parquet(&Place::File(path.to_owned())).unwrap();
        for extraction in all {
            writer.document(&extraction).unwrap();
        }
        writer.end().unwrap();
    }

    fn open(path: &Path) -> ParquetRecordBatchReaderBuilder<File> {
        ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap()
    }

    fn read(path: &Path) -> Vec<Extraction> {
        let batches = open(path).build().unwrap();
        batches
            .flat_map(|batch| documents(&batch.unwrap()).unwrap())
            .collect()
    }

    /// Documents with values that readers stumble over.
    fn hard() -> Vec<Extraction> {
        let mut all = vec![
            extraction("a", "1"),
            extraction("b", "2"),
            extraction("c", "3"),
        ];
        all[0].text = Some("NUL \0, 🎤👩‍⚖️, قال الوزير, 外交部长王毅".to_owned());
        all[0].title = None;
        all[0].event = None;
        all[1].people.clear();
        all[1].diagnostics.clear();
        all[1].carried.clear();
        all[2].people[1].name = "\0".to_owned();
        all[2].provenance.provenance.steps.clear();
        all[2].text = Some(String::new());
        all
    }

    #[test]
    fn what_was_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.parquet");
        write(&path, hard());
        let json =
            |all: &[Extraction]| -> Vec<Value> { all.iter().map(|one| json!(one)).collect() };
        assert_eq!(json(&read(&path)), json(&hard()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn the_file_says_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.parquet");
        write(&path, hard());
        let file = open(&path);
        assert_eq!(file.schema().fields(), schema().fields());
        let data = file.metadata().file_metadata();
        assert_eq!(data.created_by(), Some(CREATED_BY));
        let notes = data.key_value_metadata().unwrap();
        let note = |key: &str| {
            notes
                .iter()
                .find(|note| note.key == key)
                .and_then(|note| note.value.clone())
        };
        assert_eq!(note("rostra.schema").as_deref(), Some("1"));
        let said = serde_json::from_str::<Value>(&note("rostra.extractor").unwrap()).unwrap();
        assert_eq!(said, json!(extractor()));
        for column in file.metadata().row_group(0).columns() {
            assert!(matches!(column.compression(), Compression::ZSTD(_)));
            let measured = !["text", "carried"].contains(&column.column_path().string().as_str());
            assert_eq!(
                column.statistics().is_some(),
                measured,
                "{}",
                column.column_path()
            );
        }
    }

    #[test]
    fn the_same_documents_give_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = ["one.parquet", "other.parquet"].map(|name| folder.path().join(name));
        write(&one, hard());
        write(&other, hard());
        assert_eq!(fs::read(&one).unwrap(), fs::read(&other).unwrap());
    }

    #[test]
    fn without_documents_there_are_columns() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.parquet");
        write(&path, []);
        assert_eq!(open(&path).schema().fields(), schema().fields());
        assert_eq!(read(&path), []);
    }

    fn rows_of_groups(path: &Path) -> Vec<i64> {
        let file = open(path);
        file.metadata()
            .row_groups()
            .iter()
            .map(|group| group.num_rows())
            .collect()
    }

    #[test]
    fn many_documents_make_several_groups() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.parquet");
        let mut small = extraction("a", "1");
        small.people.truncate(1);
        let all = || {
            (0..GROUP + 10).map(|n| Extraction {
                id: n.to_string(),
                ..small.clone()
            })
        };
        write(&path, all());
        assert_eq!(rows_of_groups(&path), [GROUP as i64, 10]);
        assert!(read(&path).into_iter().eq(all()));
    }

    #[test]
    fn large_documents_make_small_groups() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.parquet");
        let destination = Destination::open(&Place::File(path.clone())).unwrap();
        let mut writer = Box::new(Parquet::new(destination).unwrap());
        writer.group_bytes = 1;
        let mut large = extraction("a", "1");
        large.text = Some("長".repeat(BATCH_BYTES / 6)); // two make a batch
        for _ in 0..5 {
            writer.document(&large).unwrap();
        }
        writer.end().unwrap();
        assert_eq!(rows_of_groups(&path), [2, 2, 1]);
    }
}
