//! What somebody else saved, beside what one's own change would make of it.

use maud::{Markup, html};
use rostra_annotate::Item;

use crate::work::Opened;

/// Two records side by side: `theirs`, and `mine` where the change can be made to it again.
pub(super) fn conflict(
    theirs: &Opened,
    person: Option<usize>,
    mine: Option<&Item>,
    what: &str,
) -> Markup {
    let items = theirs.review.items();
    let saved = person.and_then(|person| items.get(person)).map(facts);
    let changed = mine.map(facts);
    let open = theirs.review.open();
    html! {
        h2 #conflict-title { "Somebody else has saved this release" }
        p { "Your change — " bdi { (what) } " — was made to an older state and is not saved." }
        div.sides {
            section {
                h3 { "As they saved it" }
                @match &saved {
                    Some(facts) => (record(facts, changed.as_ref())),
                    None => p.soft { "no such person" },
                }
                p.soft.small { (items.len() - open) " decided, " (open) " open in this release" }
            }
            section {
                h3 { "With your change" }
                @match &changed {
                    Some(facts) => (record(facts, saved.as_ref())),
                    None => p.soft { "The change cannot be made to what they saved." },
                }
            }
        }
        div.row {
            button.primary type="button" data-take="theirs" { "Take theirs" }
            @if mine.is_some() { button type="button" data-take="mine" { "Apply mine again" } }
        }
    }
}

type Facts = [(&'static str, String); 8];

fn facts(item: &Item) -> Facts {
    let value = &item.value;
    let text = |value: Option<&str>| value.unwrap_or("none").to_owned();
    let titles = value.titles.iter();
    let titles: Vec<String> = titles
        .map(|title| format!("{} ({})", title.text, title.status.as_str()))
        .collect();
    [
        ("decision", item.decision.as_str().to_owned()),
        ("name", value.name.clone()),
        ("honorifics", value.honorifics.join(", ")),
        ("titles", titles.join("; ")),
        ("country", text(value.country.as_deref())),
        ("organisation", text(value.organization.as_deref())),
        ("role", value.role.as_str().to_owned()),
        ("mode", text(value.mode.map(|mode| mode.as_str()))),
    ]
}

/// A record; what is otherwise than in `other` stands out.
fn record(facts: &Facts, other: Option<&Facts>) -> Markup {
    let differs = |fact| other.is_some_and(|other| !other.contains(fact));
    html! {
        dl.facts {
            @for fact in facts {
                dt { (fact.0) }
                dd class=[differs(fact).then_some("differs")] { bdi { (fact.1) } }
            }
        }
    }
}
