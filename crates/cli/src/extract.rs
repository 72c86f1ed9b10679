//! `rostra extract`: documents in, records out.

use std::process::ExitCode;
use std::thread::available_parallelism;

use clap::value_parser;
use rostra_pipeline::Summary;

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

    /// Neither progress nor summary; failures are still told
    #[arg(short, long)]
    quiet: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let pipeline = args.pipeline.pipeline()?;
    let mut reader = args.input.reader(&pipeline)?;
    interrupt::watch()?;
    let mut sink = args.output.sink()?;
    let mut console = Console::new(args.quiet);
    let jobs = args.jobs.map_or_else(
        || available_parallelism().map_or(1, usize::from),
        usize::from,
    );
    let summary = pipeline.run(&mut reader, sink.as_mut(), jobs, &mut console)?;
    let code = status(&summary, console.missing());
    if worth_keeping(code) {
        sink.finish()?;
    }
    console.close(&summary, reader.skipped());
    if summary.documents + summary.failures == 0 && !summary.stopped {
        eprintln!("rostra: no documents found");
    }
    Ok(ExitCode::from(code))
}

/// The exit status of a run of which `missing` inputs do not exist.
fn status(summary: &Summary, missing: u64) -> u8 {
    if summary.stopped {
        interrupt::STATUS
    } else if summary.documents == 0 && summary.failures == missing {
        2
    } else {
        u8::from(summary.failures > 0)
    }
}

/// An earlier output is not replaced where nothing could be done or the run was stopped.
fn worth_keeping(status: u8) -> bool {
    status <= 1
}
