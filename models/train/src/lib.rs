//! Training and measuring of the models that `rostra-tagger` runs.
//!
//! ```text
//! open sets, texts and templates of our own, public texts ──corpus──> Labelled ──train──> weights
//! ```

pub mod calibrate;
pub mod corpus;
pub mod crf;
pub mod examples;
pub mod labelled;
pub mod measure;
pub mod neural;
pub mod pack;
pub mod random;
pub mod score;
