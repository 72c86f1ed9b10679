#![no_main]

#[path = "../probes.rs"]
#[allow(dead_code)] // a target uses one probe
mod probes;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| probes::fixture(bytes));
