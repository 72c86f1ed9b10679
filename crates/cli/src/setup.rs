//! Which pipeline runs: arguments that sub-commands share.

use std::path::PathBuf;

use rostra_pipeline::{Pipeline, Settings};

/// How the pipeline is set.
#[derive(clap::Args, Default)]
pub(crate) struct PipelineArgs {
    /// Pipeline file; without one, the built-in pipelines/default.toml
    #[arg(long, value_name = "FILE")]
    pipeline: Option<PathBuf>,

    /// State whose officials the texts may name without naming it, ISO 3166-1 alpha-3
    #[arg(long, value_name = "CODE")]
    home_country: Option<String>,

    /// Folder of language packs (<tag>.toml) that take the place of the program's own
    #[arg(long, value_name = "DIR")]
    packs: Option<PathBuf>,

    /// Folder of weights that take the place of the program's own trained model
    #[arg(long, value_name = "DIR", conflicts_with = "no_model")]
    model: Option<String>,

    /// How much one input may take, as in the pipeline file's [limits]: `pages=100`,
    /// `document_bytes=16M`
    #[arg(long, value_name = "NAME=VALUE", value_parser = limit)]
    limit: Vec<(String, u64)>,

    /// Run without the trained model, by grammar and lexica alone
    #[arg(long)]
    no_model: bool,
}

impl PipelineArgs {
    /// The pipeline that the arguments describe.
    pub(crate) fn pipeline(&self) -> anyhow::Result<Pipeline> {
        let settings = Settings {
            pipeline: self.pipeline.clone(),
            packs: self.packs.clone(),
            home_country: self.home_country.clone(),
            model: self.model.clone(),
            limits: self.limit.clone(),
            no_model: self.no_model,
        };
        Ok(Pipeline::new(settings.config()?)?)
    }
}

/// `NAME=VALUE`, the value with `K`, `M` or `G` for powers of 1024.
fn limit(written: &str) -> Result<(String, u64), String> {
    let wrong = || format!("{written:?} is not written NAME=VALUE, as in pages=100");
    let (name, value) = written.split_once('=').ok_or_else(wrong)?;
    let (digits, factor) = match value.trim_end_matches(|c: char| !c.is_ascii_digit()) {
        digits if digits.len() == value.len() => (digits, 1),
        digits if value.ends_with(['K', 'k']) => (digits, 1 << 10),
        digits if value.ends_with(['M', 'm']) => (digits, 1 << 20),
        digits if value.ends_with(['G', 'g']) => (digits, 1 << 30),
        _ => return Err(wrong()),
    };
    let number: u64 = digits.parse().map_err(|_| wrong())?;
    let value = number.checked_mul(factor).ok_or_else(wrong)?;
    Ok((name.to_owned(), value))
}

#[cfg(test)]
mod tests {
    use super::limit;

    #[test]
    fn limits_are_numbers_with_powers() {
        for (written, value) in [
            ("a=1", 1),
            ("a=4K", 4096),
            ("a=2m", 2 << 20),
            ("a=1G", 1 << 30),
        ] {
            assert_eq!(limit(written), Ok(("a".into(), value)), "{written}");
        }
        for wrong in ["a", "a=", "a=x", "a=1T", "a=-1", "a=1.5M", "a=99999999999G"] {
            assert!(limit(wrong).is_err(), "{wrong}");
        }
    }
}
