//! The page as a whole.

use std::io::{self, Read, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::failures::Failure;
use super::filters;
use super::index::Index;
use super::list::List;
use super::overview::overview;
use super::statistics::Statistics;
use crate::assets::{BASE, REPORT, SCRIPT, policy};
use crate::inert;
use crate::meetings::Meetings;
use crate::words::{count, cut, held};

/// Everything but the views of releases.
pub(crate) struct Sheet<'a> {
    pub(crate) title: &'a str,
    pub(crate) compares: bool,
    pub(crate) index: &'a Index,
    pub(crate) list: &'a List,
    pub(crate) statistics: &'a Statistics,
    pub(crate) meetings: &'a Meetings,
    pub(crate) failures: &'a [Failure],
}

impl Sheet<'_> {
    /// Writes the page with `views`, which come last: the rest can be used before a browser has read them.
    pub(crate) fn write(&self, out: &mut impl Write, views: &mut impl Read) -> io::Result<()> {
        let style = format!("{BASE}{REPORT}");
        out.write_all(held(self.head(&style)).as_bytes())?;
        out.write_all(held(self.body()).as_bytes())?;
        out.write_all(b"\n")?;
        inert::write(out, "index", &self.index.page(self.meetings.people()))?;
        writeln!(out, "<script>{SCRIPT}</script>")?;
        io::copy(views, out)?;
        out.write_all(b"</body>\n</html>\n")
    }

    fn head(&self, style: &str) -> Markup {
        html! {
            (DOCTYPE)
            (PreEscaped("<html lang=\"en\">"))
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(style, SCRIPT));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (cut(self.title, 200)) }
                style { (PreEscaped(style)) }
            }
        }
    }

    fn body(&self) -> Markup {
        html! {
            (PreEscaped("<body>"))
            a.skip href="#main" { "Skip to the content" }
            (self.banner())
            div.frame {
                section.side.no-print aria-label="List of releases" {
                    (filters::form(self.statistics, self.compares))
                    noscript { p.note { "Without scripts this page shows pictures and the list; texts, filters and search need them." } }
                    ol.plain.list id="list" { (PreEscaped(self.list.entries())) }
                }
                main id="main" tabindex="-1" {
                    section id="overview" aria-label="Overview" { (overview(self.statistics, self.meetings, self.failures, self.compares)) }
                    (release())
                    div id="printed" {}
                }
            }
            (explanation())
            (keys())
        }
    }

    fn banner(&self) -> Markup {
        html! {
            header.banner {
                h1 { (cut(self.title, 200)) }
                nav.row.no-print aria-label="Views" {
                    a.button.quiet id="to-list" href="#list" { (count(self.statistics.releases, "release", "releases")) }
                    a.button.quiet id="to-overview" href="#" { "Overview" }
                    @if !self.failures.is_empty() { a.button.quiet id="to-failures" href="#failures" { (self.failures.len()) " not read" } }
                    button.quiet type="button" popovertarget="keys" { "Keys" }
                }
            }
        }
    }
}

/// Where a release is shown: empty until one is.
fn release() -> Markup {
    html! {
        article id="release" aria-labelledby="headline" hidden {
            div.row.no-print {
                button.quiet type="button" id="back" { "Back" }
                button.quiet type="button" id="previous" { "Previous" }
                button.quiet type="button" id="next" { "Next" }
                div.key role="group" aria-label="Marks" {
                    mark.person { "name" } " " mark.title { "title" } " " mark.honorific { "style" } " "
                    mark.country { "country" } " " mark.organization { "body" } " " mark.role { "role" }
                }
            }
            div.stack id="head" {}
            div.columns {
                section id="text" aria-label="Text" {}
                section id="people" aria-label="Records" {}
            }
        }
    }
}

/// Why a mark is there, beside it.
fn explanation() -> Markup {
    html! {
        div id="why" popover="auto" role="dialog" aria-labelledby="why-title" tabindex="-1" {
            h3 id="why-title" {}
            div id="why-body" {}
        }
    }
}

fn keys() -> Markup {
    html! {
        div id="keys" popover="auto" role="dialog" aria-label="Keys" {
            h3 { "Keys" }
            dl.facts {
                @for (key, does) in [
                    ("/", "search"),
                    ("j k", "next and previous release; in the list also the arrows"),
                    ("Enter", "open; on a name in a text, say why it is there"),
                    ("Tab", "on to the next name of a text"),
                    ("Esc", "close"),
                ] {
                    dt { @for one in key.split(' ') { kbd { (one) } " " } }
                    dd { (does) }
                }
            }
            label.row { input type="checkbox" id="letters" checked; " single keys (/ j k) are on" }
            p.small.soft { "Printing has the open release, else the releases that filters leave, else the overview." }
        }
    }
}
