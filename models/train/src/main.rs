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
    All(commands::all::Args),
    Corpus(commands::corpus::Args),
    Predict(commands::predict::Args),
    Manifest(commands::manifest::Args),
    Score(commands::score::Args),
    Train(commands::train::Args),
    TrainNeural(commands::train_neural::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::All(args) => commands::all::run(&args),
        Command::Manifest(args) => commands::manifest::run(&args),
        Command::Corpus(args) => commands::corpus::run(args),
        Command::Predict(args) => commands::predict::run(&args),
        Command::Score(args) => commands::score::run(&args),
        Command::Train(args) => commands::train::run(args),
        Command::TrainNeural(args) => commands::train_neural::run(&args),
    }
}
