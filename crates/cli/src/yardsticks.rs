//! `rostra yardsticks`: figures against other projects' test cases.

use std::io::{Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use rostra_evaluate::yardsticks::{json, measure, report};

/// Measure names of countries and persons and dates against test cases of other projects
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder with the cases, `<project>/<set>.tsv`; read where they lie
    folder: PathBuf,

    /// Figures as JSON instead of a table
    #[arg(long)]
    json: bool,

    /// Show up to N cases of each set that came out otherwise: what was read, wanted, found
    #[arg(long, value_name = "N", default_value_t = 0)]
    misses: usize,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let all = measure(&args.folder)?;
    if all.is_empty() {
        bail!("{}: no cases in this folder", args.folder.display());
    }
    let mut out = stdout().lock();
    if args.json {
        writeln!(out, "{}", json(&all))?;
    } else {
        write!(out, "{}", report(&all))?;
    }
    for figures in &all {
        for miss in figures.misses.iter().take(args.misses) {
            let (case, expected, found) = (&miss.case, &miss.expected, &miss.found);
            writeln!(out, "{}\t{case}\t{expected}\t{found}", figures.name)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
