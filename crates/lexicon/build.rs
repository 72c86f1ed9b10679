//! Lists the language packs, so that adding a language is adding a file.

use std::{env, fs, path::Path};

fn main() {
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
