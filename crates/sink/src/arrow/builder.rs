//! Documents to a batch.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray, make_array};
use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::ArrowError;
use rostra_document::extraction::{
    NormalizedDiagnostic, NormalizedEvent, NormalizedProvenance, NormalizedRecord,
};
use rostra_document::{Extraction, Extractor};
use serde::Serialize;

use super::{BatchError, schema};

/// Gathers documents for a [`RecordBatch`] of [`schema`].
///
/// A batch holds at most 2 GiB in a column: whoever has many documents makes several, by [`len`](Self::len) or by
/// [`bytes`](Self::bytes).
#[derive(Debug)]
pub struct DocumentsBuilder {
    decoder: Decoder,
    bytes: usize,
}

impl DocumentsBuilder {
    /// Without documents.
    #[must_use]
    pub fn new() -> Self {
        Self {
            decoder: decoder(),
            bytes: 0,
        }
    }

    /// Adds a document.
    ///
    /// # Errors
    /// Where it has a value that the schema has no room for.
    pub fn append(&mut self, extraction: &Extraction) -> Result<(), BatchError> {
        let row = Row::of(extraction);
        self.bytes += row.bytes();
        self.decoder.serialize(&[row]).map_err(BatchError::Document)
    }

    /// How many documents wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.decoder.len()
    }

    /// Whether none does.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// About how many bytes of memory they take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The batch of all documents that wait, in their order; the builder is empty afterwards, also where this fails.
    ///
    /// # Errors
    /// Where a document has a value that the schema has no room for.
    pub fn finish(&mut self) -> Result<RecordBatch, BatchError> {
        self.bytes = 0;
        let batch = self.decoder.flush().map_err(|error| {
            self.decoder = decoder();
            BatchError::Document(error)
        })?;
        match batch {
            Some(batch) => unmasked(&batch).map_err(BatchError::Document),
            None => Ok(RecordBatch::new_empty(schema())),
        }
    }
}

impl Default for DocumentsBuilder {
    fn default() -> Self {
        Self::new()
    }
}

/// The same with nothing null in fields that cannot be. Where a struct is null, so is what the decoder puts into its fields; that counts for
/// nothing, but PyArrow refuses to write it to Parquet.
fn unmasked(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let columns = batch.columns().iter().map(|column| {
        let Some(object) = column.as_struct_opt().filter(|_| column.null_count() > 0) else {
            return Ok(Arc::clone(column));
        };
        let (fields, values, nulls) = object.clone().into_parts();
        let values = fields.iter().zip(values).map(|(field, values)| {
            if field.is_nullable() || values.null_count() == 0 {
                return Ok(values);
            }
            let values = values.to_data().into_builder().nulls(None);
            Ok(make_array(values.build()?))
        });
        let values = values.collect::<Result<_, ArrowError>>()?;
        Ok(Arc::new(StructArray::try_new(fields, values, nulls)?) as ArrayRef)
    });
    let columns = columns.collect::<Result<_, ArrowError>>()?;
    RecordBatch::try_new(batch.schema(), columns)
}

/// A field that the schema lacks is an error: nothing is left out.
fn decoder() -> Decoder {
    let builder = ReaderBuilder::new(schema()).with_strict_mode(true);
    builder
        .build_decoder()
        .expect("it knows the types of the schema")
}

/// A document as the schema has it.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    source: &'a str,
    sha256: &'a str,
    content_hash: &'a str,
    lang: &'a str,
    title: Option<&'a str>,
    date: Option<&'a str>,
    publisher: Option<&'a str>,
    place: Option<&'a str>,
    url: Option<&'a str>,
    provenance: &'a NormalizedProvenance,
    event: Option<&'a NormalizedEvent>,
    people: &'a [NormalizedRecord],
    extractor: &'a Extractor,
    diagnostics: &'a [NormalizedDiagnostic],
    text: Option<&'a str>,
    carried: Option<String>,
}

impl<'a> Row<'a> {
    /// Every field is named, so that a new one is not forgotten.
    fn of(extraction: &'a Extraction) -> Self {
        let Extraction {
            id,
            source,
            sha256,
            content_hash,
            lang,
            title,
            date,
            publisher,
            place,
            url,
            provenance,
            event,
            people,
            extractor,
            diagnostics,
            text,
            carried,
        } = extraction;
        Self {
            id,
            source,
            sha256,
            content_hash,
            lang,
            title: title.as_deref(),
            date: date.as_deref(),
            publisher: publisher.as_deref(),
            place: place.as_deref(),
            url: url.as_deref(),
            provenance,
            event: event.as_ref(),
            people,
            extractor,
            diagnostics,
            text: text.as_deref(),
            carried: (!carried.is_empty()).then(|| json(carried)),
        }
    }

    /// About its size in memory: what may be long is measured, the rest counted.
    fn bytes(&self) -> usize {
        let long = [self.text, self.carried.as_deref(), self.title];
        let long: usize = long.into_iter().flatten().map(str::len).sum();
        let person = |person: &NormalizedRecord| {
            let titles: usize = person
                .titles
                .iter()
                .map(|title| 256 + title.text.len())
                .sum();
            1024 + titles + 64 * person.mentions.len() + 64 * person.honorifics.len()
        };
        let people: usize = self.people.iter().map(person).sum();
        1024 + long + people + 256 * self.diagnostics.len()
    }
}

fn json(carried: &serde_json::Map<String, serde_json::Value>) -> String {
    serde_json::to_string(carried).expect("keys of JSON are text")
}
