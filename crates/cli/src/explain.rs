//! `rostra explain`: why each field has its value.

use std::io::{Write, stdout};
use std::process::ExitCode;

use clap::ValueEnum;
use rostra_document::{Document, Explanation, SourceError};
use rostra_evaluate::explain::explain;
use rostra_pipeline::Pipeline;

use crate::input::InputArgs;
use crate::setup::PipelineArgs;

/// Say why each field of each record has its value: the words, the rule or list, the score
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    pipeline: PipelineArgs,

    /// How the explanation is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ExplainFormat,
}

/// Formats by their names on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum ExplainFormat {
    /// Lines for people
    Text,
    /// One JSON object a document and line
    Json,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let pipeline = args.pipeline.pipeline()?;
    let (mut read, mut failed) = (0_u64, 0_u64);
    let mut out = stdout().lock();
    for document in args.input.reader(&pipeline)?.documents() {
        let why = match document.and_then(|document| explained(&pipeline, &document)) {
            Ok(why) => why,
            Err(error) => {
                eprintln!("rostra: {error}");
                failed += 1;
                continue;
            }
        };
        match args.format {
            ExplainFormat::Text if read > 0 => write!(out, "\n{}", why.to_text())?,
            ExplainFormat::Text => write!(out, "{}", why.to_text())?,
            ExplainFormat::Json => writeln!(out, "{}", serde_json::to_string(&why)?)?,
        }
        read += 1;
    }
    Ok(ExitCode::from(match (read, failed) {
        (0, _) => 2,
        (_, 0) => 0,
        _ => 1,
    }))
}

fn explained(pipeline: &Pipeline, document: &Document) -> Result<Explanation, SourceError> {
    let trace = pipeline.trace(document);
    let trace = trace.map_err(|error| error.at(&document.identity.provenance))?;
    Ok(explain(
        document,
        &trace.mentions,
        &trace.relations,
        &trace.extraction,
    ))
}
