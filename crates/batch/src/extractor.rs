//! A pipeline with how it is to be run.

use std::sync::Arc;

use rostra_document::{Sink, SinkError};
use rostra_ingest::{Columns, Options, Reader};
use rostra_pipeline::{ConfigError, Observer, Pipeline, RunOptions, Settings};

use crate::collect::Outcomes;
use crate::{Input, Outcome};

/// A pipeline, and how inputs are read and run through it. Building one reads lexica and weights; threads live only while a call does,
/// so a process that has one can be forked.
pub struct Extractor {
    pipeline: Arc<Pipeline>,
    options: Arc<Options>,
    run: RunOptions,
}

/// Ends a run where its caller wants that.
struct Watch<'s>(&'s dyn Fn() -> bool);

impl Observer for Watch<'_> {
    fn stop(&self) -> bool {
        (self.0)()
    }
}

impl Extractor {
    /// The extractor of the pipeline that `settings` describe, whose limits take the place of those in `options`.
    ///
    /// # Errors
    /// Where the settings do not hold, with what is wrong.
    pub fn new(
        settings: &Settings,
        mut options: Options,
        run: RunOptions,
    ) -> Result<Self, ConfigError> {
        let pipeline = Pipeline::new(settings.config()?)?;
        options.limits = pipeline.config().limits.into();
        options.strict = run.strict;
        Ok(Self {
            pipeline: Arc::new(pipeline),
            options: Arc::new(options),
            run,
        })
    }

    /// Its chain.
    #[must_use]
    pub fn pipeline(&self) -> &Pipeline {
        &self.pipeline
    }

    /// How inputs are read.
    #[must_use]
    pub fn options(&self) -> &Arc<Options> {
        &self.options
    }

    /// The same extractor for tables whose columns are called other names.
    #[must_use]
    pub fn with_columns(&self, columns: Columns) -> Self {
        let options = Options {
            columns,
            ..Options::clone(&self.options)
        };
        Self {
            pipeline: Arc::clone(&self.pipeline),
            options: Arc::new(options),
            run: self.run,
        }
    }

    /// How it runs.
    #[must_use]
    pub fn run(&self) -> &RunOptions {
        &self.run
    }

    /// Documents that are worth reading at once, so that no thread waits for others for long.
    #[must_use]
    pub fn appetite(&self) -> usize {
        self.run.jobs.max(1) * 32
    }

    /// Reads `inputs`, which hold `documents` where that is known: what became of each, in their order. Fewer where `stop`, asked before
    /// each, says so.
    pub fn read(
        &self,
        inputs: impl IntoIterator<Item = Input>,
        documents: Option<usize>,
        stop: &dyn Fn() -> bool,
    ) -> Vec<Outcome> {
        let mut outcomes = Outcomes {
            pipeline: &self.pipeline,
            all: Vec::new(),
        };
        let read = self.read_into(inputs, documents, &mut outcomes, stop);
        debug_assert!(read.is_ok(), "a vector can be written");
        outcomes.all
    }

    /// The documents of files, folders and patterns, found as the command line finds them.
    #[must_use]
    pub fn files(&self, inputs: Vec<String>) -> Reader {
        Reader::new(inputs, Options::clone(&self.options))
    }

    /// Reads as many documents of `reader` as are worth it; none at its end.
    pub fn read_files(&self, reader: &mut Reader, stop: &dyn Fn() -> bool) -> Vec<Outcome> {
        let mut outcomes = Outcomes {
            pipeline: &self.pipeline,
            all: Vec::new(),
        };
        let found = reader.take(self.appetite());
        let read = self
            .pipeline
            .run(found, &mut outcomes, &self.run, &mut Watch(stop));
        debug_assert!(read.is_ok(), "a vector can be written");
        outcomes.all
    }

    /// Reads `inputs` into `sink`; whether all were read. There are no more threads than `documents`: one text is read sooner than many
    /// threads are begun.
    pub(crate) fn read_into(
        &self,
        inputs: impl IntoIterator<Item = Input>,
        documents: Option<usize>,
        sink: &mut dyn Sink,
        stop: &dyn Fn() -> bool,
    ) -> Result<bool, SinkError> {
        let found = inputs
            .into_iter()
            .flat_map(|input| input.documents(&self.options));
        let run = RunOptions {
            jobs: self.run.jobs.min(documents.unwrap_or(usize::MAX).max(1)),
            ..self.run
        };
        let done = self.pipeline.run(found, sink, &run, &mut Watch(stop));
        done.map(|summary| !summary.stopped)
            .map_err(|error| error.cause)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use rostra_document::FailureKind;
    use rostra_ingest::Options;
    use rostra_pipeline::{RunOptions, Settings};
    use serde_json::json;

    use super::Extractor;
    use crate::Input;

    fn extractor(jobs: usize) -> Extractor {
        let settings = Settings {
            no_model: true,
            ..Settings::default()
        };
        let run = RunOptions {
            jobs,
            ..RunOptions::default()
        };
        Extractor::new(&settings, Options::default(), run).unwrap()
    }

    fn row(fields: serde_json::Value) -> Input {
        Input::Row {
            fields: serde_json::from_value(fields).unwrap(),
            source: "rows".to_owned(),
        }
    }

    #[test]
    fn every_row_has_its_answer_in_its_place() {
        let texts = [
            "Выступил министр иностранных дел Казахстана Мурат Нуртлеу.",
            "",
            "外交部长王毅出席会议并致辞。",
            " \n",
            "Speeches were delivered by Ana Ruiz, Minister of Health of Peru.",
        ];
        let inputs = || {
            texts
                .iter()
                .enumerate()
                .map(|(n, text)| row(json!({"id": n, "text": text})))
        };
        let outcomes = extractor(3).read(inputs(), Some(5), &|| false);
        let said: Vec<_> = outcomes
            .iter()
            .map(|outcome| match outcome {
                Ok(extraction) => (extraction.id.as_str(), extraction.people.len()),
                Err(failure) => (failure.name(), 0),
            })
            .collect();
        assert_eq!(said, [("0", 1), ("1", 0), ("2", 1), ("3", 0), ("4", 1)]);
        let failure = outcomes[1].as_ref().unwrap_err();
        assert_eq!(failure.kind, FailureKind::Rejected);
        assert_eq!(failure.to_string(), "1: `text` is empty");
        assert_eq!(failure.row.source, "rows");
        let alone = extractor(1).read(inputs(), Some(5), &|| false);
        assert_eq!(alone[2].as_ref().unwrap(), outcomes[2].as_ref().unwrap());
    }

    #[test]
    fn a_file_may_hold_several_documents() {
        let file = |name: &str, id: Option<&str>, bytes: &[u8]| Input::File {
            name: name.to_owned(),
            id: id.map(str::to_owned),
            bytes: bytes.to_vec(),
        };
        let rows = b"{\"text\": \"Eins.\"}\n{\"text\": \"Zwei.\"}\nnein";
        let page = b"<html><body><h1>T</h1><p>The minister met the president of the republic on Tuesday in the capital.</p></body></html>";
        let outcomes = extractor(2).read(
            [
                file("a/rows.jsonl", None, rows),
                file("b/page.html", Some("7"), page),
                file("c.bin", None, b"\0\x01\x02\x03"),
            ],
            None,
            &|| false,
        );
        let said: Vec<_> = outcomes
            .iter()
            .map(|outcome| match outcome {
                Ok(extraction) => (extraction.id.clone(), extraction.source.clone()),
                Err(failure) => (failure.row.id.clone(), failure.to_string()),
            })
            .collect();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(said[0], pair("rows-1", "a/rows.jsonl:1"));
        assert_eq!(said[1], pair("rows-2", "a/rows.jsonl:2"));
        assert!(
            said[2].1.starts_with("a/rows.jsonl:3: is not valid JSON"),
            "{said:?}"
        );
        assert_eq!(said[3], pair("7", "b/page.html"));
        assert_eq!(
            said[4],
            pair("c.bin", "c.bin: is no text but a binary file")
        );
    }

    #[test]
    fn a_run_ends_where_it_is_stopped() {
        let asked = Cell::new(0);
        let stop = || {
            asked.set(asked.get() + 1);
            asked.get() == 3
        };
        let inputs = (0..100).map(|n| Input::text(&n.to_string(), "They met."));
        assert_eq!(extractor(1).read(inputs, None, &stop).len(), 3);
    }
}
