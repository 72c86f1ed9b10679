//! `rostra models bench`: how fast each engine reads a checkpoint.

use std::io::{Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::bail;
use rostra_transformer::{Checkpoint, Engine, EngineKind, TextTokenizer, speed};
use serde_json::json;

use super::import::{Engines, few};
use super::samples;

/// Time the engines on a checkpoint, in pieces a second without filling
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder with config.json, weights and tokenizer
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,

    /// Files with a text a line; without any, sentences that the program carries
    #[arg(value_name = "TEXTS")]
    texts: Vec<PathBuf>,

    #[command(flatten)]
    engines: Engines,

    /// Texts that are read at once, 1 to 1024
    #[arg(
        long,
        value_parser = few(),
        value_name = "N",
        value_delimiter = ',',
        default_value = "1,8,32"
    )]
    batch: Vec<usize>,

    /// Each figure is the median of passes over all texts in this time
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    seconds: u64,

    /// A JSON object a line in place of the table
    #[arg(long)]
    json: bool,
}

/// Texts of a pass; where there are fewer, they are repeated.
const LEAST: usize = 192;

/// Runs the command. An engine that cannot run, or fails, is told on standard error; where none can, the status is 2.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let checkpoint = Checkpoint::open(&args.folder)?;
    let tokenizer = TextTokenizer::open(&checkpoint)?;
    let texts = samples::texts(&args.texts)?;
    let sequences = samples::sequences(&checkpoint, &tokenizer, &texts)?;
    let repeated = sequences.iter().cloned().cycle();
    let sequences: Vec<_> = repeated.take(sequences.len().max(LEAST)).collect();
    let mut out = stdout().lock();
    if !args.json {
        heading(&mut out, args, &sequences)?;
    }
    let mut ran = false;
    for kind in args.engines.kinds() {
        let (engine, figures) = match figures(args, kind, &checkpoint, &sequences) {
            Ok(measured) => measured,
            Err(error) => {
                eprintln!("rostra: {error}");
                continue;
            }
        };
        ran = true;
        let file = engine.weights().file_name().unwrap_or_default();
        let (file, device) = (file.to_string_lossy(), engine.device());
        if args.json {
            for (batch, speed) in args.batch.iter().zip(&figures) {
                let row = json!({
                    "engine": kind.name(), "weights": file, "device": device,
                    "threads": args.engines.threads, "batch": batch, "pieces_per_second": speed.round(),
                });
                writeln!(out, "{row}")?;
            }
        } else {
            let name = format!("{} {file}", kind.name());
            write!(out, "{name:<34}{device:<8}")?;
            for speed in figures {
                write!(out, "{speed:>9.0}")?;
            }
            writeln!(out)?;
        }
        out.flush()?;
    }
    if !ran {
        bail!("{}: no engine here runs it", args.folder.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// An engine, and its pieces a second at each number of texts.
fn figures(
    args: &Args,
    kind: EngineKind,
    checkpoint: &Checkpoint,
    sequences: &[Vec<u32>],
) -> Result<(Box<dyn Engine>, Vec<f64>), rostra_transformer::Error> {
    let engine = args.engines.open(kind, checkpoint)?;
    let least = Duration::from_secs(args.seconds);
    let measure = |batch: &usize| {
        let shape = (*batch, checkpoint.config.pad);
        speed::measure(engine.as_ref(), sequences, shape, least)
    };
    let figures = args.batch.iter().map(measure).collect::<Result<_, _>>()?;
    Ok((engine, figures))
}

fn heading(out: &mut impl Write, args: &Args, sequences: &[Vec<u32>]) -> anyhow::Result<()> {
    let pieces: usize = sequences.iter().map(Vec::len).sum();
    let threads = match args.engines.threads {
        Some(number) => number.to_string(),
        None => "the engine's own choice of".to_owned(),
    };
    writeln!(
        out,
        "pieces a second, filling not counted; {} texts, {pieces} pieces, {threads} threads",
        sequences.len()
    )?;
    write!(out, "{:<34}{:<8}", "engine", "device")?;
    for batch in &args.batch {
        write!(out, "{:>9}", format!("batch {batch}"))?;
    }
    writeln!(out)?;
    Ok(())
}
