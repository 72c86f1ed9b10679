//! Inputs that hold others, one module a format.

pub(crate) mod csv;
#[cfg(feature = "feed")]
pub(crate) mod feed;
pub(crate) mod json;
pub(crate) mod json_lines;
#[cfg(feature = "mail")]
pub(crate) mod mail;
pub(crate) mod markup;
#[cfg(feature = "mail")]
pub(crate) mod mbox;
mod row;
mod utf16;
