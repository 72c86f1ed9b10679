//! ONNX Runtime: a graph in a file, and a library that is loaded when the program runs.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use half::f16;
use ort::environment::Environment;
use ort::ep::{self, ExecutionProvider};
use ort::session::builder::{AutoDevicePolicy, GraphOptimizationLevel, SessionBuilder};
use ort::session::{Session, SessionInputValue};
use ort::value::{DynValue, Tensor};

use self::graph::{Graph, Integer, Meaning};
use super::{Device, Engine, EngineKind, Options};
use crate::batch::{Batch, Logits};
use crate::checkpoint::Checkpoint;
use crate::error::Error;

mod graph;
mod library;

pub(super) use library::environment;

const NAME: &str = "onnx";
/// OpenMP's variable, which sets the threads of libtorch, too.
const WAIT_POLICY: &str = "OMP_WAIT_POLICY";
/// Where a graph lies: our own name and that of `optimum`, whole numbers last.
const FILES: [&str; 4] = [
    "model.onnx",
    "onnx/model.onnx",
    "model.int8.onnx",
    "model_quantized.onnx",
];

/// A model on ONNX Runtime.
pub(super) struct Onnx {
    // A run changes the session; threads take turns, and share its threads.
    session: Mutex<Session>,
    graph: Graph,
    gpu: Option<usize>,
    file: PathBuf,
}

impl Onnx {
    /// Opens model.onnx of `checkpoint`, or the file that `options` name.
    pub fn open(checkpoint: &Checkpoint, options: &Options) -> Result<Self, Error> {
        let named = options.weights.as_deref().map(|name| [name]);
        let file = checkpoint.one_of(
            named.as_ref().map_or(&FILES[..], |name| name),
            "export the model with `optimum-cli export onnx --task token-classification`",
        )?;
        let environment = environment(options.library.as_deref())?;
        let load = |gpu| -> ort::Result<_> {
            let session = configure(&environment, options.threads, gpu)?.commit_from_file(&file)?;
            Ok((session, gpu))
        };
        let (session, gpu) = match options.device {
            Device::Cpu => load(None),
            Device::Cuda(number) => {
                check_cuda(number)?;
                load(Some(number))
            }
            // A library for GPUs runs on machines that have none, too.
            Device::Auto if has_cuda() => load(Some(0)).or_else(|_| load(None)),
            Device::Auto => load(None),
        }
        .map_err(|error| refusal(&file, options.device, &error))?;
        Ok(Self {
            graph: Graph::of(&session).map_err(|reason| invalid(&file, reason))?,
            session: Mutex::new(session),
            gpu,
            file,
        })
    }

    fn run(&self, batch: &Batch) -> ort::Result<Option<Logits>> {
        let inputs = self.graph.inputs.iter().map(|input| {
            let values = match input.meaning {
                Meaning::Ids => batch.ids(),
                Meaning::Mask => batch.mask(),
                Meaning::Segments => &vec![0; batch.ids().len()],
            };
            Ok((input.name.as_str(), tensor(batch, values, input.integer)?))
        });
        let inputs = inputs.collect::<ort::Result<Vec<_>>>()?;
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let outputs = session.run(inputs)?;
        let scores = outputs.get(&self.graph.output);
        scores.map_or(Ok(None), |scores| logits(batch, scores))
    }
}

impl Engine for Onnx {
    fn kind(&self) -> EngineKind {
        EngineKind::Onnx
    }

    fn device(&self) -> String {
        let gpu = self.gpu.map(|number| format!("cuda:{number}"));
        gpu.unwrap_or_else(|| "cpu".to_owned())
    }

    fn weights(&self) -> &Path {
        &self.file
    }

    fn logits(&self, batch: &Batch) -> Result<Logits, Error> {
        let failed = |reason: String| Error::run(NAME, batch, reason);
        self.run(batch)
            .map_err(|error| failed(error.to_string()))?
            .ok_or_else(|| failed("its output has a wrong shape".to_owned()))
    }
}

fn invalid(file: &Path, reason: String) -> Error {
    Error::Invalid {
        file: file.to_owned(),
        reason,
    }
}

fn configure(
    environment: &Environment,
    threads: Option<usize>,
    gpu: Option<usize>,
) -> ort::Result<SessionBuilder> {
    let mut builder = Session::builder(environment)?
        .with_auto_device(AutoDevicePolicy::PreferCPU)?
        .with_optimization_level(GraphOptimizationLevel::All)?
        .with_inter_threads(1)?
        .with_intra_op_spinning(spins(env::var_os(WAIT_POLICY).as_deref()))?
        // Each batch has another width: a plan of memory for each would be kept and never used again.
        .with_memory_pattern(false)?;
    if let Some(threads) = threads {
        builder = builder.with_intra_threads(threads.max(1))?;
    }
    if let Some(number) = gpu {
        cuda(number).register(&mut builder)?;
    }
    Ok(builder)
}

/// Threads that wait for work leave the processor to the other stages, unless the variable asks for the contrary.
fn spins(policy: Option<&OsStr>) -> bool {
    policy.is_some_and(|policy| policy.eq_ignore_ascii_case("ACTIVE"))
}

fn cuda(number: usize) -> ep::CUDA {
    ep::CUDA::default().with_device_id(i32::try_from(number).unwrap_or(i32::MAX))
}

fn has_cuda() -> bool {
    ep::CUDA::is_available().unwrap_or_default()
}

fn check_cuda(number: usize) -> Result<(), Error> {
    if has_cuda() {
        return Ok(());
    }
    Err(no_gpu(number, "its library was built without CUDA"))
}

fn no_gpu(number: usize, cause: &str) -> Error {
    Error::Engine {
        engine: NAME,
        reason: format!(
            "there is no GPU {number} for it ({cause}); use device = \"cpu\", or the library of `pip install onnxruntime-gpu` where CUDA is"
        ),
    }
}

/// Why a session does not open: of the GPU's faults only the words tell.
fn refusal(file: &Path, device: Device, error: &ort::Error) -> Error {
    let cause = error.to_string();
    match device {
        Device::Cuda(number) if cause.to_lowercase().contains("cuda") => no_gpu(number, &cause),
        _ => invalid(
            file,
            format!("ONNX Runtime does not take it ({cause}); fetch or export it again"),
        ),
    }
}

/// The values of a batch in the integers that the graph takes.
fn tensor(
    batch: &Batch,
    values: &[u32],
    integer: Integer,
) -> ort::Result<SessionInputValue<'static>> {
    let shape = [batch.rows(), batch.width()];
    Ok(match integer {
        Integer::Long => {
            let values: Vec<i64> = values.iter().map(|&value| value.into()).collect();
            Tensor::from_array((shape, values))?.into()
        }
        Integer::Short => {
            let values: Vec<i32> = values.iter().map(|&value| value.cast_signed()).collect();
            Tensor::from_array((shape, values))?.into()
        }
    })
}

/// The scores of an output; `None` where its shape is not the batch's.
fn logits(batch: &Batch, scores: &DynValue) -> ort::Result<Option<Logits>> {
    let (shape, values) = match scores.try_extract_tensor::<f16>() {
        Ok((shape, values)) => (shape, values.iter().map(|value| value.to_f32()).collect()),
        Err(_) => scores
            .try_extract_tensor::<f32>()
            .map(|(shape, values)| (shape, values.to_vec()))?,
    };
    let &[rows, width, labels] = &**shape else {
        return Ok(None);
    };
    let whole = |number: i64| usize::try_from(number).ok();
    let fits = whole(rows) == Some(batch.rows()) && whole(width) == Some(batch.width());
    let labels = whole(labels).filter(|_| fits);
    Ok(labels.and_then(|labels| Logits::new(batch, labels, values)))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::spins;

    #[test]
    fn threads_spin_where_that_is_asked_for() {
        for (policy, expected) in [
            (None, false),
            (Some("PASSIVE"), false),
            (Some("active"), true),
        ] {
            assert_eq!(spins(policy.map(OsStr::new)), expected, "{policy:?}");
        }
    }
}
