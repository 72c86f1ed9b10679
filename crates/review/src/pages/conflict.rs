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
    let saved = person.and_then(|person| items.get(person));
    let open = theirs.review.open();
    html! {
        h2 #conflict-title { "Somebody else has saved this release" }
        p { "Your change — " bdi { (what) } " — was made to an older state and is not saved." }
        div.sides {
            section {
                h3 { "As they saved it" }
                (saved.map_or_else(|| html! { p.soft { "no such person" } }, record))
                p.soft.small { (items.len() - open) " decided, " (open) " open in this release" }
            }
            section {
                h3 { "With your change" }
                @match mine {
                    Some(item) => (record(item)),
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

fn record(item: &Item) -> Markup {
    let value = &item.value;
    let text = |value: Option<&str>| value.unwrap_or("none").to_owned();
    let titles = value.titles.iter();
    let titles: Vec<String> = titles
        .map(|title| format!("{} ({})", title.text, title.status.as_str()))
        .collect();
    let facts = [
        ("decision", item.decision.as_str().to_owned()),
        ("name", value.name.clone()),
        ("honorifics", value.honorifics.join(", ")),
        ("titles", titles.join("; ")),
        ("country", text(value.country.as_deref())),
        ("organisation", text(value.organization.as_deref())),
        ("role", value.role.as_str().to_owned()),
        ("mode", text(value.mode.map(|mode| mode.as_str()))),
    ];
    html! {
        dl.facts { @for (field, value) in facts { dt { (field) } dd { bdi { (value) } } } }
    }
}
