//! People as marked places of the text with links between them, as tools for annotation have it.
//!
//! A person is one or more regions [`Label::Person`], linked to each other. The first in the text that holds [`Values`] is the one whose
//! words are the name. Titles, honorifics, countries and organisations are regions linked to the person; a title in pieces is one region a
//! piece, linked to each other. A value whose words stand nowhere in the text is among the [`Values`] of a region.
//!
//! [`Regions::of`] and [`Regions::people`] are each other's reverse, for all people who have a place in the text.

mod groups;
mod honorifics;
mod of_people;
mod people;
mod places;
#[cfg(test)]
mod tests;

pub(crate) use of_people::places_of;
pub(crate) use places::holds_words;

use rostra_document::{Mode, Role, Span, Support, TitleStatus};

/// What words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// A name of a person.
    Person,
    /// A title, or a piece of one.
    Title,
    /// An honorific.
    Honorific,
    /// Words that tell a person's country.
    Country,
    /// The body of a person or title.
    Organization,
}

impl Label {
    /// All of them; where two mark the same words, the earlier tells more.
    pub const ALL: [Self; 5] = [
        Self::Person,
        Self::Title,
        Self::Organization,
        Self::Country,
        Self::Honorific,
    ];

    /// Its name in Label Studio.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Title => "Title",
            Self::Honorific => "Honorific",
            Self::Country => "Country",
            Self::Organization => "Organization",
        }
    }
}

/// What a region says beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// Of a person.
    pub role: Option<Role>,
    /// Of a person.
    pub mode: Option<Mode>,
    /// Of a person, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Of a person.
    pub evidence: Option<Support>,
    /// Of a person: counts neither for nor against.
    pub optional: bool,
    /// Of a person: the name, where it is not the words. Of a title: its text, where it is not the words of its pieces.
    pub written: Option<String>,
    /// Of a person: honorifics that are marked nowhere.
    pub honorifics: Vec<String>,
    /// Of a person or title: the organisation, where it is marked nowhere.
    pub organization: Option<String>,
    /// Of a title.
    pub status: Option<TitleStatus>,
}

/// A marked place.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// What the words are.
    pub label: Label,
    /// Where they stand.
    pub span: Span,
    /// What more is said.
    pub values: Values,
    /// How sure that is, 0 to 1.
    pub score: Option<f64>,
}

/// The regions of a text, and which belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Regions {
    /// Marked places.
    pub regions: Vec<Region>,
    /// Pairs of places in `regions`.
    pub links: Vec<(usize, usize)>,
}

/// What people could be made of, and what could not be used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// People, in the order of the text.
    pub people: Vec<rostra_annotate::AnnotatedPerson>,
    /// What was left out, as sentences.
    pub notes: Vec<String>,
}
