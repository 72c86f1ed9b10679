//! `rostra-train all`: every model of the program, and the manifest of all.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args as _, FromArgMatches as _};
use rostra_tagger::groups::Group;

use super::{manifest, train};

/// Train the models of all groups of scripts, with the sizes of the program's own, and write their manifest
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The corpus, as `corpus` writes it
    #[arg(long)]
    corpus: PathBuf,
    /// The folder of weights to write
    #[arg(long, short, default_value = "models/press")]
    out: PathBuf,
    /// The manifest to write
    #[arg(long, default_value = "models/manifest.toml")]
    manifest: PathBuf,
}

/// Rows of a group's weights, as a power of two: more where there is more to learn from.
fn bits(group: Group) -> u32 {
    match group {
        Group::Latin | Group::Han => 18,
        Group::Cyrillic | Group::Arabic => 17,
        Group::Hangul => 15,
    }
}

/// Trains group after group, so that one corpus lies in memory at a time.
pub fn run(args: &Args) -> anyhow::Result<()> {
    for group in Group::ALL {
        println!("# {}", group.name());
        train::run(of(group, args)?).with_context(|| group.name())?;
        println!();
    }
    manifest::write(&args.out, &args.manifest)
}

/// The arguments of `train` for `group`. They are read as if typed, so that what is not said here is what
/// `train` does by itself.
fn of(group: Group, args: &Args) -> anyhow::Result<train::Args> {
    let out = args.out.join(group.file());
    let bits = bits(group).to_string();
    let typed = [
        "train".into(),
        "--corpus".into(),
        args.corpus.clone().into_os_string(),
        "--group".into(),
        group.name().into(),
        "--bits".into(),
        bits.into(),
        "--out".into(),
        out.into_os_string(),
    ];
    let command = train::Args::augment_args(clap::Command::new("train"));
    Ok(train::Args::from_arg_matches(
        &command.try_get_matches_from(typed)?,
    )?)
}
