//! What was found and what was said of it, side by side.
//!
//! A [`Review`] begins with what the program finds in a text today and what a fixture holds of an earlier review; [`Edit`]s change it; it is
//! saved as an [`AnnotatedDocument`]. It does no I/O.

mod against;
mod anchor;
mod edit;
mod pairing;
#[cfg(test)]
mod tests;

use rostra_document::{CodePoints, Extraction, NormalizedRecord, Span};
use serde_json::{Map, Value};

use crate::annotated::{
    AnnotatedDocument, AnnotatedPerson, Decision, Rejected, ReviewNote, given, one_line,
};

pub use against::Against;
pub use edit::{Edit, EditError};

/// A document under review.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    id: String,
    lang: String,
    text: String,
    items: Vec<Item>,
    /// Whom the program finds today.
    found: Vec<NormalizedRecord>,
    /// Whether a fixture held something of it.
    known: bool,
    /// Names that the fixture has and the text, having changed since, has not.
    lost: Vec<String>,
    given: Map<String, Value>,
    rest: Map<String, Value>,
}

/// A person under review.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What was decided.
    pub decision: Decision,
    /// The record as it stands.
    pub value: AnnotatedPerson,
    /// The place, in `Extraction::people`, of what the program finds today; none where it finds no such person.
    pub found: Option<usize>,
}

impl Review {
    /// Begins with what `extraction` found in its text and with `saved`, a fixture's document and text. Decided people stay as they were
    /// decided; nobody else's values come from the fixture. Where the text has changed, places are found again by their words.
    #[must_use]
    pub fn new(extraction: &Extraction, saved: Option<(&AnnotatedDocument, &str)>) -> Self {
        let text = extraction.text.clone().unwrap_or_default();
        let (mut items, lost) = match saved {
            Some((document, old)) => anchor::anchored(pairing::saved(document), old, &text),
            None => (Vec::new(), Vec::new()),
        };
        pairing::pair(&mut items, extraction);
        let mut review = Self {
            id: extraction.id.clone(),
            lang: extraction.lang.clone(),
            text,
            items,
            found: extraction.people.clone(),
            known: saved.is_some(),
            lost,
            given: saved.map_or_else(|| given(extraction), |(document, _)| document.given.clone()),
            rest: saved.map_or_else(Map::new, |(document, _)| document.rest.clone()),
        };
        review.sort();
        review
    }

    /// The document's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its language tag.
    #[must_use]
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// Its text, which all places count in.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// People, in the order of the text; an [`Edit`] names one by its place here.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// What the program finds today of the person at `item` otherwise than it stands here.
    #[must_use]
    pub fn against(&self, item: usize) -> Vec<Against> {
        let item = self.items.get(item);
        let found = item.and_then(|item| Some((item, self.found.get(item.found?)?)));
        found.map_or_else(Vec::new, |(item, found)| {
            against::against(&item.value, found)
        })
    }

    /// Names that an earlier review has and the text, having changed since, has not.
    #[must_use]
    pub fn lost(&self) -> &[String] {
        &self.lost
    }

    /// Whether somebody has looked at the document and nothing is left to decide.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.known && self.open() == 0
    }

    /// How many people nobody has decided on.
    #[must_use]
    pub fn open(&self) -> usize {
        let open = |item: &&Item| item.decision == Decision::Open;
        self.items.iter().filter(open).count()
    }

    /// The document as a fixture holds it.
    #[must_use]
    pub fn document(&self) -> AnnotatedDocument {
        let points = CodePoints::of(&self.text);
        let (rejected, people): (Vec<&Item>, Vec<&Item>) = self
            .items
            .iter()
            .partition(|item| item.decision == Decision::Rejected);
        let rejected = rejected.into_iter().map(|item| Rejected {
            name: item.value.name.clone(),
            place: item.value.place(&points),
        });
        AnnotatedDocument {
            id: self.id.clone(),
            lang: self.lang.clone(),
            people: people.into_iter().map(Item::person).collect(),
            review: Some(ReviewNote {
                rejected: rejected.collect(),
            }),
            given: self.given.clone(),
            rest: self.rest.clone(),
        }
    }

    /// Puts the people in the order of the text; those without a place come last.
    fn sort(&mut self) {
        let first = |item: &Item| {
            item.value
                .mentions
                .first()
                .map_or(usize::MAX, |at| at.start)
        };
        self.items.sort_by_key(first);
    }

    /// The words at `span`, which lies in the text and holds more than white space.
    fn words(&self, span: Span) -> Result<String, EditError> {
        let points = CodePoints::of(&self.text);
        let inside = span.start < span.end && span.end <= points.at(usize::MAX);
        let words = one_line(points.words(span));
        match inside && !words.is_empty() {
            true => Ok(words),
            false => Err(EditError::Span(span)),
        }
    }
}

impl Item {
    /// The person as a fixture holds it.
    fn person(&self) -> AnnotatedPerson {
        AnnotatedPerson {
            review: Some(self.decision),
            optional: self.value.optional || self.decision == Decision::Open,
            ..self.value.clone()
        }
    }
}
