//! Why a record is as it is: words, rule or model, score.

use maud::{Markup, html};
use rostra_document::{Ground, PersonExplained, Seen, Span};

use super::LINE;
use crate::words::cut;

/// The grounds of a record. Rows say where their words stand (`data-s`, `data-e`, code points), so that a script finds those of a mark. What
/// a style sheet can say of a column stands in none of its cells: there are some fifteen rows a person.
pub(super) fn why(person: &PersonExplained) -> Markup {
    html! {
        details.why {
            summary { "Why" }
            div.wide {
                table.grounds {
                    thead { tr {
                        th scope="col" { "Field" }
                        th scope="col" { "Words" }
                        th scope="col" { "Rule" }
                        th scope="col" { "Score" }
                    } }
                    tbody {
                        @for (number, ground) in person.fields.iter().enumerate() {
                            @let before = number.checked_sub(1).and_then(|before| person.fields.get(before));
                            (row(ground, before))
                        }
                        @for seen in &person.mentions { (seen_as(seen)) }
                    }
                }
            }
        }
    }
}

fn row(ground: &Ground, before: Option<&Ground>) -> Markup {
    let again = before.is_some_and(|b| (&b.field, &b.value) == (&ground.field, &ground.value));
    let place = ground.place;
    let score = if ground.field == "confidence" {
        format!("{:+.2}", ground.score)
    } else {
        format!("{:.2}", ground.score)
    };
    html! {
        tr class=[again.then_some("again")] data-s=[place.map(|p| p.start)] data-e=[place.map(|p| p.end)] {
            th scope="row" {
                (ground.field)
                @if !again && !told(ground).is_empty() { " " bdi { (cut(told(ground), LINE)) } }
            }
            td { (cut(ground.words.as_deref().unwrap_or_default(), LINE)) }
            td { (ground.rule) }
            td { (score) }
        }
    }
}

/// What the value says beyond the words that stand beside it.
fn told(ground: &Ground) -> &str {
    let words = ground.words.as_deref().unwrap_or_default();
    let value = &ground.value;
    value.strip_prefix(words).unwrap_or(value).trim()
}

fn seen_as(seen: &Seen) -> Markup {
    let Span { start, end } = seen.place;
    html! {
        tr data-s=(start) data-e=(end) {
            th scope="row" { "seen as " (seen.label) }
            td { (cut(&seen.words, LINE)) }
            td { (seen.source) @if let Some(model) = seen.model { ", model " (format!("{model:.2}")) } }
            td { (format!("{:.2}", seen.score)) }
        }
    }
}
