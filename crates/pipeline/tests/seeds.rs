//! The seeds of the fuzz targets, through the functions that the targets call.

use std::fs;
use std::path::Path;

#[path = "../../../fuzz/probes.rs"]
mod probes;

/// Runs `probe` over every file of `fuzz/seeds/<target>`.
fn each(target: &str, probe: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds");
    let mut seeds = 0;
    for file in fs::read_dir(folder.join(target)).expect("seeds").flatten() {
        probe(&fs::read(file.path()).expect("a seed can be read"));
        seeds += 1;
    }
    assert!(seeds > 0, "{target} has no seeds");
}

/// Runs `probe` over every seed that is UTF-8, as the fuzzer does.
fn each_text(target: &str, probe: impl Fn(&str)) {
    each(target, |bytes| {
        if let Ok(text) = std::str::from_utf8(bytes) {
            probe(text);
        }
    });
}

#[test]
fn pipeline() {
    each_text("pipeline", probes::pipeline);
}

#[test]
fn packs() {
    each_text("packs", probes::pack);
}

#[test]
fn chain() {
    each_text("chain", probes::chain);
}

#[test]
fn weights() {
    each("weights", probes::weights);
}

#[test]
fn checkpoint() {
    each("checkpoint", probes::checkpoint);
}
