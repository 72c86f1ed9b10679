//! Small checkpoints of fixed weights, made by the networks themselves.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tch::Tensor;
use tch::nn::VarStore;
use tempfile::TempDir;

use super::super::Device;
use super::*;

const BERT: &[(&str, &str)] = &[("model_type", "\"bert\""), ("layer_norm_eps", "1e-12")];

/// A configuration with these settings in place of or beside the common ones; `null` takes one away.
fn config(settings: &[(&str, &str)]) -> Value {
    let mut config = json!({
        "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 24,
        "vocab_size": 40, "max_position_embeddings": 32, "type_vocab_size": 2,
        "id2label": {"0": "O", "1": "B-PER", "2": "I-PER"},
    });
    for (name, value) in settings {
        config[*name] = serde_json::from_str(value).unwrap();
    }
    config
}

fn open_config(folder: &Path, config: &Value) -> Checkpoint {
    fs::write(folder.join("config.json"), config.to_string()).unwrap();
    Checkpoint::open(folder).unwrap()
}

/// The tensors of a checkpoint with these settings, as files name them.
fn tensors(checkpoint: &Checkpoint) -> Vec<(String, Tensor)> {
    let store = VarStore::new(tch::Device::Cpu);
    let network = Network::new(&store, checkpoint).unwrap();
    let mut variables: Vec<_> = store.variables().into_iter().collect();
    variables.sort_by(|a, b| a.0.cmp(&b.0));
    let mut state = 1_u64;
    let mut noise = |_| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 40) as f32 / (1 << 24) as f32 - 0.5
    };
    let fixed = variables.into_iter().map(|(name, tensor)| {
        let values: Vec<f32> = (0..tensor.numel()).map(&mut noise).collect();
        let values = Tensor::from_slice(&values).view(tensor.size().as_slice());
        let scales = name.to_lowercase().ends_with("norm.weight");
        (
            network.name_in_file(&name),
            if scales { values + 1.0 } else { values },
        )
    });
    fixed.collect()
}

fn saved(settings: &[(&str, &str)]) -> (TempDir, Checkpoint) {
    let folder = tempfile::tempdir().unwrap();
    let checkpoint = open_config(folder.path(), &config(settings));
    let tensors = tensors(&checkpoint);
    Tensor::write_safetensors(&tensors, folder.path().join("model.safetensors")).unwrap();
    (folder, checkpoint)
}

fn open(checkpoint: &Checkpoint) -> Result<RustBert, Error> {
    RustBert::open(
        checkpoint,
        &Options {
            device: Device::Cpu,
            ..Options::default()
        },
    )
}

fn scores(engine: &RustBert, rows: &[Vec<u32>], pad: u32) -> Logits {
    engine.logits(&Batch::new(rows, pad)).unwrap()
}

fn rows() -> Vec<Vec<u32>> {
    vec![vec![2, 7, 39, 11, 5, 3], vec![9, 4, 21], vec![30]]
}

/// The greatest difference of scores over all pieces, filling aside.
fn apart(rows: &[Vec<u32>], a: &Logits, b: &Logits) -> f32 {
    let places = rows
        .iter()
        .enumerate()
        .flat_map(|(row, ids)| (0..ids.len()).map(move |at| (row, at)));
    let pairs = places.flat_map(|(row, at)| a.of(row, at).iter().zip(b.of(row, at)));
    pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

const KINDS: &[&[(&str, &str)]] = &[
    BERT,
    &[("model_type", "\"bert\""), ("layer_norm_eps", "1e-5")],
    &[
        ("model_type", "\"roberta\""),
        ("layer_norm_eps", "1e-12"),
        ("pad_token_id", "1"),
    ],
    &[
        ("model_type", "\"xlm-roberta\""),
        ("layer_norm_eps", "1e-5"),
        ("type_vocab_size", "1"),
        ("pad_token_id", "1"),
    ],
    &[("model_type", "\"electra\""), ("embedding_size", "8")],
    &[
        ("model_type", "\"distilbert\""),
        ("sinusoidal_pos_embds", "true"),
    ],
    &[
        ("model_type", "\"deberta-v2\""),
        ("relative_attention", "true"),
        ("pos_att_type", "\"p2c|c2p\""),
        ("max_relative_positions", "4"),
        ("embedding_size", "8"),
    ],
    &[
        ("model_type", "\"deberta-v2\""),
        ("relative_attention", "true"),
        ("pos_att_type", "[\"c2p\"]"),
        ("position_buckets", "4"),
        ("position_biased_input", "false"),
        ("norm_rel_ebd", "\"layer_norm\""),
        ("share_att_key", "true"),
    ],
];

#[test]
fn a_row_scores_alike_alone_and_in_a_batch() {
    for settings in KINDS {
        let (_folder, checkpoint) = saved(settings);
        let engine = open(&checkpoint).unwrap();
        let pad = checkpoint.config.pad;
        let rows = rows();
        let together = scores(&engine, &rows, pad);
        assert_eq!(together.labels(), 3);
        assert!(together.of(0, 0).iter().all(|score| score.is_finite()));
        let other: Vec<u32> = rows[0].iter().rev().copied().collect();
        let other = scores(&engine, &[other], pad);
        assert!(apart(&rows[..1], &together, &other) > 0.01, "{settings:?}");
        for (at, row) in rows.iter().enumerate() {
            let alone = scores(&engine, std::slice::from_ref(row), pad);
            let here: Vec<f32> = (0..row.len())
                .flat_map(|piece| together.of(at, piece).to_vec())
                .collect();
            let difference = alone.values().iter().zip(&here).map(|(a, b)| (a - b).abs());
            assert!(difference.fold(0.0, f32::max) < 1e-5, "{settings:?}");
        }
    }
}

#[test]
fn both_formats_of_weights_give_the_same() {
    let (folder, checkpoint) = saved(BERT);
    let rows = rows();
    let first = scores(&open(&checkpoint).unwrap(), &rows, 0);
    Tensor::save_multi(&tensors(&checkpoint), folder.path().join("rust_model.ot")).unwrap();
    fs::write(folder.path().join("model.safetensors"), "no longer read").unwrap();
    assert_eq!(scores(&open(&checkpoint).unwrap(), &rows, 0), first);
    let options = Options {
        weights: Some("model.safetensors".to_owned()),
        ..Options::default()
    };
    let error = RustBert::open(&checkpoint, &options)
        .err()
        .unwrap()
        .to_string();
    assert!(
        error.contains("model.safetensors: it is damaged"),
        "{error}"
    );
}

/// What stands in for BERT where rust-bert's has the wrong constant computes the same, that constant aside.
#[test]
fn blocks_of_deberta_compute_bert() {
    for model_type in ["\"bert\"", "\"roberta\"", "\"electra\""] {
        let settings = [
            ("model_type", model_type),
            ("pad_token_id", "1"),
            ("layer_norm_eps", "1e-12"),
        ];
        let (folder, checkpoint) = saved(&settings);
        let rows = rows();
        let own = scores(&open(&checkpoint).unwrap(), &rows, 1);
        for (eps, alike) in [("1.1e-12", true), ("0.1", false)] {
            let settings = [settings[0], settings[1], ("layer_norm_eps", eps)];
            let other = open_config(folder.path(), &config(&settings));
            let difference = apart(&rows, &own, &scores(&open(&other).unwrap(), &rows, 1));
            assert_eq!(difference < 1e-5, alike, "{model_type} {eps} {difference}");
        }
    }
}

#[test]
fn names_of_the_first_files_are_read() {
    let (folder, checkpoint) = saved(BERT);
    let rows = rows();
    let first = scores(&open(&checkpoint).unwrap(), &rows, 0);
    let old = |name: String| {
        let name = name.replace("LayerNorm.weight", "LayerNorm.gamma");
        name.replace("LayerNorm.bias", "LayerNorm.beta")
    };
    let mut tensors: Vec<_> = tensors(&checkpoint)
        .into_iter()
        .map(|(name, t)| (old(name), t))
        .collect();
    for unused in [
        "bert.pooler.dense.weight",
        "bert.embeddings.position_ids",
        "cls.predictions.bias",
    ] {
        tensors.push((
            unused.to_owned(),
            Tensor::zeros([1, 4], tch::kind::FLOAT_CPU),
        ));
    }
    Tensor::write_safetensors(&tensors, folder.path().join("model.safetensors")).unwrap();
    assert_eq!(scores(&open(&checkpoint).unwrap(), &rows, 0), first);
}

#[test]
fn weights_of_another_model_are_told() {
    let cases: &[(&[(&str, &str)], &str)] = &[
        (
            &[("num_hidden_layers", "3")],
            "there is no tensor `bert.encoder.layer.2.attention.output.LayerNorm.bias` in it",
        ),
        (
            &[("num_hidden_layers", "1")],
            "it has a tensor `bert.encoder.layer.1.",
        ),
        (
            &[("vocab_size", "41")],
            "`bert.embeddings.word_embeddings.weight` has the shape [40, 16], but config.json makes it [41, 16]",
        ),
        (
            &[("id2label", "{\"0\": \"O\", \"1\": \"X\"}")],
            "`classifier.bias` has the shape [3]",
        ),
        (
            &[("model_type", "\"roberta\"")],
            "there is no tensor `roberta.",
        ),
        (
            &[("hidden_act", "\"sine\"")],
            "config.json: rust-bert does not take it: unknown variant `sine`",
        ),
    ];
    let (folder, _) = saved(BERT);
    for (settings, message) in cases {
        let other = open_config(folder.path(), &config(&[BERT, settings].concat()));
        let error = open(&other).err().unwrap().to_string();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn what_cannot_run_is_told() {
    let cases: &[(&[(&str, &str)], &str)] = &[
        (
            &[("model_type", "\"deberta\"")],
            "architecture `DeBERTa of the first version, whose relative positions rust-bert 0.23 computes wrongly`",
        ),
        (
            &[("model_type", "\"deberta-v2\""), ("conv_kernel_size", "3")],
            "config.json: it has a convolution",
        ),
        (
            &[("model_type", "\"deberta-v2\""), ("hidden_act", "\"relu\"")],
            "config.json: `hidden_act` is `relu`",
        ),
        (&[("model_type", "\"luke\"")], "architecture `luke`"),
        (
            &[("position_embedding_type", "\"relative_key\"")],
            "positions of the kind `relative_key`",
        ),
        (
            &[
                ("model_type", "\"electra\""),
                ("embedding_size", "8"),
                ("layer_norm_eps", "1e-5"),
            ],
            "narrow embeddings",
        ),
    ];
    let (folder, _) = saved(BERT);
    for (settings, message) in cases {
        let other = open_config(folder.path(), &config(&[BERT, settings].concat()));
        let error = open(&other).err().unwrap().to_string();
        assert!(error.contains(message), "{error}");
    }
    let checkpoint = open_config(folder.path(), &config(BERT));
    let options = Options {
        device: Device::Cuda(99),
        ..Options::default()
    };
    let error = RustBert::open(&checkpoint, &options)
        .err()
        .unwrap()
        .to_string();
    assert!(
        error.contains("GPU") && error.contains("rust-bert"),
        "{error}"
    );
    fs::remove_file(folder.path().join("model.safetensors")).unwrap();
    let error = open(&checkpoint).err().unwrap().to_string();
    assert!(
        error.contains("no rust_model.ot nor model.safetensors"),
        "{error}"
    );
}

#[test]
fn weights_that_are_no_numbers_of_this_kind_are_told() {
    let (folder, checkpoint) = saved(BERT);
    let integers = tensors(&checkpoint)
        .into_iter()
        .map(|(name, t)| (name, t.to_kind(tch::Kind::Int8)));
    let integers: Vec<_> = integers.collect();
    Tensor::write_safetensors(&integers, folder.path().join("model.safetensors")).unwrap();
    let error = open(&checkpoint).err().unwrap().to_string();
    assert!(error.contains("is of Int8"), "{error}");
    let halves = tensors(&checkpoint)
        .into_iter()
        .map(|(name, t)| (name, t.to_kind(tch::Kind::Half)));
    let halves: Vec<_> = halves.collect();
    Tensor::write_safetensors(&halves, folder.path().join("model.safetensors")).unwrap();
    assert!(open(&checkpoint).is_ok());
}

#[test]
fn batches_that_do_not_fit_are_refused() {
    let (_folder, checkpoint) = saved(BERT);
    let engine = open(&checkpoint).unwrap();
    let cases = [
        (vec![vec![40]], "no piece 40"),
        (vec![vec![5; 33]], "takes 32 pieces"),
    ];
    for (rows, message) in cases {
        let error = engine
            .logits(&Batch::new(&rows, 0))
            .unwrap_err()
            .to_string();
        assert!(error.contains(message), "{error}");
    }
    assert!(scores(&engine, &[], 0).values().is_empty());
    assert_eq!(scores(&engine, &[vec![5; 32]], 0).values().len(), 32 * 3);
}

#[test]
fn any_thread_may_ask() {
    let (_folder, checkpoint) = saved(BERT);
    let engine = open(&checkpoint).unwrap();
    let expected = scores(&engine, &rows(), 0);
    std::thread::scope(|scope| {
        let ask = || scope.spawn(|| scores(&engine, &rows(), 0));
        for asked in [ask(), ask(), ask()] {
            assert!(apart(&rows(), &asked.join().unwrap(), &expected) < 1e-6);
        }
    });
}
