//! The parts of a person's name.
//!
//! [`parse`] reads a whole string of a list (`Roe, Dr. Jane M., Jr.`), [`parts`] the bare name of a
//! record by the custom of where the person is from.

mod affixes;
mod arabic;
mod asides;
mod culture;
mod east_asia;
mod iberian;
mod pieces;
mod slavic;
#[cfg(test)]
mod tests;
mod western;

pub use culture::{Setting, parts};
pub use western::parse;

/// A name in its parts, each as written, words joined by single spaces; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// What stands before it: `Dr.`, `Secretary of State`.
    pub title: String,
    /// First name, or the name that the person is called by.
    pub given: String,
    /// Further given names, initials, a patronymic.
    pub middle: String,
    /// Surname with its particles.
    pub family: String,
    /// What stands after it, joined by commas: `Jr., MD`.
    pub suffix: String,
    /// In brackets or quotation marks.
    pub nickname: String,
}
