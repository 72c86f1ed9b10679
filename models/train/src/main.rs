//! The program `rostra-train`.

fn main() {}
