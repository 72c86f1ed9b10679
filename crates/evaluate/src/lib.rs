//! Scores against gold, fixture checks, explanations.
//!
//! [`score`] counts people, titles, countries and roles as the annotation guideline says and
//! groups the figures by language; [`reliability`] asks whether confidences mean what they say;
//! [`diff`] compares an output with a fixture field by field, [`runs`] two outputs with each other; [`explain`] says why each field of
//! a record has its value; [`yardsticks`] measures parts of the chain by other projects' cases. Nothing here runs a pipeline: the program does and hands the values in.

pub mod diff;
pub mod explain;
pub mod gold;
pub mod name;
pub mod pairing;
pub mod reliability;
pub mod report;
pub mod runs;
pub mod score;
pub mod tally;
pub mod title;
mod wordlike;
pub mod yardsticks;
