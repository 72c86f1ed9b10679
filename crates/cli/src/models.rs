//! `rostra models`: which trained models there are, whether their files are whole, and what a checkpoint is good for.

mod bench;
mod import;
mod samples;

use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use rostra_tagger::groups::Group;
use rostra_tagger::{Manifest, Models, verify};

/// List the trained models, check their files, try a checkpoint of one's own
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show each model: its scripts and languages, size, version, and where it is
    List(Place),
    /// Compare files with the checksums of their manifest and read them
    Verify(Place),
    Import(import::Args),
    Bench(bench::Args),
}

/// Which files are meant.
#[derive(clap::Args)]
struct Place {
    /// Folder of weights, by its own manifest.toml if it has one; without it, those in the program
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::List(place) => list(place.folder.as_deref()),
        Command::Verify(place) => verify(place.folder.as_deref()),
        Command::Import(args) => import::run(args),
        Command::Bench(args) => bench::run(args),
    }
}

fn list(folder: Option<&Path>) -> anyhow::Result<ExitCode> {
    let mut out = stdout().lock();
    match folder {
        None => table(
            &mut out,
            Models::embedded(),
            &Manifest::shipped()?,
            "embedded",
        )?,
        Some(folder) => {
            let (models, manifest) = verify::read(folder)?;
            table(&mut out, &models, &manifest, &folder.display().to_string())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn table(
    out: &mut impl Write,
    models: &Models,
    manifest: &Manifest,
    place: &str,
) -> anyhow::Result<()> {
    let titles = ["model", "group", "bytes", "rows", "version", "where"];
    row(out, titles, "languages")?;
    for file in &manifest.files {
        let group = Group::ALL.into_iter().find(|g| g.name() == file.group);
        let rows = group
            .and_then(|group| models.of(group))
            .map_or(0, |weights| weights.table());
        let languages: Vec<&str> = group.into_iter().flat_map(Group::languages).collect();
        let (bytes, rows) = (file.bytes.to_string(), rows.to_string());
        let cells = [
            &manifest.model,
            &file.group,
            &bytes,
            &rows,
            &file.format,
            place,
        ];
        row(out, cells, &languages.join(" "))?;
    }
    Ok(())
}

fn row(
    out: &mut impl Write,
    [model, group, bytes, rows, version, place]: [&str; 6],
    languages: &str,
) -> anyhow::Result<()> {
    writeln!(
        out,
        "{model:<8} {group:<10}{bytes:>9}{rows:>8}  {version:<18}{place:<10} {languages}"
    )?;
    Ok(())
}

/// All files are checked, so that one look tells which ones to get anew.
fn verify(folder: Option<&Path>) -> anyhow::Result<ExitCode> {
    let mut out = stdout().lock();
    let mut whole = true;
    for (name, result) in verify::verify(&verify::manifest(folder)?, folder) {
        match result {
            Ok(()) => writeln!(out, "{name}: ok")?,
            Err(fault) => {
                let file = folder.map_or_else(|| name.clone().into(), |folder| folder.join(&name));
                eprintln!("rostra: {}: {fault}", file.display());
                whole = false;
            }
        }
    }
    Ok(ExitCode::from(u8::from(!whole)))
}
