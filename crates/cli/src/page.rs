//! `rostra report`: one page of a run, with its releases, their records and pictures.

use std::io::{BufWriter, ErrorKind, Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::value_parser;
use rostra_document::SourceError;
use rostra_page::Report;

use crate::input::InputArgs;
use crate::setup::PipelineArgs;
use crate::{place, releases};

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
    let documents = args.input.reader(&pipeline)?;
    let mut report = Report::new(&args.title, None)?;
    let (mut read, mut failed, mut missing) = (0_u64, 0_u64, 0_u64);
    releases::read(&pipeline, documents, args.jobs.map(usize::from), |found| {
        match found {
            Ok(release) => {
                read += 1;
                report.add(&release)?;
            }
            Err(error) => {
                failed += 1;
                missing += u64::from(is_missing(&error));
                eprintln!("rostra: {error}");
                report.fail(&error);
            }
        }
        Ok(())
    })?;
    // An earlier page is not replaced where nothing could be done.
    if read == 0 && failed == missing {
        return Ok(ExitCode::from(2));
    }
    match output {
        Some(path) => place::write_with(path, |out| Ok(report.write(out)?))?,
        None => {
            let mut out = BufWriter::new(stdout().lock());
            report.write(&mut out)?;
            out.flush()?;
        }
    }
    Ok(ExitCode::from(u8::from(failed > 0)))
}

/// Whether an input does not exist, which is no document that could not be read.
fn is_missing(error: &SourceError) -> bool {
    let cause = error.cause.as_ref();
    cause.is_some_and(|cause| cause.kind() == ErrorKind::NotFound)
}
