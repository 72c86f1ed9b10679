//! What cannot be run is told before the first document, with what to do; nothing panics.

use std::fs;

use rostra_transformer::engine::Options;
use rostra_transformer::{Batch, Checkpoint, Device, EngineKind, TextTokenizer};
use serde_json::json;

use crate::support::checkpoint::{Folder, labels};
use crate::support::engines;
use crate::support::graph::Form;
use crate::support::model::{Family, HIDDEN};

/// What is done to a checkpoint.
type Damage = fn(&mut Folder);

/// A name, the engine that opens it, the damage, and what the message says.
type Case = (&'static str, EngineKind, Damage, &'static [&'static str]);

const CASES: [Case; 22] = [
    (
        "no weights",
        EngineKind::Candle,
        |folder| remove(folder, "model.safetensors"),
        &["there is no model.safetensors", "safe_serialization=True"],
    ),
    (
        "half of the weights",
        EngineKind::Candle,
        |folder| folder.truncate("model.safetensors"),
        &["model.safetensors: "],
    ),
    (
        "no safetensors",
        EngineKind::Candle,
        |folder| write(folder, "model.safetensors"),
        &["model.safetensors: "],
    ),
    (
        "a tensor of another shape",
        EngineKind::Candle,
        reshape,
        &[
            "model.safetensors: ",
            "bert.encoder.layer.1.output.dense.weight",
        ],
    ),
    (
        "no such tensor",
        EngineKind::Candle,
        |folder| folder.configure("num_hidden_layers", json!(3)),
        &["model.safetensors: ", "bert.encoder.layer.2"],
    ),
    (
        "more labels than scores",
        EngineKind::Candle,
        seven_labels,
        &["model.safetensors: ", "classifier.weight"],
    ),
    (
        "another architecture",
        EngineKind::Candle,
        |folder| folder.configure("model_type", json!("longformer")),
        &[
            "the engine `candle` does not run the architecture `longformer`",
            "XLM-RoBERTa",
            "`onnx`",
        ],
    ),
    (
        "positions by distance",
        EngineKind::Candle,
        |folder| folder.configure("position_embedding_type", json!("relative_key")),
        &[
            "`candle` does not run the architecture `BERT with positions of the kind `relative_key``",
        ],
    ),
    (
        "RoBERTa's positions by distance",
        EngineKind::Candle,
        |folder| {
            *folder = Folder::new(Family::XlmRoberta);
            folder.configure("position_embedding_type", json!("relative_key_query"));
        },
        &["`XLM-RoBERTa with positions of the kind `relative_key_query``"],
    ),
    (
        "a convolution",
        EngineKind::Candle,
        |folder| {
            *folder = Folder::new(Family::DebertaV2);
            folder.configure("conv_kernel_size", json!(3));
        },
        &["`DeBERTa-v2 with a convolution`"],
    ),
    (
        "weights of more layers",
        EngineKind::Candle,
        |folder| folder.configure("num_hidden_layers", json!(1)),
        &[
            "model.safetensors: it has a tensor `bert.encoder.layer.1.",
            "config.json (BERT of 1 layers) has no place for",
        ],
    ),
    (
        "more layers of DistilBERT",
        EngineKind::Candle,
        |folder| {
            *folder = Folder::new(Family::DistilBert);
            folder.configure("n_layers", json!(1));
        },
        &["it has a tensor `distilbert.transformer.layer.1."],
    ),
    (
        "weights of whole numbers",
        EngineKind::Candle,
        |folder| {
            folder.weights.save_whole(&folder.path("model.safetensors"));
        },
        &[
            "model.safetensors: its tensor `bert.",
            "is of U8: candle runs floating-point",
        ],
    ),
    (
        "one of several files is missing",
        EngineKind::Candle,
        |folder| {
            folder.weights.save_shards(folder.root());
            remove(folder, "model.safetensors");
            remove(folder, "model-00002-of-00002.safetensors");
        },
        &["model-00002-of-00002.safetensors: "],
    ),
    (
        "no graph",
        EngineKind::Onnx,
        |folder| remove(folder, "model.onnx"),
        &[
            "there is no model.onnx nor onnx/model.onnx",
            "optimum-cli export onnx",
        ],
    ),
    (
        "half of a graph",
        EngineKind::Onnx,
        |folder| folder.truncate("model.onnx"),
        &["model.onnx: ", "fetch or export it again"],
    ),
    (
        "no graph at all",
        EngineKind::Onnx,
        |folder| write(folder, "model.onnx"),
        &["model.onnx: "],
    ),
    (
        "more labels than a graph scores",
        EngineKind::Onnx,
        seven_labels,
        &["score 5 labels, but config.json names 7"],
    ),
    (
        "a graph of one shape",
        EngineKind::Onnx,
        |folder| {
            graph(
                folder,
                Form {
                    dimensions: ["1", "32"],
                    ..Form::default()
                },
            )
        },
        &[
            "model.onnx: ",
            "`input_ids` has the fixed shape 1×32",
            "dynamic axes",
        ],
    ),
    (
        "a graph of one batch",
        EngineKind::Onnx,
        |folder| {
            graph(
                folder,
                Form {
                    dimensions: ["1", "sequence"],
                    ..Form::default()
                },
            )
        },
        &["the fixed shape 1×?"],
    ),
    (
        "an unknown input",
        EngineKind::Onnx,
        |folder| {
            graph(
                folder,
                Form {
                    input: "tokens",
                    ..Form::default()
                },
            )
        },
        &[
            "model.onnx: ",
            "an input `tokens`",
            "`input_ids`, `attention_mask`, `token_type_ids`",
        ],
    ),
    (
        "weights that are no numbers",
        EngineKind::Onnx,
        nan,
        &["scores that are no numbers"],
    ),
];

#[test]
fn what_is_wrong_with_a_checkpoint_is_told() {
    let at_hand = engines::at_hand();
    for (name, kind, damage, expected) in CASES {
        if !at_hand.contains(&kind) {
            continue;
        }
        let mut folder = Folder::new(Family::Bert);
        damage(&mut folder);
        let message = engines::refusal(kind, &folder.open(), &engines::options());
        for expected in expected {
            assert!(message.contains(expected), "{name}: {message}");
        }
    }
}

/// The wording is the engine's own here, but the folder must be named.
#[test]
fn every_engine_refuses_what_is_damaged() {
    let damages: [(&str, Damage); 4] = [
        ("nothing to read", |folder| {
            ["model.safetensors", "model.onnx"]
                .into_iter()
                .for_each(|name| remove(folder, name));
        }),
        ("halves", |folder| {
            ["model.safetensors", "model.onnx"]
                .into_iter()
                .for_each(|name| folder.truncate(name));
        }),
        ("no weights at all", |folder| {
            ["model.safetensors", "model.onnx"]
                .into_iter()
                .for_each(|name| write(folder, name));
        }),
        ("labels", seven_labels),
    ];
    for kind in engines::at_hand() {
        for (name, damage) in damages {
            let mut folder = Folder::new(Family::XlmRoberta);
            damage(&mut folder);
            let message = engines::refusal(kind, &folder.open(), &engines::options());
            let place = folder.root().display().to_string();
            assert!(message.contains(&place), "{kind:?}, {name}: {message}");
        }
    }
}

#[test]
fn a_gpu_that_is_not_there_is_told() {
    let folder = Folder::new(Family::Bert);
    let options = Options {
        device: Device::Cuda(7),
        ..engines::options()
    };
    for kind in engines::at_hand() {
        let message = engines::refusal(kind, &folder.open(), &options);
        let start = format!("the engine `{}` cannot run: there is no GPU 7", kind.name());
        assert!(message.starts_with(&start), "{message}");
        assert!(message.contains("device = \"cpu\""), "{message}");
    }
}

#[test]
fn the_engine_chooses_a_device_by_itself() {
    let folder = Folder::new(Family::Bert);
    for kind in engines::at_hand() {
        let options = Options::default();
        let engine = rostra_transformer::engine::open(kind, &folder.open(), &options).unwrap();
        assert!(["cpu", "cuda:0"].contains(&engine.device().as_str()));
    }
}

#[test]
fn an_engine_that_is_not_built_in_is_told() {
    let folder = Folder::new(Family::Bert);
    for kind in EngineKind::ALL.into_iter().filter(|kind| !kind.is_built()) {
        let message = engines::refusal(kind, &folder.open(), &engines::options());
        let name = kind.name();
        let wanted = format!("`{name}` cannot run: this program was built without it");
        assert!(message.contains(&wanted), "{message}");
        assert!(message.contains(&format!("--features {name}")), "{message}");
    }
}

#[test]
fn weights_that_are_named_must_be_there() {
    let folder = Folder::new(Family::Bert);
    let options = Options {
        weights: Some("model.fp16".to_owned()),
        ..engines::options()
    };
    for kind in engines::at_hand() {
        let message = engines::refusal(kind, &folder.open(), &options);
        assert!(message.contains("there is no model.fp16"), "{message}");
    }
}

#[test]
fn a_tokenizer_of_another_model_is_told() {
    let folder = Folder::new(Family::XlmRoberta);
    folder.configure("vocab_size", json!(50));
    let message = TextTokenizer::open(&folder.open()).unwrap_err().to_string();
    let highest = folder.model.vocabulary - 1;
    let wanted = format!(
        "tokenizer.json: it has pieces up to number {highest}, but the model (`vocab_size`) only 50"
    );
    assert!(message.contains(&wanted), "{message}");
}

#[test]
fn a_tokenizer_without_special_pieces_is_told() {
    for family in Family::ALL {
        let folder = Folder::new(family);
        let mut tokenizer = crate::support::vocabulary::tokenizer(family);
        tokenizer["post_processor"] = serde_json::Value::Null;
        folder.write_json("tokenizer.json", &tokenizer);
        let message = TextTokenizer::open(&folder.open()).unwrap_err().to_string();
        for part in [
            "no special pieces",
            "`post_processor`",
            "`cls_token` and `sep_token`",
        ] {
            assert!(message.contains(part), "{family:?}: {message}");
        }
        let names = match family {
            Family::XlmRoberta => json!({"bos_token": "<s>", "eos_token": "</s>"}),
            _ => json!({"cls_token": "[CLS]", "sep_token": {"content": "[SEP]"}}),
        };
        folder.write_json("special_tokens_map.json", &names);
        assert_eq!(
            TextTokenizer::open(&folder.open()).unwrap().before().len(),
            1
        );
    }
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let folder = Folder::new(Family::Bert);
    let message = Checkpoint::open(&folder.path("none"))
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("none: there is no folder of this name"),
        "{message}"
    );
    remove(&folder, "config.json");
    let message = Checkpoint::open(folder.root()).unwrap_err().to_string();
    assert!(message.contains("there is no config.json"), "{message}");
}

#[test]
fn pieces_that_the_model_does_not_know_are_an_error() {
    let folder = Folder::new(Family::Bert);
    let unknown = u32::try_from(folder.model.vocabulary).unwrap();
    for kind in engines::at_hand() {
        let engine = engines::open(kind, &folder.open());
        let error = engine
            .logits(&Batch::new(&[[2, unknown, 3]], 0))
            .unwrap_err();
        let start = format!(
            "the engine `{}` failed on 1 sequences of 3 pieces: ",
            kind.name()
        );
        assert!(error.to_string().starts_with(&start), "{error}");
    }
}

fn remove(folder: &Folder, name: &str) {
    fs::remove_file(folder.path(name)).unwrap();
}

fn write(folder: &Folder, name: &str) {
    fs::write(
        folder.path(name),
        "version https://git-lfs.github.com/spec/v1\n",
    )
    .unwrap();
}

fn graph(folder: &Folder, form: Form) {
    folder.write_graph("model.onnx", &form);
}

fn seven_labels(folder: &mut Folder) {
    folder.configure(
        "id2label",
        labels(&["O", "B-a", "I-a", "B-b", "I-b", "B-c", "I-c"]),
    );
}

fn reshape(folder: &mut Folder) {
    let name = "bert.encoder.layer.1.output.dense.weight";
    folder.weights.replace(name, &[HIDDEN, HIDDEN]);
    folder.weights.save(&folder.path("model.safetensors"));
}

fn nan(folder: &mut Folder) {
    folder.weights.fill("classifier.bias", f32::NAN);
    graph(folder, Form::default());
}
