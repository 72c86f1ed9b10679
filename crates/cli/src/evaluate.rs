//! `rostra evaluate`: figures against gold.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread::available_parallelism;

use anyhow::{Context, bail};
use rostra_annotate::Fixtures;
use rostra_document::{Changes, Ended, Extraction, Sink, SinkError, SourceError};
use rostra_evaluate::gold::{self, Annotated};
use rostra_evaluate::{report, score};
use rostra_ingest::{Options, Reader};
use rostra_pipeline::{Observer, RunOptions};

use crate::setup::PipelineArgs;

/// Score records against gold: precision, recall and F1 by language and field
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Annotated documents, JSON Lines, or a folder of such files or of fixtures (`<id>.json` beside `<id>.txt`)
    gold: PathBuf,

    /// Output of `extract`, JSON Lines; without it, the pipeline reads the texts of the gold
    predicted: Option<PathBuf>,

    /// Folder with `<id>.txt` for each document of the gold, in it or below it; without it, the
    /// folder `texts` beside the gold or above it
    #[arg(long, value_name = "DIR", conflicts_with = "predicted")]
    texts: Option<PathBuf>,

    #[command(flatten)]
    pipeline: PipelineArgs,

    /// Figures as JSON instead of tables
    #[arg(long)]
    json: bool,

    /// Show up to N people that are not as the gold has them, one JSON array a line
    #[arg(long, value_name = "N", default_value_t = 0)]
    misses: usize,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let gold = read_gold(&args.gold)?;
    let (predicted, failures) = match &args.predicted {
        Some(path) => (read(path)?, 0),
        None => predict(args, &gold)?,
    };
    let figures = score::evaluate(&gold, &predicted);
    if let Some(first) = figures.lost.first() {
        let (lost, all) = (figures.lost.len(), gold.len());
        eprintln!("rostra: no prediction for {lost} of {all} documents, the first is {first}");
    }
    let mut out = stdout().lock();
    if args.json {
        writeln!(out, "{}", report::json(&figures))?;
    } else {
        write!(
            out,
            "{}\n{}",
            report::table(&figures),
            report::reliability(&figures)
        )?;
    }
    for miss in figures.misses.iter().take(args.misses) {
        writeln!(out, "{}", report::miss(miss))?;
    }
    Ok(ExitCode::from(u8::from(failures > 0)))
}

/// The documents of a file, of all `.jsonl` files of a folder, or of all fixtures in a folder and its folders.
fn read_gold(path: &Path) -> anyhow::Result<Vec<Annotated>> {
    if !path.is_dir() {
        return read(path);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).with_context(|| path.display().to_string())? {
        let file = entry?.path();
        if file.extension().is_some_and(|ending| ending == "jsonl") {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        return read_fixtures(path);
    }
    let parts: Vec<_> = files
        .iter()
        .map(|file| read(file))
        .collect::<Result<_, _>>()?;
    Ok(parts.concat())
}

fn read_fixtures(folder: &Path) -> anyhow::Result<Vec<Annotated>> {
    let fixtures = Fixtures::open(folder)?;
    let mut documents = Vec::new();
    for (id, path) in fixtures.paths() {
        let json = fs::read(&path).with_context(|| path.display().to_string())?;
        let document: Annotated =
            serde_json::from_slice(&json).with_context(|| path.display().to_string())?;
        documents.push(Annotated { id, ..document });
    }
    if documents.is_empty() {
        let folder = folder.display();
        bail!("{folder}: neither .jsonl files nor fixtures in this folder");
    }
    Ok(documents)
}

fn read(path: &Path) -> anyhow::Result<Vec<Annotated>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    gold::read(BufReader::new(file)).with_context(|| path.display().to_string())
}

/// What the pipeline makes of the texts of `gold`, and how many could not be read.
fn predict(args: &Args, gold: &[Annotated]) -> anyhow::Result<(Vec<Annotated>, u64)> {
    let folder = match &args.texts {
        Some(folder) => folder.clone(),
        None => texts_beside(&args.gold).or_else(|error| match args.gold.is_dir() {
            true => Ok(args.gold.clone()), // of fixtures, which have their texts beside them
            false => Err(error),
        })?,
    };
    let mut texts = BTreeMap::new();
    find_texts(&folder, &mut texts)?;
    let paths: Vec<String> = gold
        .iter()
        .filter_map(|document| texts.get(&document.id))
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    let pipeline = args.pipeline.pipeline()?;
    let options = Options {
        limits: pipeline.config().limits.into(),
        ..Options::default()
    };
    let mut kept = Kept::default();
    let run = RunOptions {
        jobs: available_parallelism().map_or(1, usize::from),
        ..RunOptions::default()
    };
    let summary = pipeline.run(Reader::new(paths, options), &mut kept, &run, &mut Failures)?;
    Ok((kept.documents, summary.failures))
}

/// Every `<id>.txt` at or below `folder`, by id.
fn find_texts(folder: &Path, texts: &mut BTreeMap<String, PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            find_texts(&path, texts)?;
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            let id = path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned());
            texts.insert(id.unwrap_or_default(), path);
        }
    }
    Ok(())
}

fn texts_beside(gold: &Path) -> anyhow::Result<PathBuf> {
    let folders = gold.ancestors().take(4).map(|folder| folder.join("texts"));
    let found = folders.into_iter().find(|folder| folder.is_dir());
    found.with_context(|| {
        format!(
            "no folder `texts` near {}: name it with --texts",
            gold.display()
        )
    })
}

/// Keeps what scoring reads of each document.
#[derive(Default)]
struct Kept {
    documents: Vec<Annotated>,
}

impl Sink for Kept {
    fn write(&mut self, extraction: &Arc<Extraction>) -> Result<(), SinkError> {
        let read = serde_json::to_value(extraction.as_ref()).and_then(serde_json::from_value);
        self.documents
            .push(read.map_err(|error| SinkError::Refused {
                place: extraction.id.clone(),
                reason: error.to_string(),
            })?);
        Ok(())
    }

    fn finish(&mut self, _: Ended) -> Result<Option<Changes>, SinkError> {
        Ok(None)
    }
}

/// Says which documents could not be read.
struct Failures;

impl Observer for Failures {
    fn failure(&mut self, error: &SourceError) {
        eprintln!("rostra: {error}");
    }
}
