//! rust-bert's settings, out of config.json: it wants some that older files leave out, and stops at `null`.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::whole;
use crate::config::Config;

/// What rust-bert's BERT adds to variances before it divides by their root; it reads no `layer_norm_eps`.
pub(super) const FIXED_EPS: f64 = 1e-12;

/// `layer_norm_eps` of config.json.
pub(super) fn eps(config: &Config) -> f64 {
    config.number("layer_norm_eps").unwrap_or(FIXED_EPS)
}

/// For BERT, RoBERTa and ELECTRA.
pub(super) fn bert<T: DeserializeOwned>(config: &Config) -> Result<T, String> {
    read(bert_values(config))
}

fn bert_values(config: &Config) -> Value {
    json!({
        "hidden_act": config.word("hidden_act").unwrap_or("gelu"),
        "hidden_size": config.hidden,
        "embedding_size": whole(config, "embedding_size", super::length(config.hidden)),
        "intermediate_size": config.intermediate,
        "num_attention_heads": config.heads,
        "num_hidden_layers": config.layers,
        "max_position_embeddings": config.position_rows,
        "type_vocab_size": whole(config, "type_vocab_size", 2),
        "vocab_size": config.vocabulary,
        "layer_norm_eps": eps(config),
        "pad_token_id": config.pad,
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
        "initializer_range": 0.02,
        "id2label": labels(config),
    })
}

/// For DistilBERT.
pub(super) fn distilbert<T: DeserializeOwned>(config: &Config) -> Result<T, String> {
    read(json!({
        "activation": config.word("activation").unwrap_or("gelu"),
        "dim": config.hidden,
        "hidden_dim": config.intermediate,
        "n_heads": config.heads,
        "n_layers": config.layers,
        "max_position_embeddings": config.position_rows,
        "vocab_size": config.vocabulary,
        "attention_dropout": 0.0,
        "dropout": 0.0,
        "qa_dropout": 0.0,
        "seq_classif_dropout": 0.0,
        "initializer_range": 0.02,
        // Sines or not, the table stands in the weights.
        "sinusoidal_pos_embds": false,
        "tie_weights_": false,
        "id2label": labels(config),
    }))
}

/// For BERT built of DeBERTa's blocks (see `Network`): no relative positions, the rest as BERT has it.
pub(super) fn plain_deberta<T: DeserializeOwned>(config: &Config) -> Result<T, String> {
    let mut values = bert_values(config);
    if let Some(values) = values.as_object_mut() {
        values.insert("relative_attention".to_owned(), false.into());
        values.insert("position_biased_input".to_owned(), true.into());
    }
    read(values)
}

fn labels(config: &Config) -> Map<String, Value> {
    let labels = config.labels.iter().enumerate();
    labels
        .map(|(at, label)| (at.to_string(), label.as_str().into()))
        .collect()
}

fn read<T: DeserializeOwned>(values: Value) -> Result<T, String> {
    serde_json::from_value(values).map_err(|error| format!("rust-bert does not take it: {error}"))
}
