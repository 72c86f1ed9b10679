//! What annotators made of what was exported: decisions, and what Label Studio has no place for.

use rostra_annotate::{
    AnnotatedDocument, AnnotatedPerson, AnnotatedTitle, Decision, Rejected, ReviewNote,
};
use rostra_document::{CodePoints, Span};
use serde_json::{Map, Value};

use crate::regions::places_of;

/// What an extraction derives from a value, which is another once that is.
const DERIVED: [&str; 4] = ["name_latin", "name_parts", "office", "confidence"];

/// `people`, read from an annotation of `text`, with decisions as against `exported`.
///
/// Who is as exported is accepted, or stays what an earlier review had decided; who is otherwise is corrected; who is new is added; who is gone
/// is rejected. People and titles without a place in the text, whom no tool can show, stay as they were.
pub(super) fn judged(
    people: Vec<AnnotatedPerson>,
    exported: &AnnotatedDocument,
    text: &str,
) -> AnnotatedDocument {
    let points = CodePoints::of(text);
    let mut left: Vec<&AnnotatedPerson> = exported.people.iter().collect();
    let mut found: Vec<(AnnotatedPerson, Option<&AnnotatedPerson>)> =
        people.into_iter().map(|person| (person, None)).collect();
    for same in [is_named_there, is_there, is_named] {
        for (person, was) in found.iter_mut().filter(|(_, was)| was.is_none()) {
            let at = left.iter().position(|other| same(person, other));
            *was = at.map(|at| left.remove(at));
        }
    }
    let mut people: Vec<AnnotatedPerson> = found
        .into_iter()
        .map(|(person, was)| decided(&points, person, was))
        .collect();
    let mut rejected = before(exported, &people);
    for gone in left {
        let places = places_of(&points, gone);
        match (places.is_empty(), gone.review) {
            (true, _) => people.push(gone.clone()),
            (false, Some(Decision::Added)) => {}
            (false, _) => rejected.push(Rejected {
                name: gone.name.clone(),
                place: gone.place(&points),
            }),
        }
    }
    AnnotatedDocument {
        people,
        review: Some(ReviewNote { rejected }),
        ..exported.clone()
    }
}

/// Whom an earlier review had rejected and nobody has marked again.
fn before(exported: &AnnotatedDocument, people: &[AnnotatedPerson]) -> Vec<Rejected> {
    let rejected = exported.review.iter().flat_map(|review| &review.rejected);
    let marked = |one: &&Rejected| {
        people.iter().any(|person| {
            let mut places = person.mentions.iter();
            person.name == one.name
                && places.any(|at| one.place.is_none_or(|place| overlap(*at, place)))
        })
    };
    rejected.filter(|one| !marked(one)).cloned().collect()
}

fn decided(
    points: &CodePoints<'_>,
    mut person: AnnotatedPerson,
    was: Option<&AnnotatedPerson>,
) -> AnnotatedPerson {
    let Some(was) = was else {
        person.review = Some(Decision::Added);
        return person;
    };
    person.titles = titles(points, person.titles, &was.titles);
    if sorted(&person.mentions) == places_of(points, was) {
        person.mentions.clone_from(&was.mentions);
    }
    let same = is_same(&person, was);
    person.review = Some(match (same, was.review) {
        (_, Some(Decision::Added)) => Decision::Added,
        (true, None | Some(Decision::Open | Decision::Rejected)) => Decision::Accepted,
        (true, Some(decision)) => decision,
        (false, _) => Decision::Corrected,
    });
    person.rest = was.rest.clone();
    if person.name != was.name {
        underive(&mut person.rest);
    }
    person
}

/// `titles` in the order of those that were exported, with what these hold beside; new ones after them.
fn titles(
    points: &CodePoints<'_>,
    mut titles: Vec<AnnotatedTitle>,
    was: &[AnnotatedTitle],
) -> Vec<AnnotatedTitle> {
    let mut ordered = Vec::new();
    for old in was {
        let placed = old
            .place
            .filter(|place| crate::regions::holds_words(points, *place));
        let at = titles
            .iter()
            .position(|new| new.text == old.text && new.place == placed);
        match (placed, at) {
            (None, _) => ordered.push(old.clone()),
            (_, Some(at)) => {
                let new = titles.remove(at);
                ordered.push(AnnotatedTitle {
                    rest: old.rest.clone(),
                    ..new
                });
            }
            // It was changed or taken out.
            (Some(_), None) => {}
        }
    }
    ordered.extend(titles);
    ordered
}

/// Whether an annotator has left everything as it was.
fn is_same(person: &AnnotatedPerson, was: &AnnotatedPerson) -> bool {
    let judged = |person: &AnnotatedPerson| AnnotatedPerson {
        optional: person.optional && person.review != Some(Decision::Open),
        review: None,
        rest: Map::new(),
        ..person.clone()
    };
    judged(person) == judged(was)
}

fn underive(rest: &mut Map<String, Value>) {
    for field in DERIVED {
        rest.remove(field);
    }
}

fn is_named_there(person: &AnnotatedPerson, other: &AnnotatedPerson) -> bool {
    is_named(person, other) && is_there(person, other)
}

fn is_named(person: &AnnotatedPerson, other: &AnnotatedPerson) -> bool {
    person.name == other.name
}

fn is_there(person: &AnnotatedPerson, other: &AnnotatedPerson) -> bool {
    let mut places = person.mentions.iter();
    places.any(|a| other.mentions.iter().any(|b| overlap(*a, *b)))
}

fn sorted(places: &[Span]) -> Vec<Span> {
    let mut places = places.to_vec();
    places.sort_by_key(|place| (place.start, place.end));
    places
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}
