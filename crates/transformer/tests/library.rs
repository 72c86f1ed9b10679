//! The library of ONNX Runtime. A process has one, so these cases have a process of their own and come one after another.
#![cfg(feature = "onnx")]
#![allow(clippy::unwrap_used)] // a test that cannot go on fails there

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use rostra_transformer::EngineKind;
use rostra_transformer::engine::{self, Options};
use support::checkpoint::Folder;
use support::engines;
use support::model::Family;

#[test]
fn a_library_that_will_not_do_is_told() {
    let folder = Folder::new(Family::Bert);
    let checkpoint = folder.open();
    let text = folder.path("text.so");
    fs::write(&text, "no library").unwrap();
    let mut cases = vec![
        (folder.path("none.so"), "there is no library "),
        (folder.root().to_owned(), "there is no library "),
        (text.clone(), "cannot be loaded"),
        (PathBuf::from("no-such-library.so"), "cannot be loaded"),
    ];
    cases.extend(any_library().map(|file| (file, "is no library of ONNX Runtime")));
    for (file, message) in cases {
        let error = refusal(&folder, &file);
        assert!(
            error.starts_with("the engine `onnx` cannot run: "),
            "{error}"
        );
        assert!(error.contains(message), "{error}");
        assert!(error.contains(&file.display().to_string()), "{error}");
        assert!(
            error.contains("pip install \"onnxruntime>=1.23\""),
            "{error}"
        );
        assert!(error.contains("ORT_DYLIB_PATH"), "{error}");
    }
    // What failed stands in no one's way; what is loaded stays.
    if !engines::at_hand().contains(&EngineKind::Onnx) {
        return;
    }
    let error = refusal(&folder, &text);
    assert!(
        error.contains("a process has one library of ONNX Runtime"),
        "{error}"
    );
    assert!(engine::open(EngineKind::Onnx, &checkpoint, &engines::options()).is_ok());
}

fn refusal(folder: &Folder, library: &Path) -> String {
    let options = Options {
        library: Some(library.to_owned()),
        ..engines::options()
    };
    engines::refusal(EngineKind::Onnx, &folder.open(), &options)
}

/// Some library that this process runs on, where the system tells.
fn any_library() -> Option<PathBuf> {
    let maps = fs::read_to_string("/proc/self/maps").ok()?;
    let mut files = maps
        .lines()
        .filter_map(|line| line.split_whitespace().nth(5));
    files
        .find(|file| file.contains("/libc.so"))
        .map(PathBuf::from)
}
