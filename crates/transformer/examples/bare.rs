//! What our engines cost over the libraries below them: both read the same batches of a BERT, pass by pass in turn.
//!
//! ```sh
//! cargo run --release -p rostra-transformer --example bare -- FOLDER TEXTS [THREADS [SECONDS]]
//! ```
//!
//! FOLDER is a checkpoint, TEXTS a file with a text a line. Each figure is the median of passes over all texts, in
//! pieces a second without filling; the last is ours as a share of the bare library's.

#![allow(clippy::unwrap_used)] // a measurement that cannot go on ends there

use std::path::Path;
use std::time::{Duration, Instant};

use rostra_transformer::engine::{self, Options};
use rostra_transformer::{Batch, Checkpoint, Device, EngineKind, TextTokenizer};

/// Reads a batch.
type Read = Box<dyn Fn(&Batch)>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, texts, rest @ ..] = arguments.as_slice() else {
        panic!("bare FOLDER TEXTS [THREADS [SECONDS]]");
    };
    let number = |at: usize, default| rest.get(at).map_or(default, |text| text.parse().unwrap());
    let (threads, least) = (number(0, 1), Duration::from_secs(number(1, 5) as u64));
    let checkpoint = Checkpoint::open(Path::new(folder)).unwrap();
    let sequences = sequences(&checkpoint, &std::fs::read_to_string(texts).unwrap());
    println!(
        "{:<28}{:>6}{:>12}{:>12}{:>8}",
        "engine", "batch", "bare", "ours", "share"
    );
    for (kind, weights) in [
        (EngineKind::RustBert, "model.safetensors"),
        (EngineKind::Candle, "model.safetensors"),
        (EngineKind::Onnx, "model.onnx"),
        (EngineKind::Onnx, "model.int8.onnx"),
    ] {
        if !kind.is_built() || checkpoint.file(weights).is_none() {
            continue;
        }
        let options = Options {
            device: Device::Cpu,
            threads: Some(threads),
            weights: Some(weights.to_owned()),
            library: None,
        };
        let ours = engine::open(kind, &checkpoint, &options).unwrap();
        let ours: Read = Box::new(move |batch| drop(ours.logits(batch).unwrap()));
        let bare = bare(kind, &checkpoint, weights, threads);
        for size in [1, 8, 32] {
            let batches: Vec<Batch> = sequences
                .chunks(size)
                .map(|rows| Batch::new(rows, checkpoint.config.pad))
                .collect();
            let [bare, ours] = by_turns([&bare, &ours], &batches, least)
                .map(|seconds| sequences.iter().map(Vec::len).sum::<usize>() as f64 / seconds);
            let name = format!("{} {weights}", kind.name());
            println!(
                "{name:<28}{size:>6}{bare:>12.0}{ours:>12.0}{:>8.3}",
                ours / bare
            );
        }
    }
}

/// Pieces of the lines, sorted by length; repeated up to 192.
fn sequences(checkpoint: &Checkpoint, texts: &str) -> Vec<Vec<u32>> {
    let tokenizer = TextTokenizer::open(checkpoint).unwrap();
    let lines = texts.lines().filter(|line| !line.trim().is_empty());
    let own: Vec<Vec<u32>> = lines
        .map(|line| {
            let pieces = tokenizer.pieces(line, false).unwrap();
            let pieces: Vec<u32> = pieces.iter().map(|piece| piece.id).collect();
            let mut ids = [tokenizer.before(), &pieces, tokenizer.after()].concat();
            ids.truncate(checkpoint.config.positions);
            ids
        })
        .collect();
    let number = own.len().max(192);
    let mut all: Vec<Vec<u32>> = own.into_iter().cycle().take(number).collect();
    all.sort_by_key(Vec::len);
    all
}

/// Seconds of a pass over all batches, the median of those of each reader.
fn by_turns(readers: [&Read; 2], batches: &[Batch], least: Duration) -> [f64; 2] {
    let mut passes = [Vec::new(), Vec::new()];
    readers
        .iter()
        .for_each(|read| read(&batches[batches.len() - 1]));
    let began = Instant::now();
    while passes[0].len() < 3 || began.elapsed() < 2 * least {
        for (read, passes) in readers.iter().zip(&mut passes) {
            let pass = Instant::now();
            batches.iter().for_each(read);
            passes.push(pass.elapsed().as_secs_f64());
        }
    }
    passes.map(|mut passes| {
        passes.sort_by(f64::total_cmp);
        passes[passes.len() / 2]
    })
}

fn bare(kind: EngineKind, checkpoint: &Checkpoint, weights: &str, threads: usize) -> Read {
    let file = checkpoint.file(weights).unwrap();
    match kind {
        #[cfg(feature = "candle")]
        EngineKind::Candle => candle(checkpoint, &file, threads),
        #[cfg(feature = "onnx")]
        EngineKind::Onnx => onnx(&file, threads),
        #[cfg(feature = "rust-bert")]
        EngineKind::RustBert => rust_bert(checkpoint, &file, threads),
        #[allow(unreachable_patterns)]
        _ => panic!("{} is not built in: {file:?} {threads}", kind.name()),
    }
}

#[cfg(feature = "candle")]
fn candle(checkpoint: &Checkpoint, file: &Path, threads: usize) -> Read {
    use candle_core::{DType, Device, Tensor};
    use candle_nn::{Module, VarBuilder};
    use candle_transformers::models::bert::{BertModel, Config};

    let tensors = candle_core::safetensors::load(file, &Device::Cpu).unwrap();
    let weights = VarBuilder::from_tensors(tensors, DType::F32, &Device::Cpu);
    let config: Config = serde_json::from_value(checkpoint.config.raw.clone()).unwrap();
    let model = BertModel::load(weights.pp("bert"), &config).unwrap();
    let labels = checkpoint.config.labels.len();
    let head = candle_nn::linear(config.hidden_size, labels, weights.pp("classifier")).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    let pool = pool.build().unwrap();
    Box::new(move |batch| {
        let shape = (batch.rows(), batch.width());
        let scores: Vec<f32> = pool.install(|| {
            let ids = Tensor::from_slice(batch.ids(), shape, &Device::Cpu).unwrap();
            let mask = Tensor::from_slice(batch.mask(), shape, &Device::Cpu).unwrap();
            let states = model.forward(&ids, &ids.zeros_like().unwrap(), Some(&mask));
            let scores = head.forward(&states.unwrap()).unwrap();
            scores.flatten_all().unwrap().to_vec1().unwrap()
        });
        assert_eq!(scores.len(), batch.ids().len() * labels);
    })
}

#[cfg(feature = "onnx")]
fn onnx(file: &Path, threads: usize) -> Read {
    use std::cell::RefCell;

    use ort::session::Session;
    use ort::session::builder::GraphOptimizationLevel;
    use ort::value::Tensor;

    let environment = engine::onnx_environment(None).unwrap();
    let session = Session::builder(&environment)
        .unwrap()
        .with_optimization_level(GraphOptimizationLevel::All)
        .unwrap()
        .with_intra_threads(threads)
        .unwrap()
        .commit_from_file(file)
        .unwrap();
    let session = RefCell::new(session);
    Box::new(move |batch| {
        let tensor =
            |values: Vec<i64>| Tensor::from_array(([batch.rows(), batch.width()], values)).unwrap();
        let long = |values: &[u32]| values.iter().map(|&value| i64::from(value)).collect();
        let mut session = session.borrow_mut();
        let outputs = session
            .run(ort::inputs![
                "input_ids" => tensor(long(batch.ids())),
                "attention_mask" => tensor(long(batch.mask())),
                "token_type_ids" => tensor(vec![0; batch.ids().len()]),
            ])
            .unwrap();
        let (_, scores) = outputs["logits"].try_extract_tensor::<f32>().unwrap();
        assert!(!scores.to_vec().is_empty());
    })
}

#[cfg(feature = "rust-bert")]
fn rust_bert(checkpoint: &Checkpoint, file: &Path, threads: usize) -> Read {
    use rust_bert::bert::{BertConfig, BertForTokenClassification};
    use tch::{Device, Tensor, nn::VarStore};

    let config: BertConfig = serde_json::from_value(checkpoint.config.raw.clone()).unwrap();
    let mut store = VarStore::new(Device::Cpu);
    let model = BertForTokenClassification::new(store.root(), &config).unwrap();
    store.load(file).unwrap();
    tch::set_num_threads(threads as i32);
    Box::new(move |batch| {
        let tensor = |values: &[u32]| {
            let values: Vec<i64> = values.iter().map(|&value| value.into()).collect();
            Tensor::from_slice(&values).view([batch.rows() as i64, batch.width() as i64])
        };
        let (ids, mask) = (tensor(batch.ids()), tensor(batch.mask()));
        let output =
            tch::no_grad(|| model.forward_t(Some(&ids), Some(&mask), None, None, None, false));
        let scores: Vec<f32> = output.logits.flatten(0, -1).try_into().unwrap();
        assert!(!scores.is_empty());
    })
}
