//! candle, pure Rust: its own encoders of the architecture, and the linear layer over them that scores labels.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use candle_core::{DType, Tensor};
use candle_nn::{Linear, Module, VarBuilder};
use candle_transformers::models::{bert, debertav2, xlm_roberta};
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::panics::caught;
use super::{Device, Engine, EngineKind, Options};
use crate::batch::{Batch, Logits};
use crate::checkpoint::Checkpoint;
use crate::config::{Architecture, Config};
use crate::error::Error;

mod weights;

const NAME: &str = "candle";

/// A model on candle.
pub(super) struct Candle {
    encoder: Encoder,
    classifier: Linear,
    device: candle_core::Device,
    threads: Option<ThreadPool>,
    file: PathBuf,
}

enum Encoder {
    Bert(bert::BertModel),
    Roberta(xlm_roberta::XLMRobertaModel),
    Deberta(Box<debertav2::DebertaV2Model>),
}

impl Candle {
    /// Opens model.safetensors of `checkpoint`.
    pub fn open(checkpoint: &Checkpoint, options: &Options) -> Result<Self, Error> {
        let device = device(options.device)?;
        let file = weights::file(checkpoint, options)?;
        let invalid = |reason| Error::Invalid {
            file: file.clone(),
            reason,
        };
        let config = &checkpoint.config;
        check(config)?;
        let mut tensors = weights::read(&file, &device)?;
        let unused = |name: &&String| !weights::is_other(name, config);
        let mut ours: BTreeSet<String> = tensors.keys().filter(unused).cloned().collect();
        weights::check_numbers(&tensors, &ours).map_err(invalid)?;
        let is_distil = config.architecture == Architecture::DistilBert;
        if is_distil {
            let segments = Tensor::zeros((1, config.hidden), DType::F32, &device);
            let segments = segments.map_err(|error| invalid(reason(&error)))?;
            tensors.insert(DISTIL_SEGMENTS.to_owned(), segments);
        }
        let asked = Arc::new(Mutex::new(Vec::new()));
        let weights = VarBuilder::from_tensors(tensors, DType::F32, &device);
        let weights = weights.rename_f(weights::noting(is_distil, asked.clone()));
        let load = || {
            let encoder = Encoder::load(weights.pp(config.architecture.prefix()), config)?;
            let classifier = weights.pp("classifier");
            let classifier = candle_nn::linear(config.hidden, config.labels.len(), classifier)?;
            Ok((encoder, classifier))
        };
        let loaded = caught(load).map_err(invalid)?;
        let (encoder, classifier) = loaded.map_err(|error| invalid(reason(&error)))?;
        let asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.iter().for_each(|name| {
            ours.remove(name);
        });
        if let Some(name) = ours.first() {
            return Err(invalid(weights::surplus(name, config)));
        }
        Ok(Self {
            encoder,
            classifier,
            device,
            threads: options.threads.map(threads).transpose()?,
            file: file.clone(),
        })
    }

    fn run(&self, batch: &Batch) -> candle_core::Result<Vec<f32>> {
        let shape = (batch.rows(), batch.width());
        let ids = Tensor::from_slice(batch.ids(), shape, &self.device)?;
        let mask = Tensor::from_slice(batch.mask(), shape, &self.device)?;
        let hidden = self.encoder.forward(&ids, &mask)?;
        self.classifier.forward(&hidden)?.flatten_all()?.to_vec1()
    }
}

impl Engine for Candle {
    fn kind(&self) -> EngineKind {
        EngineKind::Candle
    }

    fn device(&self) -> String {
        match self.device.location() {
            candle_core::DeviceLocation::Cpu => "cpu".to_owned(),
            candle_core::DeviceLocation::Cuda { gpu_id } => format!("cuda:{gpu_id}"),
            candle_core::DeviceLocation::Metal { gpu_id } => format!("metal:{gpu_id}"),
        }
    }

    fn weights(&self) -> &Path {
        &self.file
    }

    fn logits(&self, batch: &Batch) -> Result<Logits, Error> {
        let failed = |reason: String| Error::run(NAME, batch, reason);
        let run = || match &self.threads {
            Some(threads) => threads.install(|| self.run(batch)),
            None => self.run(batch),
        };
        let values = caught(run)
            .map_err(failed)?
            .map_err(|error| failed(reason(&error)))?;
        let labels = self.classifier.weight().dims().first().copied();
        Logits::new(batch, labels.unwrap_or_default(), values)
            .ok_or_else(|| failed("its output has a wrong shape".to_owned()))
    }
}

impl Encoder {
    fn load(weights: VarBuilder, config: &Config) -> candle_core::Result<Self> {
        match config.architecture {
            Architecture::Roberta | Architecture::XlmRoberta => {
                let settings = settings(bert_settings(config))?;
                xlm_roberta::XLMRobertaModel::new(&settings, weights).map(Self::Roberta)
            }
            Architecture::Deberta | Architecture::DebertaV2 => {
                let settings = settings(config.raw.clone())?;
                let model = debertav2::DebertaV2Model::load(weights, &settings)?;
                Ok(Self::Deberta(Box::new(model)))
            }
            // DistilBERT is BERT without segments. candle's own takes GELU by its approximation, which moves scores.
            // Without a projection between embeddings and layers ELECTRA is built as BERT is.
            _ => {
                let settings = settings(bert_settings(config))?;
                bert::BertModel::load(weights, &settings).map(Self::Bert)
            }
        }
    }

    fn forward(&self, ids: &Tensor, mask: &Tensor) -> candle_core::Result<Tensor> {
        match self {
            Self::Bert(model) => model.forward(ids, &ids.zeros_like()?, Some(mask)),
            Self::Roberta(model) => model.forward(ids, mask, &ids.zeros_like()?, None, None, None),
            Self::Deberta(model) => model.forward(ids, None, Some(mask.clone())),
        }
    }
}

/// Refuses architectures, and settings of them, that candle has not.
fn check(config: &Config) -> Result<(), Error> {
    let architecture = &config.architecture;
    match architecture {
        Architecture::Deberta | Architecture::Other(_) => Err(unknown(&architecture.to_string())),
        Architecture::Electra if is_narrow(config) => {
            Err(unknown("ELECTRA with narrow embeddings"))
        }
        Architecture::DebertaV2 if config.number("conv_kernel_size").is_some_and(|n| n > 0.0) => {
            Err(unknown("DeBERTa-v2 with a convolution"))
        }
        Architecture::DebertaV2 => Ok(()),
        _ => match config.word("position_embedding_type") {
            None | Some("absolute") => Ok(()),
            Some(kind) => Err(unknown(&format!(
                "{architecture} with positions of the kind `{kind}`"
            ))),
        },
    }
}

fn is_narrow(config: &Config) -> bool {
    let embedding = config.number("embedding_size");
    embedding.is_some_and(|size| size != config.hidden as f64)
}

/// candle's settings of BERT and its siblings: files of older versions leave some out.
fn bert_settings(config: &Config) -> Value {
    let segments = match config.architecture {
        Architecture::DistilBert => 1,
        _ => config.number("type_vocab_size").map_or(2, |n| n as usize),
    };
    json!({
        "vocab_size": config.vocabulary,
        "hidden_size": config.hidden,
        "num_hidden_layers": config.layers,
        "num_attention_heads": config.heads,
        "intermediate_size": config.intermediate,
        "hidden_act": activation(config),
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
        "max_position_embeddings": config.position_rows,
        "type_vocab_size": segments,
        "initializer_range": 0.02,
        "layer_norm_eps": config.number("layer_norm_eps").unwrap_or(1e-12),
        "pad_token_id": config.pad,
        "position_embedding_type": "absolute",
    })
}

/// What candle calls the activation: its BERT has another name for GELU by its approximation than its RoBERTa.
fn activation(config: &Config) -> &str {
    let name = config.word("hidden_act").or(config.word("activation"));
    let is_roberta = matches!(
        config.architecture,
        Architecture::Roberta | Architecture::XlmRoberta
    );
    match name.unwrap_or("gelu") {
        "gelu_new" | "gelu_pytorch_tanh" | "gelu_fast" if !is_roberta => "geluapproximate",
        "gelu_fast" => "gelu_new",
        name => name,
    }
}

/// The table of segments that DistilBERT does not have.
const DISTIL_SEGMENTS: &str = "distilbert.embeddings.token_type_embeddings.weight";

fn settings<T: DeserializeOwned>(value: Value) -> candle_core::Result<T> {
    serde_json::from_value(value)
        .map_err(|error| candle_core::Error::Msg(format!("config.json beside it: {error}")))
}

fn unknown(architecture: &str) -> Error {
    Error::Architecture {
        engine: NAME,
        architecture: architecture.to_owned(),
        known: "BERT, DistilBERT, RoBERTa, XLM-RoBERTa, ELECTRA, DeBERTa-v2; export others to ONNX for `onnx`, or see whether `rust-bert` runs it".to_owned(),
    }
}

/// candle spreads its work over the pool that it is called in.
fn threads(number: usize) -> Result<ThreadPool, Error> {
    let pool = ThreadPoolBuilder::new().num_threads(number).build();
    pool.map_err(|error| Error::Engine {
        engine: NAME,
        reason: error.to_string(),
    })
}

fn device(wanted: Device) -> Result<candle_core::Device, Error> {
    let failed = |reason: String| Error::Engine {
        engine: NAME,
        reason,
    };
    match wanted {
        Device::Cpu => Ok(candle_core::Device::Cpu),
        // A program that was built for GPUs runs on machines that have none, too.
        Device::Auto => Ok(candle_core::Device::cuda_if_available(0)
            .unwrap_or(candle_core::Device::Cpu)),
        Device::Cuda(number) => candle_core::Device::new_cuda(number).map_err(|error| {
            let reason = reason(&error);
            failed(format!(
                "there is no GPU {number} for it ({reason}); use device = \"cpu\", or build with `--features cuda` where CUDA is"
            ))
        }),
    }
}

/// What candle says, without the stack that it may add.
fn reason(error: &candle_core::Error) -> String {
    let text = error.to_string();
    text.lines().next().unwrap_or_default().to_owned()
}
