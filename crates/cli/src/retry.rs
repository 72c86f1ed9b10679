//! `rostra retry`: documents that could not be read, read again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use rostra_ingest::{Again, Options};
use rostra_pipeline::Pipeline;
use rostra_sink::Target;

use crate::console;
use crate::output::OutputArgs;
use crate::quarantine::{self, Entry, Quarantine};
use crate::reading::Reading;
use crate::run::{RunArgs, Session};
use crate::setup::PipelineArgs;

/// Read documents again that an earlier run listed with --quarantine
///
/// Each is looked for where it lay and read as it was read then. FILE is left with those that could not be read again,
/// or, with --quarantine OTHER, as it is.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Quarantine file of an earlier run
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    pipeline: PipelineArgs,

    #[command(flatten)]
    run: RunArgs,
}

/// What provenances call standard input.
const STDIN: &str = "stdin";

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    console::speak(args.run.log_format);
    let pipeline = args.pipeline.pipeline()?;
    // Locked before it is read, so that no run writes it in between.
    let other = args.run.quarantine.as_deref();
    fs::metadata(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?;
    let quarantine = Quarantine::open(other.unwrap_or(&args.file))?;
    let entries = quarantine::read(&args.file)?;
    let count = entries.len() as u64;
    if entries.is_empty() {
        console::note(&format!("{} lists nothing", args.file.display()));
        return Ok(ExitCode::SUCCESS);
    }
    let (lost, entries): (Vec<Entry>, Vec<Entry>) = entries
        .into_iter()
        .partition(|entry| entry.provenance.path == STDIN);
    let sources = sources(entries, args.run.strict, &pipeline)?;

    let targets = args.output.targets(&pipeline)?;
    check(&targets)?;
    let places = targets.iter().map(|target| target.place());
    let file = args.file.to_str().filter(|_| other.is_none());
    args.run.check_places(places.chain(file))?;
    let outputs = args.output.open(&pipeline, None)?;
    let inputs = vec![args.file.display().to_string()];
    let session = Session::open(
        "retry",
        &args.run,
        &pipeline,
        inputs,
        outputs,
        Some(quarantine),
    )?;
    let mut session = session.with_text(args.output.with_text);
    session.retries(count);
    for entry in &lost {
        session.keep_listed(
            entry,
            "came from standard input, which cannot be read again",
        );
    }
    for (reading, source) in sources {
        let files = source.files();
        let mut source = source.counting(session.expect(files));
        if !session.read(&mut source, &reading) {
            break;
        }
    }
    session.close()
}

/// What is to be read again, by how.
fn sources(
    entries: Vec<Entry>,
    strict: bool,
    pipeline: &Pipeline,
) -> anyhow::Result<Vec<(Reading, Again)>> {
    let mut readings: BTreeMap<Reading, Vec<Entry>> = BTreeMap::new();
    for mut entry in entries {
        entry.reading.strict |= strict;
        let entries = readings.entry(entry.reading.clone()).or_default();
        entries.push(entry);
    }
    let sources = readings.into_iter().map(|(reading, entries)| {
        let options: Options = reading.options(pipeline)?;
        let wanted = entries.iter().map(Entry::wanted).collect();
        Ok((reading, Again::new(wanted, options)))
    });
    sources.collect()
}

/// Says no to a file that holds what another run has written: it would be left with no more than what is read now.
fn check(targets: &[Target]) -> anyhow::Result<()> {
    for target in targets {
        let is_file = !target.kind().facts().store && Path::new(target.place()).is_file();
        if target.place() != "-" && is_file {
            bail!(
                "{target} is there already, and would hold nothing but what is read again: name another file, or a store"
            );
        }
    }
    Ok(())
}
