//! What `rostra-train` can do, one file a command.

pub mod all;
pub mod corpus;
pub mod manifest;
pub mod predict;
pub mod score;
pub mod train;
pub mod train_neural;
