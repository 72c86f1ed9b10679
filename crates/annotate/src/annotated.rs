//! A document with the people that somebody has looked at: the JSON of a fixture.
//!
//! The fields are those of the output, as far as a person judges them; whatever else a file holds is kept as it is.

use rostra_document::{
    CodePoints, Extraction, Mode, NormalizedRecord, NormalizedTitle, Role, Span, Step, Support,
    TitleStatus,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A document, annotated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AnnotatedDocument {
    /// Its id.
    pub id: String,
    /// Language tag.
    #[serde(default)]
    pub lang: String,
    /// People, in the order of their first place in the text.
    pub people: Vec<AnnotatedPerson>,
    /// What its source said beside the text, which the program is to be told again: `title`, `date`, `publisher`, `url`, `lang`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub given: Map<String, Value>,
    /// What is known of the review; none where the document was never reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewNote>,
    /// All other fields of the file.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// What is known of a review beside the people.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReviewNote {
    /// Whom the program found and the reviewer did not.
    pub rejected: Vec<Rejected>,
}

/// Somebody whom the program found and who is no person of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// The name that was found.
    pub name: String,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Option<Span>,
}

/// What was decided of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// Nothing yet. In a file such a person is `optional`: it counts neither for nor against.
    #[default]
    Open,
    /// The record is right as it was found.
    Accepted,
    /// It was put right.
    Corrected,
    /// The program had not found the person.
    Added,
    /// There is no such person in the document; never in a file's list of people.
    Rejected,
}

impl Decision {
    /// Its name in files and pages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Corrected => "corrected",
            Self::Added => "added",
            Self::Rejected => "rejected",
        }
    }
}

/// A person, annotated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnnotatedPerson {
    /// The fullest form in the text, without honorifics.
    pub name: String,
    /// What was peeled off, in order.
    #[serde(default)]
    pub honorifics: Vec<String>,
    /// Positions.
    #[serde(default)]
    pub titles: Vec<AnnotatedTitle>,
    /// ISO 3166-1 alpha-3.
    #[serde(default)]
    pub country: Option<String>,
    /// Whether the words beside the person say so.
    #[serde(default)]
    pub country_evidence: Option<Support>,
    /// The organisation that the person acts for, if not a state's.
    #[serde(default)]
    pub organization: Option<String>,
    /// What the person did.
    #[serde(default = "mentioned")]
    pub role: Role,
    /// How.
    #[serde(default)]
    pub mode: Option<Mode>,
    /// Counts neither for nor against.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// Where the person is named, in the order of the text. Empty where nobody has said.
    #[serde(default)]
    pub mentions: Vec<Span>,
    /// What a reviewer decided; none in a file that no review has written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Decision>,
    /// All other fields of the file.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// A title, annotated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnnotatedTitle {
    /// As written, with the country cut; pieces are joined by ` ... `.
    pub text: String,
    /// Held now, then, formerly, ...
    #[serde(default)]
    pub status: TitleStatus,
    /// The body in the title that is not a state organ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// From the first code point of the first piece to one past the last of the last.
    #[serde(flatten)]
    pub place: Option<Span>,
    /// All other fields of the file.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

fn mentioned() -> Role {
    Role::Mentioned
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_false(value: &bool) -> bool {
    !value
}

/// Where the program itself finds in a text what a source may say beside it (`Metadata::from`).
const FROM_THE_TEXT: &[&str] = &["first line", "dateline", "header", "footer"];

/// What the source of `extraction` said beside the text.
#[must_use]
pub fn given(extraction: &Extraction) -> Map<String, Value> {
    let fields = [
        ("title", &extraction.title),
        ("date", &extraction.date),
        ("publisher", &extraction.publisher),
        ("url", &extraction.url),
    ];
    let told = &extraction.provenance.metadata;
    let is_given = |field: &str| {
        let from = told.get(field).and_then(Value::as_str);
        from.is_some_and(|from| !FROM_THE_TEXT.contains(&from))
    };
    let given = fields.into_iter().filter(|(field, _)| is_given(field));
    let given =
        given.filter_map(|(field, value)| Some((field.to_owned(), Value::String(value.clone()?))));
    let mut given: Map<String, Value> = given.collect();
    // A row may name its language, and whether it did is not known any more.
    let steps = &extraction.provenance.provenance.steps;
    if matches!(steps.last(), Some(Step::Row(_))) && extraction.lang != "und" {
        given.insert("lang".to_owned(), extraction.lang.as_str().into());
    }
    given
}

impl AnnotatedPerson {
    /// One of whom nothing is known but a name and its place.
    #[must_use]
    pub fn named(name: String, place: Span) -> Self {
        Self {
            name,
            honorifics: Vec::new(),
            titles: Vec::new(),
            country: None,
            country_evidence: None,
            organization: None,
            role: Role::Mentioned,
            mode: None,
            optional: false,
            mentions: vec![place],
            review: None,
            rest: Map::new(),
        }
    }

    /// The place of the name: the first whose words are the name, else the first of all.
    #[must_use]
    pub fn place(&self, points: &CodePoints<'_>) -> Option<Span> {
        let mut places = self.mentions.iter().copied();
        let named = places.find(|place| one_line(points.words(*place)) == self.name);
        named.or(self.mentions.first().copied())
    }
}

/// Words as values hold them: white space is one blank.
#[must_use]
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As the program found the person; nobody has decided anything.
impl From<&NormalizedRecord> for AnnotatedPerson {
    fn from(found: &NormalizedRecord) -> Self {
        let places = found.mentions.iter();
        Self {
            name: found.name.clone(),
            honorifics: found.honorifics.clone(),
            titles: found.titles.iter().map(AnnotatedTitle::from).collect(),
            country: found.country.clone(),
            country_evidence: found.country_evidence,
            organization: found.organization.clone(),
            role: found.role,
            mode: found.mode,
            optional: false,
            mentions: places
                .map(|place| Span {
                    start: place.start,
                    end: place.end,
                })
                .collect(),
            review: None,
            rest: Map::new(),
        }
    }
}

impl From<&NormalizedTitle> for AnnotatedTitle {
    fn from(found: &NormalizedTitle) -> Self {
        Self {
            text: found.text.clone(),
            status: found.status,
            organization: found.organization.clone(),
            place: Some(Span {
                start: found.start,
                end: found.end,
            }),
            rest: Map::new(),
        }
    }
}
