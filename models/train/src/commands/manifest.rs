//! `rostra-train manifest`: what the files of a model are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rostra_tagger::{Manifest, Models};

/// Write the manifest of a folder of weights: names, lengths and checksums
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder
    folder: PathBuf,
    /// The file to write
    #[arg(long, short)]
    out: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    write(&args.folder, &args.out)
}

/// Writes the manifest of `folder`, whose name is the model's, to `out`.
pub fn write(folder: &Path, out: &Path) -> anyhow::Result<()> {
    let name = folder.file_name().and_then(|name| name.to_str());
    let name = name.with_context(|| format!("{} has no name", folder.display()))?;
    let manifest = Manifest::of(name, &Models::read(folder)?);
    fs::write(out, manifest.to_text()).with_context(|| format!("cannot write {}", out.display()))
}
