//! Lists the language packs, so that adding a language is adding a file, and makes the lists of
//! names searchable.

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs, path::Path};

#[allow(dead_code)] // only the folding of characters is needed here
#[path = "src/han.rs"]
mod han;
#[path = "src/key.rs"]
mod key;
#[allow(dead_code)] // only the making of keys is needed here
#[path = "src/countries/name_key.rs"]
mod name_key;

fn main() {
    list_packs();
    for list in ["given_names", "family_names"] {
        make_set(list);
    }
    make_territory_names();
    make_officials();
}

/// Makes a finite-state map of the names of territories. A value is a code in seven bytes and,
/// above it, how sure the name is: 0 one territory's, 1 one's of several, 2 nobody's.
fn make_territory_names() {
    println!("cargo::rerun-if-changed=src/countries/name_key.rs");
    let mut names: BTreeMap<String, u64> = BTreeMap::new();
    let mut add = |sureness: u8, code: &str, forms: &str| {
        let mut value = [0; 8];
        value[0] = sureness;
        value[8 - code.len()..].copy_from_slice(code.as_bytes());
        for form in forms.split('|') {
            let key = name_key::key(name_key::words(form));
            names.entry(key).or_insert(u64::from_be_bytes(value));
        }
    };
    // The first table to claim a name keeps it, and doubt comes before all.
    for row in table("territory_aliases").lines() {
        match row.split_once('\t') {
            Some(("-", forms)) => add(2, "", forms),
            Some((code, forms)) => {
                if let Some(likeliest) = code.strip_prefix('?') {
                    add(1, likeliest, forms);
                }
            }
            None => {}
        }
    }
    for row in table("countries")
        .lines()
        .filter(|row| !row.starts_with('#'))
    {
        let cells: Vec<_> = row.split('\t').collect();
        cells[2..].iter().for_each(|name| add(0, cells[1], name));
    }
    for row in table("territories")
        .lines()
        .filter(|row| !row.starts_with('#'))
    {
        let cells: Vec<_> = row.split('\t').collect();
        let code = if cells[3] == "part" {
            cells[0]
        } else {
            cells[1]
        };
        add(0, code, cells[4]);
    }
    for row in table("territory_aliases").lines() {
        match row.split_once('\t') {
            Some((code, forms)) if code.len() == 3 => add(0, code, forms),
            _ => {}
        }
    }
    for row in table("country_forms").lines() {
        if let [form, code, _, "name"] = row.split('\t').collect::<Vec<_>>()[..] {
            add(0, code, form);
        }
    }
    for row in table("territory_names").lines() {
        if let Some((code, forms)) = row.split_once('\t') {
            add(0, code, forms);
        }
    }
    names.remove("");
    let map = fst::Map::from_iter(names).expect("the keys are sorted");
    write("territory_names.fst", map.as_fst().as_bytes());
}

fn table(name: &str) -> String {
    println!("cargo::rerun-if-changed=tables/{name}.tsv");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let path = Path::new(&root).join("tables").join(format!("{name}.tsv"));
    fs::read_to_string(path).expect("the table is part of the crate")
}

fn write(name: &str, bytes: &[u8]) {
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join(name);
    fs::write(out, bytes).expect("the build folder can be written");
}

/// Makes a finite-state map of folded names to states out of `tables/officials.tsv`: the three
/// letters of the state's code and, above them, 1 where the name is less widely known.
fn make_officials() {
    let rows = table("officials");
    let mut held = BTreeMap::new();
    for line in rows.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (name, state) = (
            cells.next().expect("a name"),
            cells.next().expect("a state"),
        );
        let known = u64::from(cells.next() == Some("named"));
        let value = state.bytes().fold(known, |sum, b| sum << 8 | u64::from(b));
        held.insert(name, value);
    }
    let map = fst::Map::from_iter(held).expect("the keys are sorted");
    write("officials.fst", map.as_fst().as_bytes());
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
    write(&format!("{list}.fst"), set.as_fst().as_bytes());
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
        // Found anew by whoever compiles it: a build that checkouts share would lead to another's.
        let place = format!("/packs/{tag}.toml");
        list.push_str(&format!(
            "    ({tag:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {place:?}))),\n"
        ));
    }
    list.push_str("]\n");
    write("packs.rs", list.as_bytes());
}
