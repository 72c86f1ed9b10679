//! Pipeline files to a running chain of stages.
