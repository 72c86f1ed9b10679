//! What is set beside a pipeline file, by arguments of a command or of a function.

use std::path::PathBuf;

use crate::config::{ConfigError, PipelineConfig};

/// Which pipeline, and what of it is other than its file says. Empty, it is the program's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The pipeline file; none is the built-in `pipelines/default.toml`.
    pub pipeline: Option<PathBuf>,
    /// Folder of language packs that take the place of the program's own, for all of this process.
    pub packs: Option<PathBuf>,
    /// Home country, ISO 3166-1 alpha-3.
    pub home_country: Option<String>,
    /// Folder of weights that take the place of the program's own.
    pub model: Option<String>,
    /// Limits by their names.
    pub limits: Vec<(String, u64)>,
    /// Whether trained models are left out.
    pub no_model: bool,
}

impl Settings {
    /// The pipeline that they describe.
    ///
    /// # Errors
    /// Where the file or one of the settings does not hold, with what is wrong.
    pub fn config(&self) -> Result<PipelineConfig, ConfigError> {
        let mut config = match &self.pipeline {
            Some(path) => PipelineConfig::read(path)?,
            None => PipelineConfig::default(),
        };
        config.use_packs(self.packs.as_deref())?;
        if let Some(code) = &self.home_country {
            config.set_home_country(code)?;
        }
        if let Some(folder) = &self.model {
            config.set_model(folder)?;
        }
        for (name, value) in &self.limits {
            config.set_limit(name, *value)?;
        }
        if self.no_model {
            config.leave_models();
        }
        Ok(config)
    }
}
