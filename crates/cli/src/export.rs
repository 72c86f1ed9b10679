//! `rostra export`: releases as tools for annotation and training have them.

use std::fs::{self, File};
use std::io::{BufWriter, Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::{ValueEnum, value_parser};
use rostra_annotate::Fixtures;
use rostra_document::{Document, Release, SourceError};
use rostra_exchange::{Exporter, Format, Source, label_studio};
use rostra_pipeline::Pipeline;

use crate::input::InputArgs;
use crate::setup::PipelineArgs;
use crate::{console, interrupt, place, releases};

/// Write what is found in releases, or what fixtures hold, for Label Studio, as CoNLL columns, or for spaCy
///
/// `rostra import` reads back what was annotated in Label Studio.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// Form of the output
    #[arg(long, value_name = "FORM")]
    format: ExportFormat,

    /// File to write, replaced only when all is done; - or nothing for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Export the fixtures in this folder as they are (<id>.txt with <id>.json), instead of reading releases; those that are reviewed
    /// are annotations, not predictions
    #[arg(long, value_name = "DIR", conflicts_with = "inputs")]
    fixtures: Option<PathBuf>,

    /// Write the labelling configuration that Label Studio needs for the tasks, and no tasks
    #[arg(long, conflicts_with_all = ["inputs", "fixtures"])]
    config: bool,

    #[command(flatten)]
    pipeline: PipelineArgs,

    /// Documents read at once; without it, as many as there are processors
    #[arg(short, long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

/// Forms by their names on the command line.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// Tasks of Label Studio with predictions: a JSON array
    LabelStudio,
    /// Columns of CoNLL-2003: token, -X-, _, label
    Conll,
    /// Columns of CoNLL-U Plus, with texts and offsets
    Conllup,
    /// Documents as spaCy's Doc.to_json, one a line
    Spacy,
}

impl ExportFormat {
    fn format(self) -> Format {
        match self {
            Self::LabelStudio => Format::LabelStudio,
            Self::Conll => Format::Conll,
            Self::Conllup => Format::ConllPlus,
            Self::Spacy => Format::Spacy,
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    if args.config {
        if args.format != ExportFormat::LabelStudio {
            bail!("--config goes with --format label-studio: nothing else has a configuration");
        }
        let mut out = Out::open(args.output.as_deref())?;
        out.file.write_all(label_studio::config().as_bytes())?;
        out.close()?;
        return Ok(ExitCode::SUCCESS);
    }
    let pipeline = args.pipeline.pipeline()?;
    let format = args.format.format();
    let mut out = Out::open(args.output.as_deref())?;
    let mut exporter = Exporter::new(format, &mut out.file);
    let (mut written, mut failed) = (0_u64, 0_u64);
    let each = |source: anyhow::Result<Source>| {
        let source = match source {
            Ok(source) => source,
            Err(error) => {
                console::error(&console::chained(error.as_ref()));
                failed += 1;
                return Ok(());
            }
        };
        let starts = match format.has_sentences() {
            true => sentences(&pipeline, &source),
            false => Vec::new(),
        };
        written += 1;
        exporter.write(&source, &starts)
    };
    match &args.fixtures {
        Some(folder) => fixtures(folder, each)?,
        None => {
            interrupt::watch()?;
            if !found(args, &pipeline, each)? {
                return Ok(ExitCode::from(interrupt::STATUS));
            }
        }
    }
    exporter.finish()?;
    // A file of nothing would take the place of an earlier one.
    if written > 0 {
        out.close()?;
    }
    Ok(ExitCode::from(match (written, failed) {
        (0, _) => 2,
        (_, 0) => 0,
        _ => 1,
    }))
}

/// The fixtures of `folder`, in the order of their names.
fn fixtures(
    folder: &Path,
    mut each: impl FnMut(anyhow::Result<Source>) -> std::io::Result<()>,
) -> anyhow::Result<()> {
    let fixtures = Fixtures::open(folder)?;
    let names = fixtures.paths();
    if names.is_empty() {
        bail!("{}: no text with a document beside it", folder.display());
    }
    for (name, _) in names {
        if let Some(fixture) = fixtures.load(&name).transpose() {
            each(fixture.map(Source::fixture).map_err(Into::into))?;
        }
    }
    Ok(())
}

/// What is found in the inputs, in their order.
fn found(
    args: &Args,
    pipeline: &Pipeline,
    mut each: impl FnMut(anyhow::Result<Source>) -> std::io::Result<()>,
) -> anyhow::Result<bool> {
    let each = |found: Result<Release, &SourceError>| {
        let source = found.map(|release| Source::found(&release));
        each(source.map_err(|error| anyhow!("{error}")))
    };
    releases::each(&args.input, pipeline, args.jobs, &interrupt::asked, each)
}

/// The bytes of the text at which sentences, items and headings begin.
fn sentences(pipeline: &Pipeline, source: &Source) -> Vec<usize> {
    let document = &source.document;
    let document = Document::of_text(&document.id, &document.lang, source.text.as_str());
    let segments = pipeline.segments(&document);
    segments.iter().map(|segment| segment.range.start).collect()
}

/// Where an export goes.
struct Out {
    file: BufWriter<Box<dyn Write>>,
    /// The unfinished file and what it becomes; none where what is written is there at once.
    becomes: Option<(PathBuf, PathBuf)>,
}

impl Out {
    fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Self::at_once(Box::new(stdout())));
        };
        place::check(path)?;
        let real = place::real(path);
        let cannot = || format!("cannot write {}", path.display());
        if fs::metadata(&real).is_ok_and(|data| !data.is_file()) {
            let device = File::options().write(true).open(&real);
            return Ok(Self::at_once(Box::new(device.with_context(cannot)?)));
        }
        let part = place::unfinished(&real);
        let file = File::create(&part).with_context(cannot)?;
        Ok(Self {
            file: BufWriter::new(Box::new(file)),
            becomes: Some((part, real)),
        })
    }

    fn at_once(file: Box<dyn Write>) -> Self {
        Self {
            file: BufWriter::new(file),
            becomes: None,
        }
    }

    fn close(mut self) -> anyhow::Result<()> {
        self.file.flush()?;
        if let Some((part, real)) = self.becomes.take() {
            place::rename(&part, &real)
                .with_context(|| format!("cannot write {}", real.display()))?;
        }
        Ok(())
    }
}

impl Drop for Out {
    /// Takes away what was not finished.
    fn drop(&mut self) {
        if let Some((part, _)) = &self.becomes {
            let _ = fs::remove_file(part);
        }
    }
}
