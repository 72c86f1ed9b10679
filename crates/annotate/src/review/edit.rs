//! What a reviewer may do.

use rostra_document::{CodePoints, Mode, Role, Span, Support, TitleStatus};
use rostra_lexicon::countries;
use serde::{Deserialize, Serialize};
use serde_json::Map;
use thiserror::Error;

use super::{Item, Review};
use crate::annotated::{AnnotatedPerson, AnnotatedTitle, Decision, one_line};

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

/// Of a person, a decision alone.
impl Review {
    fn item(&mut self, person: usize) -> Result<&mut Item, EditError> {
        self.items.get_mut(person).ok_or(EditError::Gone("person"))
    }

    /// The person, whose record is being put right.
    fn corrected(&mut self, person: usize) -> Result<&mut AnnotatedPerson, EditError> {
        let item = self.item(person)?;
        if item.decision != Decision::Added {
            item.decision = Decision::Corrected;
        }
        Ok(&mut item.value)
    }

    fn accept(&mut self, person: usize) -> Result<(), EditError> {
        let item = self.item(person)?;
        if !matches!(item.decision, Decision::Added | Decision::Corrected) {
            item.decision = Decision::Accepted;
        }
        Ok(())
    }

    fn accept_if_open(&mut self, person: usize) {
        if let Some(item) = self.items.get_mut(person)
            && item.decision == Decision::Open
        {
            item.decision = Decision::Accepted;
        }
    }

    /// Somebody whom the program does not find and nobody vouches for is not there.
    fn reopen(&mut self, person: usize) -> Result<(), EditError> {
        let found = self.item(person)?.found;
        match found.and_then(|at| self.found.get(at)) {
            Some(found) => {
                let value = AnnotatedPerson::from(found);
                let item = self.item(person)?;
                (item.decision, item.value) = (Decision::Open, value);
            }
            None => {
                self.items.remove(person);
            }
        }
        self.sort();
        Ok(())
    }

    fn add(&mut self, span: Span) -> Result<(), EditError> {
        let name = self.words(span)?;
        self.items.push(Item {
            decision: Decision::Added,
            value: AnnotatedPerson::named(name, span),
            found: None,
        });
        self.sort();
        Ok(())
    }

    fn merge(&mut self, person: usize, other: usize) -> Result<(), EditError> {
        if person == other {
            return Err(EditError::Same);
        }
        self.item(person)?;
        let other_value = self.item(other)?.value.clone();
        let into = self.corrected(person)?;
        for title in other_value.titles {
            if into.titles.iter().all(|held| held.text != title.text) {
                into.titles.push(title);
            }
        }
        for honorific in other_value.honorifics {
            if !into.honorifics.contains(&honorific) {
                into.honorifics.push(honorific);
            }
        }
        into.mentions.extend(other_value.mentions);
        into.role = into.role.min(other_value.role);
        if into.country.is_none() {
            into.country = other_value.country;
            into.country_evidence = other_value.country_evidence;
        }
        into.organization = into.organization.take().or(other_value.organization);
        order(&mut into.mentions);
        self.take_out(other);
        self.sort();
        Ok(())
    }

    /// Takes out one who was merged with another; where the program finds it, it is remembered as rejected, not to be offered again.
    fn take_out(&mut self, person: usize) {
        match self.items.get_mut(person) {
            Some(item) if item.found.is_some() => item.decision = Decision::Rejected,
            _ => {
                self.items.remove(person);
            }
        }
    }
}

/// Of names and honorifics.
impl Review {
    fn rename(&mut self, person: usize, span: Span) -> Result<(), EditError> {
        let name = self.words(span)?;
        let value = self.corrected(person)?;
        value.name = name;
        value.mentions.retain(|place| !overlap(*place, span));
        value.mentions.push(span);
        order(&mut value.mentions);
        derived(&mut value.rest);
        self.sort();
        Ok(())
    }

    fn mention(&mut self, person: usize, span: Span) -> Result<(), EditError> {
        self.words(span)?;
        let mentions = &mut self.corrected(person)?.mentions;
        mentions.retain(|place| !overlap(*place, span));
        mentions.push(span);
        order(mentions);
        self.sort();
        Ok(())
    }

    fn add_honorific(&mut self, person: usize, span: Span) -> Result<(), EditError> {
        let words = self.words(span)?;
        self.corrected(person)?.honorifics.push(words);
        Ok(())
    }

    fn remove_honorific(&mut self, person: usize, honorific: usize) -> Result<(), EditError> {
        if honorific >= self.item(person)?.value.honorifics.len() {
            return Err(EditError::Gone("honorific"));
        }
        self.corrected(person)?.honorifics.remove(honorific);
        Ok(())
    }
}

/// Of titles.
impl Review {
    fn title(&mut self, person: usize, title: usize) -> Result<&mut AnnotatedTitle, EditError> {
        if title >= self.item(person)?.value.titles.len() {
            return Err(EditError::Gone("title"));
        }
        let titles = &mut self.corrected(person)?.titles;
        titles.get_mut(title).ok_or(EditError::Gone("title"))
    }

    fn add_title(&mut self, person: usize, span: Span) -> Result<(), EditError> {
        let text = self.words(span)?;
        self.corrected(person)?.titles.push(AnnotatedTitle {
            text,
            status: TitleStatus::Current,
            organization: None,
            place: Some(span),
            rest: Map::new(),
        });
        Ok(())
    }

    fn set_title(&mut self, person: usize, title: usize, span: Span) -> Result<(), EditError> {
        let text = self.words(span)?;
        let title = self.title(person, title)?;
        (title.text, title.place) = (text, Some(span));
        derived(&mut title.rest);
        Ok(())
    }

    fn remove_title(&mut self, person: usize, title: usize) -> Result<(), EditError> {
        self.title(person, title)?;
        self.corrected(person)?.titles.remove(title);
        Ok(())
    }

    /// Words at an end are left out, words within are replaced by ` ... `, as the output writes titles in pieces.
    fn cut_title(&mut self, person: usize, title: usize, cut: Span) -> Result<(), EditError> {
        self.words(cut)?;
        let item = self.items.get(person).ok_or(EditError::Gone("person"))?;
        let held = item
            .value
            .titles
            .get(title)
            .ok_or(EditError::Gone("title"))?;
        let whole = held.place.ok_or(EditError::Cut)?;
        let points = CodePoints::of(&self.text);
        let piece = |start, end| one_line(points.words(Span { start, end }));
        let within = whole.start <= cut.start && cut.end <= whole.end;
        if !within || piece(whole.start, whole.end) != held.text {
            return Err(EditError::Cut);
        }
        let (before, after) = (piece(whole.start, cut.start), piece(cut.end, whole.end));
        let (text, place) = match (before.is_empty(), after.is_empty()) {
            (true, true) => return Err(EditError::Cut),
            (true, false) => (
                after,
                Span {
                    start: cut.end,
                    ..whole
                },
            ),
            (false, true) => (
                before,
                Span {
                    end: cut.start,
                    ..whole
                },
            ),
            (false, false) => (format!("{before} ... {after}"), whole),
        };
        let place = trimmed(&points, place);
        let held = self.title(person, title)?;
        (held.text, held.place) = (text, Some(place));
        derived(&mut held.rest);
        Ok(())
    }
}

/// Of whom the person acts for.
impl Review {
    fn set_country(&mut self, person: usize, country: Option<&str>) -> Result<(), EditError> {
        let written = country.map(str::trim).filter(|name| !name.is_empty());
        let code =
            written.map(|name| code(name).ok_or_else(|| EditError::Country(name.to_owned())));
        let value = match code {
            Some(code) => Some(code?.to_owned()),
            None => None,
        };
        let person = self.corrected(person)?;
        person.country_evidence = value
            .as_ref()
            .map(|_| person.country_evidence.unwrap_or(Support::Stated));
        person.country = value;
        Ok(())
    }

    fn set_organization(&mut self, person: usize, span: Option<Span>) -> Result<(), EditError> {
        let words = match span {
            Some(span) => Some(self.words(span)?),
            None => None,
        };
        self.corrected(person)?.organization = words;
        Ok(())
    }
}

/// The code of a state or territory, named by its code or in any language.
fn code(name: &str) -> Option<&'static str> {
    let by_code = countries::territory(&name.to_uppercase());
    let named = by_code.or_else(|| countries::resolve(name, countries::Doubt::Likeliest));
    let standing = |t: &&countries::Territory| {
        matches!(
            t.standing,
            countries::Standing::State | countries::Standing::Territory
        )
    };
    named.filter(standing).map(|territory| territory.alpha3)
}

/// Takes out what an extraction had derived from a value that is another now.
fn derived(rest: &mut Map<String, serde_json::Value>) {
    for field in [
        "name_latin",
        "name_parts",
        "office",
        "organization",
        "confidence",
    ] {
        rest.remove(field);
    }
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

fn order(places: &mut Vec<Span>) {
    places.sort_by_key(|place| (place.start, place.end));
    places.dedup();
}

/// `span` without white space at its ends.
fn trimmed(points: &CodePoints<'_>, span: Span) -> Span {
    let words = points.words(span);
    let before = words.chars().take_while(|c| c.is_whitespace()).count();
    let after = words
        .chars()
        .rev()
        .take_while(|c| c.is_whitespace())
        .count();
    Span {
        start: span.start + before,
        end: (span.end - after).max(span.start + before),
    }
}
