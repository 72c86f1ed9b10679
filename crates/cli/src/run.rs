//! A run over inputs, from its arguments to its exit status: what `extract`, `retry` and their like share.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Instant;

use anyhow::bail;
use clap::value_parser;
use jiff::Timestamp;
use rostra_document::{self as document, Changes, Source};
use rostra_ingest::Bytes;
use rostra_pipeline::{Pipeline, RunOptions};

use crate::console::{self, Console, LogFormat};
use crate::ending::{Ended, Ending, Listed};
use crate::follower::Follower;
use crate::interrupt;
use crate::output::is_broken_pipe;
use crate::outputs::Outputs;
use crate::place;
use crate::quarantine::{Entry, Quarantine};
use crate::reading::Reading;
use crate::report::{Report, Run};
use crate::tally::Tally;

/// How a run goes, and what is told of it.
#[derive(clap::Args)]
pub(crate) struct RunArgs {
    /// Documents read at once; without it, as many as there are processors
    #[arg(short, long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,

    /// Count a document whose text could not be read whole as one that could not be read
    #[arg(long)]
    pub(crate) strict: bool,

    /// List documents that could not be read in FILE, one JSON object a line: what `rostra retry` reads
    #[arg(long, value_name = "FILE")]
    pub(crate) quarantine: Option<PathBuf>,

    /// Stop once more than N documents could not be read
    #[arg(long, value_name = "N")]
    max_errors: Option<u64>,

    /// Write what the run came to into FILE, as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,

    /// How progress, failures and summary are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) log_format: LogFormat,

    /// Neither progress nor summary; failures are still told
    #[arg(short, long)]
    quiet: bool,
}

/// A run: open outputs, into which one source or several are read one after the other.
///
/// [`Session::open`], [`Session::read`] as often as it says, [`Session::close`].
pub(crate) struct Session<'a> {
    pipeline: &'a Pipeline,
    options: RunOptions,
    outputs: Outputs,
    follower: Follower,
    bytes: Arc<Bytes>,
    command: &'static str,
    inputs: Vec<String>,
    report: Option<PathBuf>,
    started: Timestamp,
    begun: Instant,
    skipped: u64,
    /// Entries of a quarantine file that were to be read again.
    before: Option<u64>,
    stopped: bool,
    /// Whether it goes on until it is stopped, so that a stop between two sources is its end.
    lasting: bool,
    /// Why an output could not be written.
    broken: Option<anyhow::Error>,
}

impl<'a> Session<'a> {
    /// Begins the run of `command` over `inputs` into `outputs`; documents that fail go to `quarantine`.
    ///
    /// # Errors
    /// Where the report could not be written later, or would take the place of another file of this run.
    pub(crate) fn open(
        command: &'static str,
        args: &RunArgs,
        pipeline: &'a Pipeline,
        inputs: Vec<String>,
        outputs: Outputs,
        quarantine: Option<Quarantine>,
    ) -> anyhow::Result<Self> {
        if let Some(report) = &args.report {
            place::check(report)?;
        }
        let bytes = Arc::new(Bytes::default());
        let jobs = args.jobs.map(usize::from);
        Ok(Self {
            pipeline,
            options: RunOptions {
                jobs: jobs.unwrap_or_else(|| available_parallelism().map_or(1, usize::from)),
                ..RunOptions::default()
            },
            follower: Follower {
                tally: Tally::default(),
                console: Console::new(args.quiet, args.log_format, &bytes),
                quarantine,
                reading: Reading::default(),
                max_errors: args.max_errors,
                missing: 0,
                trouble: None,
            },
            outputs,
            bytes,
            command,
            inputs,
            report: args.report.clone(),
            started: Timestamp::now(),
            begun: Instant::now(),
            skipped: 0,
            before: None,
            stopped: false,
            lasting: false,
            broken: None,
        })
    }

    /// Has documents carry their text.
    pub(crate) fn with_text(mut self, with_text: bool) -> Self {
        self.options.with_text = with_text;
        self
    }

    /// Has it go on until it is stopped.
    pub(crate) fn lasting(mut self) -> Self {
        self.lasting = true;
        self
    }

    /// How many documents were read, passed over and failed so far.
    pub(crate) fn counts(&self) -> [u64; 3] {
        let tally = &self.follower.tally;
        [tally.read, tally.kept, tally.failed]
    }

    /// Says something, unless nothing is to be said.
    pub(crate) fn note(&self, message: &str) {
        self.follower.console.note(message);
    }

    /// Hands on what is waiting; whether that could be done.
    pub(crate) fn flush(&mut self) -> bool {
        let flushed = self.outputs.sink().flush();
        let done = flushed.is_ok();
        if let Err(error) = flushed {
            self.broken.get_or_insert(error.into());
        }
        done
    }

    /// What readers are to count into; `inputs` are measured where somebody looks at how far the run is.
    pub(crate) fn expect(&self, inputs: Vec<String>) -> &Arc<Bytes> {
        self.follower.console.expect(inputs);
        &self.bytes
    }

    /// Takes note that the run reads `entries` of a quarantine file again.
    pub(crate) fn retries(&mut self, entries: u64) {
        self.before = Some(entries);
    }

    /// Leaves an entry of a quarantine file as it is, and says why.
    pub(crate) fn keep_listed(&mut self, entry: &Entry, why: &str) {
        self.follower.keep_listed(entry, why);
    }

    /// Reads `source`, found as `reading` says; whether the run may go on to another.
    pub(crate) fn read(&mut self, source: impl Source, reading: &Reading) -> bool {
        self.follower.reading = reading.clone();
        let options = RunOptions {
            strict: reading.strict,
            ..self.options
        };
        let sink = self.outputs.sink();
        match self
            .pipeline
            .run(source, sink, &options, &mut self.follower)
        {
            // Ctrl-C ends what is piped in, too, and what came of that is no whole.
            Ok(summary) => {
                let cut_off = interrupt::asked() && !self.lasting;
                self.stopped |= summary.stopped || cut_off;
            }
            Err(error) => self.broken = Some(error.into()),
        }
        self.ended() == Ended::Whole
    }

    /// Takes note of files that a source has left alone.
    pub(crate) fn leave(&mut self, files: u64) {
        self.skipped += files;
    }

    /// Puts outputs and quarantine in their places, or leaves them to go on from; tells what the run came to.
    ///
    /// # Errors
    /// None: what could not be written is told, and the exit status says so.
    pub(crate) fn close(mut self) -> anyhow::Result<ExitCode> {
        let (changes, mut errors) = self.finish();
        let listed = self.close_quarantine(&mut errors);
        let ended = self.ended();
        let mut ending = Ending {
            tally: &self.follower.tally,
            ended,
            status: self.status(),
            seconds: self.begun.elapsed().as_secs_f64(),
            bytes: self.bytes.done(),
            skipped: self.skipped,
            changes,
            listed,
            can_go_on: self.outputs.can_go_on(),
            errors,
        };
        if let Some(error) = self.write_report(&ending) {
            ending.errors.push(error);
            ending.status = 2;
        }
        match ended {
            Ended::ReaderLeft => self.follower.console.clear(),
            _ => self.follower.console.close(&ending),
        }
        if ended == Ended::Whole && self.has_found_nothing() && !self.lasting {
            let message = "no documents found";
            self.follower.console.warning("nothing_found", message);
        }
        Ok(ExitCode::from(ending.status))
    }

    /// Completes the outputs, or leaves them to go on from.
    fn finish(&mut self) -> (Option<Changes>, Vec<String>) {
        // An earlier output is not replaced where nothing could be done or the run was stopped.
        let ended = match self.status() <= 1 && self.ended() == Ended::Whole {
            true => document::Ended::Whole,
            false => document::Ended::Broken,
        };
        let finished = self.outputs.sink().finish(ended);
        let changes = finished.unwrap_or_else(|error| {
            self.broken.get_or_insert(error.into());
            None
        });
        let quiet = self.ended() == Ended::ReaderLeft;
        let broken = self.broken.iter().filter(|_| !quiet);
        let trouble = self.follower.trouble.iter();
        let errors = broken.chain(trouble);
        (
            changes,
            errors
                .map(|error| console::chained(error.as_ref()))
                .collect(),
        )
    }

    fn close_quarantine(&mut self, errors: &mut Vec<String>) -> Option<Listed> {
        let whole = !self.stopped && self.follower.trouble.is_none() && self.broken.is_none();
        let whole = whole && !self.follower.has_too_many_failures();
        let quarantine = self.follower.quarantine.as_mut()?;
        let entries = quarantine.entries();
        match quarantine.close(whole) {
            Ok(_) if !whole && entries == 0 => None,
            Ok(path) => Some(Listed {
                path,
                entries,
                before: self.before,
            }),
            Err(error) => {
                errors.push(console::chained(error.as_ref()));
                self.follower.trouble.get_or_insert(error);
                None
            }
        }
    }

    /// Writes the report, if one is wanted; returns why it could not be.
    fn write_report(&self, ending: &Ending<'_>) -> Option<String> {
        let path = self.report.as_ref()?;
        let run = Run {
            command: self.command,
            inputs: &self.inputs,
            extractor: self.pipeline.extractor(),
            started: self.started,
        };
        let written = Report::new(&run, ending, &self.outputs).write(path);
        written.err().map(|error| console::chained(error.as_ref()))
    }

    /// Why no more is read, as far as is known.
    fn ended(&self) -> Ended {
        let left = |error| is_broken_pipe(error) && self.outputs.is_standard_output();
        match (&self.broken, self.follower.max_errors) {
            (Some(error), _) if left(error) => Ended::ReaderLeft,
            (Some(_), _) => Ended::OutputFailed,
            _ if self.follower.trouble.is_some() => Ended::OutputFailed,
            (None, Some(most)) if self.follower.has_too_many_failures() => {
                Ended::TooManyFailures(most)
            }
            _ if self.stopped => Ended::Interrupted,
            _ => Ended::Whole,
        }
    }

    fn status(&self) -> u8 {
        match self.ended() {
            Ended::ReaderLeft => 0,
            Ended::OutputFailed | Ended::TooManyFailures(_) => 2,
            Ended::Interrupted => interrupt::STATUS,
            Ended::Whole if self.has_done_nothing() && !self.lasting => 2,
            Ended::Whole => u8::from(self.follower.tally.failed > 0),
        }
    }

    /// Whether there was no document but in inputs that do not exist.
    fn has_done_nothing(&self) -> bool {
        let tally = &self.follower.tally;
        tally.read + tally.kept == 0 && tally.failed == self.follower.missing
    }

    fn has_found_nothing(&self) -> bool {
        let tally = &self.follower.tally;
        tally.read + tally.kept + tally.failed == 0
    }
}

impl RunArgs {
    /// The quarantine file that the arguments name.
    ///
    /// # Errors
    /// Where it cannot be written, or another run is writing it.
    pub(crate) fn quarantine(&self) -> anyhow::Result<Option<Quarantine>> {
        self.quarantine.as_deref().map(Quarantine::open).transpose()
    }

    /// Says no where two of the files that this run writes, `places` and its own, are one.
    ///
    /// # Errors
    /// Where that is so.
    pub(crate) fn check_places<'p>(
        &self,
        places: impl IntoIterator<Item = &'p str>,
    ) -> anyhow::Result<()> {
        let own = self.quarantine.iter().chain(&self.report).cloned();
        let mut seen = Vec::new();
        for path in places.into_iter().map(PathBuf::from).chain(own) {
            let real = place::real(&path);
            if seen.contains(&real) {
                bail!("{} is to be written twice", path.display());
            }
            seen.push(real);
        }
        Ok(())
    }
}
