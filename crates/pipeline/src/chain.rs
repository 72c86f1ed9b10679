//! One document through every stage.

use rostra_document::{Document, Extraction, Extractor, Mention, Relations, Segment};

use crate::config::{ConfigError, PipelineConfig};
use crate::models;
use crate::registry::{self, Stages};

/// A running chain of stages.
///
/// ```
/// use rostra_pipeline::{Pipeline, PipelineConfig};
///
/// let pipeline = Pipeline::new(PipelineConfig::default())?;
/// assert!(pipeline.extractor().pipeline.starts_with("sha256:"));
/// # Ok::<(), rostra_pipeline::ConfigError>(())
/// ```
pub struct Pipeline {
    config: PipelineConfig,
    extractor: Extractor,
    stages: Stages,
}

/// What each stage made of a document, for explanations.
#[derive(Clone, Debug)]
pub struct Trace {
    /// Of the segmenter.
    pub segments: Vec<Segment>,
    /// Of all recognisers.
    pub mentions: Vec<Mention>,
    /// Of the relater.
    pub relations: Relations,
    /// Of the normaliser.
    pub extraction: Extraction,
}

impl Pipeline {
    /// The chain that `config` describes.
    ///
    /// # Errors
    /// Where it names a component that does not exist, or weights that cannot be used.
    pub fn new(config: PipelineConfig) -> Result<Self, ConfigError> {
        let models = models::of(&config)?;
        let extractor = Extractor {
            name: "rostra".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            pipeline: config.digest(),
            model: models::named(&models),
        };
        let stages = registry::make(&config, &models, &extractor)
            .map_err(|(_, reason)| ConfigError::Setting(reason))?;
        Ok(Self {
            config,
            extractor,
            stages,
        })
    }

    /// Its configuration.
    #[must_use]
    pub fn config(&self) -> &PipelineConfig {
        &self.config
    }

    /// What its output names as its maker.
    #[must_use]
    pub fn extractor(&self) -> &Extractor {
        &self.extractor
    }

    /// Reads one document.
    #[must_use]
    pub fn extract(&self, document: &Document) -> Extraction {
        self.trace(document).extraction
    }

    /// Reads one document and keeps what every stage made of it.
    #[must_use]
    pub fn trace(&self, document: &Document) -> Trace {
        let segments = self.stages.segmenter.segment(document);
        let mentions = self.mentions(document, &segments);
        let relations = self.stages.relater.relate(document, &segments, &mentions);
        let extraction = self.stages.normalizer.normalize(document, &relations);
        Trace {
            segments,
            mentions,
            relations,
            extraction,
        }
    }

    /// Cuts one document into segments, and does no more.
    #[must_use]
    pub fn segments(&self, document: &Document) -> Vec<Segment> {
        self.stages.segmenter.segment(document)
    }

    fn mentions(&self, document: &Document, segments: &[Segment]) -> Vec<Mention> {
        let recognizers = self.stages.recognizers.iter();
        recognizers.fold(Vec::new(), |found, recognizer| {
            recognizer.recognize(document, segments, found)
        })
    }

    #[cfg(test)]
    pub(crate) fn with_segmenter(segmenter: Box<dyn rostra_document::Segmenter>) -> Self {
        let mut pipeline = Self::new(PipelineConfig::default()).expect("the default holds");
        pipeline.stages.segmenter = segmenter;
        pipeline
    }
}
