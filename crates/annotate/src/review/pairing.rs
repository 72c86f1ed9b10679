//! Which of those whom the program finds today is whom a fixture knows.

use rostra_document::{Extraction, NormalizedRecord, Span};

use super::Item;
use crate::annotated::{AnnotatedDocument, AnnotatedPerson, AnnotatedTitle, Decision, Rejected};

/// Whom a fixture knows. Who is in a file that no review has written was expected there, which is as good as accepted.
pub(super) fn saved(document: &AnnotatedDocument) -> Vec<Item> {
    let people = document.people.iter().map(|person| Item {
        decision: person.review.unwrap_or(Decision::Accepted),
        value: AnnotatedPerson {
            // Of one who is open, `optional` says just that.
            optional: person.optional && person.review != Some(Decision::Open),
            titles: person.titles.iter().map(whole).collect(),
            ..person.clone()
        },
        found: None,
    });
    let rejected = document.review.iter().flat_map(|review| &review.rejected);
    people.chain(rejected.map(rejected_item)).collect()
}

/// `title` without half a place, which is none.
fn whole(title: &AnnotatedTitle) -> AnnotatedTitle {
    let mut title = title.clone();
    for end in ["start", "end"] {
        title.rest.remove(end);
    }
    title
}

fn rejected_item(rejected: &Rejected) -> Item {
    let place = rejected.place.unwrap_or(Span { start: 0, end: 0 });
    let mut value = AnnotatedPerson::named(rejected.name.clone(), place);
    value.mentions.retain(|_| rejected.place.is_some());
    Item {
        decision: Decision::Rejected,
        value,
        found: None,
    }
}

/// Ties `items` to the people of `extraction`: by name and place, else by name, else by place. Who is left over there is open; one who was
/// open before and is not found any more is gone.
pub(super) fn pair(items: &mut Vec<Item>, extraction: &Extraction) {
    let mut left: Vec<usize> = (0..extraction.people.len()).collect();
    for same in [is_named_there, is_named, is_there] {
        for item in items.iter_mut().filter(|item| item.found.is_none()) {
            let person = |at: &&usize| {
                let person = extraction.people.get(**at);
                person.is_some_and(|person| same(&item.value, person))
            };
            item.found = left.iter().find(person).copied();
            left.retain(|at| Some(*at) != item.found);
        }
    }
    items.retain(|item| item.decision != Decision::Open || item.found.is_some());
    for item in items.iter_mut() {
        let found = item.found.and_then(|at| extraction.people.get(at));
        if let (Decision::Open | Decision::Rejected, Some(found)) = (item.decision, found) {
            item.value = AnnotatedPerson::from(found);
        }
    }
    let new = left.iter().filter_map(|at| {
        Some(Item {
            decision: Decision::Open,
            value: extraction.people.get(*at)?.into(),
            found: Some(*at),
        })
    });
    items.extend(new);
}

fn is_named_there(person: &AnnotatedPerson, found: &NormalizedRecord) -> bool {
    is_named(person, found) && is_there(person, found)
}

fn is_named(person: &AnnotatedPerson, found: &NormalizedRecord) -> bool {
    person.name == found.name
}

fn is_there(person: &AnnotatedPerson, found: &NormalizedRecord) -> bool {
    let mut places = person.mentions.iter();
    places.any(|a| {
        let mut others = found.mentions.iter();
        others.any(|b| a.start < b.end && b.start < a.end)
    })
}
