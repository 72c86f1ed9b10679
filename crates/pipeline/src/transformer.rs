//! `transformer.v1` by its entry in a pipeline file.

use std::ops::Range;
use std::path::Path;
use std::str::FromStr;

use rostra_transformer::engine::{self, Options};
use rostra_transformer::{
    Aggregate, Checkpoint, Classifier, EngineKind, Settings, TransformerRecognizer,
};
use toml::Spanned;

use crate::config::ConfigError;
use crate::recognizer_config::RecognizerConfig;
use crate::recognizers::Made;

/// What may be set.
pub(crate) const KEYS: &[&str] = &[
    "model",
    "engine",
    "device",
    "threads",
    "weights",
    "library",
    "window",
    "overlap",
    "batch",
    "aggregate",
    "languages",
    "labels",
];

/// A mistake in a pipeline file: where, in bytes, and what.
type Mistake = (Range<usize>, String);

/// The entry's values.
struct Entry<'c> {
    folder: &'c Path,
    engine: EngineKind,
    options: Options,
    settings: Settings,
    languages: Vec<String>,
}

/// More at once are a slip of the pen.
const MOST: usize = 1024;

/// Says whether the values can be meant; whether the checkpoint is there is for [`make`] to say.
pub(crate) fn check(config: &RecognizerConfig) -> Result<(), Mistake> {
    read(config).map(|_| ())
}

/// Opens the checkpoint on its engine.
pub(crate) fn make(config: &RecognizerConfig) -> Result<Made, ConfigError> {
    let entry = read(config).map_err(|(_, reason)| ConfigError::Setting(reason))?;
    let checkpoint = Checkpoint::open(entry.folder)?;
    let engine = engine::open(entry.engine, &checkpoint, &entry.options)?;
    let identity = checkpoint.identity(engine.weights())?;
    let classifier = Classifier::new(&checkpoint, engine, entry.settings)?;
    Ok(Made {
        recognizer: Box::new(TransformerRecognizer::new(
            Box::new(classifier),
            entry.languages,
        )),
        model: Some(identity),
    })
}

fn read(config: &RecognizerConfig) -> Result<Entry<'_>, Mistake> {
    let folder = config.folder().ok_or_else(|| {
        let reason = "`transformer.v1` needs `model`, the folder of a checkpoint".to_owned();
        (config.r#type.span(), reason)
    })?;
    let defaults = Settings::default();
    let number =
        |value: &Option<Spanned<usize>>, default| value.as_ref().map_or(default, |v| *v.get_ref());
    let counted = [
        (&config.batch, MOST),
        (&config.threads, MOST),
        (&config.window, usize::MAX),
    ];
    for (value, most) in counted {
        if let Some(value) = value.as_ref().filter(|v| !(1..=most).contains(v.get_ref())) {
            let reason = match *value.get_ref() {
                0 => "must be 1 at least".to_owned(),
                _ => format!("must be {most} at most"),
            };
            return Err((value.span(), reason));
        }
    }
    for tag in config.languages.iter().flat_map(Spanned::get_ref) {
        if rostra_lexicon::pack(tag).is_none() {
            let place = config.languages.as_ref().map(Spanned::span);
            let reason = format!("no language with a pack has the tag `{tag}`");
            return Err((place.unwrap_or_default(), reason));
        }
    }
    let labels = config.labels.as_ref();
    if let Some(labels) = labels {
        let mut meanings = labels.get_ref().values();
        let bad = meanings.find_map(|meaning| rostra_transformer::check_meaning(meaning).err());
        bad.map_or(Ok(()), |reason| Err((labels.span(), reason)))?;
    }
    Ok(Entry {
        folder,
        engine: word(&config.engine)?.unwrap_or(EngineKind::Candle),
        options: Options {
            device: word(&config.device)?.unwrap_or_default(),
            threads: config.threads.as_ref().map(|threads| *threads.get_ref()),
            weights: config.weights.as_ref().map(|file| file.get_ref().clone()),
            library: config.library.as_ref().map(|file| file.get_ref().into()),
        },
        languages: config
            .languages
            .as_ref()
            .map(|l| l.get_ref().clone())
            .unwrap_or_default(),
        settings: Settings {
            window: number(&config.window, defaults.window),
            overlap: number(&config.overlap, defaults.overlap),
            batch: number(&config.batch, defaults.batch),
            aggregate: word::<Aggregate>(&config.aggregate)?.unwrap_or_default(),
            labels: labels
                .map(|labels| labels.get_ref().clone())
                .unwrap_or_default(),
        },
    })
}

/// A value that is one of some words.
fn word<T: FromStr<Err = String>>(value: &Option<Spanned<String>>) -> Result<Option<T>, Mistake> {
    let read = |value: &Spanned<String>| {
        let parsed = value.get_ref().parse();
        parsed.map_err(|reason| (value.span(), reason))
    };
    value.as_ref().map(read).transpose()
}
