//! `rostra check`: fixtures against the pipeline.

use std::fs;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use rostra_annotate::fixture::comparable;
use rostra_document::{Extraction, FailureKind, Provenance, SourceError};
use rostra_evaluate::diff::{Difference, Scope, compare, compared};
use rostra_ingest::{Options, Reader};
use rostra_pipeline::Pipeline;
use serde_json::Value;

use crate::setup::PipelineArgs;

/// Run the pipeline over fixtures and compare with the expected records
///
/// A fixture is `<id>.txt` with the expected document in `<id>.json`, all fields but `extractor`,
/// `source` and `sha256`. `<id>.expected.json` beside it may name fewer fields, written by hand:
/// those must hold, and --bless does not touch it. In a document that `rostra review` has written, the fields that a reviewer has judged
/// must hold, and whoever is still open is not asked about; --bless does not touch it either.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder of fixtures, searched with its folders, or the text of one
    #[arg(default_value = "fixtures")]
    fixtures: PathBuf,

    #[command(flatten)]
    pipeline: PipelineArgs,

    /// Write what the pipeline makes of each text as its expected document
    #[arg(long)]
    bless: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let pipeline = args.pipeline.pipeline()?;
    let fixtures = find(&args.fixtures)?;
    let mut out = stdout().lock();
    let (mut differ, mut failed) = (0, 0);
    for fixture in &fixtures {
        let actual = match fixture.extract(&pipeline) {
            Ok(extraction) => compared(&serde_json::to_value(extraction)?),
            Err(error) => {
                eprintln!("rostra: {error}");
                failed += 1;
                continue;
            }
        };
        if args.bless {
            fixture.bless(&actual)?;
        }
        let differences = fixture.differences(&actual)?;
        if !differences.is_empty() {
            differ += 1;
            print(&mut out, fixture, &differences)?;
        }
    }
    write!(out, "{} checked, {differ} differ", fixtures.len() - failed)?;
    if failed > 0 {
        write!(out, "; {failed} could not be read")?;
    }
    writeln!(out)?;
    Ok(ExitCode::from(u8::from(differ + failed > 0)))
}

/// A text with what is expected of it.
struct Fixture {
    text: PathBuf,
}

/// Every fixture at or below `path`, sorted.
fn find(path: &Path) -> anyhow::Result<Vec<Fixture>> {
    let mut found = Vec::new();
    if path.is_file() {
        found.push(Fixture {
            text: path.to_owned(),
        });
    } else {
        search(path, &mut found)?;
    }
    found.sort_by(|a, b| a.text.cmp(&b.text));
    if found.is_empty() {
        bail!(
            "{}: no text with an expected document beside it",
            path.display()
        );
    }
    Ok(found)
}

fn search(folder: &Path, found: &mut Vec<Fixture>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            search(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            let fixture = Fixture { text: path };
            if fixture.whole().is_file() || fixture.named().is_file() {
                found.push(fixture);
            }
        }
    }
    Ok(())
}

impl Fixture {
    /// The expected document.
    fn whole(&self) -> PathBuf {
        self.text.with_extension("json")
    }

    /// The fields that were written by hand.
    fn named(&self) -> PathBuf {
        self.text.with_extension("expected.json")
    }

    fn extract(&self, pipeline: &Pipeline) -> Result<Extraction, SourceError> {
        let options = Options {
            limits: pipeline.config().limits.into(),
            ..Options::default()
        };
        let path = self.text.to_string_lossy().into_owned();
        let document = Reader::new([path.clone()], options).documents().next();
        let document = document.unwrap_or_else(|| {
            let way = Provenance::file(path);
            Err(SourceError::new(
                way,
                FailureKind::Rejected,
                "holds no document",
            ))
        })?;
        let extracted = pipeline.extract(&document);
        extracted.map_err(|error| error.at(&document.identity.provenance))
    }

    /// Whether a review has written the expected document.
    fn is_reviewed(&self) -> bool {
        let document = fs::read(self.whole());
        let document: Option<Value> = document
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok());
        document.is_some_and(|document| document.get("review").is_some())
    }

    /// What people have judged stays.
    fn bless(&self, actual: &Value) -> anyhow::Result<()> {
        if self.is_reviewed() {
            return Ok(());
        }
        let path = self.whole();
        let text = serde_json::to_string_pretty(actual)? + "\n";
        fs::write(&path, text).with_context(|| path.display().to_string())
    }

    fn differences(&self, actual: &Value) -> anyhow::Result<Vec<Difference>> {
        let mut differences = Vec::new();
        for (path, scope) in [(self.whole(), Scope::Whole), (self.named(), Scope::Named)] {
            if !path.is_file() {
                continue;
            }
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let expected: Value =
                serde_json::from_str(&text).with_context(|| path.display().to_string())?;
            let (expected, actual, reviewed) = comparable(&expected, actual);
            let scope = if reviewed { Scope::Named } else { scope };
            for difference in compare(&expected, &actual, scope) {
                if !differences.contains(&difference) {
                    differences.push(difference);
                }
            }
        }
        Ok(differences)
    }
}

fn print(
    out: &mut impl Write,
    fixture: &Fixture,
    differences: &[Difference],
) -> anyhow::Result<()> {
    writeln!(out, "{}", fixture.text.display())?;
    for difference in differences {
        writeln!(out, "  {}", difference.path)?;
        writeln!(out, "    - {}", shown(&difference.expected))?;
        writeln!(out, "    + {}", shown(&difference.actual))?;
    }
    Ok(())
}

fn shown(value: &Option<Value>) -> String {
    value
        .as_ref()
        .map_or_else(|| "(nothing)".to_owned(), Value::to_string)
}
