//! Edits of what is said of a person.

use rostra_document::{CodePoints, Span, Support, TitleStatus};
use rostra_lexicon::countries;
use serde_json::Map;

use super::places::{order, overlap, trimmed};
use super::{EditError, Review};
use crate::annotated::{AnnotatedTitle, one_line};

/// Of names and honorifics.
impl Review {
    pub(super) fn rename(&mut self, person: usize, span: Span) -> Result<(), EditError> {
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

    pub(super) fn mention(&mut self, person: usize, span: Span) -> Result<(), EditError> {
        self.words(span)?;
        let mentions = &mut self.corrected(person)?.mentions;
        mentions.retain(|place| !overlap(*place, span));
        mentions.push(span);
        order(mentions);
        self.sort();
        Ok(())
    }

    pub(super) fn add_honorific(&mut self, person: usize, span: Span) -> Result<(), EditError> {
        let words = self.words(span)?;
        self.corrected(person)?.honorifics.push(words);
        Ok(())
    }

    pub(super) fn remove_honorific(
        &mut self,
        person: usize,
        honorific: usize,
    ) -> Result<(), EditError> {
        if honorific >= self.item(person)?.value.honorifics.len() {
            return Err(EditError::Gone("honorific"));
        }
        self.corrected(person)?.honorifics.remove(honorific);
        Ok(())
    }
}

/// Of titles.
impl Review {
    pub(super) fn title(
        &mut self,
        person: usize,
        title: usize,
    ) -> Result<&mut AnnotatedTitle, EditError> {
        if title >= self.item(person)?.value.titles.len() {
            return Err(EditError::Gone("title"));
        }
        let titles = &mut self.corrected(person)?.titles;
        titles.get_mut(title).ok_or(EditError::Gone("title"))
    }

    pub(super) fn add_title(&mut self, person: usize, span: Span) -> Result<(), EditError> {
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

    pub(super) fn set_title(
        &mut self,
        person: usize,
        title: usize,
        span: Span,
    ) -> Result<(), EditError> {
        let text = self.words(span)?;
        let title = self.title(person, title)?;
        (title.text, title.place) = (text, Some(span));
        derived(&mut title.rest);
        Ok(())
    }

    pub(super) fn remove_title(&mut self, person: usize, title: usize) -> Result<(), EditError> {
        self.title(person, title)?;
        self.corrected(person)?.titles.remove(title);
        Ok(())
    }

    /// Words at an end are left out, words within are replaced by ` ... `, as the output writes titles in pieces.
    pub(super) fn cut_title(
        &mut self,
        person: usize,
        title: usize,
        cut: Span,
    ) -> Result<(), EditError> {
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
    pub(super) fn set_country(
        &mut self,
        person: usize,
        country: Option<&str>,
    ) -> Result<(), EditError> {
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

    pub(super) fn set_organization(
        &mut self,
        person: usize,
        span: Option<Span>,
    ) -> Result<(), EditError> {
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
