//! What is marked in a text.

use rostra_document::{Release, Span};

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A place where a person is named.
    Person,
    /// A title.
    Title,
    /// What was peeled off a name.
    Honorific,
    /// Words that tell the state.
    Country,
    /// A body that is no state's.
    Organization,
    /// Words that tell what the person did, or how.
    Role,
}

impl Kind {
    /// Its class in pages, and its label.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Title => "title",
            Self::Honorific => "honorific",
            Self::Country => "country",
            Self::Organization => "organization",
            Self::Role => "role",
        }
    }

    /// The kind of what a field rests on.
    fn of_field(field: &str) -> Option<Self> {
        Some(match field {
            "honorific" => Self::Honorific,
            "country" => Self::Country,
            "organization" => Self::Organization,
            "role" | "mode" => Self::Role,
            _ => return None,
        })
    }
}

/// Words that say something of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where they stand, in code points.
    pub span: Span,
    /// What they say.
    pub kind: Kind,
    /// The person's place in the list of people.
    pub person: usize,
}

/// Everything that a release says of its people, with a place.
#[must_use]
pub fn marks(release: &Release) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (person, record) in release.extraction.people.iter().enumerate() {
        let mut mark = |span, kind| marks.push(Mark { span, kind, person });
        for place in &record.mentions {
            let (start, end) = (place.start, place.end);
            mark(Span { start, end }, Kind::Person);
        }
        for title in &record.titles {
            let (start, end) = (title.start, title.end);
            mark(Span { start, end }, Kind::Title);
        }
        let explained = release.explanation.as_ref();
        let grounds = explained.and_then(|why| why.people.get(person));
        for ground in grounds.iter().flat_map(|person| &person.fields) {
            if let (Some(kind), Some(place)) = (Kind::of_field(&ground.field), ground.place) {
                mark(place, kind);
            }
        }
    }
    marks
}
