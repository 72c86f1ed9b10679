//! `rostra models import`: whether a checkpoint can be run, what it is, what it costs.

use std::fs;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use rostra_transformer::engine::{self, Options};
use rostra_transformer::{
    Checkpoint, Device, Engine, EngineKind, LabelMap, Parameters, Settings, TextTokenizer, speed,
};

use super::samples;

/// Check a checkpoint in the layout of Hugging Face, and say what runs it
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder with config.json, weights and tokenizer
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,

    #[command(flatten)]
    engines: Engines,
}

/// How engines are opened.
#[derive(clap::Args)]
pub(crate) struct Engines {
    /// Only this engine: rust-bert, onnx, candle [may be given again]
    #[arg(long = "engine", value_name = "ENGINE")]
    engines: Vec<EngineKind>,

    /// auto, cpu, cuda, cuda:1
    #[arg(long, value_name = "DEVICE", default_value = "auto")]
    device: Device,

    /// Threads of a batch; without it, as many as the engine likes
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<usize>,

    /// File of weights in the folder, in place of the engine's own choice
    #[arg(long, value_name = "NAME")]
    weights: Option<String>,

    /// Shared library of ONNX Runtime; without it, ORT_DYLIB_PATH, then the system's
    #[arg(long, value_name = "FILE")]
    library: Option<PathBuf>,
}

impl Engines {
    /// Those that are asked for, else all.
    pub(super) fn kinds(&self) -> Vec<EngineKind> {
        if self.engines.is_empty() {
            EngineKind::ALL.to_vec()
        } else {
            self.engines.clone()
        }
    }

    pub(super) fn open(
        &self,
        kind: EngineKind,
        checkpoint: &Checkpoint,
    ) -> Result<Box<dyn Engine>, rostra_transformer::Error> {
        let options = Options {
            device: self.device,
            threads: self.threads,
            weights: self.weights.clone(),
            library: self.library.clone(),
        };
        engine::open(kind, checkpoint, &options)
    }
}

/// How long an engine is timed.
const TIMED: Duration = Duration::from_secs(1);

/// Runs the command. Status 0 where one engine at least runs the checkpoint.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let checkpoint = Checkpoint::open(&args.folder)?;
    let tokenizer = TextTokenizer::open(&checkpoint)?;
    let mut out = stdout().lock();
    describe(&mut out, &checkpoint)?;
    let sequences = samples::sequences(&checkpoint, &tokenizer, &samples::texts(&[])?)?;
    let mut first = None;
    for kind in args.engines.kinds() {
        let outcome = try_engine(&args.engines, kind, &checkpoint, &sequences);
        match &outcome {
            Ok(said) => row(&mut out, kind.name(), said)?,
            Err(error) => row(&mut out, kind.name(), &error.to_string())?,
        }
        first = first.or(outcome.is_ok().then_some(kind));
    }
    let Some(kind) = first else {
        eprintln!("rostra: {}: no engine here runs it", args.folder.display());
        return Ok(ExitCode::from(1));
    };
    row(&mut out, "pipeline file", &entry(&args.folder, kind))?;
    Ok(ExitCode::SUCCESS)
}

fn row(out: &mut impl Write, name: &str, value: &str) -> anyhow::Result<()> {
    writeln!(out, "{name:<15}{value}")?;
    Ok(())
}

fn describe(out: &mut impl Write, checkpoint: &Checkpoint) -> anyhow::Result<()> {
    let config = &checkpoint.config;
    row(out, "checkpoint", &checkpoint.folder.display().to_string())?;
    let architecture = format!(
        "{}: {} layers of {}, {} heads, {} pieces known, windows of up to {} pieces",
        config.architecture,
        config.layers,
        config.hidden,
        config.heads,
        config.vocabulary,
        config.positions
    );
    row(out, "architecture", &architecture)?;
    if let Some(file) = checkpoint.file("model.safetensors") {
        let all = Parameters::count(&file)?;
        let types: Vec<&str> = all.types.iter().map(String::as_str).collect();
        let parameters = format!("{} ({})", all.number, types.join(", "));
        row(out, "parameters", &parameters)?;
        let settings = Settings::default();
        let width = settings.window.min(config.positions);
        let bytes = speed::memory(config, all.number, (settings.batch, width));
        let memory = format!(
            "about {} MB with {} windows of {width} pieces at once",
            bytes / 1_000_000,
            settings.batch
        );
        row(out, "memory", &memory)?;
    }
    for (file, bytes) in weights(&checkpoint.folder)? {
        row(
            out,
            "weights",
            &format!("{file}, {:.1} MB", bytes as f64 / 1e6),
        )?;
    }
    labels(out, &config.labels)
}

/// The files of weights that the folder has.
fn weights(folder: &Path) -> anyhow::Result<Vec<(String, u64)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ending = Path::new(&name).extension().and_then(|e| e.to_str());
        if matches!(ending, Some("safetensors" | "ot" | "onnx")) {
            files.push((name, entry.metadata()?.len()));
        }
    }
    files.sort();
    Ok(files)
}

/// Each label with what it means where a pipeline file says nothing.
fn labels(out: &mut impl Write, labels: &[String]) -> anyhow::Result<()> {
    let map = LabelMap::new(labels, &Default::default());
    let meaning = |(number, label): (usize, &String)| {
        let kind = map.as_ref().ok().and_then(|map| map.of(number));
        match kind {
            Some((kind, _)) => format!("{label} ({})", kind.name().to_lowercase()),
            None => label.clone(),
        }
    };
    let named: Vec<String> = labels.iter().enumerate().map(meaning).collect();
    row(out, "labels", &named.join(", "))?;
    if let Err(reason) = map {
        row(out, "", &reason)?;
    }
    Ok(())
}

/// Opens the engine and times it: what it says of itself, in words.
fn try_engine(
    engines: &Engines,
    kind: EngineKind,
    checkpoint: &Checkpoint,
    sequences: &[Vec<u32>],
) -> Result<String, rostra_transformer::Error> {
    let engine = engines.open(kind, checkpoint)?;
    let settings = Settings::default();
    let shape = (settings.batch, checkpoint.config.pad);
    let pieces = speed::measure(engine.as_ref(), sequences, shape, TIMED)?;
    let file = engine.weights().file_name().unwrap_or_default();
    Ok(format!(
        "runs {} on {}, about {pieces:.0} pieces a second",
        file.to_string_lossy(),
        engine.device()
    ))
}

/// The entry of `recognizers` that runs the checkpoint.
fn entry(folder: &Path, kind: EngineKind) -> String {
    let folder = toml_string(&folder.display().to_string());
    format!(
        "{{ type = \"transformer.v1\", engine = \"{}\", model = {folder} }}",
        kind.name()
    )
}

fn toml_string(text: &str) -> String {
    if text.contains(['\'', '\n']) {
        format!("{text:?}")
    } else if text.contains(['"', '\\']) {
        format!("'{text}'")
    } else {
        format!("\"{text}\"")
    }
}
