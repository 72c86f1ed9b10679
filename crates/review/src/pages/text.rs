//! The text of a release with marks for all who were not rejected.

use maud::Markup;
use rostra_annotate::{Decision, Item};
use rostra_document::{PersonExplained, Span};
use rostra_page::{Kind, Mark, marked};

use crate::work::Opened;

/// The text with its marks.
pub(crate) fn text(opened: &Opened) -> Markup {
    let mut marks = Vec::new();
    for (person, item) in opened.review.items().iter().enumerate() {
        if item.decision == Decision::Rejected {
            continue;
        }
        let explained = item.found.and_then(|at| explained(opened, at));
        let places = named(item).chain(explained.into_iter().flat_map(grounds));
        marks.extend(places.map(|(span, kind)| Mark { span, kind, person }));
    }
    marked(opened.review.text(), &marks)
}

/// Why the program has the `at`th of its people.
pub(crate) fn explained(opened: &Opened, at: usize) -> Option<&PersonExplained> {
    let explanation = opened.release.explanation.as_ref()?;
    explanation.people.get(at)
}

fn named(item: &Item) -> impl Iterator<Item = (Span, Kind)> {
    let names = item.value.mentions.iter();
    let names = names.map(|place| (*place, Kind::Person));
    let titles = item.value.titles.iter().filter_map(|title| title.place);
    names.chain(titles.map(|place| (place, Kind::Title)))
}

/// Words on which other fields rest; as the program finds them, whatever was decided of the values.
fn grounds(explained: &PersonExplained) -> impl Iterator<Item = (Span, Kind)> {
    explained.fields.iter().filter_map(|ground| {
        let kind = match ground.field.as_str() {
            "honorific" => Kind::Honorific,
            "country" => Kind::Country,
            "organization" => Kind::Organization,
            "role" | "mode" => Kind::Role,
            _ => return None,
        };
        Some((ground.place?, kind))
    })
}
