//! The program `rostra`.
//!
//! A sub-command is a file with its arguments and a `run`; results go to standard output, all else
//! to standard error.

mod check;
mod console;
mod diff;
mod ending;
mod evaluate;
mod explain;
mod export;
mod extract;
mod fixture;
mod follower;
mod formats;
mod generate;
mod import;
mod input;
mod interrupt;
mod models;
mod output;
mod outputs;
mod page;
mod place;
mod quarantine;
mod reading;
mod releases;
mod report;
mod retry;
mod review;
mod run;
mod setup;
mod tally;
mod times;
#[cfg(all(feature = "rust-bert", unix))]
mod waiting;
mod watch;
mod yardsticks;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads press releases and writes who appeared in them: person, titles, country, speaking role.
#[derive(Parser)]
#[command(name = "rostra", version, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 all done; 1 done, but some documents could not be read, a \
check or two runs differ; 2 bad usage, bad configuration or nothing could be done."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Extract(extract::Args),
    Report(page::Args),
    Retry(retry::Args),
    Review(review::Args),
    Check(check::Args),
    Diff(diff::Args),
    Evaluate(evaluate::Args),
    Explain(explain::Args),
    Export(export::Args),
    Import(import::Args),
    Formats(formats::Args),
    Models(models::Args),
    Watch(watch::Args),
    Yardsticks(yardsticks::Args),
    Completions(generate::CompletionsArgs),
    Man(generate::ManArgs),
}

impl Command {
    fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Extract(args) => extract::run(&args),
            Self::Report(args) => page::run(&args),
            Self::Retry(args) => retry::run(&args),
            Self::Review(args) => review::run(&args),
            Self::Check(args) => check::run(&args),
            Self::Diff(args) => diff::run(&args),
            Self::Evaluate(args) => evaluate::run(&args),
            Self::Explain(args) => explain::run(&args),
            Self::Export(args) => export::run(&args),
            Self::Import(args) => import::run(&args),
            Self::Formats(args) => formats::run(&args),
            Self::Models(args) => models::run(&args),
            Self::Watch(args) => watch::run(&args),
            Self::Yardsticks(args) => yardsticks::run(&args),
            Self::Completions(args) => generate::completions(&args),
            Self::Man(args) => generate::man(&args),
        }
    }
}

fn main() -> ExitCode {
    #[cfg(all(feature = "rust-bert", unix))]
    waiting::asleep();
    console::keep_worker_panics_quiet();
    match Cli::parse().command.run() {
        Ok(code) => code,
        // Whoever reads our output has seen enough, as `| head` does.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            console::error(&console::chained(error.as_ref()));
            ExitCode::from(2)
        }
    }
}
