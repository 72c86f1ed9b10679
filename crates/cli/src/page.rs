//! `rostra report`: one page of a run, with its releases, their records and pictures.

mod beside;

use std::io::{self, BufWriter, Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::value_parser;
use rostra_document::{Release, SourceError};
use rostra_page::Report;
use rostra_pipeline::Pipeline;

use beside::{Beside, Changes};

use crate::input::InputArgs;
use crate::setup::PipelineArgs;
use crate::{interrupt, place, releases};

/// Read press releases and write one page to look at: each text with its marks, its records and why, and pictures of all
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// Page to write, replaced only when all is done; - or nothing for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// What the page is called
    #[arg(long, value_name = "TEXT", default_value = "Press releases")]
    title: String,

    /// Show what has changed since an earlier run: an output of `extract` that `rostra diff` reads
    #[arg(long, value_name = "RUN")]
    against: Option<String>,

    #[command(flatten)]
    pipeline: PipelineArgs,

    /// Documents read at once; without it, as many as there are processors
    #[arg(short, long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let output = args.output.as_ref().filter(|path| path.as_os_str() != "-");
    if let Some(path) = output {
        place::check(path)?;
    }
    let pipeline = args.pipeline.pipeline()?;
    interrupt::watch()?;
    let Some(gathered) = gather(args, &pipeline)?.filter(|_| !interrupt::asked()) else {
        return Ok(ExitCode::from(interrupt::STATUS));
    };
    let status = gathered.status();
    // An earlier page is not replaced where nothing could be done.
    if status <= 1 {
        gathered.write(output)?;
    }
    Ok(ExitCode::from(status))
}

/// All releases of the inputs; none where the run was stopped.
fn gather(args: &Args, pipeline: &Pipeline) -> anyhow::Result<Option<Gathered>> {
    let Some(run) = &args.against else {
        let mut gathered = Gathered::new(&args.title, None)?;
        let each = |found: Result<Release, &SourceError>| gathered.take(found);
        let whole = releases::each(&args.input, pipeline, args.jobs, &interrupt::asked, each)?;
        return Ok(whole.then_some(gathered));
    };
    let mut beside = Beside::open(run)?;
    let each = |found: Result<Release, &SourceError>| beside.take(found);
    if !releases::each(&args.input, pipeline, args.jobs, &interrupt::asked, each)? {
        return Ok(None);
    }
    let (changes, taken) = beside.finish()?;
    let mut gathered = Gathered::new(&args.title, Some(changes))?;
    taken.each(|found| gathered.take(found))?;
    Ok(Some(gathered))
}

/// A page in the making, and what is to be told at its end.
struct Gathered {
    report: Report,
    read: u64,
    failed: u64,
    /// Failures that are inputs which do not exist.
    missing: u64,
}

impl Gathered {
    fn new(title: &str, changes: Option<Changes>) -> anyhow::Result<Self> {
        Ok(Self {
            report: Report::new(title, changes)?,
            read: 0,
            failed: 0,
            missing: 0,
        })
    }

    fn take(&mut self, found: Result<Release, &SourceError>) -> io::Result<()> {
        match found {
            Ok(release) => {
                self.read += 1;
                self.report.add(&release).map_err(io::Error::other)?;
            }
            Err(error) => {
                let cause = error.cause.as_ref().map(io::Error::kind);
                self.failed += 1;
                self.missing += u64::from(cause == Some(io::ErrorKind::NotFound));
                eprintln!("rostra: {error}");
                self.report.fail(error);
            }
        }
        Ok(())
    }

    /// As of a run of `extract`.
    fn status(&self) -> u8 {
        if self.read == 0 && self.failed == self.missing {
            return 2;
        }
        u8::from(self.failed > 0)
    }

    fn write(self, output: Option<&PathBuf>) -> anyhow::Result<()> {
        let Some(path) = output else {
            let mut out = BufWriter::new(stdout().lock());
            self.report.write(&mut out)?;
            return Ok(out.flush()?);
        };
        place::write_with(path, |out| Ok(self.report.write(out)?))
    }
}
