//! The queue: a table of all releases.

use maud::{Markup, html};

use super::{count, grouped, page, progress};
use crate::desk::Entry;
use crate::queue::{Filter, Order};
use crate::standing::State;
use crate::work::{Tally, Work};

/// Releases on a page.
const PAGE: usize = 100;

/// Failures that are named.
const FAILURES: usize = 200;

/// What of the queue is shown.
pub(crate) struct Listing {
    pub(crate) filter: Filter,
    pub(crate) page: usize,
    pub(crate) order: Order,
}

/// The whole page.
pub(crate) fn queue(work: &Work, listing: &Listing) -> Markup {
    let content = html! {
        a.skip href="#list" { "To the list" }
        header.top {
            h1 { "Review" }
            span.soft.small { "saved in " bdi.mono { (work.folder()) } }
        }
        main { (list(work, listing)) }
    };
    page("Review · Rostra", "queue", &content)
}

/// What changes while releases are being read.
pub(crate) fn list(work: &Work, listing: &Listing) -> Markup {
    let (_, complete) = work.desk().count();
    let tally = work.tally();
    let failures = work.desk().failures();
    work.desk().view(|entries| {
        let numbers = listing.filter.numbers(entries, listing.order);
        let pages = numbers.len().div_ceil(PAGE).max(1);
        let at = listing.page.clamp(1, pages);
        let shown: Vec<(usize, &Entry)> = numbers
            .iter()
            .skip((at - 1) * PAGE)
            .take(PAGE)
            .filter_map(|number| Some((*number, entries.get(*number)?)))
            .collect();
        html! {
            div #list data-complete=(complete) data-count=(entries.len() + failures.len()) {
                div.row.progress { (progress(&tally, complete)) }
                @if !complete { p.note role="status" { "Releases are still being read; those that came first can be reviewed already." } }
                (failed(&failures))
                (filters(entries, listing))
                @if tally.releases > 0 {
                    p { a.button.primary #start href={ "/next" (listing.filter.query(&[])) } { (begin(&tally)) } }
                }
                @if shown.is_empty() {
                    p.soft { @if entries.is_empty() && complete { "There is no release." } @else if entries.is_empty() { "…" } @else { "No release is like that." } }
                } @else {
                    (table(&shown, &listing.filter))
                    (pager(&listing.filter, at, pages))
                }
            }
        }
    })
}

fn begin(tally: &Tally) -> &'static str {
    match tally.done + tally.partly {
        _ if tally.done == tally.releases => "All is done: look again",
        0 => "Begin",
        _ => "Go on",
    }
}

fn failed(failures: &[String]) -> Markup {
    html! {
        @if !failures.is_empty() {
            details.warning {
                summary { (count(failures.len(), "document", "documents")) " could not be read" }
                ul { @for failure in failures.iter().take(FAILURES) { li { bdi { (failure) } } } }
                @if failures.len() > FAILURES { p { "and others, which standard error has named" } }
            }
        }
    }
}

fn filters(entries: &[Entry], listing: &Listing) -> Markup {
    let mut languages: Vec<&str> = entries.iter().map(|entry| entry.lang.as_str()).collect();
    languages.sort_unstable();
    languages.dedup();
    let filter = &listing.filter;
    html! {
        form.row method="get" action="/" {
            div.field {
                label for="state" { "State" }
                select #state name="state" {
                    option value="" { "all" }
                    @for state in State::ALL {
                        option value=(state.as_str()) selected[filter.state == state.as_str()] { (state.as_str()) }
                    }
                }
            }
            div.field {
                label for="lang" { "Language" }
                select #lang name="lang" {
                    option value="" { "all" }
                    @for lang in languages {
                        option value=(lang) selected[filter.lang == lang] { (lang) }
                    }
                }
            }
            button { "Show" }
        }
    }
}

fn table(shown: &[(usize, &Entry)], filter: &Filter) -> Markup {
    html! {
        div.wide {
            table.releases {
                thead {
                    tr {
                        th scope="col" { "Release" }
                        th scope="col" { "Language" }
                        th scope="col" { "Day" }
                        th.number scope="col" { "People" }
                        th.number scope="col" { "Least certain" }
                        th scope="col" { "State" }
                    }
                }
                tbody { @for (number, entry) in shown { (row(*number, entry, filter)) } }
            }
        }
    }
}

fn row(number: usize, entry: &Entry, filter: &Filter) -> Markup {
    let standing = entry.standing;
    html! {
        tr class=(standing.state.as_str()) {
            td {
                a href={ "/release/" (number) (filter.query(&[])) } {
                    bdi lang=(entry.lang) { (entry.title.as_deref().unwrap_or(&entry.id)) }
                }
                br;
                span.soft.small { bdi { (entry.id) } @if entry.source != entry.id { " · " bdi { (entry.source) } } }
            }
            td { (entry.lang) }
            td { (entry.date.as_deref().unwrap_or("")) }
            td.number { (grouped(entry.people)) }
            td.number { @if entry.people > 0 { (format!("{:.2}", entry.confidence)) } }
            td {
                span class={ "badge state-" (standing.state.as_str()) } { (standing.state.as_str()) }
                @if standing.state == State::Partly { span.soft.small { " " (grouped(standing.decided)) " decided" } }
            }
        }
    }
}

fn pager(filter: &Filter, at: usize, pages: usize) -> Markup {
    let to = |page: usize| format!("/{}", filter.query(&[("page", page)]));
    html! {
        @if pages > 1 {
            nav.row aria-label="Pages" {
                @if at > 1 { a.button href=(to(at - 1)) rel="prev" { "Earlier" } }
                span { "Page " (grouped(at)) " of " (grouped(pages)) }
                @if at < pages { a.button href=(to(at + 1)) rel="next" { "Later" } }
            }
        }
    }
}
