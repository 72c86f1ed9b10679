//! What a model's span names.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a span names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Kind {
    /// A human being, by any part of the name.
    Person,
    /// An office, position or occupation.
    Title,
    /// A body.
    Organisation,
    /// A state, nationality, region or town.
    Place,
    /// A gathering that has a name.
    Event,
}

impl Kind {
    /// All kinds, in the order of their tags.
    pub const ALL: [Self; 5] = [
        Self::Person,
        Self::Title,
        Self::Organisation,
        Self::Place,
        Self::Event,
    ];

    /// As files write it: `PERSON`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Title => "TITLE",
            Self::Organisation => "ORGANISATION",
            Self::Place => "PLACE",
            Self::Event => "EVENT",
        }
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|kind| kind.name() == name);
        found.ok_or_else(|| format!("{name:?} is no kind of span"))
    }
}
