//! `config.json` of a checkpoint.

use std::fmt;
use std::path::Path;

use serde_json::Value;

use crate::error::Error;

/// A family of encoders, by `model_type`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Architecture {
    /// BERT.
    Bert,
    /// DistilBERT.
    DistilBert,
    /// RoBERTa and CamemBERT, which is built alike.
    Roberta,
    /// XLM-RoBERTa.
    XlmRoberta,
    /// ELECTRA.
    Electra,
    /// DeBERTa, the first.
    Deberta,
    /// DeBERTa 2 and 3, and mDeBERTa.
    DebertaV2,
    /// Any other: what an ONNX graph holds needs no name.
    Other(String),
}

impl Architecture {
    fn of(model_type: &str) -> Self {
        match model_type {
            "bert" => Self::Bert,
            "distilbert" => Self::DistilBert,
            "roberta" | "camembert" => Self::Roberta,
            "xlm-roberta" => Self::XlmRoberta,
            "electra" => Self::Electra,
            "deberta" => Self::Deberta,
            "deberta-v2" => Self::DebertaV2,
            other => Self::Other(other.to_owned()),
        }
    }

    /// What the names of its tensors begin with, e.g. `bert`.
    #[must_use]
    pub fn prefix(&self) -> &str {
        match self {
            Self::Bert => "bert",
            Self::DistilBert => "distilbert",
            Self::Roberta | Self::XlmRoberta => "roberta",
            Self::Electra => "electra",
            Self::Deberta | Self::DebertaV2 => "deberta",
            Self::Other(name) => name,
        }
    }

    /// Positions that the first piece of a text does not use: RoBERTa counts from the filling's identifier on. What is not
    /// known by name may count so too, as MPNet, Longformer and data2vec do, all with a filling of 1: two pieces of a
    /// window are a small price for a graph that does not fail on the longest text.
    fn reserved_positions(&self, pad: u32) -> usize {
        match self {
            Self::Roberta | Self::XlmRoberta => pad as usize + 1,
            Self::Other(_) => 2,
            _ => 0,
        }
    }

    /// The filling's identifier where the file names none, as transformers has it.
    fn usual_pad(&self) -> u32 {
        u32::from(matches!(self, Self::Roberta | Self::XlmRoberta))
    }
}

impl fmt::Display for Architecture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bert => "BERT",
            Self::DistilBert => "DistilBERT",
            Self::Roberta => "RoBERTa",
            Self::XlmRoberta => "XLM-RoBERTa",
            Self::Electra => "ELECTRA",
            Self::Deberta => "DeBERTa",
            Self::DebertaV2 => "DeBERTa-v2",
            Self::Other(name) => name,
        })
    }
}

/// What `config.json` says. Of an architecture that is not known by name, only the labels must be there: its file may call
/// sizes otherwise, and its graph knows them. What it does not tell is 0.
#[derive(Clone, Debug)]
pub struct Config {
    /// The family.
    pub architecture: Architecture,
    /// Names of labels, by their number in the output.
    pub labels: Vec<String>,
    /// Width of the hidden states.
    pub hidden: usize,
    /// Number of layers.
    pub layers: usize,
    /// Attention heads of a layer.
    pub heads: usize,
    /// Width inside the feed-forward part.
    pub intermediate: usize,
    /// Number of pieces that are known.
    pub vocabulary: usize,
    /// Rows of the table of positions.
    pub position_rows: usize,
    /// Pieces that fit a window, special ones included; `usize::MAX` where the file does not tell.
    pub positions: usize,
    /// Identifier of the filling.
    pub pad: u32,
    /// The whole file, for what only one engine asks.
    pub raw: Value,
}

impl Config {
    /// Reads the text of the file; `file` is what messages call it.
    ///
    /// # Errors
    /// Where it is no JSON object of numbers that hold together.
    pub fn parse(text: &str, file: &Path) -> Result<Self, Error> {
        let invalid = |reason: String| Error::Invalid {
            file: file.to_owned(),
            reason,
        };
        let raw: Value =
            serde_json::from_str(text).map_err(|e| invalid(format!("no JSON: {e}")))?;
        let model_type = raw.get("model_type").and_then(Value::as_str);
        let architecture = Architecture::of(model_type.ok_or_else(|| {
            invalid(
                "`model_type` is missing: it names the architecture, such as \"bert\"".to_owned(),
            )
        })?);
        let number = |names: &[&str]| match size(&raw, names) {
            None if matches!(architecture, Architecture::Other(_)) => Ok(0),
            found => found.ok_or_else(|| {
                let name = names.first().copied().unwrap_or_default();
                invalid(format!("`{name}` is missing or no number that can be"))
            }),
        };
        let pad = raw.get("pad_token_id").and_then(Value::as_u64);
        let pad = pad.and_then(|n| u32::try_from(n).ok());
        let pad = pad.unwrap_or_else(|| architecture.usual_pad());
        let rows = number(&["max_position_embeddings"])?;
        let config = Self {
            labels: labels(&raw).map_err(invalid)?,
            hidden: number(&["hidden_size", "dim"])?,
            layers: number(&["num_hidden_layers", "n_layers"])?,
            heads: number(&["num_attention_heads", "n_heads"])?,
            intermediate: number(&["intermediate_size", "hidden_dim"])?,
            vocabulary: number(&["vocab_size"])?,
            position_rows: rows,
            positions: match rows {
                0 => usize::MAX,
                rows => rows.saturating_sub(architecture.reserved_positions(pad)),
            },
            architecture,
            pad,
            raw,
        };
        if config.heads > 0 && !config.hidden.is_multiple_of(config.heads) {
            let (hidden, heads) = (config.hidden, config.heads);
            return Err(invalid(format!(
                "`hidden_size` {hidden} cannot be shared by {heads} attention heads"
            )));
        }
        if config.positions < 8 {
            return Err(invalid(
                "`max_position_embeddings` leaves no room for a sentence".to_owned(),
            ));
        }
        Ok(config)
    }

    /// A number of the file by its name.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<f64> {
        self.raw.get(name)?.as_f64()
    }

    /// A word of the file by its name.
    #[must_use]
    pub fn word(&self, name: &str) -> Option<&str> {
        self.raw.get(name)?.as_str()
    }
}

/// The first of these numbers that the file has, if a model can be of that size.
fn size(raw: &Value, names: &[&str]) -> Option<usize> {
    let mut values = names.iter().filter_map(|name| raw.get(*name)?.as_u64());
    let value = values.next().filter(|n| (1..=1 << 32).contains(n))?;
    usize::try_from(value).ok()
}

/// `id2label` in the order of its numbers, which must be 0, 1, 2, ….
fn labels(raw: &Value) -> Result<Vec<String>, String> {
    let none = "`id2label` is missing: this is no checkpoint for token classification, or it was saved without the names of its labels";
    let map = raw.get("id2label").and_then(Value::as_object).ok_or(none)?;
    let mut labels: Vec<(usize, &str)> = map
        .iter()
        .filter_map(|(id, name)| Some((id.parse().ok()?, name.as_str()?)))
        .collect();
    labels.sort_unstable();
    let whole = labels.len() == map.len() && labels.iter().enumerate().all(|(at, l)| at == l.0);
    if !whole || labels.len() < 2 {
        return Err("`id2label` must name the labels 0, 1, 2 and so on, two at least".to_owned());
    }
    Ok(labels.iter().map(|(_, name)| (*name).to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BERT: &str = r#"{"model_type": "bert", "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2,
        "intermediate_size": 16, "vocab_size": 30, "max_position_embeddings": 64, "id2label": {"1": "B-PER", "0": "O"}}"#;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(text, Path::new("config.json")).map_err(|error| error.to_string())
    }

    #[test]
    fn labels_and_sizes_are_read() {
        let config = parse(BERT).unwrap();
        assert_eq!(config.architecture, Architecture::Bert);
        assert_eq!(config.labels, ["O", "B-PER"]);
        assert_eq!((config.hidden, config.positions, config.pad), (8, 64, 0));
        let text = BERT.replace("\"bert\"", "\"xlm-roberta\", \"pad_token_id\": 1");
        let roberta = parse(&text).unwrap();
        assert_eq!((roberta.positions, roberta.position_rows), (62, 64));
    }

    #[test]
    fn the_filling_is_that_of_the_architecture() {
        let cases = [
            ("bert", "", 0, 64),
            ("roberta", "", 1, 62),
            ("camembert", "\"pad_token_id\": null, ", 1, 62),
            ("xlm-roberta", "\"pad_token_id\": 3, ", 3, 60),
            ("xlm-roberta", "\"pad_token_id\": 0, ", 0, 63),
            ("mpnet", "", 0, 62),
        ];
        for (name, pad, filling, positions) in cases {
            let text = BERT.replace(
                "{\"model_type\": \"bert\"",
                &format!("{{{pad}\"model_type\": \"{name}\""),
            );
            let config = parse(&text).unwrap();
            assert_eq!(
                (config.pad, config.positions),
                (filling, positions),
                "{name}"
            );
        }
    }

    #[test]
    fn an_unknown_architecture_needs_labels_alone() {
        let text = r#"{"model_type": "luke", "id2label": {"1": "B-PER", "0": "O"}, "max_position_embeddings": -1}"#;
        let config = parse(text).unwrap();
        assert_eq!(config.architecture, Architecture::Other("luke".to_owned()));
        assert_eq!((config.hidden, config.vocabulary, config.heads), (0, 0, 0));
        assert_eq!(config.positions, usize::MAX);
        assert!(parse(&text.replace("luke", "bert")).is_err());
    }

    #[test]
    fn what_does_not_hold_is_named() {
        let cases = [
            ("[", "no JSON"),
            (
                &BERT.replace("model_type", "type"),
                "`model_type` is missing",
            ),
            (
                &BERT.replace("hidden_size", "size"),
                "`hidden_size` is missing",
            ),
            (
                &BERT.replace("\"hidden_size\": 8", "\"hidden_size\": -8"),
                "`hidden_size` is missing",
            ),
            (
                &BERT.replace("\"hidden_size\": 8", "\"hidden_size\": 9"),
                "cannot be shared by 2",
            ),
            (&BERT.replace("id2label", "labels"), "`id2label` is missing"),
            (&BERT.replace("\"1\": ", "\"2\": "), "`id2label` must name"),
            (&BERT.replace("64", "4"), "leaves no room"),
        ];
        for (text, message) in cases {
            let error = parse(text).unwrap_err();
            assert!(
                error.starts_with("config.json: ") && error.contains(message),
                "{error}"
            );
        }
    }
}
