//! `rostra extract`: documents in, records out.

use std::process::ExitCode;

use rostra_sink::Prune;

use crate::console;
use crate::input::InputArgs;
use crate::output::OutputArgs;
use crate::run::{RunArgs, Session};
use crate::setup::PipelineArgs;

/// Read press releases and write the people in them
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    output: OutputArgs,

    /// Take documents out of a store that lay in these inputs and are gone
    #[arg(long)]
    prune: bool,

    #[command(flatten)]
    pipeline: PipelineArgs,

    #[command(flatten)]
    run: RunArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    console::speak(args.run.log_format);
    let pipeline = args.pipeline.pipeline()?;
    let reader = args.input.reader(&pipeline)?;
    let inputs = args.input.inputs();
    let targets = args.output.targets(&pipeline)?;
    args.run.check_places(targets.iter().map(|t| t.place()))?;
    let quarantine = args.run.quarantine()?;
    let prune = args.prune.then(|| Prune {
        inputs: inputs.clone(),
    });
    let outputs = args.output.open(&pipeline, prune)?;
    let (run, given) = (&args.run, inputs.clone());
    let session = Session::open("extract", run, &pipeline, given, outputs, quarantine)?;
    let mut session = session.with_text(args.output.with_text);
    let mut reader = reader.counting(session.expect(inputs));
    session.read(&mut reader, &args.input.reading(run.strict));
    session.leave(reader.skipped());
    session.close()
}
