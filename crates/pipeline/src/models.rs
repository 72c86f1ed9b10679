//! The trained models that recognisers run with.

use std::path::Path;

use rostra_tagger::{Manifest, Models, verify};

use crate::config::{ConfigError, PipelineConfig, RecognizerConfig};
use crate::registry::runs_model;

/// A model with the name that the output calls it by.
pub(crate) struct Model {
    pub(crate) models: &'static Models,
    name: String,
}

/// The model of each recogniser of `config`, of those that have one.
pub(crate) fn of(config: &PipelineConfig) -> Result<Vec<Option<Model>>, ConfigError> {
    config.recognizers.iter().map(of_recognizer).collect()
}

fn of_recognizer(recognizer: &RecognizerConfig) -> Result<Option<Model>, ConfigError> {
    if !runs_model(recognizer.r#type.get_ref()) {
        return Ok(None);
    }
    let Some(folder) = &recognizer.model else {
        return Ok(Some(Model {
            models: Models::embedded(),
            name: Manifest::shipped()?.identity(),
        }));
    };
    let folder = Path::new(folder.get_ref());
    let (models, manifest) = verify::read(folder)?;
    Ok(Some(Model {
        // Kept until the program ends, as the embedded ones are: a program has one pipeline.
        models: Box::leak(Box::new(models)),
        name: manifest.identity(),
    }))
}

/// The names of the models that take part; `None` where there are none.
pub(crate) fn named(models: &[Option<Model>]) -> Option<String> {
    let names: Vec<&str> = models.iter().flatten().map(|m| m.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
