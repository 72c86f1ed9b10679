//! Inputs that hold others, one module a format.

#[cfg(feature = "archives")]
pub(crate) mod compressed;
pub(crate) mod csv;
#[cfg(feature = "feed")]
pub(crate) mod feed;
#[cfg(feature = "archives")]
pub(crate) mod gauge;
pub(crate) mod json;
pub(crate) mod json_lines;
#[cfg(feature = "mail")]
pub(crate) mod mail;
pub(crate) mod markup;
#[cfg(feature = "mail")]
pub(crate) mod mbox;
#[cfg(feature = "archives")]
mod names;
pub(crate) mod row;
#[cfg(feature = "archives")]
pub(crate) mod tar;
mod utf16;
#[cfg(feature = "archives")]
pub(crate) mod warc;
#[cfg(feature = "archives")]
pub(crate) mod zip;
