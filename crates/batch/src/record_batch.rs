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
        let documents = (!table.holds_files()).then(|| batch.num_rows());
        let mut broken = None;
        let rows = table.rows().map_while(|row| keep(row, &mut broken));
        let mut batches = Batches::new(self.pipeline());
        let whole = self.read_into(rows, documents, &mut batches, stop)?;
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::cast::AsArray;
    use arrow_array::types::Int8Type;
    use arrow_array::{
        ArrayRef, BinaryArray, Decimal128Array, DictionaryArray, Int64Array, LargeStringArray,
        RecordBatch, StringArray, StringViewArray,
    };
    use proptest::prelude::*;
    use rostra_document::{Document, Extraction};
    use rostra_ingest::{Columns, Options};
    use rostra_pipeline::{RunOptions, Settings};
    use rostra_sink::arrow::documents;
    use serde_json::{Value, json};

    use super::Stopped;
    use crate::{Extractor, Input, Layout};

    const TEXTS: [&str; 3] = [
        "Выступил министр иностранных дел Казахстана Мурат Нуртлеу.",
        "外交部长王毅🎤出席会议并致辞。",
        "ألقى وزير الخارجية المصري سامح شكري كلمة.",
    ];

    fn extractor() -> Extractor {
        let settings = Settings {
            no_model: true,
            ..Settings::default()
        };
        let run = RunOptions {
            jobs: 2,
            strict: false,
            with_text: true,
        };
        Extractor::new(&settings, Options::default(), run).unwrap()
    }

    fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, c)| (n, c, true)))
            .unwrap()
    }

    fn strings(values: &[&str]) -> ArrayRef {
        Arc::new(StringArray::from(values.to_vec()))
    }

    fn read(extractor: &Extractor, batch: &RecordBatch, layout: &Layout) -> Vec<Extraction> {
        let batches = extractor.read_batch(batch, layout, &|| false).unwrap();
        assert_eq!(batches.len(), 1);
        documents(&batches[0]).unwrap()
    }

    /// The same rows, read one by one.
    fn rows(extractor: &Extractor, rows: &[Value]) -> Vec<Extraction> {
        let inputs = rows.iter().map(|row| Input::Row {
            fields: serde_json::from_value(row.clone()).unwrap(),
            source: "-".to_owned(),
        });
        let outcomes = extractor.read(inputs, Some(rows.len()), &|| false);
        let read = outcomes.into_iter().map(|outcome| match outcome {
            Ok(extraction) => Extraction::clone(&extraction),
            Err(failure) => Extraction::clone(&failure.row),
        });
        read.collect()
    }

    #[test]
    fn texts_are_read_however_they_are_laid_out() {
        let extractor = extractor();
        let ids = || strings(&["a", "b", "c"]);
        let rows_of = ["a", "b", "c"].iter().zip(TEXTS);
        let rows_of: Vec<Value> = rows_of
            .map(|(id, text)| json!({"id": id, "text": text}))
            .collect();
        let expected = rows(&extractor, &rows_of);
        assert!(expected.iter().all(|document| document.people.len() == 1));
        let keys: DictionaryArray<Int8Type> = TEXTS.into_iter().collect();
        let padded = [&["x"][..], &TEXTS, &["y"]].concat();
        let texts: [ArrayRef; 5] = [
            strings(&TEXTS),
            Arc::new(LargeStringArray::from(TEXTS.to_vec())),
            Arc::new(StringViewArray::from(TEXTS.to_vec())),
            Arc::new(keys),
            strings(&padded).slice(1, 3),
        ];
        for texts in texts {
            let kind = texts.data_type().clone();
            let batch = batch(vec![("id", ids()), ("text", texts)]);
            assert_eq!(
                read(&extractor, &batch, &Layout::default()),
                expected,
                "{kind}"
            );
        }
    }

    #[test]
    fn columns_are_those_of_a_row() {
        let extractor = extractor();
        let table = batch(vec![
            (
                "n",
                Arc::new(Int64Array::from(vec![Some(1), None])) as ArrayRef,
            ),
            ("title", strings(&["Заголовок", ""])),
            (
                "body",
                Arc::new(StringArray::from(vec![Some(TEXTS[0]), None])),
            ),
            (
                "blob",
                Arc::new(BinaryArray::from_vec(vec![b"\0", b"\x01"])),
            ),
            ("id", Arc::new(Int64Array::from(vec![7, 8]))),
        ]);
        let expected = rows(
            &extractor,
            &[
                json!({"n": 1, "title": "Заголовок", "id": 7, "body": TEXTS[0]}),
                json!({"title": "", "id": 8, "body": null}),
            ],
        );
        let found = read(&extractor, &table, &Layout::default());
        assert_eq!(found, expected);
        assert_eq!(found[0].carried["n"], 1);
        assert_eq!(found[1].diagnostics[0].message, "`body` is null");
        let layout = Layout {
            leave_others: true,
            ..Layout::default()
        };
        let left = read(&extractor, &table, &layout);
        assert!(left[0].carried.is_empty());
        assert_eq!(left[0].title.as_deref(), Some("Заголовок"));
        assert_ne!(left[0].content_hash, found[0].content_hash);
    }

    #[test]
    fn ids_and_sources_are_what_stands_there() {
        let extractor = extractor();
        let number = "12345678901234567891234";
        let ids = Decimal128Array::from(vec![number.parse::<i128>().unwrap()]);
        let ids = ids.with_precision_and_scale(30, 0).unwrap();
        let table = batch(vec![
            ("id", Arc::new(ids) as ArrayRef),
            ("name", strings(&["a"])),
            ("text", strings(&["Eins."])),
        ]);
        assert_eq!(read(&extractor, &table, &Layout::default())[0].id, number);
        let renamed = extractor.with_columns(Columns {
            id: Some("name".to_owned()),
            ..Columns::default()
        });
        let layout = Layout {
            source: Some("name".to_owned()),
            ..Layout::default()
        };
        let found = &read(&renamed, &table, &layout)[0];
        assert_eq!((found.id.as_str(), found.source.as_str()), ("a", "a"));
    }

    #[test]
    fn a_column_may_hold_rows_of_json() {
        let extractor = extractor();
        let row = json!({"id": "a", "text": TEXTS[1], "x": {"y": null}});
        let table = batch(vec![
            ("value", strings(&[&row.to_string(), "nein"])),
            ("file", strings(&["a.jsonl", "b.jsonl"])),
        ]);
        let layout = Layout {
            json: Some("value".to_owned()),
            source: Some("file".to_owned()),
            ..Layout::default()
        };
        let found = read(&extractor, &table, &layout);
        let mut expected = rows(&extractor, &[row]);
        expected[0].source = "a.jsonl".to_owned();
        expected[0].provenance.provenance.path = "a.jsonl".to_owned();
        assert_eq!(found[..1], expected);
        assert_eq!(found[1].source, "b.jsonl");
        assert!(
            found[1].diagnostics[0]
                .message
                .starts_with("is not valid JSON")
        );
    }

    #[test]
    fn bytes_are_files() {
        let extractor = extractor();
        let page: &[u8] =
            "<html><body><p>外交部长王毅出席会议并致辞。</p></body></html>".as_bytes();
        let rows: &[u8] = b"{\"text\": \"Eins.\"}\n{\"text\": \"Zwei.\"}";
        let table = batch(vec![
            ("path", strings(&["in/page.html", "in/rows.jsonl"])),
            ("length", Arc::new(Int64Array::from(vec![1, 2]))),
            ("content", Arc::new(BinaryArray::from_vec(vec![page, rows]))),
        ]);
        let found = read(&extractor, &table, &Layout::default());
        let ids: Vec<&str> = found.iter().map(|document| document.id.as_str()).collect();
        assert_eq!(ids, ["page", "rows-1", "rows-2"]);
        assert_eq!(found[1].source, "in/rows.jsonl:1");
        assert_eq!(found[0].provenance.provenance.format, "html");
    }

    #[test]
    fn documents_are_identified_as_they_are_read() {
        let extractor = extractor();
        let texts = StringArray::from(vec![Some(TEXTS[0]), None, Some(TEXTS[2])]);
        let table = batch(vec![
            (
                "id",
                Arc::new(StringArray::from(vec![Some("a"), Some("b"), None])) as ArrayRef,
            ),
            ("text", Arc::new(texts)),
        ]);
        let layout = Layout::default();
        let identities = extractor.identify(&table, &layout).unwrap();
        let column = |at| {
            let column = identities.column(at).as_string::<i32>();
            column
                .iter()
                .flatten()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let found = read(&extractor, &table, &layout);
        let ids: Vec<String> = found.iter().map(|document| document.id.clone()).collect();
        let hashes: Vec<String> = found.iter().map(|d| d.content_hash.clone()).collect();
        assert_eq!((column(0), column(1)), (ids, hashes));
        assert_eq!((column(0)[1].as_str(), column(1)[1].as_str()), ("b", ""));
    }

    #[test]
    fn a_table_without_its_columns_is_refused() {
        let extractor = extractor();
        let chosen = |text: &str, id: &str| {
            extractor.with_columns(Columns {
                text: Some(text.to_owned()),
                id: Some(id.to_owned()),
                ..Columns::default()
            })
        };
        let table = batch(vec![
            ("n", Arc::new(Int64Array::from(vec![1])) as ArrayRef),
            ("text", strings(&["x"])),
            ("blob", Arc::new(BinaryArray::from_vec(vec![b"x"]))),
        ]);
        for (extractor, said) in [
            (
                chosen("body", "n"),
                "there is no column `body`; there are `n`, `text`, `blob`",
            ),
            (
                chosen("text", "key"),
                "there is no column `key`; there are `n`, `text`, `blob`",
            ),
            (
                chosen("text", "blob"),
                "column `blob` holds Binary, and no text or number",
            ),
            (
                chosen("n", "n"),
                "column `n` holds Int64, and no text or bytes",
            ),
        ] {
            let error = extractor
                .check(&table.schema(), &Layout::default())
                .unwrap_err();
            assert_eq!(error.to_string(), said);
        }
        let empty = RecordBatch::new_empty(table.schema());
        assert_eq!(read(&extractor, &empty, &Layout::default()), []);
    }

    #[test]
    fn a_batch_that_is_stopped_has_no_answer() {
        let table = batch(vec![("text", strings(&TEXTS))]);
        let stopped = extractor().read_batch(&table, &Layout::default(), &|| true);
        assert!(matches!(stopped, Err(Stopped::Asked)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Whatever a text holds, its row is that of the document, and its offsets cut what they say.
        #[test]
        fn offsets_hold_on_any_text(text in "\\PC{0,40}(Ana Ruiz, Minister of Health of Peru, spoke\\. )\\PC{0,40}") {
            let extractor = extractor();
            let table = batch(vec![("id", strings(&["a"])), ("text", strings(&[&text]))]);
            let found = read(&extractor, &table, &Layout::default());
            prop_assert_eq!(&found, &rows(&extractor, &[json!({"id": "a", "text": &text})]));
            let characters: Vec<char> = found[0].text.as_ref().unwrap().chars().collect();
            for person in &found[0].people {
                let first = &person.mentions[0];
                let cut: String = characters[first.start..first.end].iter().collect();
                prop_assert!(!cut.trim().is_empty());
            }
            let direct = Document::of_text("a", "en", text);
            prop_assert_eq!(direct.text.chars().count(), characters.len());
        }
    }
}
