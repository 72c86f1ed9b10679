//! What a person, or a program that reads along, sees of a run on standard error.

mod bar;
mod log;
mod summary;
mod table;

use std::io::{IsTerminal, Write, stderr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use clap::ValueEnum;
use rostra_document::SourceError;
use rostra_ingest::{Bytes, DECODER};
use rostra_pipeline::WORKER;

use crate::ending::Ending;
use crate::tally::Tally;
use bar::Bar;
use log::{Level, Log};

/// How standard error is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// Lines for people
    #[default]
    Text,
    /// One JSON object a line
    Json,
}

/// Whether the program was told to write JSON. Of the whole program, because errors are told by `main`.
static JSON: AtomicBool = AtomicBool::new(false);

/// Sets how standard error is written from now on.
pub(crate) fn speak(format: LogFormat) {
    JSON.store(format == LogFormat::Json, Ordering::Relaxed);
}

/// Tells an error of the program as a whole.
pub(crate) fn error(message: &str) {
    match JSON.load(Ordering::Relaxed) {
        true => log::write(Level::Error, "error", message, []),
        false => say(&format!("rostra: {message}")),
    }
}

/// Says something of the program as a whole that is no error.
pub(crate) fn note(message: &str) {
    match JSON.load(Ordering::Relaxed) {
        true => log::write(Level::Info, "note", message, []),
        false => say(&format!("rostra: {message}")),
    }
}

/// What went wrong with its causes, those left out that the words before already end with.
pub(crate) fn chained(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.fold(String::new(), |said, cause| {
        let cause = cause.to_string();
        match said.as_str() {
            "" => cause,
            before if before.ends_with(&cause) => said,
            _ => format!("{said}: {cause}"),
        }
    })
}

/// Writes a line to standard error; where nobody reads that, to nobody.
fn say(line: &str) {
    let _ = writeln!(stderr(), "{line}");
}

/// Shows progress and failures.
pub(crate) struct Console {
    quiet: bool,
    voice: Voice,
    bytes: Arc<Bytes>,
    begun: Instant,
}

enum Voice {
    /// Lines, and a bar where there is a terminal.
    Text(Option<Bar>),
    Json(Log),
}

impl Console {
    /// A console; `quiet` leaves only the failures.
    pub(crate) fn new(quiet: bool, format: LogFormat, bytes: &Arc<Bytes>) -> Self {
        let voice = match format {
            LogFormat::Json => Voice::Json(Log::new()),
            LogFormat::Text => Voice::Text((!quiet && stderr().is_terminal()).then(Bar::new)),
        };
        Self {
            quiet,
            voice,
            bytes: Arc::clone(bytes),
            begun: Instant::now(),
        }
    }

    /// Has `inputs` measured, where somebody looks at how far the run is.
    pub(crate) fn expect(&self, inputs: Vec<String>) {
        let watched = match &self.voice {
            Voice::Text(bar) => bar.is_some(),
            Voice::Json(_) => !self.quiet,
        };
        if watched {
            self.bytes.measure(inputs);
        }
    }

    /// One document more, at `place`, is done.
    pub(crate) fn progress(&mut self, tally: &Tally, place: &str) {
        match &mut self.voice {
            Voice::Text(Some(bar)) => bar.show(tally, place, &self.bytes, self.begun),
            Voice::Json(log) if !self.quiet => log.progress(tally, place, &self.bytes, self.begun),
            _ => {}
        }
    }

    /// A document could not be read.
    pub(crate) fn failure(&mut self, error: &SourceError) {
        match &self.voice {
            Voice::Text(Some(bar)) => bar.beside(|| say(&error.to_string())),
            Voice::Text(None) => say(&error.to_string()),
            Voice::Json(_) => log::failure(error),
        }
    }

    /// Something that whoever started the run should know.
    pub(crate) fn warning(&self, event: &str, message: &str) {
        match &self.voice {
            Voice::Text(Some(bar)) => bar.beside(|| say(&format!("rostra: {message}"))),
            Voice::Text(None) => say(&format!("rostra: {message}")),
            Voice::Json(_) => log::write(Level::Warning, event, message, []),
        }
    }

    /// Something that is as it should be, of a run without end.
    pub(crate) fn note(&self, message: &str) {
        match &self.voice {
            _ if self.quiet => {}
            Voice::Text(Some(bar)) => bar.beside(|| say(message)),
            Voice::Text(None) => say(message),
            Voice::Json(_) => log::write(Level::Info, "note", message, []),
        }
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        if let Voice::Text(Some(bar)) = &self.voice {
            bar.clear();
        }
    }

    /// Says what the run came to.
    pub(crate) fn close(&self, ending: &Ending<'_>) {
        self.clear();
        let line = summary::line(ending);
        match &self.voice {
            _ if self.quiet => {}
            Voice::Json(_) => log::summary(ending, &line),
            Voice::Text(_) => {
                say(&line);
                if let Some(table) = table::of(ending.tally) {
                    say(&table);
                }
            }
        }
        for error in &ending.errors {
            self::error(error);
        }
        if let Some(stopped) = summary::stopped(ending) {
            self.warning("stopped", &stopped);
        }
    }
}

/// Keeps a panic of a worker to the one line that reports its document.
pub(crate) fn keep_worker_panics_quiet() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if ![Some(WORKER), Some(DECODER)].contains(&std::thread::current().name()) {
            usual(panic);
        }
    }));
}
