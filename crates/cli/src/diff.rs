//! `rostra diff`: two runs, field by field.

use std::io::{IsTerminal, Write, stdout};
use std::iter::Fuse;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;
use clap::ValueEnum;
use rostra_document::Language;
use rostra_evaluate::runs::{
    COLOURS, Comparison, Options, PLAIN, Palette, RunDiff, changes, summary,
};
use rostra_sink::stored::{self, Stored};

use crate::place;

/// Compare two runs field by field: what another version, pipeline or model changes
///
/// A run is an output of `extract` in JSON Lines, JSON, Parquet or SQLite, each of the two in any of these. Documents are paired by id,
/// people by name or by where they are named. How and where something was made is not compared.
///
/// Exit status: 0 the runs tell the same; 1 they differ; 2 bad usage, or a run cannot be read.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The earlier run, or - for standard input
    before: String,

    /// The later run, or - for standard input
    after: String,

    /// How the differences are written; without it, the ending of --output tells, else table
    #[arg(long, value_name = "FORMAT")]
    format: Option<Form>,

    /// File to write, replaced only when all is done; without it, standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Show up to N changes, and up to N documents that one run has alone; the table counts all
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Compare this field only (`people.country`, `titles`), or several where it is given more than once
    #[arg(long, value_name = "FIELD")]
    only: Vec<String>,

    /// Compare documents in this language only, or in several where it is given more than once
    #[arg(long, value_name = "TAG")]
    lang: Vec<String>,

    /// Tell of confidences that have moved, too; without it, they are counted
    #[arg(long)]
    confidence: bool,
}

/// Formats by their names on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// A table of changes by field and language, then each change, for people
    Table,
    /// One JSON object
    Json,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let diff = args.compare()?;
    let status = ExitCode::from(u8::from(!diff.is_empty()));
    match &args.output {
        Some(path) => place::write(path, args.written(&diff, PLAIN)?.as_bytes())?,
        None => {
            let mut out = stdout().lock();
            let palette = palette(out.is_terminal());
            out.write_all(args.written(&diff, palette)?.as_bytes())?;
        }
    }
    Ok(status)
}

impl Args {
    fn compare(&self) -> anyhow::Result<RunDiff> {
        if self.before == "-" && self.after == "-" {
            bail!("standard input holds one of the two runs at most");
        }
        if let Some(path) = &self.output {
            place::check(path)?;
            let runs = [&self.before, &self.after].map(|run| place::real(Path::new(run)));
            if runs.contains(&place::real(path)) {
                bail!("{} is one of the two runs", path.display());
            }
        }
        let options = self.options()?;
        let mut comparison = Comparison::new(&self.before, &self.after, options);
        let mut before = stored::open(&self.before)?.fuse();
        let mut after = stored::open(&self.after)?.fuse();
        // By turns, so that little is kept where both runs have one order.
        while next(&mut before, |document| comparison.before(document))?
            | next(&mut after, |document| comparison.after(document))?
        {}
        Ok(comparison.finish())
    }

    fn options(&self) -> anyhow::Result<Options> {
        let languages = self.lang.iter();
        let languages = languages.map(|tag| Language::new(tag).as_str().to_owned());
        let options = Options::default()
            .with_confidence(self.confidence)
            .in_languages(languages);
        Ok(options.only(self.only.iter().cloned())?)
    }

    fn form(&self) -> Form {
        let ending = self.output.as_ref().and_then(|path| path.extension());
        let told = match ending {
            Some(ending) if ending.eq_ignore_ascii_case("json") => Form::Json,
            _ => Form::Table,
        };
        self.format.unwrap_or(told)
    }

    /// The differences in the form that is asked for. A form more is a word of [`Form`] and an arm here.
    fn written(&self, diff: &RunDiff, palette: Palette) -> anyhow::Result<String> {
        Ok(match self.form() {
            Form::Table => summary(diff) + &changes(diff, self.limit, palette),
            Form::Json => serde_json::to_string(diff)? + "\n",
        })
    }
}

/// Hands the next document of a run to `take`; says whether there was one.
fn next(
    run: &mut Fuse<Stored>,
    take: impl FnOnce(rostra_document::Extraction),
) -> anyhow::Result<bool> {
    let document = run.next().transpose()?;
    Ok(document.map(take).is_some())
}

/// Colours where a person looks on and has not asked for none (<https://no-color.org>).
fn palette(is_terminal: bool) -> Palette {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if is_terminal && !unwanted {
        COLOURS
    } else {
        PLAIN
    }
}
