//! The fuzz targets over what they start from and what they found.

#![allow(clippy::unwrap_used)] // a test that cannot go on fails there

#[path = "../fuzz/probes.rs"]
mod probes;

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn seeds_and_findings_hold() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let mut read = 0;
    for folder in files(&seeds) {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        for file in files(&folder) {
            eprintln!("{}", file.display());
            let bytes = fs::read(&file).unwrap();
            match name.as_str() {
                "any" => probes::any(&bytes),
                format => probes::format(format, &bytes),
            }
            probes::any(&bytes);
            read += 1;
        }
    }
    assert!(read > 0);
}

/// Fixtures of every format, cut and with bytes changed at many places: what a fuzzer tries first, without one.
#[test]
fn damaged_fixtures_hold() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats");
    if !fixtures.is_dir() {
        eprintln!("skipped: no {}", fixtures.display());
        return;
    }
    for folder in files(&fixtures).into_iter().filter(|path| path.is_dir()) {
        let format = folder.file_name().unwrap().to_str().unwrap().to_owned();
        for file in files(&folder).into_iter().filter(|path| path.is_file()) {
            let bytes = fs::read(&file).unwrap();
            for damaged in damaged(&bytes) {
                probes::format(&format, &damaged);
            }
        }
    }
}

/// Ten beginnings of `bytes`, and ten copies with one byte changed, at places spread over the whole.
fn damaged(bytes: &[u8]) -> Vec<Vec<u8>> {
    let places = (1..=10).map(|tenth| bytes.len() * tenth / 11);
    places
        .flat_map(|place| {
            let mut changed = bytes.to_vec();
            if let Some(byte) = changed.get_mut(place) {
                *byte ^= 0x55;
            }
            [bytes.get(..place).unwrap_or_default().to_vec(), changed]
        })
        .collect()
}
