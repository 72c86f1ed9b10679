//! The engines of this build that can be had on this machine.

use std::env;
use std::sync::Once;

use rostra_transformer::engine::{self, Options};
use rostra_transformer::{Checkpoint, Device, Engine, EngineKind, Error};

/// On the processor, with one thread.
pub fn options() -> Options {
    Options {
        device: Device::Cpu,
        threads: Some(1),
        ..Options::default()
    }
}

/// Those that are built in. ONNX Runtime is left out, which stderr is told, where its library is not at hand; a
/// machine that must have it sets `ROSTRA_REQUIRE_ENGINES`.
pub fn at_hand() -> Vec<EngineKind> {
    let built = EngineKind::ALL.into_iter().filter(|kind| kind.is_built());
    built
        .filter(|&kind| kind != EngineKind::Onnx || has_library())
        .collect()
}

/// Opens a checkpoint that must open.
pub fn open(kind: EngineKind, checkpoint: &Checkpoint) -> Box<dyn Engine> {
    engine::open(kind, checkpoint, &options())
        .unwrap_or_else(|error| panic!("{}: {error}", kind.name()))
}

/// The message of a checkpoint that must not open.
pub fn refusal(kind: EngineKind, checkpoint: &Checkpoint, options: &Options) -> String {
    match engine::open(kind, checkpoint, options) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("{} opens it", kind.name()),
    }
}

fn has_library() -> bool {
    static TOLD: Once = Once::new();
    let folder = super::checkpoint::Folder::new(super::model::Family::Bert);
    match engine::open(EngineKind::Onnx, &folder.open(), &options()) {
        Err(error @ Error::Engine { .. }) => {
            assert!(env::var_os("ROSTRA_REQUIRE_ENGINES").is_none(), "{error}");
            TOLD.call_once(|| eprintln!("not run: {error}"));
            false
        }
        _ => true,
    }
}
