//! Releases to be looked at: with their texts, and why each field has its value.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::available_parallelism;

use anyhow::bail;
use rostra_document::{
    Changes, Document, Ended, Explanation, Extraction, FailureKind, Provenance, Release, Sink,
    SinkError, Source, SourceError,
};
use rostra_evaluate::explain::explain;
use rostra_pipeline::{Observer, Pipeline, RunOptions, Trace, Witness};
use rostra_sink::stored;

use crate::input::InputArgs;

/// What becomes of each release, or of why it could not be read.
pub(crate) trait Each: FnMut(Result<Release, &SourceError>) -> io::Result<()> {}

impl<F: FnMut(Result<Release, &SourceError>) -> io::Result<()>> Each for F {}

/// Hands each release of `input` to `each`: what an earlier run wrote as it stands there, anything else read by `pipeline`, `jobs` documents
/// at once, as many as there are processors where none is said; whether all were read before `stop` said to.
///
/// # Errors
/// Where outputs of runs and releases are mixed, and where `each` says no; nothing more is read then.
pub(crate) fn each(
    input: &InputArgs,
    pipeline: &Pipeline,
    jobs: Option<u16>,
    stop: &dyn Fn() -> bool,
    each: impl Each,
) -> anyhow::Result<bool> {
    let inputs = input.inputs();
    let is_run = |place: &&String| stored::is_run(place);
    match (
        inputs.iter().find(is_run),
        inputs.iter().find(|place| !is_run(place)),
    ) {
        (Some(run), Some(other)) => {
            bail!("{run} is what a run has written and {other} is not: name one or the other")
        }
        (Some(_), None) => held(&inputs, stop, each),
        _ => {
            let jobs = jobs.map(usize::from);
            let jobs = jobs.unwrap_or_else(|| available_parallelism().map_or(1, usize::from));
            read(pipeline, input.reader(pipeline)?, jobs, stop, each)
        }
    }
}

/// Hands on the documents of earlier runs, whose outputs lie at `places`. Why their fields have their values is not known.
fn held(places: &[String], stop: &dyn Fn() -> bool, mut each: impl Each) -> anyhow::Result<bool> {
    for place in places {
        for document in stored::open(place)? {
            if stop() {
                return Ok(false);
            }
            let way = || Provenance::file(place.clone());
            let failed = match document {
                Ok(extraction) if extraction.text.is_some() => {
                    each(Ok(Release {
                        extraction,
                        explanation: None,
                    }))?;
                    continue;
                }
                Ok(extraction) => {
                    let reason = "is held without its text: `rostra extract --with-text` keeps it";
                    let failed = SourceError::new(way(), FailureKind::Rejected, reason);
                    failed.with_id(extraction.id)
                }
                Err(error) => SourceError::new(way(), FailureKind::Rejected, error.to_string()),
            };
            each(Err(&failed))?;
        }
    }
    Ok(true)
}

/// Reads every document of `source`, `jobs` at once, and hands each in its order to `each`, or why it could not be read; whether all were
/// read before `stop` said to.
///
/// # Errors
/// Where `each` says no; nothing more is read then.
fn read(
    pipeline: &Pipeline,
    source: impl Source,
    jobs: usize,
    stop: &dyn Fn() -> bool,
    each: impl Each,
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

impl<F: Each> Handed<'_, F> {
    fn hand(&mut self, release: Result<Release, &SourceError>) {
        if self.refused.is_none() {
            self.refused = (self.each)(release).err();
        }
    }
}

impl<F: Each> Sink for Handed<'_, F> {
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
