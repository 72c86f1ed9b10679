//! What relation makes of mentions: one record a person, every value with its evidence.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::document::Date;
use crate::mention::TitleStatus;
use crate::range::TextRange;

/// What a person did, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Gave the keynote or opening address.
    Keynote,
    /// Spoke, or is quoted.
    Speaker,
    /// Chaired or hosted.
    Chair,
    /// Attended, met, visited, signed.
    Participant,
    /// Anything else.
    Mentioned,
}

impl Role {
    /// Its name in the output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Keynote => "keynote",
            Self::Speaker => "speaker",
            Self::Chair => "chair",
            Self::Participant => "participant",
            Self::Mentioned => "mentioned",
        }
    }
}

/// How a person took part, where not in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// By video link or recorded message.
    Video,
    /// By a letter or message.
    Written,
}

impl Mode {
    /// Its name in the output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Written => "written",
        }
    }
}

/// Whether the words beside the person name the country, or only the rest of the document does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Support {
    /// A country, nationality, capital or state body beside the person says so.
    Stated,
    /// Only the rest of the document says so.
    Inferred,
}

impl Support {
    /// Its name in the output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Inferred => "inferred",
        }
    }
}

/// Why a field has its value: the rule, its words and how sure it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The field: `name`, `title`, `country`, `role`, `mode`, `organization`, `confidence`.
    pub field: &'static str,
    /// The rule, e.g. `apposition.before`, `list.distributed`, `home.publisher`.
    pub rule: &'static str,
    /// The words that it rests on, in bytes; empty where it rests on metadata.
    pub range: Option<TextRange>,
    /// How sure the rule is, 0 to 1; of a field `confidence`, its log-odds.
    pub score: f32,
}

/// A position that a person holds.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldTitle {
    /// Pieces of the text, in bytes; more than one where words were cut between them.
    pub pieces: Vec<TextRange>,
    /// The head noun's lemma.
    pub head: CompactString,
    /// Held now, then, formerly, ...
    pub status: TitleStatus,
    /// The body in it that is not a state organ.
    pub organization: Option<TextRange>,
    /// How sure the relation is, 0 to 1.
    pub score: f32,
}

/// One person of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The fullest form of the name, in bytes.
    pub name: TextRange,
    /// Honorifics peeled off, in order.
    pub honorifics: Vec<TextRange>,
    /// Positions, in the order of the text.
    pub titles: Vec<HeldTitle>,
    /// ISO 3166-1 alpha-3 of the state that the person acts for.
    pub country: Option<CompactString>,
    /// Whether the country stands beside the person.
    pub support: Option<Support>,
    /// The organisation that the person acts for, if it is not a state's.
    pub organization: Option<TextRange>,
    /// The strongest role that the text reports.
    pub role: Role,
    /// How the person took part.
    pub mode: Option<Mode>,
    /// Every place where the person is named, in bytes, in order.
    pub mentions: Vec<TextRange>,
    /// Why each field has its value.
    pub evidence: Vec<Evidence>,
    /// How sure the whole record is, 0 to 1.
    pub confidence: f32,
}

/// The gathering that a text is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name, in bytes.
    pub name: TextRange,
    /// Its place, in bytes.
    pub place: Option<TextRange>,
    /// ISO 3166-1 alpha-3 of the place.
    pub country: Option<CompactString>,
    /// First day.
    pub start: Option<Date>,
    /// Last day, where it lasts more than one.
    pub end: Option<Date>,
}

/// All that relation found in a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relations {
    /// People, in the order of their first mention.
    pub records: Vec<Record>,
    /// The gathering, if there is one.
    pub event: Option<Event>,
}
