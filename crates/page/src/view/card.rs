//! A record: who, for whom, as what, how sure.

use maud::{Markup, html};
use rostra_document::{NormalizedRecord, NormalizedTitle, PersonExplained, Role, TitleStatus};

use super::{LINE, why};
use crate::words::{self, cut, in_hash};

/// The record of the person at `number` in a text in `lang`.
pub(super) fn card(
    number: usize,
    person: &NormalizedRecord,
    explained: Option<&PersonExplained>,
    lang: &str,
) -> Markup {
    html! {
        li.card data-p=(number) {
            header {
                span.number aria-hidden="true" { (number + 1) }
                h3 { bdi lang=(lang) { (cut(&person.name, LINE)) } }
                @if person.name_latin != person.name {
                    bdi.soft { (cut(&person.name_latin, LINE)) }
                }
                (words::meter(person.confidence))
            }
            (badges(person, lang))
            @if !person.titles.is_empty() {
                ul.plain.titles { @for title in &person.titles { (held(title, lang)) } }
            }
            @if let Some(explained) = explained {
                (why::why(explained))
            }
        }
    }
}

fn badges(person: &NormalizedRecord, lang: &str) -> Markup {
    let role = person.role.as_str();
    html! {
        p.badges {
            a.badge.strong[person.role != Role::Mentioned] href={ "#role=" (role) } { (role) }
            @if let Some(mode) = person.mode {
                " " span.badge { @match mode { rostra_document::Mode::Video => "by video", rostra_document::Mode::Written => "in writing" } }
            }
            @if let Some(code) = &person.country {
                " " a.badge href={ "#country=" (in_hash(code)) } {
                    (words::country(code))
                    @if let Some(support) = person.country_evidence { " (" (support.as_str()) ")" }
                }
            }
            @if let Some(body) = &person.organization {
                " " bdi.badge lang=(lang) { (cut(body, LINE)) }
            }
            @for style in &person.honorifics {
                " " bdi.soft.small lang=(lang) { (cut(style, LINE)) }
            }
        }
    }
}

fn held(title: &NormalizedTitle, lang: &str) -> Markup {
    html! {
        li data-s=(title.start) data-e=(title.end) {
            bdi lang=(lang) { (cut(&title.text, LINE)) }
            @if title.status != TitleStatus::Current {
                " " span.badge.warn { (title.status.as_str()) }
            }
            div.small.soft {
                @match &title.office {
                    Some(code) => a href={ "#office=" (in_hash(code)) } { (words::office(code)) },
                    None => "no office told",
                }
                @if let Some(body) = &title.organization {
                    ", " bdi lang=(lang) { (cut(body, LINE)) }
                }
                " " (words::meter(title.confidence))
            }
        }
    }
}
