//! What is read: arguments that sub-commands share.

use std::io::{IsTerminal, stdin};

use anyhow::bail;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use rostra_document::Language;
use rostra_ingest::{Columns, FORMATS, Format, IDENTIFIED, Naming, Options, Reader};
use rostra_pipeline::Pipeline;

/// What is read, and how.
#[derive(clap::Args)]
pub(crate) struct InputArgs {
    /// Files, folders (searched for what `rostra formats` lists), glob patterns, or - for standard
    /// input, which is also read where no input is named and no terminal is there
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,

    /// Language of documents that do not name their own; without it, it is identified
    #[arg(long, value_name = "TAG", value_parser = language)]
    lang: Option<Language>,

    /// Format of every input (`rostra formats` lists them); without it, bytes and name tell
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    input_format: Option<Format>,

    /// What ids of documents are made from, where the source gives none: the stem of the file's name; its path, which
    /// tells `2024/a.txt` from `2025/a.txt`; or what is read, for pipes
    #[arg(long, value_name = "HOW", default_value = "stem", value_parser = naming())]
    id: Naming,

    /// Column of a table, or field of a JSON object, that holds one of text, id, title, date,
    /// publisher, lang, url: `text=Body`; without it, the usual names
    #[arg(long, value_name = "WHAT=NAME", value_parser = column)]
    column: Vec<(Column, String)>,
}

impl InputArgs {
    /// What is named to be read; standard input where nothing is.
    pub(crate) fn inputs(&self) -> Vec<String> {
        match self.inputs.is_empty() {
            true => vec!["-".to_owned()],
            false => self.inputs.clone(),
        }
    }

    /// The documents that the arguments name, within the limits of `pipeline`.
    pub(crate) fn reader(&self, pipeline: &Pipeline) -> anyhow::Result<Reader> {
        let inputs = self.inputs();
        if self.inputs.is_empty() && stdin().is_terminal() {
            bail!("no input: name files, folders, patterns, or - for standard input");
        }
        let options = Options {
            language: self.lang.clone(),
            format: self.input_format,
            naming: self.id,
            columns: columns(&self.column),
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

/// Names of formats, to formats.
fn format() -> impl TypedValueParser<Value = Format> {
    let names = FORMATS.iter().filter(|facts| facts.read);
    let names = names.map(|facts| PossibleValue::new(facts.name).help(facts.says));
    PossibleValuesParser::new(names)
        .map(|name| Format::of_id(&name).expect("the parser knows the names"))
}

/// Words for ways to make ids.
fn naming() -> impl TypedValueParser<Value = Naming> {
    PossibleValuesParser::new(["stem", "path", "content"]).map(|how| match how.as_str() {
        "path" => Naming::Path,
        "content" => Naming::Content,
        _ => Naming::Stem,
    })
}

/// What a column may hold.
#[derive(Clone, Copy)]
enum Column {
    Text,
    Id,
    Title,
    Date,
    Publisher,
    Lang,
    Url,
}

fn column(written: &str) -> Result<(Column, String), String> {
    let (what, name) = written
        .split_once('=')
        .ok_or("is written WHAT=NAME, as in text=Body")?;
    let what = match what {
        "text" => Column::Text,
        "id" => Column::Id,
        "title" => Column::Title,
        "date" => Column::Date,
        "publisher" => Column::Publisher,
        "lang" => Column::Lang,
        "url" => Column::Url,
        other => {
            return Err(format!(
                "{other} is none of text, id, title, date, publisher, lang, url"
            ));
        }
    };
    Ok((what, name.to_owned()))
}

fn columns(chosen: &[(Column, String)]) -> Columns {
    let mut columns = Columns::default();
    for (what, name) in chosen {
        let column = match what {
            Column::Text => &mut columns.text,
            Column::Id => &mut columns.id,
            Column::Title => &mut columns.title,
            Column::Date => &mut columns.date,
            Column::Publisher => &mut columns.publisher,
            Column::Lang => &mut columns.lang,
            Column::Url => &mut columns.url,
        };
        *column = Some(name.clone());
    }
    columns
}
