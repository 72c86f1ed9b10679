//! Sinks that keep what comes.

use std::sync::Arc;

use arrow_array::RecordBatch;
use rostra_document::{Changes, Ended, Extraction, Sink, SinkError, SourceError};
use rostra_pipeline::Pipeline;
use rostra_sink::arrow::DocumentsBuilder;

use crate::{Failure, Outcome};

/// Bytes of documents that make one record batch, at most: none of its columns may hold two gigabytes.
const BATCH_BYTES: usize = 512 << 20;

/// Keeps outcomes as they are.
pub(crate) struct Outcomes<'p> {
    pub(crate) pipeline: &'p Pipeline,
    pub(crate) all: Vec<Outcome>,
}

impl Sink for Outcomes<'_> {
    fn write(&mut self, extraction: &Arc<Extraction>) -> Result<(), SinkError> {
        self.all.push(Ok(Arc::clone(extraction)));
        Ok(())
    }

    fn fail(&mut self, error: &SourceError) {
        self.all.push(Err(Failure::new(self.pipeline, error)));
    }

    fn finish(&mut self, _: Ended) -> Result<Option<Changes>, SinkError> {
        Ok(None)
    }
}

/// Makes record batches, in which those that failed are rows, too.
pub(crate) struct Batches<'p> {
    pipeline: &'p Pipeline,
    builder: DocumentsBuilder,
    done: Vec<RecordBatch>,
    refused: Option<SinkError>,
}

impl<'p> Batches<'p> {
    pub(crate) fn new(pipeline: &'p Pipeline) -> Self {
        Self {
            pipeline,
            builder: DocumentsBuilder::new(),
            done: Vec::new(),
            refused: None,
        }
    }

    fn add(&mut self, extraction: &Extraction) -> Result<(), SinkError> {
        self.builder.append(extraction).map_err(refused)?;
        match self.builder.bytes() >= BATCH_BYTES {
            true => self.close(),
            false => Ok(()),
        }
    }

    fn close(&mut self) -> Result<(), SinkError> {
        self.done.push(self.builder.finish().map_err(refused)?);
        Ok(())
    }

    /// All that came, one batch at least.
    pub(crate) fn finish(mut self) -> Result<Vec<RecordBatch>, SinkError> {
        if let Some(error) = self.refused {
            return Err(error);
        }
        if !self.builder.is_empty() || self.done.is_empty() {
            self.close()?;
        }
        Ok(self.done)
    }
}

impl Sink for Batches<'_> {
    fn write(&mut self, extraction: &Arc<Extraction>) -> Result<(), SinkError> {
        self.add(extraction)
    }

    fn fail(&mut self, error: &SourceError) {
        let row = self.pipeline.failed(error);
        if let Err(error) = self.add(&row) {
            self.refused.get_or_insert(error);
        }
    }

    fn finish(&mut self, _: Ended) -> Result<Option<Changes>, SinkError> {
        Ok(None)
    }
}

fn refused(error: rostra_sink::arrow::BatchError) -> SinkError {
    let cause =
        std::error::Error::source(&error).map_or(String::new(), |cause| format!(": {cause}"));
    SinkError::Refused {
        place: "a record batch".to_owned(),
        reason: format!("{error}{cause}"),
    }
}
