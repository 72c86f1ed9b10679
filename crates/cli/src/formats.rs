//! `rostra formats`: what is read.

use std::io::{Write, stdout};
use std::process::ExitCode;

use clap::ValueEnum;
use rostra_ingest::{FORMATS, Facts};
use serde_json::json;

/// List the formats that are read
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: FormatsFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatsFormat {
    /// Lines for people
    Text,
    /// An array of JSON objects
    Json,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut out = stdout().lock();
    match args.format {
        FormatsFormat::Text => {
            writeln!(out, "{:<8} {:<28} what it is", "format", "files end in")?;
            for facts in FORMATS {
                writeln!(out, "{}", line(facts))?;
            }
        }
        FormatsFormat::Json => {
            let all: Vec<_> = FORMATS.iter().map(object).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn line(facts: &Facts) -> String {
    let endings: Vec<String> = facts.endings.iter().map(|e| format!(".{e}")).collect();
    let unread = if facts.read {
        ""
    } else {
        " (not in this build)"
    };
    let (name, endings) = (facts.name, endings.join(" "));
    format!("{name:<8} {endings:<28} {}{unread}", facts.says)
}

fn object(facts: &Facts) -> serde_json::Value {
    json!({
        "name": facts.name,
        "description": facts.says,
        "endings": facts.endings,
        "media_types": facts.media,
        "container": facts.container,
        "read": facts.read,
    })
}
