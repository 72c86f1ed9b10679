//! The program from outside, and the rules that the workspace as a whole keeps.

mod architecture;
mod bad_input;
mod inputs;
mod outputs;
mod settings;
mod workplace;
