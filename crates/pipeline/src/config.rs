//! Pipeline files: which components make up the chain and how they are set.

use std::fs;
use std::path::Path;

use rostra_lexicon::PackError;
use rostra_sink::Target;
use rostra_tagger::ManifestError;
use rostra_tagger::verify::VerifyError;
use rostra_transformer::Error as TransformerError;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;
use toml::Spanned;

use crate::limits::Limits;
use crate::outputs::OutputConfig;
use crate::recognizer_config::RecognizerConfig;
use crate::{packs, recognizers, registry};

/// The default pipeline file, as shipped.
const DEFAULT: &str = include_str!("../../../pipelines/default.toml");

/// A pipeline file that cannot be used.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{file}: cannot be read: {cause}")]
    Unreadable {
        /// Its path.
        file: String,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// A key or value of it does not hold.
    #[error("{file}:{line}:{column}: {reason}, at `{at}`")]
    Invalid {
        /// Its path.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in code points, from 1.
        column: usize,
        /// What is wrong.
        reason: String,
        /// The key or value that is wrong, as written.
        at: String,
    },
    /// A language pack that does not hold.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// A setting given beside the file does not hold.
    #[error("{0}")]
    Setting(String),
    /// A folder of weights that cannot be used.
    #[error(transparent)]
    Model(#[from] VerifyError),
    /// A list of weights that cannot be used.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// A checkpoint that cannot be run.
    #[error(transparent)]
    Checkpoint(#[from] TransformerError),
}

/// A component of the chain, by its registered name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Its name, e.g. `icu.v1`.
    pub r#type: Spanned<String>,
}

/// `[relate]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relate {
    /// The component's name, e.g. `apposition.v1`.
    pub r#type: Spanned<String>,
    /// ISO 3166-1 alpha-3 of the state whose officials a release may name without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home_country: Option<Spanned<String>>,
}

/// A pipeline, as written in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PipelineConfig {
    /// In the order in which they run.
    pub recognizers: Vec<RecognizerConfig>,
    /// Cuts documents into segments.
    pub segment: Component,
    /// Ties mentions together.
    pub relate: Relate,
    /// Makes the output's values.
    pub normalize: Component,
    /// How much is held at once.
    pub limits: Limits,
    /// Where results go, unless the command line says.
    #[serde(skip_serializing)]
    pub outputs: Vec<OutputConfig>,
    /// Digest of the language packs that take the place of the program's own.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    packs: Option<String>,
}

impl Default for PipelineConfig {
    fn default() -> Self {
        let component = |name: &str| Component {
            r#type: unplaced(name),
        };
        Self {
            recognizers: vec![
                RecognizerConfig::of(unplaced("grammar.v1")),
                RecognizerConfig::of(unplaced(recognizers::TAGGER)),
            ],
            segment: component("icu.v1"),
            relate: Relate {
                r#type: unplaced("apposition.v1"),
                home_country: None,
            },
            normalize: component("standard.v1"),
            limits: Limits::default(),
            outputs: Vec::new(),
            packs: None,
        }
    }
}

impl PipelineConfig {
    /// The text of the default pipeline file.
    #[must_use]
    pub fn default_file() -> &'static str {
        DEFAULT
    }

    /// Reads a pipeline file.
    ///
    /// # Errors
    /// Where it cannot be read, or names a key, component or value that does not exist.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let file = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|cause| ConfigError::Unreadable {
            file: file.clone(),
            cause,
        })?;
        let mut config = Self::parse(&text, &file)?;
        let beside = path.parent().unwrap_or(Path::new(""));
        for recognizer in &mut config.recognizers {
            recognizer.look_beside(beside);
        }
        Ok(config)
    }

    /// Reads the text of a pipeline file; `file` is what messages call it.
    ///
    /// # Errors
    /// Where it names a key, component or value that does not exist.
    pub fn parse(text: &str, file: &str) -> Result<Self, ConfigError> {
        let invalid = |span, reason: &str| ConfigError::invalid(text, file, span, reason);
        let config: Self = toml::from_str(text)
            .map_err(|error| invalid(error.span().unwrap_or_default(), error.message()))?;
        registry::check(&config).map_err(|(span, reason)| invalid(span, &reason))?;
        Ok(config)
    }

    /// The default chain with no recogniser but the grammar.
    #[must_use]
    pub fn grammar_alone() -> Self {
        let mut config = Self::default();
        config.leave_models();
        config
    }

    /// Takes the language packs in `folder` in place of the program's own, or these where there is none. What is chosen first holds for
    /// all of this process.
    ///
    /// # Errors
    /// Where one of them does not hold, or others were chosen before.
    pub fn use_packs(&mut self, folder: Option<&Path>) -> Result<(), ConfigError> {
        self.packs = packs::choose(folder)?;
        Ok(())
    }

    /// The outputs that the file names.
    #[must_use]
    pub fn targets(&self) -> Vec<Target> {
        let targets = self.outputs.iter().map(OutputConfig::target);
        targets.filter_map(Result::ok).collect() // the file was checked when it was read
    }

    /// Sets the limit called `name`.
    ///
    /// # Errors
    /// Where there is no such limit, or it cannot have that value.
    pub fn set_limit(&mut self, name: &str, value: u64) -> Result<(), ConfigError> {
        self.limits.set(name, value).map_err(ConfigError::Setting)
    }

    /// Takes trained models out of the chain.
    pub fn leave_models(&mut self) {
        self.recognizers
            .retain(|component| !recognizers::runs_model(component.r#type.get_ref()));
    }

    /// Sets the folder of weights that trained models run with, in place of the program's own.
    ///
    /// # Errors
    /// Where no recogniser of the chain is a trained one.
    pub fn set_model(&mut self, folder: &str) -> Result<(), ConfigError> {
        let recognizers = self.recognizers.iter_mut();
        let mut trained: Vec<_> = recognizers
            .filter(|recognizer| recognizers::takes_weights(recognizer.r#type.get_ref()))
            .collect();
        if trained.is_empty() {
            let reason = format!(
                "the pipeline has no `{}` to run a model",
                recognizers::TAGGER
            );
            return Err(ConfigError::Setting(reason));
        }
        for recognizer in &mut trained {
            recognizer.set_folder(unplaced(folder));
        }
        Ok(())
    }

    /// Sets the home country, ISO 3166-1 alpha-3.
    ///
    /// # Errors
    /// Where `code` is no state's.
    pub fn set_home_country(&mut self, code: &str) -> Result<(), ConfigError> {
        registry::check_country(code).map_err(ConfigError::Setting)?;
        self.relate.home_country = Some(unplaced(code));
        Ok(())
    }

    /// `sha256:` and the digest of this pipeline in its canonical form, every key written out.
    #[must_use]
    pub fn digest(&self) -> String {
        let canonical = toml::to_string(self).expect("strings and numbers go into TOML");
        format!(
            "sha256:{}",
            hexadecimal(&Sha256::digest(canonical.as_bytes()))
        )
    }
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl ConfigError {
    fn invalid(text: &str, file: &str, span: std::ops::Range<usize>, reason: &str) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let at = text.get(span).unwrap_or_default();
        Self::Invalid {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            reason: reason.trim_end().replace('\n', "; "),
            at: at.lines().next().unwrap_or_default().to_owned(),
        }
    }
}

fn unplaced(value: &str) -> Spanned<String> {
    Spanned::new(0..0, value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::PipelineConfig;

    #[test]
    fn the_default_is_the_shipped_file() {
        let file = PipelineConfig::parse(PipelineConfig::default_file(), "default.toml").unwrap();
        assert_eq!(file, PipelineConfig::default());
        assert_eq!(file.digest(), PipelineConfig::default().digest());
        assert_eq!(
            PipelineConfig::parse("", "x.toml").unwrap(),
            PipelineConfig::default()
        );
    }

    #[test]
    fn settings_change_the_digest() {
        let mut config = PipelineConfig::default();
        config.set_home_country("CHN").unwrap();
        assert_ne!(config.digest(), PipelineConfig::default().digest());
        assert!(config.set_home_country("china").is_err());
        assert!(config.set_home_country("QQQ").is_err());
    }

    #[test]
    fn outputs_do_not_change_the_digest() {
        let text = "outputs = [{ to = \"a.csv\" }, { to = \"b\", type = \"json\" }]";
        let config = PipelineConfig::parse(text, "p.toml").unwrap();
        assert_eq!(config.digest(), PipelineConfig::default().digest());
        let places: Vec<String> = config.targets().iter().map(ToString::to_string).collect();
        assert_eq!(places, ["a.csv", "b"]);
    }

    #[test]
    fn a_model_may_lie_beside_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("own.toml");
        let text = "recognizers = [{ type = \"grammar.v1\" }, { type = \"tagger.v1\", model = \"weights\" }]";
        std::fs::write(&file, text).unwrap();
        let looked = || {
            let config = PipelineConfig::read(&file).unwrap();
            let folder = config.recognizers[1].folder().unwrap().to_owned();
            (config.digest(), folder)
        };
        let (digest, as_written) = looked();
        assert_eq!(as_written, std::path::Path::new("weights"));
        let beside = folder.path().join("weights");
        std::fs::create_dir(&beside).unwrap();
        assert_eq!(looked(), (digest, beside));
    }

    #[test]
    fn a_model_is_set_where_one_runs() {
        let mut config = PipelineConfig::default();
        config.set_model("mine").unwrap();
        let text =
            "recognizers = [{ type = \"grammar.v1\" }, { type = \"tagger.v1\", model = \"mine\" }]";
        assert_eq!(config, PipelineConfig::parse(text, "p.toml").unwrap());
        assert_ne!(config.digest(), PipelineConfig::default().digest());
        assert!(PipelineConfig::grammar_alone().set_model("mine").is_err());
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        let cases = [
            (
                "[segment]\ntype = \"icu.v1\"\nlong = 3\n",
                "p.toml:3:1: unknown field `long`, expected `type`, at `long`",
            ),
            ("\nsegments = 1\n", "p.toml:2:1: unknown field `segments`"),
            (
                "[segment]\ntype = \"icu.v9\"\n",
                "p.toml:2:8: no segmenter has this name; there is `icu.v1`, at `\"icu.v9\"`",
            ),
            (
                "recognizers = [{ type = \"crf.v1\" }]",
                "p.toml:1:25: no recogniser has this name; there is `grammar.v1`",
            ),
            (
                "recognizers = [{ type = \"grammar.v1\", model = \"m\" }]",
                "p.toml:1:47: `grammar.v1` runs no model, at `\"m\"`",
            ),
            (
                "recognizers = [{ type = \"tagger.v1\", models = \"m\" }]",
                "p.toml:1:38: unknown field `models`, expected one of `type`, `model`",
            ),
            (
                "[segment]\ntype = \"icu.v1\"\nmodel = \"m\"\n",
                "p.toml:3:1: unknown field `model`",
            ),
            ("recognizers = []", "p.toml:1:1: no recogniser is named"),
            (
                "[limits]\nrow_bytes = \"x\"\n",
                "p.toml:2:13: invalid type: string \"x\", expected usize",
            ),
            (
                "[relate]\ntype = \"apposition.v1\"\nhome_country = \"cn\"",
                "p.toml:3:16: ",
            ),
            ("[relate\n", "p.toml:1:8: "),
            (
                "[[outputs]]\nto = \"out.csv\"\ntype = \"xml\"\n",
                "p.toml:3:8: no output has the form `xml`; there is `jsonl`",
            ),
            (
                "[[outputs]]\npath = \"out.csv\"\n",
                "p.toml:2:1: unknown field `path`, expected `to` or `type`",
            ),
        ];
        for (text, message) in cases {
            let error = PipelineConfig::parse(text, "p.toml")
                .unwrap_err()
                .to_string();
            assert!(error.starts_with(message), "{error}\n{message}");
        }
    }
}
