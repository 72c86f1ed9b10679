//! The components that pipeline files may name.
//!
//! A new component is a row here: its name, and how it is made from the configuration.

use std::ops::Range;

use rostra_document::{Extractor, Normalizer, Recognizer, Relater, Segmenter};
use rostra_normalize::StandardNormalizer;
use rostra_recognize::GrammarRecognizer;
use rostra_relate::AppositionRelater;
use rostra_segment::SentenceSegmenter;
use rostra_tagger::{Models, TaggerRecognizer};
use toml::Spanned;

use crate::config::{PipelineConfig, RecognizerConfig};
use crate::models::Model;

/// How a component is made from its configuration.
type Make<C, T> = fn(&C) -> Box<T>;

/// Components of a kind, by name.
type Table<C, T> = &'static [(&'static str, Make<C, T>)];

const SEGMENTERS: Table<(), dyn Segmenter> = &[("icu.v1", |()| Box::new(SentenceSegmenter::new()))];

const RECOGNIZERS: Table<Option<&'static Models>, dyn Recognizer> = &[
    ("grammar.v1", |_| Box::new(GrammarRecognizer::new())),
    (TAGGER, |models| Box::new(tagger(*models))),
    (ALONE, |models| Box::new(tagger(*models).alone())),
];

fn tagger(models: Option<&'static Models>) -> TaggerRecognizer {
    models.map_or_else(TaggerRecognizer::new, TaggerRecognizer::with)
}

/// The trained model.
pub(crate) const TAGGER: &str = "tagger.v1";
/// The trained model with names and titles of its own alone.
pub(crate) const ALONE: &str = "tagger-alone.v1";

/// Whether the recogniser of this name runs a trained model.
pub(crate) fn runs_model(name: &str) -> bool {
    [TAGGER, ALONE].contains(&name)
}

const RELATERS: Table<Option<String>, dyn Relater> = &[("apposition.v1", |home| {
    Box::new(AppositionRelater::new(home.clone()))
})];

const NORMALIZERS: Table<Extractor, dyn Normalizer> = &[("standard.v1", |extractor| {
    Box::new(StandardNormalizer::new(extractor.clone()))
})];

/// The stages of a chain, made.
pub(crate) struct Stages {
    pub(crate) segmenter: Box<dyn Segmenter>,
    pub(crate) recognizers: Vec<Box<dyn Recognizer>>,
    pub(crate) relater: Box<dyn Relater>,
    pub(crate) normalizer: Box<dyn Normalizer>,
}

/// A mistake in a pipeline file: where, in bytes, and what.
type Mistake = (Range<usize>, String);

/// Makes the stages that `config` names; `models` are those of its recognisers, one each.
pub(crate) fn make(
    config: &PipelineConfig,
    models: &[Option<Model>],
    extractor: &Extractor,
) -> Result<Stages, Mistake> {
    let home = config
        .relate
        .home_country
        .as_ref()
        .map(|code| code.get_ref().clone());
    let recognizers = config.recognizers.iter().zip(models);
    Ok(Stages {
        segmenter: find("segmenter", SEGMENTERS, &config.segment.r#type)?(&()),
        recognizers: recognizers
            .map(|(component, model)| {
                let make = find("recogniser", RECOGNIZERS, &component.r#type)?;
                Ok(make(&model.as_ref().map(|model| model.models)))
            })
            .collect::<Result<_, _>>()?,
        relater: find("relater", RELATERS, &config.relate.r#type)?(&home),
        normalizer: find("normaliser", NORMALIZERS, &config.normalize.r#type)?(extractor),
    })
}

/// Says whether every name and value of `config` is known.
pub(crate) fn check(config: &PipelineConfig) -> Result<(), Mistake> {
    find("segmenter", SEGMENTERS, &config.segment.r#type)?;
    find("relater", RELATERS, &config.relate.r#type)?;
    find("normaliser", NORMALIZERS, &config.normalize.r#type)?;
    for component in &config.recognizers {
        check_recognizer(component)?;
    }
    if config.recognizers.is_empty() {
        return Err((0..0, "no recogniser is named".to_owned()));
    }
    match &config.relate.home_country {
        Some(code) => check_country(code.get_ref()).map_err(|reason| (code.span(), reason)),
        None => Ok(()),
    }
}

fn check_recognizer(component: &RecognizerConfig) -> Result<(), Mistake> {
    find("recogniser", RECOGNIZERS, &component.r#type)?;
    let name = component.r#type.get_ref();
    match &component.model {
        Some(model) if !runs_model(name) => Err((model.span(), format!("`{name}` runs no model"))),
        _ => Ok(()),
    }
}

/// Says whether `code` is a state's, ISO 3166-1 alpha-3.
pub(crate) fn check_country(code: &str) -> Result<(), String> {
    if rostra_lexicon::countries::official_name(code).is_some() {
        return Ok(());
    }
    Err(format!(
        "{code:?} is no ISO 3166-1 alpha-3 code such as \"FRA\""
    ))
}

fn find<C, T: ?Sized>(
    what: &str,
    table: Table<C, T>,
    name: &Spanned<String>,
) -> Result<Make<C, T>, Mistake> {
    let found = table.iter().find(|(known, _)| *known == name.get_ref());
    found.map(|&(_, make)| make).ok_or_else(|| {
        let known: Vec<String> = table
            .iter()
            .map(|(known, _)| format!("`{known}`"))
            .collect();
        let reason = format!("no {what} has this name; there is {}", known.join(", "));
        (name.span(), reason)
    })
}
