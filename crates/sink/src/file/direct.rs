//! Output that someone reads along: standard output, pipes, devices.

use std::sync::Arc;

use rostra_document::{Changes, Ended, Extraction, Sink, SinkError};

use super::Writer;

/// Each document goes out as it comes.
pub(super) struct Direct(Option<Box<dyn Writer>>);

impl Direct {
    pub(super) fn new(writer: Box<dyn Writer>) -> Self {
        Self(Some(writer))
    }
}

impl Sink for Direct {
    fn write(&mut self, extraction: &Arc<Extraction>) -> Result<(), SinkError> {
        self.0
            .as_mut()
            .map_or(Ok(()), |writer| writer.document(extraction))
    }

    fn flush(&mut self) -> Result<(), SinkError> {
        self.0.as_mut().map_or(Ok(()), |writer| writer.flush())
    }

    /// What was written cannot be taken back, so it is completed however the run ended.
    fn finish(&mut self, _: Ended) -> Result<Option<Changes>, SinkError> {
        self.0.take().map_or(Ok(()), Writer::end)?;
        Ok(None)
    }
}
