//! `rostra extract`: documents in, records out.

use std::process::ExitCode;
use std::thread::available_parallelism;

use clap::value_parser;
use rostra_document::Ended;
use rostra_pipeline::{RunOptions, Summary};

use crate::input::InputArgs;
use crate::interrupt;
use crate::output::OutputArgs;
use crate::progress::Console;
use crate::setup::PipelineArgs;

/// Read press releases and write the people in them
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    pipeline: PipelineArgs,

    /// Documents read at once; without it, as many as there are processors
    #[arg(short, long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,

    /// Count a document whose text could not be read whole as one that could not be read
    #[arg(long)]
    strict: bool,

    /// Neither progress nor summary; failures are still told
    #[arg(short, long)]
    quiet: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let pipeline = args.pipeline.pipeline()?;
    let mut reader = args.input.reader(&pipeline)?;
    interrupt::watch()?;
    let mut sink = args.output.sink(&pipeline, args.input.inputs())?;
    let mut console = Console::new(args.quiet);
    let options = RunOptions {
        jobs: args.jobs.map_or_else(
            || available_parallelism().map_or(1, usize::from),
            usize::from,
        ),
        strict: args.strict,
        with_text: args.output.with_text,
    };
    let ran = pipeline.run(&mut reader, sink.as_mut(), &options, &mut console);
    let summary = match ran {
        Ok(summary) => summary,
        Err(error) => {
            // What was written before stays, to go on from; why the rest was not is told.
            let _ = sink.finish(Ended::Broken);
            console.close(&error.summary, None, reader.skipped());
            return Err(error.into());
        }
    };
    let code = status(&summary, console.missing());
    let ended = match worth_keeping(code) {
        true => Ended::Whole,
        false => Ended::Broken,
    };
    let changes = sink.finish(ended)?;
    console.close(&summary, changes, reader.skipped());
    if summary.documents + summary.kept + summary.failures == 0 && !summary.stopped {
        eprintln!("rostra: no documents found");
    }
    Ok(ExitCode::from(code))
}

/// The exit status of a run of which `missing` inputs do not exist.
fn status(summary: &Summary, missing: u64) -> u8 {
    if summary.stopped {
        interrupt::STATUS
    } else if summary.documents + summary.kept == 0 && summary.failures == missing {
        2
    } else {
        u8::from(summary.failures > 0)
    }
}

/// An earlier output is not replaced where nothing could be done or the run was stopped.
fn worth_keeping(status: u8) -> bool {
    status <= 1
}
