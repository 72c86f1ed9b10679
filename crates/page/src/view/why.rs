//! Why a record is as it is: words, rule or model, score.

use maud::{Markup, html};
use rostra_document::{Ground, PersonExplained, Seen, Span};

use super::LINE;
use crate::words::cut;

/// The grounds of a record. Rows say where their words stand (`data-s`, `data-e`, code points), so that a script finds those of a mark.
pub(super) fn why(person: &PersonExplained, lang: &str) -> Markup {
    html! {
        details.why {
            summary { "Why" }
            div.wide {
                table.small.grounds {
                    thead { tr {
                        th scope="col" { "Field" }
                        th scope="col" { "Words" }
                        th scope="col" { "Rule" }
                        th.number scope="col" { "Score" }
                    } }
                    tbody {
                        @for (number, ground) in person.fields.iter().enumerate() {
                            @let before = number.checked_sub(1).and_then(|before| person.fields.get(before));
                            (row(ground, before, lang))
                        }
                        @for seen in &person.mentions { (seen_as(seen, lang)) }
                    }
                }
            }
        }
    }
}

fn row(ground: &Ground, before: Option<&Ground>, lang: &str) -> Markup {
    let again = before.is_some_and(|b| (&b.field, &b.value) == (&ground.field, &ground.value));
    let place = ground.place;
    html! {
        tr.again[again] data-s=[place.map(|p| p.start)] data-e=[place.map(|p| p.end)] {
            th scope="row" {
                (ground.field)
                @if !again && is_telling(ground) { " " bdi.soft { (cut(&ground.value, LINE)) } }
            }
            (words_of(ground.words.as_deref(), lang))
            td { code { (ground.rule) } }
            td.number { @if ground.field == "confidence" { (format!("{:+.2}", ground.score)) } @else { (format!("{:.2}", ground.score)) } }
        }
    }
}

/// Whether the value says more than the words beside it.
fn is_telling(ground: &Ground) -> bool {
    !ground.value.is_empty() && ground.words.as_ref() != Some(&ground.value)
}

fn seen_as(seen: &Seen, lang: &str) -> Markup {
    let Span { start, end } = seen.place;
    html! {
        tr.seen data-s=(start) data-e=(end) {
            th scope="row" { "seen as " (seen.label) }
            (words_of(Some(&seen.words), lang))
            td { code { (seen.source) } @if let Some(model) = seen.model { " model " (format!("{model:.2}")) } }
            td.number { (format!("{:.2}", seen.score)) }
        }
    }
}

fn words_of(words: Option<&str>, lang: &str) -> Markup {
    html! { td { @if let Some(words) = words { bdi lang=(lang) { (cut(words, LINE)) } } } }
}
