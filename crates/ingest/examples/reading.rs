//! How fast inputs are read, their documents left undecoded: `cargo run -p rostra-ingest --all-features --example reading -- INPUT...`

use std::time::Instant;

use rostra_ingest::{Options, Reader};

fn main() {
    let begun = Instant::now();
    let mut reader = Reader::new(std::env::args().skip(1), Options::default());
    let (mut found, mut errors) = (0_u64, 0_u64);
    for leaf in reader.by_ref() {
        match leaf {
            Ok(_) => found += 1,
            Err(error) => {
                errors += 1;
                if errors <= 10 {
                    eprintln!("{error}");
                }
            }
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    let skipped = reader.skipped();
    println!("{found} documents, {errors} errors, {skipped} left alone, {seconds:.2} s");
}
