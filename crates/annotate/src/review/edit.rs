//! What a reviewer may do.

mod people;
mod places;
mod values;

use rostra_document::{Mode, Role, Span, Support, TitleStatus};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Review;
use crate::annotated::Decision;

/// A change to a review. `person` is a place in [`Review::items`], `title` and `honorific` one in that person's list; spans are code points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are said above, once for all variants")]
pub enum Edit {
    /// The record is right as it stands.
    Accept { person: usize },
    /// All who are open are right as they stand.
    AcceptAll,
    /// There is no such person.
    Reject { person: usize },
    /// Nothing is decided of the person, and the record is as the program finds it.
    Reopen { person: usize },
    /// The name is these words.
    Name { person: usize, span: Span },
    /// The person is named here, too.
    Mention { person: usize, span: Span },
    /// A further title is these words.
    AddTitle { person: usize, span: Span },
    /// The title is these words.
    Title {
        person: usize,
        title: usize,
        span: Span,
    },
    /// These words do not belong to the title, within which they stand: the state of an ambassador.
    CutTitle {
        person: usize,
        title: usize,
        span: Span,
    },
    /// The title's status.
    Status {
        person: usize,
        title: usize,
        status: TitleStatus,
    },
    /// The person has no such title.
    RemoveTitle { person: usize, title: usize },
    /// A further honorific is these words.
    AddHonorific { person: usize, span: Span },
    /// There is no such honorific.
    RemoveHonorific { person: usize, honorific: usize },
    /// The state that the person acts for: a code, or a name in any language; none.
    Country {
        person: usize,
        country: Option<String>,
    },
    /// Whether words beside the person say so.
    Evidence {
        person: usize,
        evidence: Option<Support>,
    },
    /// The organisation is these words; none.
    Organization { person: usize, span: Option<Span> },
    /// What the person did.
    Role { person: usize, role: Role },
    /// How.
    Mode { person: usize, mode: Option<Mode> },
    /// Whether the person counts neither for nor against.
    Optional { person: usize, optional: bool },
    /// These words name a person whom the program has missed.
    Add { span: Span },
    /// The two are one; `person` stays, with the titles and places of both.
    Merge { person: usize, other: usize },
}

/// Why a change cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// No such person, title or honorific.
    #[error("there is no {0} here; the page may be out of date")]
    Gone(&'static str),
    /// A span beyond the text, or of nothing.
    #[error("no words at {}..{}", .0.start, .0.end)]
    Span(Span),
    /// A country that no standard knows.
    #[error("`{0}` is no country that ISO 3166 knows")]
    Country(String),
    /// A cut that does not lie within a title of one piece.
    #[error("words can be cut from within a title of one piece only: select the title anew")]
    Cut,
    /// A person merged with itself.
    #[error("a person cannot be merged with itself")]
    Same,
}

impl Review {
    /// Makes a change; where it cannot be made, nothing changes.
    ///
    /// # Errors
    /// Where it names what is not there, or what no value may be.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        let made = self.make(edit);
        self.known |= made.is_ok();
        made
    }

    fn make(&mut self, edit: &Edit) -> Result<(), EditError> {
        match *edit {
            Edit::Accept { person } => self.accept(person),
            Edit::AcceptAll => {
                let people = 0..self.items.len();
                people.for_each(|person| self.accept_if_open(person));
                Ok(())
            }
            Edit::Reject { person } => self
                .item(person)
                .map(|item| item.decision = Decision::Rejected),
            Edit::Reopen { person } => self.reopen(person),
            Edit::Name { person, span } => self.rename(person, span),
            Edit::Mention { person, span } => self.mention(person, span),
            Edit::AddTitle { person, span } => self.add_title(person, span),
            Edit::Title {
                person,
                title,
                span,
            } => self.set_title(person, title, span),
            Edit::CutTitle {
                person,
                title,
                span,
            } => self.cut_title(person, title, span),
            Edit::Status {
                person,
                title,
                status,
            } => self.title(person, title).map(|t| t.status = status),
            Edit::RemoveTitle { person, title } => self.remove_title(person, title),
            Edit::AddHonorific { person, span } => self.add_honorific(person, span),
            Edit::RemoveHonorific { person, honorific } => self.remove_honorific(person, honorific),
            Edit::Country {
                person,
                ref country,
            } => self.set_country(person, country.as_deref()),
            Edit::Evidence { person, evidence } => self
                .corrected(person)
                .map(|p| p.country_evidence = evidence),
            Edit::Organization { person, span } => self.set_organization(person, span),
            Edit::Role { person, role } => self.corrected(person).map(|p| p.role = role),
            Edit::Mode { person, mode } => self.corrected(person).map(|p| p.mode = mode),
            Edit::Optional { person, optional } => {
                self.corrected(person).map(|p| p.optional = optional)
            }
            Edit::Add { span } => self.add(span),
            Edit::Merge { person, other } => self.merge(person, other),
        }
    }
}
