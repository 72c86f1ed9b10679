//! The shared library of ONNX Runtime. A process loads one, once, and all its models run on it.

use std::env;
use std::error::Error as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ort::environment::Environment;
use ort::logging::LogLevel;

use super::NAME;
use crate::error::Error;

/// Names a library of the variable, as the program's own option does.
const VARIABLE: &str = "ORT_DYLIB_PATH";
const HELP: &str = "`pip install \"onnxruntime>=1.23\"` brings it, as onnxruntime/capi/libonnxruntime.so.* in the folder of Python's packages; name that file by `library` or by ORT_DYLIB_PATH";

struct Loaded {
    file: PathBuf,
    environment: Environment,
}

/// Kept until the process ends: ONNX Runtime cannot be loaded twice.
static LOADED: Mutex<Option<Loaded>> = Mutex::new(None);

/// The environment of `library`, else of the one that is loaded, else of the one that `ORT_DYLIB_PATH` names, else of the system's.
///
/// # Errors
/// Where there is no such library, it is none or too old, or another than `library` is loaded.
pub(in crate::engine) fn environment(library: Option<&Path>) -> Result<Environment, Error> {
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(loaded) = loaded.as_ref() {
        return match library.map(located) {
            Some(file) if file != loaded.file => Err(error(format!(
                "a process has one library of ONNX Runtime, and this one has loaded {} already: name it for all models, or for none",
                loaded.file.display()
            ))),
            _ => Ok(loaded.environment.clone()),
        };
    }
    let file = library.map(Path::to_owned).or_else(of_environment);
    let new = load(&file.map_or_else(of_system, |file| located(&file)))?;
    Ok(loaded.insert(new).environment.clone())
}

fn load(file: &Path) -> Result<Loaded, Error> {
    let bare = file.parent() == Some(Path::new(""));
    if !bare && !file.is_file() {
        return Err(error(format!(
            "there is no library {}; {HELP}",
            file.display()
        )));
    }
    // Nothing else of `ort` may be called before this: it would load a library by itself, and panic where there is none.
    let builder = ort::init_from(file).map_err(|cause| error(reason(file, &cause)))?;
    let environment = builder.with_name("rostra").with_telemetry(false).build();
    let environment = environment.map_err(|cause| error(cause.to_string()))?;
    // What goes wrong comes back as an error, and need not stand on stderr as well.
    if env::var_os("ORT_LOG").is_none() {
        environment.set_log_level(LogLevel::Fatal);
    }
    let file = file.to_owned();
    Ok(Loaded { file, environment })
}

fn reason(file: &Path, cause: &ort::LoadDynamicError) -> String {
    let file = file.display();
    match cause {
        ort::LoadDynamicError::Dlopen { error, .. } => {
            // The system's own words stand behind those of the crate that asks it.
            let words = error
                .source()
                .map_or(error.to_string(), ToString::to_string);
            format!("the library {file} cannot be loaded ({words}); {HELP}")
        }
        ort::LoadDynamicError::BadVersion { version_str, .. } => format!(
            "the library {file} is ONNX Runtime {version_str}, and 1.{} is the oldest that will do; {HELP}",
            ort::MINOR_VERSION
        ),
        _ => format!("{file} is no library of ONNX Runtime; {HELP}"),
    }
}

/// One file has one path, so that two can be compared. A bare name that is no file here is left to the system's loader.
fn located(file: &Path) -> PathBuf {
    file.canonicalize().unwrap_or_else(|_| file.to_owned())
}

fn of_environment() -> Option<PathBuf> {
    env::var_os(VARIABLE)
        .filter(|file| !file.is_empty())
        .map(PathBuf::from)
}

/// The name under which the system's loader looks for it.
fn of_system() -> PathBuf {
    let (prefix, suffix) = (env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
    format!("{prefix}onnxruntime{suffix}").into()
}

fn error(reason: String) -> Error {
    Error::Engine {
        engine: NAME,
        reason,
    }
}
