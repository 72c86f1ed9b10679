//! With rust-bert: writes into the program where libtorch is.

use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // From torch-sys, which knows by whatever way the library was found.
    let Ok(folder) = std::env::var("DEP_TCH_LIBTORCH_LIB") else {
        return;
    };
    println!("cargo:rustc-link-arg=-Wl,-rpath,{folder}");
    // Nothing calls the part for GPUs by name: it makes itself known when it is loaded, so it must be linked all the same.
    if Path::new(&folder).join("libtorch_cuda.so").exists() {
        println!("cargo:rustc-link-arg=-Wl,--no-as-needed,-ltorch_cuda,--as-needed");
    }
}
