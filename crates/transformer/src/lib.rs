//! Token classification by a checkpoint of one's own, in the layout of Hugging Face, on one of three engines.
//!
//! A [`Checkpoint`] is what lies in a folder; a [`TextTokenizer`] makes pieces of a sentence, whose ranges lead back to
//! the text; an [`Engine`] makes scores of pieces; a [`Classifier`] puts them together: windows over long
//! documents, batches by length, pieces to words, words to labelled ranges. [`TransformerRecognizer`] is the stage.

mod batch;
mod checkpoint;
mod classifier;
mod config;
pub mod decode;
pub mod engine;
mod error;
mod labels;
mod parameters;
mod recognizer;
pub mod speed;
mod tokenizer;
mod windows;
mod words;

pub use batch::{Batch, Logits};
pub use checkpoint::Checkpoint;
pub use classifier::{Classifier, LabelledRange, Sentence, Settings, TokenClassifier};
pub use config::{Architecture, Config};
pub use engine::{Device, Engine, EngineKind};
pub use error::Error;
pub use labels::{LabelMap, check_meaning};
pub use parameters::Parameters;
pub use recognizer::{NAME, TransformerRecognizer, sentence};
pub use tokenizer::{Piece, TextTokenizer};
pub use words::{Aggregate, Word};
