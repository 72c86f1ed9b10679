//! A release: its text left, its people right.

use maud::{Markup, html};
use rostra_lexicon::countries;

use super::card::cards;
use super::keys::help;
use super::text::text;
use super::{page, progress};
use crate::desk::headline;
use crate::queue::Filter;
use crate::work::{Opened, Tally};

/// The whole page of the `number`th release, for the run that `run` names.
pub(crate) fn release(
    number: usize,
    opened: &Opened,
    run: &str,
    filter: &Filter,
    (tally, complete): (&Tally, bool),
) -> Markup {
    let review = &opened.review;
    let found = &opened.release.extraction;
    let headline = headline(found.title.as_deref().unwrap_or(&found.id));
    let content = html! {
        a.skip href="#cards" { "To the people" }
        header.top {
            a.button data-key="q" href={ "/" (filter.query(&[])) } title="q" { "Queue" }
            div.row.progress #progress { (progress(tally, complete)) }
            div.row {
                (undo(opened))
                button #ask data-key="?" type="button" title="?" { "Keys" }
            }
        }
        div #trouble role="alert" hidden {}
        p.sr #said role="status" aria-live="polite" {}
        main #release data-number=(number) data-run=(run) data-version=(opened.version.as_str()) {
            section.reading aria-label="Text" {
                div.heading {
                    h1 { bdi lang=(found.lang) { (headline) } }
                    p.soft.small { (facts(opened)) }
                    (notices(opened))
                }
                div.text #text lang=(review.lang()) tabindex="0" role="group" aria-label="Text of the release" { (text(opened)) }
                (tools())
            }
            section.people aria-label="People" {
                (head(opened, &filter.query(&[("after", number)])))
                div #cards { @for card in cards(opened) { (card) } }
            }
        }
        (help())
        dialog #conflict aria-labelledby="conflict-title" {}
        (states())
    };
    page(&format!("{headline} · Rostra"), "release", &content)
}

/// What is known of the document.
fn facts(opened: &Opened) -> Markup {
    let found = &opened.release.extraction;
    let parts = [
        found.date.as_deref(),
        found.publisher.as_deref(),
        Some(found.lang.as_str()),
        Some(found.source.as_str()).filter(|source| *source != found.id),
        Some(found.id.as_str()),
    ];
    html! {
        @for (place, part) in parts.into_iter().flatten().enumerate() {
            @if place > 0 { " · " }
            bdi { (part) }
        }
        @if let Some(url) = found.url.as_deref().filter(|url| is_web(url)) {
            " · " a href=(url) rel="noreferrer noopener" target="_blank" { "source" }
        }
    }
}

/// Other addresses may be programs.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn notices(opened: &Opened) -> Markup {
    html! {
        @if !opened.review.lost().is_empty() {
            div.warning {
                p { "The text has changed since it was reviewed. These people stand in it no more and are left out when it is saved:" }
                ul { @for name in opened.review.lost() { li { bdi { (name) } } } }
            }
        }
    }
}

/// What can be done with selected words; a script fills in which.
fn tools() -> Markup {
    let tools = [
        ("n", "name", "Name"),
        ("i", "mention", "Also here"),
        ("t", "title", "Title"),
        ("T", "add-title", "New title"),
        ("d", "cut-title", "Cut"),
        ("h", "add-honorific", "Honorific"),
        ("o", "organization", "Organisation"),
        ("p", "add", "Add person"),
    ];
    html! {
        div.tools #tools role="toolbar" aria-label="Selected words" {
            p.chosen { span.soft #hint { "Select words to make them a name, a title, a person …" } bdi #words {} }
            div.row {
                @for (key, what, label) in tools {
                    button type="button" data-key=(key) data-words=(what) disabled { (label) " " (keycap(key)) }
                }
            }
        }
    }
}

/// The key of a button, which is read out by its name and seen as a small cap.
pub(super) fn keycap(key: &str) -> Markup {
    let shown = match key.chars().next() {
        Some(c) if c.is_ascii_uppercase() => format!("⇧{}", key.to_lowercase()),
        _ => key.to_owned(),
    };
    html! { kbd aria-hidden="true" { (shown) } }
}

/// What stands over the people: how many are open, what to do with all, where to go on.
pub(crate) fn head(opened: &Opened, next: &str) -> Markup {
    let review = &opened.review;
    let (all, open) = (review.items().len(), review.open());
    let said = match (all, open) {
        (0, _) if review.is_done() => "Nobody is named here: done.".to_owned(),
        (0, _) => "The program finds nobody here.".to_owned(),
        (_, 0) => "Everybody is decided.".to_owned(),
        (_, 1) => "One person is open.".to_owned(),
        (_, open) => format!("{open} of {all} people are open."),
    };
    let everybody = if all == 0 {
        "Nobody is missing"
    } else {
        "Accept all"
    };
    html! {
        div.row.head #head data-done=(review.is_done()) {
            strong #left { (said) }
            @if !review.is_done() {
                button type="button" data-key="A" data-edit=r#"{"do":"accept-all"}"# { (everybody) " " (keycap("A")) }
            }
            a.button class=[review.is_done().then_some("primary")] #next data-key="N" href={ "/next" (next) } { "Next release " (keycap("␣")) }
        }
    }
}

/// The button that takes the last change back.
pub(crate) fn undo(opened: &Opened) -> Markup {
    let what = opened.undo.as_deref();
    html! {
        button #undo type="button" data-key="u" disabled[what.is_none()] title=[what] { "Undo " (keycap("u")) }
    }
}

/// What may be typed for a country.
fn states() -> Markup {
    let mut names: Vec<_> = countries::names().collect();
    names.sort_by_key(|(_, _, short)| *short);
    html! {
        datalist #countries {
            @for (code, official, short) in names {
                option value={ (short) " (" (code) ")" } { @if official != short { (official) } }
            }
        }
    }
}
