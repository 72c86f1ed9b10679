//! The program `rostra-train`.

mod commands;

use clap::{Parser, Subcommand};

/// Make training data, train the models of the program and measure them
#[derive(Debug, Parser)]
#[command(name = "rostra-train", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Corpus(commands::corpus::Args),
    Score(commands::score::Args),
    Train(commands::train::Args),
    TrainNeural(commands::train_neural::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Corpus(args) => commands::corpus::run(args),
        Command::Score(args) => commands::score::run(&args),
        Command::Train(args) => commands::train::run(args),
        Command::TrainNeural(args) => commands::train_neural::run(&args),
    }
}
