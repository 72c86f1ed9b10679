//! The JSON of a document, field by field: the output's contract.
//!
//! Offsets here count Unicode code points of the document's text, unlike everywhere else in
//! Rostra, because that is what readers of the output slice by.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::mention::TitleStatus;
use crate::origin::Location;
use crate::provenance::Provenance;
use crate::record::{Mode, Role, Support};

/// A half-open range of code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// A place where a person is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedAt {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The same place in the source; none where there is no way back.
    #[serde(default)]
    pub at: Option<Location>,
}

/// A title, normalised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NormalizedTitle {
    /// As written, with the country cut; pieces are joined by ` ... `.
    pub text: String,
    /// Held now, then, formerly, ...
    pub status: TitleStatus,
    /// Canonical code of the office, or null where unsure.
    pub office: Option<String>,
    /// The body in the title that is not a state organ.
    pub organization: Option<String>,
    /// First code point of the first piece.
    pub start: usize,
    /// One past the last code point of the last piece.
    pub end: usize,
    /// The same place in the source; none where there is no way back.
    #[serde(default)]
    pub at: Option<Location>,
    /// 0 to 1, two decimals.
    pub confidence: f64,
}

/// The parts of a person's name, as written; null where there is none or it cannot be told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameParts {
    /// The name or names that are the person's own.
    pub given: Option<String>,
    /// Further given names, initials, the father's name.
    pub middle: Option<String>,
    /// The family's name with its particles; of a name of one word, that word unless it is known
    /// to be a given one.
    pub family: Option<String>,
    /// `Jr.`, the number of a king.
    pub suffix: Option<String>,
}

/// A person, normalised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NormalizedRecord {
    /// The fullest form in the text, without honorifics.
    pub name: String,
    /// The same in Latin letters.
    pub name_latin: String,
    /// Its given and family parts, by the custom of where the person is from.
    #[serde(default)]
    pub name_parts: NameParts,
    /// What was peeled off, in order.
    pub honorifics: Vec<String>,
    /// Positions.
    pub titles: Vec<NormalizedTitle>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Whether the words beside the person say so.
    pub country_evidence: Option<Support>,
    /// The organisation that the person acts for, if not a state's.
    pub organization: Option<String>,
    /// What the person did.
    pub role: Role,
    /// How.
    pub mode: Option<Mode>,
    /// 0 to 1, two decimals.
    pub confidence: f64,
    /// Every place where the person is named.
    pub mentions: Vec<NamedAt>,
}

/// The gathering, normalised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NormalizedEvent {
    /// As written.
    pub name: String,
    /// City as written.
    pub place: Option<String>,
    /// ISO 3166-1 alpha-3 of the place.
    pub country: Option<String>,
    /// First day, ISO 8601.
    pub start: Option<String>,
    /// Last day, where it lasts more than one.
    pub end: Option<String>,
}

/// The way to a document, and to what is said of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NormalizedProvenance {
    /// File, steps inwards, format.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// Where each field that the source tells came from: `title`, `date`, `publisher`, `place`, `url`.
    pub metadata: Map<String, Value>,
}

/// What made an extraction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extractor {
    /// `rostra`.
    pub name: String,
    /// The program's version.
    pub version: String,
    /// `sha256:` and the digest of the pipeline in force.
    pub pipeline: String,
    /// The trained model, if one took part: its name, `sha256:` and the first digits of a digest of its weights.
    pub model: Option<String>,
}

/// A diagnostic of the output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NormalizedDiagnostic {
    /// `note`, `warning` or `error`.
    pub severity: String,
    /// A stable name.
    pub code: String,
    /// One sentence.
    pub message: String,
    /// First code point, where it has a place.
    pub start: Option<usize>,
    /// One past the last code point.
    pub end: Option<usize>,
}

/// The output of one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// The document's id.
    pub id: String,
    /// Where it came from.
    pub source: String,
    /// SHA-256 of what was read.
    pub sha256: String,
    /// SHA-256 of that, of what containers say of it and of how it was read: where it is the same, so is all below.
    #[serde(default)]
    pub content_hash: String,
    /// Language tag.
    pub lang: String,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication, ISO 8601.
    pub date: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published, as written.
    #[serde(default)]
    pub place: Option<String>,
    /// Its address.
    #[serde(default)]
    pub url: Option<String>,
    /// The way to it.
    #[serde(default)]
    pub provenance: NormalizedProvenance,
    /// The gathering, if there is one.
    pub event: Option<NormalizedEvent>,
    /// People, in the order of their first mention.
    pub people: Vec<NormalizedRecord>,
    /// What made this.
    pub extractor: Extractor,
    /// What could not be read.
    pub diagnostics: Vec<NormalizedDiagnostic>,
    /// The text that offsets count in, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Fields of the input row that Rostra does not read; empty ones are left out.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub carried: Map<String, Value>,
}
