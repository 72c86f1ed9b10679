//! A checkpoint in a folder of its own, as `save_pretrained` and an exporter would leave it.

use std::fs;
use std::path::{Path, PathBuf};

use rostra_transformer::Checkpoint;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use super::graph::{self, Form};
use super::model::{BUCKETS, Family, HEADS, HIDDEN, INTERMEDIATE, LABELS, LAYERS, Model};
use super::vocabulary;
use super::weights::Weights;

/// A folder that goes when this does.
pub struct Folder {
    pub model: Model,
    pub weights: Weights,
    folder: TempDir,
}

impl Folder {
    /// All files of a model.
    pub fn new(family: Family) -> Self {
        let model = Model::new(family);
        let folder = Self {
            weights: Weights::of(&model),
            model,
            folder: tempfile::tempdir().unwrap(),
        };
        folder.write_json("config.json", &config(&model));
        folder.write_json("tokenizer.json", &vocabulary::tokenizer(family));
        folder.weights.save(&folder.path("model.safetensors"));
        if family.has_graph() {
            folder.write_graph("model.onnx", &Form::default());
        }
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn open(&self) -> Checkpoint {
        Checkpoint::open(self.root()).unwrap()
    }

    /// Writes the graph in another form.
    pub fn write_graph(&self, name: &str, form: &Form) {
        graph::encoder(&self.model, &self.weights, form).save(&self.path(name));
    }

    /// Sets a key of config.json.
    pub fn configure(&self, key: &str, value: Value) {
        let text = fs::read_to_string(self.path("config.json")).unwrap();
        let mut config: Value = serde_json::from_str(&text).unwrap();
        config[key] = value;
        self.write_json("config.json", &config);
    }

    /// Leaves only the beginning of a file.
    pub fn truncate(&self, name: &str) {
        let bytes = fs::read(self.path(name)).unwrap();
        fs::write(self.path(name), &bytes[..bytes.len() / 2]).unwrap();
    }

    pub fn write_json(&self, name: &str, value: &Value) {
        fs::write(self.path(name), value.to_string()).unwrap();
    }
}

/// `id2label` of these names.
pub fn labels(names: &[&str]) -> Value {
    let numbered = names.iter().enumerate();
    let map: Map<_, _> = numbered
        .map(|(id, name)| (id.to_string(), json!(name)))
        .collect();
    map.into()
}

fn config(model: &Model) -> Value {
    if model.family == Family::DistilBert {
        return json!({
            "model_type": "distilbert", "dim": HIDDEN, "n_heads": HEADS, "n_layers": LAYERS,
            "hidden_dim": INTERMEDIATE, "activation": "gelu", "vocab_size": model.vocabulary,
            "max_position_embeddings": model.position_rows, "pad_token_id": model.pad,
            "dropout": 0.1, "attention_dropout": 0.1, "initializer_range": 0.02, "qa_dropout": 0.1,
            "seq_classif_dropout": 0.2, "sinusoidal_pos_embds": false, "tie_weights_": true,
            "id2label": labels(&LABELS),
        });
    }
    let mut config = json!({
        "model_type": model.family.model_type(), "hidden_size": HIDDEN, "embedding_size": HIDDEN,
        "num_attention_heads": HEADS, "num_hidden_layers": LAYERS, "intermediate_size": INTERMEDIATE,
        "hidden_act": "gelu", "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.1,
        "initializer_range": 0.02, "layer_norm_eps": model.epsilon, "vocab_size": model.vocabulary,
        "max_position_embeddings": model.position_rows, "type_vocab_size": model.segments,
        "pad_token_id": model.pad, "id2label": labels(&LABELS),
    });
    if model.is_relative() {
        // As in all files of DeBERTa-v3.
        config["type_vocab_size"] = json!(0);
        config["relative_attention"] = json!(true);
        config["position_buckets"] = json!(BUCKETS);
        config["max_relative_positions"] = json!(-1);
        config["norm_rel_ebd"] = json!("layer_norm");
        config["share_att_key"] = json!(true);
        config["pos_att_type"] = json!("p2c|c2p");
        config["position_biased_input"] = json!(false);
    }
    config
}
