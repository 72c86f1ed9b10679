//! Outputs that a pipeline file names.

use std::ops::Range;

use rostra_sink::{Target, TargetError};
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// An output, an entry of `outputs`. Outputs do not change what is extracted, so they are no part of the pipeline's digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutputConfig {
    /// Its place: a path, `-` for standard output, the address of a database.
    pub to: Spanned<String>,
    /// Its form, e.g. `csv`; else the place tells.
    #[serde(default)]
    pub r#type: Option<Spanned<String>>,
}

impl OutputConfig {
    /// The output that it names.
    ///
    /// # Errors
    /// Where there is no such form or it cannot go there; with the place of the mistake in the file.
    pub(crate) fn target(&self) -> Result<Target, (Range<usize>, String)> {
        let form = self.r#type.as_ref();
        let made = Target::new(self.to.get_ref(), form.map(|form| form.get_ref().as_str()));
        made.map_err(|error| {
            let at = match (&error, form) {
                (TargetError::Form(_), Some(form)) => form.span(),
                _ => self.to.span(),
            };
            (at, error.to_string())
        })
    }
}
