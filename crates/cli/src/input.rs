//! What is read: arguments that sub-commands share.

use std::io::{IsTerminal, stdin};

use anyhow::bail;
use clap::ValueEnum;
use rostra_document::Language;
use rostra_ingest::{Format, IDENTIFIED, Options, Reader};
use rostra_pipeline::Pipeline;

/// What is read, and how.
#[derive(clap::Args)]
pub(crate) struct InputArgs {
    /// Files, folders (searched for .txt, .md, .jsonl and .html), glob patterns, or - for standard
    /// input, which is also read where no input is named and no terminal is there
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,

    /// Language of documents that do not name their own; without it, it is identified
    #[arg(long, value_name = "TAG", value_parser = language)]
    lang: Option<Language>,

    /// Format of every input; without it, name and beginning tell
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<InputFormat>,
}

/// Formats by their names on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum InputFormat {
    /// Plain text or Markdown
    Text,
    /// One JSON object with a field `text` a line
    Jsonl,
    /// A web page
    Html,
}

impl From<InputFormat> for Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Text => Self::Text,
            InputFormat::Jsonl => Self::JsonLines,
            InputFormat::Html => Self::Html,
        }
    }
}

impl InputArgs {
    /// The documents that the arguments name, within the limits of `pipeline`.
    pub(crate) fn reader(&self, pipeline: &Pipeline) -> anyhow::Result<Reader> {
        let mut inputs = self.inputs.clone();
        if inputs.is_empty() {
            if stdin().is_terminal() {
                bail!("no input: name files, folders, patterns, or - for standard input");
            }
            inputs.push("-".to_owned());
        }
        let options = Options {
            language: self.lang.clone(),
            format: self.input_format.map(Format::from),
            limits: pipeline.config().limits.into(),
        };
        Ok(Reader::new(inputs, options))
    }
}

/// A language that Rostra has a pack for or can at least tell.
fn language(tag: &str) -> Result<Language, String> {
    let language = Language::new(tag);
    let mut known: Vec<&str> = IDENTIFIED
        .iter()
        .copied()
        .chain(rostra_lexicon::languages())
        .collect();
    known.sort_unstable();
    known.dedup();
    if known.contains(&language.as_str()) {
        return Ok(language);
    }
    Err(format!("unknown language; known are {}", known.join(", ")))
}
