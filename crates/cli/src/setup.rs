//! Which pipeline runs: arguments that sub-commands share.

use std::path::PathBuf;

use rostra_pipeline::{Pipeline, PipelineConfig};

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

    /// Run without the trained model, by grammar and lexica alone
    #[arg(long)]
    no_model: bool,
}

impl PipelineArgs {
    /// The pipeline that the arguments describe.
    pub(crate) fn pipeline(&self) -> anyhow::Result<Pipeline> {
        if let Some(folder) = &self.packs {
            rostra_lexicon::use_packs(folder)?;
        }
        let mut config = match &self.pipeline {
            Some(path) => PipelineConfig::read(path)?,
            None => PipelineConfig::default(),
        };
        if let Some(code) = &self.home_country {
            config.set_home_country(code)?;
        }
        if let Some(folder) = &self.model {
            config.set_model(folder)?;
        }
        if self.no_model {
            config.leave_models();
        }
        Ok(Pipeline::new(config)?)
    }
}
