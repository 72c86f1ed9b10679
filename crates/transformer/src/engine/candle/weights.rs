//! Weights: one file or several, and what of them candle would take for what it is not.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use candle_core::{DType, Device, Tensor};

use super::super::Options;
use super::reason;
use crate::checkpoint::{Checkpoint, INDEX, shards};
use crate::config::Config;
use crate::error::Error;

/// The file that is to be read, which may be the list of several.
pub(super) fn file(checkpoint: &Checkpoint, options: &Options) -> Result<PathBuf, Error> {
    let hint = "candle reads safetensors: save the model with `save_pretrained(..., safe_serialization=True)`";
    match options.weights.as_deref() {
        Some(name) => checkpoint.one_of(&[name], hint),
        None => checkpoint.one_of(&["model.safetensors", INDEX], hint),
    }
}

/// All tensors of `file`.
pub(super) fn read(file: &Path, device: &Device) -> Result<HashMap<String, Tensor>, Error> {
    let mut all = HashMap::new();
    for part in shards(file)? {
        let tensors = candle_core::safetensors::load(&part, device);
        all.extend(tensors.map_err(|error| Error::Invalid {
            file: part,
            reason: reason(&error),
        })?);
    }
    Ok(all)
}

/// Refuses tensors of whole numbers: without the scale that belongs to them they are other weights.
pub(super) fn check_numbers(
    tensors: &HashMap<String, Tensor>,
    ours: &BTreeSet<String>,
) -> Result<(), String> {
    for name in ours {
        let kind = tensors.get(name).map(Tensor::dtype);
        match kind {
            None | Some(DType::F32 | DType::F16 | DType::BF16 | DType::F64) => {}
            Some(kind) => {
                return Err(format!(
                    "its tensor `{name}` is of {kind:?}: candle runs floating-point weights only; for whole numbers there is `onnx`"
                ));
            }
        }
    }
    Ok(())
}

/// Whether a tensor is none that the scores are made of: heads of other tasks, the pooler, and tables of numbers that older
/// versions saved.
pub(super) fn is_other(name: &str, config: &Config) -> bool {
    let harmless = ["pooler.", ".position_ids", ".token_type_ids"];
    let prefix = config.architecture.prefix();
    let inside = name
        .strip_prefix(prefix)
        .is_some_and(|rest| rest.starts_with('.'));
    !name.starts_with("classifier.") && !inside || harmless.iter().any(|part| name.contains(part))
}

/// What is said of a tensor that no part of the encoder has asked for.
pub(super) fn surplus(name: &str, config: &Config) -> String {
    format!(
        "it has a tensor `{name}` that config.json ({} of {} layers) has no place for: one of the two is another model's",
        config.architecture, config.layers
    )
}

/// Names in the file for those that candle asks for, which `asked` then has.
pub(super) fn noting(
    is_distil: bool,
    asked: Arc<Mutex<Vec<String>>>,
) -> impl Fn(&str) -> String + Send + Sync {
    move |name| {
        let name = if is_distil {
            distil_name(name)
        } else {
            name.to_owned()
        };
        let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.push(name.clone());
        name
    }
}

/// What DistilBERT calls a tensor of BERT.
fn distil_name(name: &str) -> String {
    const NAMES: [(&str, &str); 9] = [
        (".encoder.", ".transformer."),
        (".attention.self.query", ".attention.q_lin"),
        (".attention.self.key", ".attention.k_lin"),
        (".attention.self.value", ".attention.v_lin"),
        (".attention.output.dense", ".attention.out_lin"),
        (".attention.output.LayerNorm", ".sa_layer_norm"),
        (".intermediate.dense", ".ffn.lin1"),
        (".output.dense", ".ffn.lin2"),
        (".output.LayerNorm", ".output_layer_norm"),
    ];
    NAMES.iter().fold(name.to_owned(), |name, (bert, distil)| {
        name.replace(bert, distil)
    })
}
