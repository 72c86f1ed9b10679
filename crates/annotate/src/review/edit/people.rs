//! Edits of who is a person of the document.

use rostra_document::Span;

use super::places::order;
use super::{EditError, Review};
use crate::annotated::{AnnotatedPerson, Decision};
use crate::review::Item;

impl Review {
    pub(super) fn item(&mut self, person: usize) -> Result<&mut Item, EditError> {
        self.items.get_mut(person).ok_or(EditError::Gone("person"))
    }

    /// The person, whose record is being put right.
    pub(super) fn corrected(&mut self, person: usize) -> Result<&mut AnnotatedPerson, EditError> {
        let item = self.item(person)?;
        if item.decision != Decision::Added {
            item.decision = Decision::Corrected;
        }
        Ok(&mut item.value)
    }

    pub(super) fn accept(&mut self, person: usize) -> Result<(), EditError> {
        let item = self.item(person)?;
        if !matches!(item.decision, Decision::Added | Decision::Corrected) {
            item.decision = Decision::Accepted;
        }
        Ok(())
    }

    pub(super) fn accept_if_open(&mut self, person: usize) {
        if let Some(item) = self.items.get_mut(person)
            && item.decision == Decision::Open
        {
            item.decision = Decision::Accepted;
        }
    }

    /// Somebody whom the program does not find and nobody vouches for is not there.
    pub(super) fn reopen(&mut self, person: usize) -> Result<(), EditError> {
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

    pub(super) fn add(&mut self, span: Span) -> Result<(), EditError> {
        let name = self.words(span)?;
        self.items.push(Item {
            decision: Decision::Added,
            value: AnnotatedPerson::named(name, span),
            found: None,
        });
        self.sort();
        Ok(())
    }

    pub(super) fn merge(&mut self, person: usize, other: usize) -> Result<(), EditError> {
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
    pub(super) fn take_out(&mut self, person: usize) {
        match self.items.get_mut(person) {
            Some(item) if item.found.is_some() => item.decision = Decision::Rejected,
            _ => {
                self.items.remove(person);
            }
        }
    }
}
