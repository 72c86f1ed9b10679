//! What press offices write around their texts: the names of news agencies, and labels before
//! dates and sources.

mod agencies;
mod labels;

pub use agencies::{Agency, agency_at, agency_named};
pub use labels::{Label, label_before, label_within};
