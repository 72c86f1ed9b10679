//! Releases to be looked at: with their texts, and why each field has its value.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rostra_document::{
    Changes, Document, Ended, Explanation, Extraction, Release, Sink, SinkError, Source,
    SourceError,
};
use rostra_evaluate::explain::explain;
use rostra_pipeline::{Observer, Pipeline, RunOptions, Trace, Witness};

/// Reads every document of `source`, `jobs` at once, and hands each in its order to `each`, or why it could not be read; whether all were
/// read before `stop` said to.
///
/// # Errors
/// Where `each` says no; nothing more is read then.
pub(crate) fn read(
    pipeline: &Pipeline,
    source: impl Source,
    jobs: usize,
    stop: &dyn Fn() -> bool,
    each: impl FnMut(Result<Release, &SourceError>) -> io::Result<()>,
) -> anyhow::Result<bool> {
    let explained = Explained::default();
    let mut handed = Handed {
        explained: &explained,
        each,
        refused: None,
    };
    let options = RunOptions {
        jobs,
        with_text: true,
        ..RunOptions::default()
    };
    let summary = pipeline.run_before(&explained, source, &mut handed, &options, &mut Until(stop));
    match handed.refused {
        Some(cause) => Err(cause.into()),
        None => Ok(!summary?.stopped),
    }
}

/// Explanations of documents that have not yet had their turn, by id.
#[derive(Default)]
struct Explained(Mutex<HashMap<String, Explanation>>);

impl Explained {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Explanation>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Witness for Explained {
    fn trace(&self, document: &Document, trace: &Trace) {
        let Trace {
            mentions,
            relations,
            extraction,
            ..
        } = trace;
        let why = explain(document, mentions, relations, extraction);
        self.lock().insert(extraction.id.clone(), why);
    }
}

/// Hands on what a run finds.
struct Handed<'e, F> {
    explained: &'e Explained,
    each: F,
    /// Why no more is taken.
    refused: Option<io::Error>,
}

impl<F: FnMut(Result<Release, &SourceError>) -> io::Result<()>> Handed<'_, F> {
    fn hand(&mut self, release: Result<Release, &SourceError>) {
        if self.refused.is_none() {
            self.refused = (self.each)(release).err();
        }
    }
}

impl<F: FnMut(Result<Release, &SourceError>) -> io::Result<()>> Sink for Handed<'_, F> {
    fn write(&mut self, extraction: &Arc<Extraction>) -> Result<(), SinkError> {
        let explanation = self.explained.lock().remove(&extraction.id);
        self.hand(Ok(Release {
            extraction: extraction.as_ref().clone(),
            explanation,
        }));
        match &self.refused {
            None => Ok(()),
            Some(cause) => Err(SinkError::Refused {
                place: extraction.id.clone(),
                reason: cause.to_string(),
            }),
        }
    }

    fn fail(&mut self, error: &SourceError) {
        self.hand(Err(error));
    }

    fn finish(&mut self, _: Ended) -> Result<Option<Changes>, SinkError> {
        Ok(None)
    }
}

/// Stops a run when it is asked to.
struct Until<'s>(&'s dyn Fn() -> bool);

impl Observer for Until<'_> {
    fn stop(&self) -> bool {
        (self.0)()
    }
}
