//! `rostra models import`: whether a checkpoint can be run, what it is, what it costs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::bail;
use clap::builder::{RangedU64ValueParser, TypedValueParser};
use rostra_transformer::engine::{self, Options};
use rostra_transformer::{
    Checkpoint, Config, Device, Engine, EngineKind, LabelMap, Parameters, Settings, TextTokenizer,
    speed,
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

    /// Threads of a batch, 1 to 1024; without it, as many as the engine likes
    #[arg(long, value_name = "N", value_parser = few())]
    pub(super) threads: Option<usize>,

    /// File of weights in the folder, in place of the engine's own choice
    #[arg(long, value_name = "NAME")]
    weights: Option<String>,

    /// Shared library of ONNX Runtime; without it, ORT_DYLIB_PATH, then the system's
    #[arg(long, value_name = "FILE")]
    library: Option<PathBuf>,
}

impl Engines {
    /// Those that are asked for, else all that read files of the ending that the weights have.
    pub(super) fn kinds(&self) -> Vec<EngineKind> {
        if !self.engines.is_empty() {
            return self.engines.clone();
        }
        let ending = self
            .weights
            .as_ref()
            .and_then(|name| Path::new(name).extension()?.to_str());
        match ending {
            Some("onnx") => vec![EngineKind::Onnx],
            Some("ot") => vec![EngineKind::RustBert],
            Some("json") => vec![EngineKind::Candle],
            Some("safetensors") => vec![EngineKind::RustBert, EngineKind::Candle],
            _ => EngineKind::ALL.to_vec(),
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

/// A number of threads, or of texts at once.
pub(super) fn few() -> impl TypedValueParser<Value = usize> {
    RangedU64ValueParser::new().range(1..=1024)
}

/// Runs the command. Status 0 where one engine at least runs the checkpoint, else 2.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let checkpoint = Checkpoint::open(&args.folder)?;
    let tokenizer = TextTokenizer::open(&checkpoint)?;
    let mut out = stdout().lock();
    describe(&mut out, &checkpoint, &args.engines)?;
    let sequences = samples::sequences(&checkpoint, &tokenizer, &samples::texts(&[])?)?;
    let mut fastest: Option<(EngineKind, f64)> = None;
    for kind in args.engines.kinds() {
        match try_engine(&args.engines, kind, &checkpoint, &sequences) {
            Ok((said, speed)) => {
                row(&mut out, kind.name(), &said)?;
                if fastest.is_none_or(|(_, least)| speed > least) {
                    fastest = Some((kind, speed));
                }
            }
            Err(error) => row(&mut out, kind.name(), &error.to_string())?,
        }
    }
    let Some((kind, _)) = fastest else {
        bail!("{}: no engine here runs it", args.folder.display());
    };
    row(
        &mut out,
        "pipeline file",
        &entry(args, kind, &checkpoint.config.labels),
    )?;
    Ok(ExitCode::SUCCESS)
}

fn row(out: &mut impl Write, name: &str, value: &str) -> anyhow::Result<()> {
    writeln!(out, "{name:<15}{value}")?;
    Ok(())
}

fn describe(
    out: &mut impl Write,
    checkpoint: &Checkpoint,
    engines: &Engines,
) -> anyhow::Result<()> {
    let config = &checkpoint.config;
    row(out, "checkpoint", &checkpoint.folder.display().to_string())?;
    row(out, "architecture", &architecture(config))?;
    costs(out, checkpoint, engines.weights.as_deref())?;
    for (file, bytes) in weights(&checkpoint.folder)? {
        row(
            out,
            "weights",
            &format!("{file}, {:.1} MB", bytes as f64 / 1e6),
        )?;
    }
    labels(out, &config.labels)
}

/// Of an architecture that is not known by name, config.json may leave out what it likes.
fn architecture(config: &Config) -> String {
    let mut parts = Vec::new();
    if config.layers > 0 && config.hidden > 0 {
        parts.push(format!("{} layers of {}", config.layers, config.hidden));
    }
    if config.heads > 0 {
        parts.push(format!("{} heads", config.heads));
    }
    if config.vocabulary > 0 {
        parts.push(format!("{} pieces known", config.vocabulary));
    }
    parts.push(match config.positions {
        usize::MAX => "windows of any length".to_owned(),
        pieces => format!("windows of up to {pieces} pieces"),
    });
    format!("{}: {}", config.architecture, parts.join(", "))
}

/// Parameters and memory, by the first file of weights that tells them. A damaged one is told; another engine's may be whole.
fn costs(out: &mut impl Write, checkpoint: &Checkpoint, named: Option<&str>) -> anyhow::Result<()> {
    const FILES: [&str; 7] = [
        "model.safetensors",
        "model.safetensors.index.json",
        "rust_model.ot",
        "model.onnx",
        "onnx/model.onnx",
        "model.int8.onnx",
        "model_quantized.onnx",
    ];
    let names = named.as_ref().map_or(&FILES[..], std::slice::from_ref);
    for name in names {
        let Some(file) = checkpoint.file(name) else {
            continue;
        };
        match cost(checkpoint, name, &file) {
            Ok((said, parameters)) => {
                row(out, "parameters", &said)?;
                return row(out, "memory", &memory(&checkpoint.config, parameters));
            }
            Err(error) => eprintln!("rostra: {error}"),
        }
    }
    Ok(())
}

/// Parameters of a file, in words and as that many numbers of single precision.
fn cost(
    checkpoint: &Checkpoint,
    name: &str,
    file: &Path,
) -> Result<(String, u64), rostra_transformer::Error> {
    if name.ends_with(".safetensors") || name.ends_with(".json") {
        let all = Parameters::count(file)?;
        let types: Vec<&str> = all.types.iter().map(String::as_str).collect();
        return Ok((format!("{} ({})", all.number, types.join(", ")), all.number));
    }
    let parts = checkpoint.parts(file)?;
    let sizes = parts.iter().filter_map(|part| fs::metadata(part).ok());
    let bytes: u64 = sizes.map(|file| file.len()).sum();
    let of_bytes = name.contains("int8") || name.contains("quant");
    let each = if of_bytes { 1 } else { 4 };
    Ok((
        format!(
            "about {} (by the size of {name}, at {} bits each)",
            bytes / each,
            each * 8
        ),
        bytes / 4,
    ))
}

fn memory(config: &Config, parameters: u64) -> String {
    let settings = Settings::default();
    let width = settings.window.min(config.positions);
    let bytes = speed::memory(config, parameters, (settings.batch, width));
    let megabytes = bytes / 1_000_000;
    if config.hidden == 0 {
        return format!("about {megabytes} MB, and what windows take");
    }
    format!(
        "about {megabytes} MB with {} windows of {width} pieces at once",
        settings.batch
    )
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

/// Opens the engine and times it: what it says of itself, in words, and its pieces a second.
fn try_engine(
    engines: &Engines,
    kind: EngineKind,
    checkpoint: &Checkpoint,
    sequences: &[Vec<u32>],
) -> Result<(String, f64), rostra_transformer::Error> {
    let engine = engines.open(kind, checkpoint)?;
    let settings = Settings::default();
    let shape = (settings.batch, checkpoint.config.pad);
    let pieces = speed::measure(engine.as_ref(), sequences, shape, TIMED)?;
    let file = engine.weights().file_name().unwrap_or_default();
    let said = format!(
        "runs {} on {}, about {pieces:.0} pieces a second",
        file.to_string_lossy(),
        engine.device()
    );
    Ok((said, pieces))
}

/// The entry of `recognizers` that runs the checkpoint as it was run here.
fn entry(args: &Args, kind: EngineKind, labels: &[String]) -> String {
    let engines = &args.engines;
    let path = |path: &PathBuf| quoted(&path.display().to_string());
    let mut keys = vec![
        ("type", quoted("transformer.v1")),
        ("engine", quoted(kind.name())),
        ("model", path(&args.folder)),
    ];
    let named = engines.weights.as_ref().map(|name| quoted(name));
    keys.extend(named.map(|name| ("weights", name)));
    if kind == EngineKind::Onnx {
        keys.extend(engines.library.as_ref().map(|file| ("library", path(file))));
    }
    if engines.device != Device::Auto {
        keys.push(("device", quoted(&engines.device.to_string())));
    }
    keys.extend(
        engines
            .threads
            .map(|number| ("threads", number.to_string())),
    );
    if LabelMap::new(labels, &BTreeMap::new()).is_err() {
        keys.push(("labels", meanings(labels)));
    }
    let keys: Vec<String> = keys
        .iter()
        .map(|(key, value)| format!("{key} = {value}"))
        .collect();
    format!("{{ {} }}", keys.join(", "))
}

/// All labels with a place for what they mean, where none has a usual name: whoever trained them knows.
fn meanings(labels: &[String]) -> String {
    let bare = |label: &str| {
        let split = label.split_once(['-', '_']);
        let rest = split.filter(|(part, _)| ["B", "I", "E", "S", "L", "U"].contains(part));
        rest.map_or(label, |(_, rest)| rest).to_owned()
    };
    let names: BTreeSet<String> = labels
        .iter()
        .filter(|l| *l != "O")
        .map(|l| bare(l))
        .collect();
    let pairs: Vec<String> = names
        .iter()
        .map(|name| format!("{} = \"?\"", key(name)))
        .collect();
    format!("{{ {} }}", pairs.join(", "))
}

fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(is_bare) {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// As TOML writes a text.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
