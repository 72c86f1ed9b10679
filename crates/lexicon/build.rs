//! Lists the language packs, so that adding a language is adding a file, and makes the lists of
//! names searchable.

use std::collections::BTreeSet;
use std::{env, fs, path::Path};

#[allow(dead_code)] // only the folding of characters is needed here
#[path = "src/han.rs"]
mod han;
#[path = "src/key.rs"]
mod key;

fn main() {
    list_packs();
    for list in ["given_names", "family_names"] {
        make_set(list);
    }
}

/// Makes a finite-state set of folded names out of `tables/<list>.txt`.
fn make_set(list: &str) {
    println!("cargo::rerun-if-changed=tables/{list}.txt");
    println!("cargo::rerun-if-changed=src/key.rs");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let table = Path::new(&root).join("tables").join(format!("{list}.txt"));
    let words = fs::read_to_string(table).expect("the table is part of the crate");
    let keys: BTreeSet<_> = words
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|word| key::fold(word, false))
        .collect();
    let set = fst::Set::from_iter(keys).expect("the keys are sorted");
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join(format!("{list}.fst"));
    fs::write(out, set.as_fst().as_bytes()).expect("the build folder can be written");
}

/// Writes the array of packs that `language.rs` includes.
fn list_packs() {
    println!("cargo::rerun-if-changed=packs");
    let packs = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("packs");
    let mut files: Vec<_> = fs::read_dir(&packs)
        .expect("the packs folder is part of the crate")
        .map(|entry| entry.expect("the packs folder can be read").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let mut list = String::from("&[\n");
    for path in files {
        let tag = path
            .file_stem()
            .expect("it has an extension")
            .to_string_lossy()
            .into_owned();
        list.push_str(&format!(
            "    ({tag:?}, include_str!({:?})),\n",
            path.display().to_string()
        ));
    }
    list.push_str("]\n");
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("packs.rs");
    fs::write(out, list).expect("the build folder can be written");
}
