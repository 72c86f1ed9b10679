//! Weights: from a file into the tensors of a network, each by its name, none left over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tch::nn::VarStore;
use tch::{Kind, TchError, Tensor};

use super::super::Options;
use super::network::Network;
use super::panics::first_line;
use crate::checkpoint::Checkpoint;
use crate::config::Config;
use crate::error::Error;

type Tensors = BTreeMap<String, Tensor>;

/// The file that is to be read.
pub(super) fn file(checkpoint: &Checkpoint, options: &Options) -> Result<PathBuf, Error> {
    let hint = "rust-bert reads rust_model.ot or safetensors: save the model with `save_pretrained(..., safe_serialization=True)`";
    match options.weights.as_deref() {
        Some(name) => checkpoint.one_of(&[name], hint),
        None => checkpoint.one_of(&["rust_model.ot", "model.safetensors"], hint),
    }
}

/// Fills all tensors of `store` from `file`, then freezes them.
pub(super) fn load(
    store: &mut VarStore,
    file: &Path,
    network: &Network,
    config: &Config,
) -> Result<(), String> {
    let mut tensors = read(file)?;
    let variables: BTreeMap<String, Tensor> = store.variables().into_iter().collect();
    for (variable, mut into) in variables {
        let name = network.name_in_file(&variable);
        let tensor = take(&mut tensors, &name).ok_or_else(|| missing(&name, config))?;
        check(&name, &tensor, &into)?;
        let moved = tensor
            .f_to_device(store.device())
            .and_then(|t| t.f_to_kind(Kind::Float));
        let moved = moved.map_err(|error| told(&error))?;
        tch::no_grad(|| into.f_set_data(&moved)).map_err(|error| told(&error))?;
    }
    store.freeze();
    let prefix = format!("{}.", config.architecture.prefix());
    match tensors.keys().find(|name| is_surplus(name, &prefix)) {
        Some(name) => Err(format!(
            "it has a tensor `{name}` that config.json ({}) has no place for: one of the two is another model's",
            sizes(config)
        )),
        None => Ok(()),
    }
}

fn read(file: &Path) -> Result<Tensors, String> {
    let tensors = match file.extension().and_then(|ending| ending.to_str()) {
        Some("safetensors") => Tensor::read_safetensors(file),
        Some("ot") => Tensor::load_multi(file),
        _ => return Err("rust-bert reads files that end in .ot or .safetensors".to_owned()),
    };
    let tensors =
        tensors.map_err(|error| format!("it is damaged or of another format: {}", told(&error)))?;
    Ok(tensors.into_iter().collect())
}

/// The tensor of this name, or of the name that the first files of BERT had for it.
fn take(tensors: &mut Tensors, name: &str) -> Option<Tensor> {
    tensors.remove(name).or_else(|| {
        let old = name
            .strip_suffix("LayerNorm.weight")
            .map(|start| format!("{start}LayerNorm.gamma"));
        let old = old.or_else(|| {
            name.strip_suffix("LayerNorm.bias")
                .map(|start| format!("{start}LayerNorm.beta"))
        });
        tensors.remove(&old?)
    })
}

fn check(name: &str, tensor: &Tensor, into: &Tensor) -> Result<(), String> {
    let (has, wanted) = (tensor.size(), into.size());
    if has != wanted {
        return Err(format!(
            "its tensor `{name}` has the shape {has:?}, but config.json makes it {wanted:?}: one of the two is another model's"
        ));
    }
    match tensor.kind() {
        Kind::Float | Kind::Half | Kind::BFloat16 | Kind::Double => Ok(()),
        other => Err(format!(
            "its tensor `{name}` is of {other:?}: rust-bert runs floating-point weights only"
        )),
    }
}

fn missing(name: &str, config: &Config) -> String {
    if name.starts_with("classifier.") {
        return format!(
            "there is no tensor `{name}` in it: it is an encoder that was not fine-tuned for token classification"
        );
    }
    format!(
        "there is no tensor `{name}` in it, which config.json asks for ({})",
        sizes(config)
    )
}

fn sizes(config: &Config) -> String {
    format!("{} of {} layers", config.architecture, config.layers)
}

/// Whether a tensor without a place is part of an encoder that the settings do not describe. Heads of other tasks, the pooler
/// and tables of numbers that older versions saved are not missed.
fn is_surplus(name: &str, prefix: &str) -> bool {
    let harmless = ["pooler.", ".position_ids", ".token_type_ids"];
    name.starts_with("classifier.")
        || name.starts_with(prefix) && !harmless.iter().any(|part| name.contains(part))
}

fn told(error: &TchError) -> String {
    first_line(&error.to_string())
}
