//! Whole strings to days, in any language: `le 1er mars 2024`, `2024年5月2日`, `7 жовт 2023 9:30`.
//!
//! What months and weekdays are called comes from CLDR. Dates in running text are another matter
//! ([`dates`]): there a pack says which words are months, and other words stand around.

mod names;
mod running;
mod written;

pub use running::{Days, Reading, dates};
pub use written::{Order, Today, read, read_in};
