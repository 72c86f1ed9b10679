//! One document through every stage.

use rostra_document::{
    Document, Evidence, Extraction, Extractor, Mention, RecognizeError, Record, Relations, Segment,
};

use crate::config::{ConfigError, PipelineConfig};
use crate::merge;
use crate::parts::{self, Part};
use crate::recognizers::{self, Made};
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

/// What was made of one language's part of a document.
type Read = (Vec<Segment>, Vec<Mention>, Relations);

/// Log-odds by which a record is less sure that a relative's pack has read: a guess, which no annotated text has measured.
const BY_KIN: f32 = -1.5;

/// Takes [`BY_KIN`] from the confidence of `record`, and says so.
fn less_sure(record: &mut Record) {
    let sure = record.confidence.clamp(0.001, 0.999);
    let odds = (sure / (1.0 - sure)).ln() + BY_KIN;
    record.confidence = 1.0 / (1.0 + (-odds).exp());
    record.evidence.push(Evidence {
        field: "confidence",
        rule: "language.kin",
        range: None,
        score: BY_KIN,
    });
}

impl Pipeline {
    /// The chain that `config` describes.
    ///
    /// # Errors
    /// Where it names a component that does not exist, or weights that cannot be used.
    pub fn new(config: PipelineConfig) -> Result<Self, ConfigError> {
        let recognizers = config.recognizers.iter().map(recognizers::make);
        let recognizers: Vec<Made> = recognizers.collect::<Result<_, _>>()?;
        let extractor = Extractor {
            name: "rostra".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            pipeline: config.digest(),
            model: named(&recognizers),
        };
        let stages = registry::make(&config, recognizers, &extractor)
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
    ///
    /// # Errors
    /// Where a recogniser cannot read it; others can be read after it.
    pub fn extract(&self, document: &Document) -> Result<Extraction, RecognizeError> {
        Ok(self.trace(document)?.extraction)
    }

    /// Reads one document and keeps what every stage made of it.
    ///
    /// # Errors
    /// Where a recogniser cannot read it; others can be read after it.
    pub fn trace(&self, document: &Document) -> Result<Trace, RecognizeError> {
        let parts = parts::parts(document)
            .iter()
            .map(|part| self.read(part))
            .collect::<Result<Vec<_>, _>>()?;
        let (segments, mentions, relations) = self.whole(document, parts);
        let extraction = self.stages.normalizer.normalize(document, &relations);
        Ok(Trace {
            segments,
            mentions,
            relations,
            extraction,
        })
    }

    /// One language's part of a document, as far as relations.
    fn read(&self, part: &Part) -> Result<Read, RecognizeError> {
        let document = part.document.as_ref();
        let segments = self.stages.segmenter.segment(document);
        let mentions = self.mentions(document, &segments)?;
        let mut relations = self.stages.relater.relate(document, &segments, &mentions);
        if part.by_kin {
            relations.records.iter_mut().for_each(less_sure);
        }
        Ok((segments, mentions, relations))
    }

    /// The parts of `document` put together, in the order of its text.
    fn whole(&self, document: &Document, mut parts: Vec<Read>) -> Read {
        if parts.len() == 1 {
            return parts.pop().unwrap_or_default();
        }
        let (mut segments, mut mentions, mut relations) = Read::default();
        let mut said = Vec::new();
        for (of_part, found, relates) in parts {
            segments.extend(of_part);
            mentions.extend(found);
            relations.records.extend(relates.records.iter().cloned());
            said.push(relates);
        }
        segments.sort_by_key(|segment| segment.range.start);
        mentions.sort_by_key(|mention| mention.range.start);
        let people = self
            .stages
            .normalizer
            .normalize(document, &relations)
            .people;
        (segments, mentions, merge::merged(said, &people))
    }

    /// Cuts one document into segments, and does no more.
    #[must_use]
    pub fn segments(&self, document: &Document) -> Vec<Segment> {
        self.stages.segmenter.segment(document)
    }

    fn mentions(
        &self,
        document: &Document,
        segments: &[Segment],
    ) -> Result<Vec<Mention>, RecognizeError> {
        let mut recognizers = self.stages.recognizers.iter();
        recognizers.try_fold(Vec::new(), |found, recognizer| {
            recognizer.recognize(document, segments, found)
        })
    }

    #[cfg(test)]
    pub(crate) fn with_segmenter(segmenter: Box<dyn rostra_document::Segmenter>) -> Self {
        let mut pipeline = Self::new(PipelineConfig::default()).expect("the default holds");
        pipeline.stages.segmenter = segmenter;
        pipeline
    }

    /// With `recognizers` after those of the default.
    #[cfg(test)]
    pub(crate) fn with_recognizers(recognizers: Vec<Box<dyn rostra_document::Recognizer>>) -> Self {
        let mut pipeline = Self::new(PipelineConfig::default()).expect("the default holds");
        pipeline.stages.recognizers.extend(recognizers);
        pipeline
    }
}

/// The names of the models that take part; `None` where there are none.
fn named(recognizers: &[Made]) -> Option<String> {
    let names: Vec<&str> = recognizers
        .iter()
        .filter_map(|made| made.model.as_deref())
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}
