//! The program `rostra`.

fn main() {}
