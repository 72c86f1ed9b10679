//! A person's record, as a form whose controls say which edit they make: `data-edit`, an [`Edit`] without the person, and `data-field`, where
//! the control's value goes in it.
//!
//! [`Edit`]: rostra_annotate::Edit

use maud::{Markup, html};
use rostra_annotate::{AnnotatedTitle, Decision, Item};
use rostra_document::{CodePoints, Role, Span, TitleStatus};
use rostra_lexicon::countries;
use serde_json::json;

use super::grounds::{against, grounds};
use super::release::keycap;
use super::text::explained;
use crate::work::{About, Opened};

const ROLES: [Role; 5] = [
    Role::Keynote,
    Role::Speaker,
    Role::Chair,
    Role::Participant,
    Role::Mentioned,
];

const STATUSES: [TitleStatus; 5] = [
    TitleStatus::Current,
    TitleStatus::Then,
    TitleStatus::Former,
    TitleStatus::Acting,
    TitleStatus::Elect,
];

/// One card a person, in order.
pub(crate) fn cards(opened: &Opened) -> Vec<Markup> {
    let items = 0..opened.review.items().len();
    items.map(|person| card(opened, person)).collect()
}

fn card(opened: &Opened, person: usize) -> Markup {
    let Some(item) = opened.review.items().get(person) else {
        return Markup::default();
    };
    let points = CodePoints::of(opened.review.text());
    let name = item.value.place(&points);
    let decision = item.decision.as_str();
    let found = item
        .found
        .and_then(|at| opened.release.extraction.people.get(at));
    let id = |what: &str| format!("p{person}-{what}");
    html! {
        article.card.record id={ "p" (person) } data-person=(person) data-decision=(decision) data-about=(about(item)) data-start=[start(item)]
            tabindex="-1" aria-labelledby=(id("name")) {
            header {
                span.number aria-hidden="true" { (person + 1) }
                h2 { button.quiet.name type="button" id=(id("name")) data-select=[name.map(place)] { bdi lang=(opened.review.lang()) { (item.value.name) } } }
                span class={ "badge decision-" (decision) } { (decision) }
                @if item.value.optional { span.badge { "does not count" } }
                @if let Some(found) = found { (confidence(found.confidence)) }
            }
            p.gist { (gist(item, opened.review.lang())) }
            div.form {
                (honorifics(item, opened.review.lang()))
                (titles(item, person, opened.review.lang()))
                (country(item, person))
                (organization(item))
                (role(item, person))
                (decide(item))
                (against(item, &opened.review.against(person)))
                div.more {
                    (merge(opened, person))
                    button.quiet type="button" data-key="0" aria-pressed=(item.value.optional)
                        data-edit=(json!({"do": "optional", "optional": !item.value.optional})) { "Does not count " (keycap("0")) }
                }
                @if let Some(why) = item.found.and_then(|at| explained(opened, at)) { (grounds(why)) }
            }
        }
    }
}

/// Whom the card is about, should its place in the list change.
fn about(item: &Item) -> String {
    serde_json::to_string(&About::of(item)).unwrap_or_default()
}

fn start(item: &Item) -> Option<usize> {
    item.value.mentions.first().map(|place| place.start)
}

/// A place as a script reads it.
fn place(span: Span) -> String {
    format!("{}-{}", span.start, span.end)
}

fn confidence(value: f64) -> Markup {
    html! {
        span.sure title="How sure the program is" {
            meter value=(format!("{value:.2}")) aria-hidden="true" {}
            (format!("{value:.2}"))
        }
    }
}

/// The record in two lines, for cards that are not worked on.
fn gist(item: &Item, lang: &str) -> Markup {
    let value = &item.value;
    let state = value
        .country
        .as_deref()
        .map(|code| countries::short_name(code).unwrap_or(code));
    let facts = [
        state,
        value.organization.as_deref(),
        Some(value.role.as_str()),
        value.mode.map(|mode| mode.as_str()),
    ];
    html! {
        @for title in &value.titles {
            bdi lang=(lang) { (title.text) }
            @if title.status != TitleStatus::Current { span.soft { " (" (title.status.as_str()) ")" } }
            br;
        }
        span.soft {
            @for (place, fact) in facts.into_iter().flatten().enumerate() { @if place > 0 { " · " } bdi { (fact) } }
        }
    }
}

fn honorifics(item: &Item, lang: &str) -> Markup {
    html! {
        @if !item.value.honorifics.is_empty() {
            div.line {
                span.label { "Honorifics" }
                span.row {
                    @for (number, words) in item.value.honorifics.iter().enumerate() {
                        span.chip data-words=(words) {
                            bdi lang=(lang) { (words) }
                            button.quiet.remove type="button" aria-label={ "Remove honorific " (words) }
                                data-edit=(json!({"do": "remove-honorific", "honorific": number})) { "×" }
                        }
                    }
                }
            }
        }
    }
}

fn titles(item: &Item, person: usize, lang: &str) -> Markup {
    html! {
        div.line {
            span.label { "Titles" }
            div.titles {
                @if item.value.titles.is_empty() { span.soft { "none: select its words and press t" } }
                @for (number, title) in item.value.titles.iter().enumerate() { (self::title(title, number, person, lang)) }
            }
        }
    }
}

fn title(title: &AnnotatedTitle, number: usize, person: usize, lang: &str) -> Markup {
    html! {
        div.held data-title=(number) data-words=(title.text) data-place=[title.place.map(place)] {
            button.quiet.words type="button" data-select=[title.place.map(place)] disabled[title.place.is_none()] title="Select in the text" { bdi lang=(lang) { (title.text) } }
            select id={ "p" (person) "-status" (number) } aria-label={ "Status of " (title.text) } data-cycle=[(number == 0).then_some("s")]
                data-edit=(json!({"do": "status", "title": number})) data-field="status" {
                @for status in STATUSES { option value=(status.as_str()) selected[status == title.status] { (status.as_str()) } }
            }
            button.quiet.remove type="button" aria-label={ "Remove title " (title.text) } data-edit=(json!({"do": "remove-title", "title": number})) { "×" }
        }
    }
}

fn country(item: &Item, person: usize) -> Markup {
    let value = &item.value;
    let code = value.country.as_deref();
    let shown = code.map(|code| {
        let names = countries::names().find(|(alpha3, _, _)| *alpha3 == code);
        names.map_or_else(
            || code.to_owned(),
            |(_, _, short)| format!("{short} ({code})"),
        )
    });
    let evidence = value.country_evidence.map(|evidence| evidence.as_str());
    html! {
        div.line {
            label.label for={ "p" (person) "-country" } { "Country " (keycap("c")) }
            span.row {
                input id={ "p" (person) "-country" } list="countries" value=(shown.unwrap_or_default()) placeholder="none" autocomplete="off" spellcheck="false"
                    data-focus="c" data-edit=r#"{"do":"country"}"# data-field="country";
                @if code.is_some() {
                    select id={ "p" (person) "-evidence" } aria-label="Whether words beside the person say so" data-edit=r#"{"do":"evidence"}"# data-field="evidence" {
                        @for support in ["stated", "inferred"] { option value=(support) selected[evidence == Some(support)] { (support) } }
                    }
                }
            }
        }
    }
}

fn organization(item: &Item) -> Markup {
    html! {
        @if let Some(body) = &item.value.organization {
            div.line {
                span.label { "Organisation" }
                span.chip {
                    bdi { (body) }
                    button.quiet.remove type="button" aria-label={ "Remove organisation " (body) } data-edit=r#"{"do":"organization","span":null}"# { "×" }
                }
            }
        }
    }
}

fn role(item: &Item, person: usize) -> Markup {
    let mode = item.value.mode.map_or("", |mode| mode.as_str());
    html! {
        div.line {
            span.label id={ "p" (person) "-role" } { "Role" }
            div.roles role="group" aria-labelledby={ "p" (person) "-role" } {
                @for (number, role) in ROLES.into_iter().enumerate() {
                    button type="button" data-key=(number + 1) aria-pressed=(role == item.value.role) data-edit=(json!({"do": "role", "role": role})) {
                        (role.as_str()) " " (keycap(&(number + 1).to_string()))
                    }
                }
            }
        }
        div.line {
            label.label for={ "p" (person) "-mode" } { "Mode " (keycap("v")) }
            select id={ "p" (person) "-mode" } data-cycle="v" data-edit=r#"{"do":"mode"}"# data-field="mode" {
                @for (value, label) in [("", "none"), ("video", "video"), ("written", "written")] {
                    option value=(value) selected[value == mode] { (label) }
                }
            }
        }
    }
}

fn decide(item: &Item) -> Markup {
    let open = item.decision == Decision::Open;
    let rejected = item.decision == Decision::Rejected;
    html! {
        div.decide.row {
            @if open || rejected {
                button.primary type="button" data-key="a" data-edit=r#"{"do":"accept"}"# { "Accept " (keycap("a")) }
            }
            @if !rejected {
                button.bad type="button" data-key="x" data-edit=r#"{"do":"reject"}"# { "Reject " (keycap("x")) }
            }
            @if !open {
                button type="button" data-key="r" data-edit=r#"{"do":"reopen"}"# { "Open again " (keycap("r")) }
            }
        }
    }
}

fn merge(opened: &Opened, person: usize) -> Markup {
    let others = opened.review.items().iter().enumerate();
    let others =
        others.filter(|(other, item)| *other != person && item.decision != Decision::Rejected);
    let others: Vec<(usize, &Item)> = others.collect();
    html! {
        @if !others.is_empty() {
            label.merge {
                span.label { "Merge with " (keycap("m")) }
                select id={ "p" (person) "-merge" } data-edit=r#"{"do":"merge"}"# data-field="other" {
                    option value="" { "…" }
                    @for (other, item) in others { option value=(other) data-about=(about(item)) { (other + 1) " " (item.value.name) } }
                }
            }
        }
    }
}
