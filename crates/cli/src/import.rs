//! `rostra import`: what was annotated elsewhere, as fixtures.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, stdin};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::ValueEnum;
use rostra_annotate::{AnnotatedDocument, Fixtures, Version};
use rostra_exchange::Source;
use rostra_exchange::label_studio::import::{Imported, NotRead, name, read, tasks};
use serde_json::Value;

use crate::console;

/// Write what was annotated in Label Studio as fixtures, which `rostra check` and `rostra evaluate` read
///
/// Reads what a project exports as JSON. Of each task the last finished annotation counts; what was skipped does not.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// File to read; - for standard input
    file: PathBuf,

    /// What it holds
    #[arg(long, value_name = "FORM")]
    format: ImportFormat,

    /// Folder of fixtures to write to
    #[arg(long, value_name = "DIR")]
    to: PathBuf,

    /// Take annotations of this annotator alone: id, e-mail address or user name
    #[arg(long, value_name = "WHO")]
    annotator: Option<String>,

    /// Replace fixtures that say something else
    #[arg(long)]
    overwrite: bool,
}

/// Forms by their names on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum ImportFormat {
    /// Tasks of Label Studio with annotations: a JSON array
    LabelStudio,
}

/// What became of the tasks.
#[derive(Default)]
struct Counts {
    imported: u64,
    unchanged: u64,
    not_annotated: u64,
    failed: u64,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let ImportFormat::LabelStudio = args.format;
    let shown = args.file.display();
    let tasks = tasks(&bytes(&args.file)?).with_context(|| shown.to_string())?;
    if tasks.is_empty() {
        bail!("{shown}: no tasks");
    }
    let fixtures = Fixtures::open(&args.to)?;
    let mut counts = Counts::default();
    let mut seen = BTreeSet::new();
    for (n, task) in tasks.iter().enumerate() {
        let at = format!("{shown}: task {}: {}", n + 1, name(task));
        if let Err(error) = import(args, &fixtures, task, &at, &mut seen, &mut counts) {
            console::error(&format!("{at}: {}", console::chained(error.as_ref())));
            counts.failed += 1;
        }
    }
    console::note(&format!(
        "{} imported, {} unchanged, {} not annotated, {} could not be read or saved",
        counts.imported, counts.unchanged, counts.not_annotated, counts.failed
    ));
    Ok(ExitCode::from(u8::from(counts.failed > 0)))
}

fn bytes(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        stdin().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(file).with_context(|| file.display().to_string())
}

/// Imports one task, unless nobody has annotated it.
fn import(
    args: &Args,
    fixtures: &Fixtures,
    task: &Value,
    at: &str,
    seen: &mut BTreeSet<String>,
    counts: &mut Counts,
) -> anyhow::Result<()> {
    let imported = match read(task, args.annotator.as_deref()) {
        Ok(imported) => imported,
        Err(NotRead::NotAnnotated) => {
            counts.not_annotated += 1;
            return Ok(());
        }
        Err(NotRead::Failed(error)) => return Err(error.into()),
    };
    for note in &imported.notes {
        console::note(&format!("{at}: {note}"));
    }
    let id = &imported.document.id;
    if !seen.insert(id.clone()) {
        bail!("the file has an earlier task of the document `{id}`");
    }
    match save(fixtures, &imported, args.overwrite)? {
        true => counts.imported += 1,
        false => counts.unchanged += 1,
    }
    Ok(())
}

/// Saves a document; whether it was not there just like that.
fn save(fixtures: &Fixtures, imported: &Imported, overwrite: bool) -> anyhow::Result<bool> {
    let Imported { document, text, .. } = imported;
    let version = match fixtures.load(&document.id)? {
        None => Version::new(),
        Some(there) => {
            let version = there.version.clone();
            let there = Source::fixture(there);
            let called = AnnotatedDocument {
                id: there.document.id.clone(),
                ..document.clone()
            };
            if there.document == called && there.text == *text {
                return Ok(false);
            }
            if !overwrite {
                let folder = fixtures.folder().display();
                bail!("{folder} holds another fixture of that name; --overwrite replaces it");
            }
            version
        }
    };
    fixtures.save(&document.id, document, text, &version)?;
    Ok(true)
}
