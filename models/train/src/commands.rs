//! What `rostra-train` can do, one file a command.

pub mod corpus;
pub mod score;
pub mod train;
pub mod train_neural;
