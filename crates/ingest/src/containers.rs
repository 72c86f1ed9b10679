//! Inputs that hold others, one module a format.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod json_lines;
mod row;
