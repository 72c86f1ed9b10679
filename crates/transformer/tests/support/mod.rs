//! What the battery runs on: small checkpoints of fixed weights, and what they must say.
#![allow(dead_code, missing_docs)] // each test uses a part of it

pub mod checkpoint;
pub mod engines;
pub mod graph;
pub mod model;
pub mod onnx;
pub mod reference;
pub mod vocabulary;
pub mod weights;
