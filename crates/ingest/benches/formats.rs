//! How long a document of each format takes to read, over the fixtures.
//!
//! `cargo bench -p rostra-ingest --all-features`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use rostra_ingest::{FORMATS, Options, Reader};

fn main() {
    divan::main();
}

/// Names of formats that are read, and have fixtures.
fn formats() -> Vec<&'static str> {
    let read = FORMATS.iter().filter(|facts| facts.read);
    let names = read.map(|facts| facts.name);
    names.filter(|name| !files(name).is_empty()).collect()
}

fn files(format: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats");
    let entries = fs::read_dir(folder.join(format)).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    files
}

fn documents(files: &[PathBuf]) -> usize {
    let open = |path: &PathBuf| {
        let file = File::open(path).expect("a fixture can be read");
        Reader::over(&path.to_string_lossy(), file, Options::default())
    };
    files.iter().flat_map(|path| open(path).documents()).count()
}

#[divan::bench(args = formats())]
fn read(bencher: Bencher, format: &str) {
    let files = files(format);
    let sizes = files.iter().filter_map(|path| fs::metadata(path).ok());
    let bytes: u64 = sizes.map(|data| data.len()).sum();
    bencher
        .counter(ItemsCount::new(documents(&files)))
        .counter(BytesCount::new(bytes))
        .bench(|| documents(black_box(&files)));
}
