//! How inputs are read, so that what was found once can be found again.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use rostra_document::Language;
use rostra_ingest::{Columns, Format, Naming, Options};
use rostra_pipeline::Pipeline;
use serde::{Deserialize, Serialize};

/// What a command line says of reading, in its words; limits are the pipeline's.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Reading {
    /// `--input-format`.
    pub(crate) input_format: Option<String>,
    /// `--lang`.
    pub(crate) lang: Option<String>,
    /// `--id`; none is `stem`.
    pub(crate) id: Option<String>,
    /// `--column`, what they hold to what they are called.
    pub(crate) columns: BTreeMap<String, String>,
    /// `--strict`.
    pub(crate) strict: bool,
}

/// What a column may hold.
pub(crate) const COLUMNS: &[&str] = &["text", "id", "title", "date", "publisher", "lang", "url"];

impl Reading {
    /// The same for the reader, within the limits of `pipeline`.
    ///
    /// # Errors
    /// Where it has words that this program does not know.
    pub(crate) fn options(&self, pipeline: &Pipeline) -> anyhow::Result<Options> {
        let format = self.input_format.as_deref().map(|name| {
            let format = Format::of_id(name);
            format.with_context(|| format!("no format is called `{name}`"))
        });
        Ok(Options {
            language: self.lang.as_deref().map(Language::new),
            format: format.transpose()?,
            naming: naming(self.id.as_deref())?,
            columns: columns(&self.columns)?,
            strict: self.strict,
            limits: pipeline.config().limits.into(),
        })
    }
}

fn naming(how: Option<&str>) -> anyhow::Result<Naming> {
    match how {
        None | Some("stem") => Ok(Naming::Stem),
        Some("path") => Ok(Naming::Path),
        Some("content") => Ok(Naming::Content),
        Some(other) => bail!("ids are made from `stem`, `path` or `content`, not `{other}`"),
    }
}

fn columns(chosen: &BTreeMap<String, String>) -> anyhow::Result<Columns> {
    let mut columns = Columns::default();
    for (what, name) in chosen {
        let column = match what.as_str() {
            "text" => &mut columns.text,
            "id" => &mut columns.id,
            "title" => &mut columns.title,
            "date" => &mut columns.date,
            "publisher" => &mut columns.publisher,
            "lang" => &mut columns.lang,
            "url" => &mut columns.url,
            other => bail!("{other} is none of {}", COLUMNS.join(", ")),
        };
        *column = Some(name.clone());
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, columns, naming};

    #[test]
    fn words_are_known_or_told() {
        for what in COLUMNS {
            let one = [((*what).to_owned(), "Body".to_owned())].into();
            assert!(columns(&one).is_ok(), "{what}");
        }
        let wrong = [("body".to_owned(), "Body".to_owned())].into();
        let error = columns(&wrong).unwrap_err().to_string();
        assert!(error.starts_with("body is none of text, id"), "{error}");
        assert!(naming(Some("path")).is_ok() && naming(Some("hash")).is_err());
    }
}
