//! The recognisers that pipeline files may name, and the models that they run with.

use std::ops::Range;

use rostra_document::Recognizer;
use rostra_recognize::GrammarRecognizer;
use rostra_tagger::{Manifest, Models, TaggerRecognizer, verify};

use crate::config::ConfigError;
use crate::recognizer_config::RecognizerConfig;
use crate::transformer;

/// The trained model.
pub(crate) const TAGGER: &str = "tagger.v1";
/// The trained model with names and titles of its own alone.
const ALONE: &str = "tagger-alone.v1";
/// A checkpoint of the user's own.
const TRANSFORMER: &str = rostra_transformer::NAME;

/// A recogniser with the name that the output calls its model by, if it runs one.
pub(crate) struct Made {
    pub(crate) recognizer: Box<dyn Recognizer>,
    pub(crate) model: Option<String>,
}

/// A kind of recogniser.
struct Registered {
    name: &'static str,
    /// What may be set of it.
    keys: &'static [&'static str],
    make: fn(&RecognizerConfig) -> Result<Made, ConfigError>,
}

const ALL: [Registered; 4] = [
    Registered {
        name: "grammar.v1",
        keys: &[],
        make: |_| {
            Ok(Made {
                recognizer: Box::new(GrammarRecognizer::new()),
                model: None,
            })
        },
    },
    Registered {
        name: TAGGER,
        keys: &["model"],
        make: |config| tagger(config, |tagger| tagger),
    },
    Registered {
        name: ALONE,
        keys: &["model"],
        make: |config| tagger(config, TaggerRecognizer::alone),
    },
    Registered {
        name: TRANSFORMER,
        keys: transformer::KEYS,
        make: transformer::make,
    },
];

/// Whether the recogniser of this name runs a trained model.
pub(crate) fn runs_model(name: &str) -> bool {
    [TAGGER, ALONE, TRANSFORMER].contains(&name)
}

/// Whether it is one that runs the program's own weights or others in their place.
pub(crate) fn takes_weights(name: &str) -> bool {
    [TAGGER, ALONE].contains(&name)
}

/// Makes the recogniser that `config` names, which has been checked.
pub(crate) fn make(config: &RecognizerConfig) -> Result<Made, ConfigError> {
    let registered = find(config).map_err(|(_, reason)| ConfigError::Setting(reason))?;
    (registered.make)(config)
}

/// Says whether `config` names a recogniser and sets what it has; else where it does not, in bytes, and why.
pub(crate) fn check(config: &RecognizerConfig) -> Result<(), (Range<usize>, String)> {
    let registered = find(config)?;
    let name = registered.name;
    for (key, place) in config.given() {
        if !registered.keys.contains(&key) {
            let reason = match key {
                "model" => format!("`{name}` runs no model"),
                _ => format!("`{name}` has no `{key}`"),
            };
            return Err((place, reason));
        }
    }
    if name == TRANSFORMER {
        transformer::check(config)?;
    }
    Ok(())
}

fn find(config: &RecognizerConfig) -> Result<&'static Registered, (Range<usize>, String)> {
    let name = &config.r#type;
    let found = ALL.iter().find(|known| known.name == name.get_ref());
    found.ok_or_else(|| {
        let known = ALL.each_ref().map(|known| format!("`{}`", known.name));
        let known = known.join(", ");
        let reason = format!("no recogniser has this name; there is {known}");
        (name.span(), reason)
    })
}

fn tagger(
    config: &RecognizerConfig,
    set: fn(TaggerRecognizer) -> TaggerRecognizer,
) -> Result<Made, ConfigError> {
    let (models, manifest): (&'static Models, _) = match config.folder() {
        None => (Models::embedded(), Manifest::shipped()?),
        Some(folder) => {
            let (models, manifest) = verify::read(folder)?;
            // Kept until the program ends, as the embedded ones are: a program has one pipeline.
            (Box::leak(Box::new(models)), manifest)
        }
    };
    Ok(Made {
        recognizer: Box::new(set(TaggerRecognizer::with(models))),
        model: Some(manifest.identity()),
    })
}
