//! What is shown, as HTML. All text is escaped; there is neither script nor style in a page.

pub(crate) mod answer;
mod card;
mod conflict;
mod grounds;
mod keys;
mod queue;
mod release;
mod text;

use maud::{DOCTYPE, Markup, html};

use crate::work::Tally;

pub(crate) use queue::{Listing, list, queue};
pub(crate) use release::release;

/// A page around `content`; its script runs where `scripted` says what for.
fn page(title: &str, class: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/assets/base.css";
                link rel="stylesheet" href="/assets/review.css";
                script type="module" src="/assets/review.js" {}
            }
            body class=(class) { (content) }
        }
    }
}

/// A page that says why there is none.
pub(crate) fn refusal(reason: &str) -> Markup {
    let content = html! {
        main.refusal {
            h1 { "Rostra" }
            p.warning { (reason) }
        }
    };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { "Rostra" }
                link rel="icon" href="data:,";
            }
            body { (content) }
        }
    }
}

/// Sends a browser on that has followed a link of another site, with a cookie that is not sent along such a way.
pub(crate) fn onward() -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="refresh" content="0;url=/";
                title { "Rostra" }
                link rel="icon" href="data:,";
            }
            body { p { a href="/" { "Go on" } } }
        }
    }
}

/// How far all is.
pub(crate) fn progress(tally: &Tally, complete: bool) -> Markup {
    let of = if complete { "" } else { " read so far" };
    html! {
        progress max=(tally.releases.max(1)) value=(tally.done) aria-label="Releases done" {}
        span {
            b { (grouped(tally.done)) } " of " (grouped(tally.releases)) " releases done" (of) " · "
            (count(tally.people, "person", "people")) " decided"
        }
    }
}

/// A number with commas between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The number in a count with the word in its number: `1 person`, `2 people`.
fn count(number: usize, one: &str, more: &str) -> String {
    let word = if number == 1 { one } else { more };
    format!("{} {word}", grouped(number))
}
