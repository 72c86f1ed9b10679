//! The fuzz targets over what they start from and what they found, whole and damaged.

#![allow(clippy::unwrap_used)] // a test that cannot go on fails there

#[path = "../fuzz/probes.rs"]
mod probes;

use std::fs;
use std::path::Path;

/// Every seed of a target, and the same cut and with bytes changed at many places: what a fuzzer tries first, without one.
fn with_seeds(target: &str, probe: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(target);
    let mut read = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        eprintln!("{}", path.display());
        let bytes = fs::read(&path).unwrap();
        probe(&bytes);
        let step = (bytes.len() / 200).max(1);
        for at in (0..bytes.len()).step_by(step) {
            probe(&bytes[..at]);
            for other in [b'9', b'"', b'-', 0, 0xFF] {
                let mut changed = bytes.clone();
                changed[at] = other;
                probe(&changed);
            }
        }
        read += 1;
    }
    assert!(read > 0);
}

#[test]
fn exports_of_label_studio_hold() {
    with_seeds("label_studio", probes::label_studio);
}

#[test]
fn fixtures_hold() {
    with_seeds("fixture", probes::fixture);
}
