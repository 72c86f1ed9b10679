//! `rostra watch`: folders, read as they fill.

mod changes;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::bail;
use rostra_ingest::{Options, Reader};
use rostra_sink::Target;

use crate::console;
use crate::input::ReadingArgs;
use crate::interrupt;
use crate::output::OutputArgs;
use crate::reading::Reading;
use crate::run::{RunArgs, Session};
use crate::setup::PipelineArgs;
use changes::{Changed, Changes};

/// Read what lies in folders, and what comes into them, until Ctrl-C
///
/// A file is read once it has come to rest. A store knows after a restart what it holds; standard output gets every
/// document that is read, those of the beginning, too.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folders, with all below them; hidden files and folders are left alone
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<String>,

    /// Seconds for which a file must not have changed before it is read
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0, value_parser = seconds)]
    settle: f64,

    /// Look for changes each SECONDS, on file systems that tell of none, such as network shares
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    poll: Option<f64>,

    #[command(flatten)]
    reading: ReadingArgs,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    pipeline: PipelineArgs,

    #[command(flatten)]
    run: RunArgs,
}

/// A time of more than nothing and less than a day.
fn seconds(written: &str) -> Result<f64, String> {
    match written.parse::<f64>() {
        Ok(seconds) if (0.01..=86_400.0).contains(&seconds) => Ok(seconds),
        _ => Err("is a number of seconds from 0.01 to 86400".to_owned()),
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    console::speak(args.run.log_format);
    let pipeline = args.pipeline.pipeline()?;
    let reading = args.reading.reading(args.run.strict);
    let options = reading.options(&pipeline)?;
    let targets = args.output.targets(&pipeline)?;
    check(&args.folders, &targets)?;
    args.run.check_places(targets.iter().map(Target::place))?;
    let quarantine = args.run.quarantine()?;
    let outputs = args.output.open(&pipeline, None)?;
    // Watched before they are read, so that nothing comes in between.
    let poll = args.poll.map(Duration::from_secs_f64);
    let settle = Duration::from_secs_f64(args.settle);
    let mut changes = Changes::of(&args.folders, settle, poll)?;
    let inputs = args.folders.clone();
    let session = Session::open("watch", &args.run, &pipeline, inputs, outputs, quarantine)?;
    let mut session = session.with_text(args.output.with_text).lasting();
    let folders = || Reader::new(args.folders.clone(), options.clone());
    let mut goes_on = read(&mut session, folders(), &reading);
    session.note(&format!("watching {}", args.folders.join(", ")));
    while goes_on && let Some(changed) = changes.next(interrupt::asked)? {
        let reader = match changed {
            Changed::Files(files) => files_of(files, &options),
            Changed::Anything => folders(),
        };
        goes_on = read(&mut session, reader, &reading);
    }
    session.close()
}

/// Says no to what is no folder, and to outputs that are files: those hold what one run reads, and this one has no end.
fn check(folders: &[String], targets: &[Target]) -> anyhow::Result<()> {
    if let Some(folder) = folders.iter().find(|f| !PathBuf::from(f).is_dir()) {
        bail!("{folder} is no folder");
    }
    let file = targets
        .iter()
        .find(|target| !target.kind().facts().store && target.place() != "-");
    match file {
        None => Ok(()),
        Some(file) => bail!("{file} is a file of one run: watch writes stores and standard output"),
    }
}

/// Files that have changed, as their folders would give them; those that have gone since are no failures.
fn files_of(files: Vec<PathBuf>, options: &Options) -> Reader {
    let mut outermost: Vec<PathBuf> = Vec::new();
    for path in files.into_iter().filter(|path| path.exists()) {
        // Sorted, so that a new folder stands right before what lies in it and would be read with it.
        if outermost.last().is_none_or(|last| !path.starts_with(last)) {
            outermost.push(path);
        }
    }
    Reader::of_folder(outermost, options.clone())
}

/// Reads what `reader` finds, tells of it, and says whether to go on.
fn read(session: &mut Session<'_>, mut reader: Reader, reading: &Reading) -> bool {
    let before = session.counts();
    let goes_on = session.read(&mut reader, reading) && session.flush();
    session.leave(reader.skipped());
    let after = session.counts();
    let [read, kept, failed] = [0, 1, 2].map(|n| after[n] - before[n]);
    if read + failed > 0 {
        session.note(&format!("{read} read, {kept} unchanged, {failed} failed"));
    }
    goes_on
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn times_are_bounded() {
        assert_eq!(seconds("0.5"), Ok(0.5));
        for wrong in ["0", "-1", "NaN", "inf", "1e9", "soon"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
