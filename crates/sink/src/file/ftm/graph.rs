//! A document as entities.
//!
//! ```text
//! Article <--document-- Documentation --entity--> Person <--holder-- Occupancy --post--> Position --organization--> Organization
//!    ^                                              | ^ \                                                                ^
//!    +--proof-- Event --involved--------------------|-+  +--member-- Membership --organization---------------------------+
//!    +--proof---------------------------------------+
//! ```

use std::collections::HashMap;

use rostra_document::record::Role;
use rostra_document::{
    Extraction, NormalizedEvent, NormalizedRecord, NormalizedTitle, TitleStatus,
};

use super::clean;
use super::codes;
use super::entity::{Entity, id};

/// Hands each entity of `extraction` to `each`. Those that other documents may have, too, come with `true`.
///
/// # Errors
/// The first that `each` returns.
pub(super) fn entities<E>(
    extraction: &Extraction,
    each: &mut dyn FnMut(Entity, bool) -> Result<(), E>,
) -> Result<(), E> {
    let release = Release {
        id: id(&["Article", &extraction.id, &extraction.sha256]),
        date: extraction.date.as_deref().and_then(clean::date),
        extraction,
    };
    each(release.article(), false)?;
    let (mut seen, mut involved) = (HashMap::<&str, usize>::new(), Vec::new());
    for person in &extraction.people {
        // Two of one name are told apart by their order, which a better extractor does not change as easily as all numbers.
        let nth = seen.entry(&person.name).or_default();
        *nth += 1;
        let id = id(&["Person", &release.id, &person.name, &nth.to_string()]);
        release.person(&id, person, each)?;
        if person.role != Role::Mentioned {
            involved.push(id);
        }
    }
    match &extraction.event {
        Some(event) => each(release.event(event, involved), false),
        None => Ok(()),
    }
}

/// What all entities of a document lead back to.
struct Release<'a> {
    extraction: &'a Extraction,
    id: String,
    date: Option<String>,
}

impl Release<'_> {
    fn article(&self) -> Entity {
        let extraction = self.extraction;
        let mut article = Entity::new("Article", self.id.clone());
        article.add("title", extraction.title.as_deref().and_then(clean::label));
        article.add("fileName", clean::label(&extraction.source));
        article.add(
            "publisher",
            extraction.publisher.as_deref().and_then(clean::label),
        );
        article.add("publishedAt", self.date.clone());
        article.add(
            "address",
            extraction.place.as_deref().and_then(clean::address),
        );
        article.add("sourceUrl", extraction.url.as_deref().and_then(clean::url));
        article.add("language", codes::language(&extraction.lang));
        article.add(
            "mimeType",
            codes::media_type(&extraction.provenance.provenance.format),
        );
        let extractor = &extraction.extractor;
        let agent = format!("{} {}", extractor.name, extractor.version);
        article.add("processingAgent", clean::label(&agent));
        article.add(
            "bodyText",
            extraction
                .text
                .as_deref()
                .map(clean::pieces)
                .unwrap_or_default(),
        );
        article
    }

    fn person<E>(
        &self,
        id: &str,
        record: &NormalizedRecord,
        each: &mut dyn FnMut(Entity, bool) -> Result<(), E>,
    ) -> Result<(), E> {
        let country = record.country.as_deref().and_then(codes::country);
        each(self.profile(id, record, country.clone()), false)?;
        each(self.documentation(id, record), false)?;
        let mut held: Vec<(String, TitleStatus)> = Vec::new();
        for title in &record.titles {
            let body = title
                .organization
                .as_deref()
                .map(|name| organization(name, &country));
            let post = position(title, country.as_deref(), body.as_ref());
            if let Some(body) = body {
                each(body, true)?;
            }
            let key = (post.id.clone(), title.status);
            each(post, true)?;
            if !held.contains(&key) {
                each(self.occupancy(id, &key.0, title), false)?;
                held.push(key);
            }
        }
        if let Some(name) = &record.organization {
            let body = organization(name, &country);
            let membership = self.membership(id, &body.id, record);
            each(body, true)?;
            each(membership, false)?;
        }
        Ok(())
    }

    fn profile(&self, id: &str, record: &NormalizedRecord, country: Option<String>) -> Entity {
        let parts = &record.name_parts;
        let mut person = Entity::new("Person", id.to_owned());
        let name = clean::name(&record.name);
        person.add(
            "alias",
            clean::name(&record.name_latin).filter(|latin| Some(latin) != name.as_ref()),
        );
        person.add("name", name);
        for (property, part) in [
            ("firstName", &parts.given),
            ("middleName", &parts.middle),
            ("lastName", &parts.family),
            ("nameSuffix", &parts.suffix),
        ] {
            person.add(property, part.as_deref().and_then(clean::label));
        }
        person.add(
            "title",
            record
                .honorifics
                .iter()
                .filter_map(|word| clean::label(word)),
        );
        person.add(
            "position",
            record
                .titles
                .iter()
                .filter_map(|title| clean::label(&title.text)),
        );
        person.add("country", country);
        person.add("proof", [&self.id]);
        person
    }

    /// Who is in the release, and as what.
    fn documentation(&self, person: &str, record: &NormalizedRecord) -> Entity {
        let mut link = self.link("Documentation", &[person]);
        link.add("document", [&self.id]);
        link.add("entity", [person]);
        link.add("role", [record.role.as_str()]);
        link.add("summary", record.mode.map(|mode| mode.as_str()));
        link.add("date", self.date.clone());
        link
    }

    fn occupancy(&self, person: &str, post: &str, title: &NormalizedTitle) -> Entity {
        let mut link = self.link("Occupancy", &[person, post, title.status.as_str()]);
        link.add("holder", [person]);
        link.add("post", [post]);
        link.add("status", codes::occupancy(title.status));
        link.add("description", [title.status.as_str()]);
        // The day of the release is a day in office only of who holds it then.
        if matches!(title.status, TitleStatus::Current | TitleStatus::Acting) {
            link.add("date", self.date.clone());
        }
        link.add("proof", [&self.id]);
        link
    }

    fn membership(&self, person: &str, body: &str, record: &NormalizedRecord) -> Entity {
        let mut link = self.link("Membership", &[person, body]);
        link.add("member", [person]);
        link.add("organization", [body]);
        let there = record
            .titles
            .iter()
            .filter(|title| title.organization == record.organization);
        link.add("role", there.filter_map(|title| clean::label(&title.text)));
        link.add("proof", [&self.id]);
        link
    }

    fn event(&self, event: &NormalizedEvent, involved: Vec<String>) -> Entity {
        let mut gathering = self.link("Event", &[]);
        gathering.add("name", clean::name(&event.name));
        gathering.add("location", event.place.as_deref().and_then(clean::address));
        gathering.add("country", event.country.as_deref().and_then(codes::country));
        let start = event.start.as_deref().and_then(clean::date);
        let end = event.end.as_deref().and_then(clean::date);
        gathering.add(if end.is_some() { "startDate" } else { "date" }, start);
        gathering.add("endDate", end);
        gathering.add("involved", involved);
        gathering.add("proof", [&self.id]);
        gathering
    }

    /// An entity that stands or falls with this release, named by it and by `ends`.
    fn link(&self, schema: &'static str, ends: &[&str]) -> Entity {
        let mut parts = vec![schema, self.id.as_str()];
        parts.extend(ends);
        let mut link = Entity::new(schema, id(&parts));
        link.add("recordId", clean::label(&self.extraction.id));
        link
    }
}

/// One for all documents. The state of those who act for it keeps bodies of one name apart; that it is the body's own, nobody says.
fn organization(name: &str, country: &Option<String>) -> Entity {
    let kept = clean::name(name).unwrap_or_default();
    let country = country.as_deref().unwrap_or_default();
    let mut body = Entity::new("Organization", id(&["Organization", &kept, country]));
    body.add("name", clean::name(name));
    body
}

/// One for all documents: of a body, if its title names one, else of the state.
fn position(title: &NormalizedTitle, country: Option<&str>, body: Option<&Entity>) -> Entity {
    let kept = clean::name(&title.text).unwrap_or_default();
    let of = body.map_or(country.unwrap_or_default(), |body| &body.id);
    let office = title.office.as_deref().unwrap_or_default();
    let mut post = Entity::new("Position", id(&["Position", &kept, of, office]));
    post.add("name", clean::name(&title.text));
    match body {
        Some(body) => post.add("organization", [&body.id]),
        None => post.add("country", country),
    }
    post.add("keywords", title.office.as_deref().and_then(clean::label));
    post.add("topics", codes::topics(office).iter().copied());
    post
}
