//! Which pipeline runs: arguments that sub-commands share.

use std::path::PathBuf;

use rostra_pipeline::{ConfigError, Pipeline, PipelineConfig};

/// How the pipeline is set.
#[derive(clap::Args, Default)]
pub(crate) struct PipelineArgs {
    /// Pipeline file; without one, the built-in pipelines/default.toml
    #[arg(long, value_name = "FILE")]
    pipeline: Option<PathBuf>,

    /// State whose officials the texts may name without naming it, ISO 3166-1 alpha-3
    #[arg(long, value_name = "CODE")]
    home_country: Option<String>,
}

impl PipelineArgs {
    /// The pipeline that the arguments describe.
    pub(crate) fn pipeline(&self) -> Result<Pipeline, ConfigError> {
        let mut config = match &self.pipeline {
            Some(path) => PipelineConfig::read(path)?,
            None => PipelineConfig::default(),
        };
        if let Some(code) = &self.home_country {
            config.set_home_country(code)?;
        }
        Pipeline::new(config)
    }
}
