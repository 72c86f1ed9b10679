//! What is read: arguments that sub-commands share.

use std::io::{IsTerminal, stdin};

use anyhow::bail;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use rostra_document::Language;
use rostra_ingest::{FORMATS, Format, IDENTIFIED, Reader};
use rostra_pipeline::Pipeline;

use crate::reading::{COLUMNS, Reading};

/// What is read, and how.
#[derive(clap::Args)]
pub(crate) struct InputArgs {
    /// Files, folders (searched for what `rostra formats` lists), glob patterns, or - for standard
    /// input, which is also read where no input is named and no terminal is there
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,

    #[command(flatten)]
    reading: ReadingArgs,
}

/// How inputs are read, whichever they are.
#[derive(clap::Args)]
pub(crate) struct ReadingArgs {
    /// Language of documents that do not name their own; without it, it is identified
    #[arg(long, value_name = "TAG", value_parser = language)]
    lang: Option<Language>,

    /// Format of every input (`rostra formats` lists them); without it, bytes and name tell
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    input_format: Option<Format>,

    /// What ids of documents are made from, where the source gives none: the stem of the file's name; its path, which
    /// tells `2024/a.txt` from `2025/a.txt`; or what is read, for pipes
    #[arg(long, value_name = "HOW", default_value = "stem", value_parser = ["stem", "path", "content"])]
    id: String,

    /// Column of a table, or field of a JSON object, that holds one of text, id, title, date,
    /// publisher, lang, url: `text=Body`; without it, the usual names
    #[arg(long, value_name = "WHAT=NAME", value_parser = column)]
    column: Vec<(String, String)>,
}

impl InputArgs {
    /// What is named to be read; standard input where nothing is.
    pub(crate) fn inputs(&self) -> Vec<String> {
        match self.inputs.is_empty() {
            true => vec!["-".to_owned()],
            false => self.inputs.clone(),
        }
    }

    /// Says no where nothing is named and nothing is piped in.
    ///
    /// # Errors
    /// Where that is so.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        if self.inputs.is_empty() && stdin().is_terminal() {
            bail!("no input: name files, folders, patterns, or - for standard input");
        }
        Ok(())
    }

    /// How they are read; `strict` wants their texts whole.
    pub(crate) fn reading(&self, strict: bool) -> Reading {
        self.reading.reading(strict)
    }

    /// The documents that the arguments name, within the limits of `pipeline`.
    pub(crate) fn reader(&self, pipeline: &Pipeline) -> anyhow::Result<Reader> {
        self.check()?;
        let options = self.reading(false).options(pipeline)?;
        Ok(Reader::new(self.inputs(), options))
    }
}

impl ReadingArgs {
    /// What the arguments say; `strict` wants texts whole.
    pub(crate) fn reading(&self, strict: bool) -> Reading {
        let columns = self.column.iter().cloned();
        Reading {
            input_format: self
                .input_format
                .map(|format| format.facts().name.to_owned()),
            lang: self.lang.as_ref().map(|lang| lang.as_str().to_owned()),
            id: (self.id != "stem").then(|| self.id.clone()),
            columns: columns.collect(),
            strict,
        }
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

/// Names of formats, to formats.
fn format() -> impl TypedValueParser<Value = Format> {
    let names = FORMATS.iter().filter(|facts| facts.read);
    let names = names.map(|facts| PossibleValue::new(facts.name).help(facts.says));
    PossibleValuesParser::new(names)
        .map(|name| Format::of_id(&name).expect("the parser knows the names"))
}

fn column(written: &str) -> Result<(String, String), String> {
    let (what, name) = written
        .split_once('=')
        .ok_or("is written WHAT=NAME, as in text=Body")?;
    if !COLUMNS.contains(&what) {
        return Err(format!("{what} is none of {}", COLUMNS.join(", ")));
    }
    Ok((what.to_owned(), name.to_owned()))
}
