//! Where results go: arguments of `extract`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use rostra_document::{Sink, SinkError};
use rostra_sink::{Csv, Destination, Json, JsonLines};

use crate::interrupt;

/// Where results go, and in what form.
#[derive(clap::Args)]
pub(crate) struct OutputArgs {
    /// Output format; without it, the ending of --output tells, else jsonl
    #[arg(long, value_name = "FORMAT")]
    format: Option<OutputFormat>,

    /// File to write, replaced only when all is done; without it, standard output
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

/// Formats by their names on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum OutputFormat {
    /// One document a line
    Jsonl,
    /// One array of documents
    Json,
    /// One row a person and title
    Csv,
}

impl OutputArgs {
    /// The open sink that the arguments describe.
    pub(crate) fn sink(&self) -> Result<Box<dyn Sink>, SinkError> {
        let destination = match self.output.as_deref() {
            None => Destination::stdout(),
            Some(path) if path == Path::new("-") => Destination::stdout(),
            Some(path) => Destination::file(path)?,
        };
        if let Some(partial) = destination.partial() {
            interrupt::remove_at_exit(partial);
        }
        Ok(match self.format() {
            OutputFormat::Jsonl => Box::new(JsonLines::new(destination)),
            OutputFormat::Json => Box::new(Json::new(destination)),
            OutputFormat::Csv => Box::new(Csv::new(destination)),
        })
    }

    fn format(&self) -> OutputFormat {
        let ending = self
            .output
            .as_ref()
            .and_then(|path| path.extension()?.to_str());
        let by_name = match ending {
            Some("json") => OutputFormat::Json,
            Some("csv") => OutputFormat::Csv,
            _ => OutputFormat::Jsonl,
        };
        self.format.unwrap_or(by_name)
    }
}

/// Whether `error` only says that nobody reads the output any more.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>();
        io.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    })
}
