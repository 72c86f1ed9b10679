//! The components that pipeline files may name.
//!
//! A new component is a row here: its name, and how it is made from the configuration.

use std::ops::Range;

use rostra_document::{Extractor, Normalizer, Recognizer, Relater, Segmenter};
use rostra_normalize::StandardNormalizer;
use rostra_relate::AppositionRelater;
use rostra_segment::SentenceSegmenter;
use toml::Spanned;

use crate::config::PipelineConfig;
use crate::recognizers::{self, Made};

/// How a component is made from its configuration.
type Make<C, T> = fn(&C) -> Box<T>;

/// Components of a kind, by name.
type Table<C, T> = &'static [(&'static str, Make<C, T>)];

const SEGMENTERS: Table<(), dyn Segmenter> = &[("icu.v1", |()| Box::new(SentenceSegmenter::new()))];

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

/// Makes the stages that `config` names; its `recognizers` are made already.
pub(crate) fn make(
    config: &PipelineConfig,
    recognizers: Vec<Made>,
    extractor: &Extractor,
) -> Result<Stages, Mistake> {
    let home = config
        .relate
        .home_country
        .as_ref()
        .map(|code| code.get_ref().clone());
    Ok(Stages {
        segmenter: find("segmenter", SEGMENTERS, &config.segment.r#type)?(&()),
        recognizers: recognizers
            .into_iter()
            .map(|made| made.recognizer)
            .collect(),
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
        recognizers::check(component)?;
    }
    if config.recognizers.is_empty() {
        return Err((0..0, "no recogniser is named".to_owned()));
    }
    for output in &config.outputs {
        output.target()?;
    }
    match &config.relate.home_country {
        Some(code) => check_country(code.get_ref()).map_err(|reason| (code.span(), reason)),
        None => Ok(()),
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
