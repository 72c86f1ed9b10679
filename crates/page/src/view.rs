//! One release as it is looked at: what is known of it, its text with marks, its records with their grounds.

mod card;
mod why;

use maud::{Markup, html};
use rostra_document::extraction::NormalizedDiagnostic;
use rostra_document::{Extraction, Release};
use serde::Serialize;

use crate::marks::marks;
use crate::report::PageChange;
use crate::text::marked;
use crate::words::{self, cut, held, tag, web};

/// Code points of a line of metadata that are shown, at most.
pub(crate) const LINE: usize = 1_000;

/// A release as three pieces of HTML. The text stands apart and first, so that a search can read it without the others.
#[derive(Debug, Serialize)]
pub(crate) struct View {
    text: String,
    head: String,
    people: String,
}

impl View {
    /// `release`, and what has changed in it since an earlier run.
    pub(crate) fn of(release: &Release, changes: &[PageChange]) -> Self {
        Self {
            head: held(head(&release.extraction, changes)),
            text: held(body(release)),
            people: held(people(release)),
        }
    }
}

/// The headline: the release's, else its id.
pub(crate) fn headline(extraction: &Extraction) -> &str {
    let title = extraction.title.as_deref().map(str::trim);
    title
        .filter(|title| !title.is_empty())
        .unwrap_or(&extraction.id)
}

fn head(extraction: &Extraction, changes: &[PageChange]) -> Markup {
    html! {
        h2 id="headline" tabindex="-1" lang=(tag(&extraction.lang)) dir="auto" { (cut(headline(extraction), LINE)) }
        dl.facts {
            (fact("Id", Some(&extraction.id)))
            (fact("Language", Some(words::language(&extraction.lang))))
            (fact("Published", extraction.date.as_deref()))
            (fact("By", extraction.publisher.as_deref()))
            (fact("At", extraction.place.as_deref()))
            @if let Some(event) = &extraction.event {
                dt { "Event" }
                dd {
                    bdi lang=(tag(&extraction.lang)) { (cut(&event.name, LINE)) }
                    @let days = [event.start.as_deref(), event.end.as_deref()];
                    @let days = days.into_iter().flatten().collect::<Vec<_>>().join(" to ");
                    @let country = event.country.as_deref().map(words::country);
                    @for part in [event.place.as_deref(), country, Some(days.as_str())].into_iter().flatten().filter(|part| !part.is_empty()) {
                        ", " bdi { (cut(part, LINE)) }
                    }
                }
            }
            @if let Some(url) = &extraction.url {
                dt { "Address" }
                dd {
                    @if let Some(web) = web(url) {
                        a href=(web) rel="noreferrer noopener" { bdi { (cut(url, 120)) } }
                    } @else {
                        bdi { (cut(url, LINE)) }
                    }
                }
            }
            (fact("Read from", Some(&extraction.source)))
        }
        (diagnostics(&extraction.diagnostics))
        (changed(changes))
    }
}

fn fact(name: &str, value: Option<&str>) -> Markup {
    html! {
        @if let Some(value) = value.filter(|value| !value.is_empty()) {
            dt { (name) }
            dd { bdi { (cut(value, LINE)) } }
        }
    }
}

fn diagnostics(all: &[NormalizedDiagnostic]) -> Markup {
    html! {
        @if !all.is_empty() {
            details {
                summary { (words::count(all.len(), "diagnostic", "diagnostics")) }
                ul.small {
                    @for one in all {
                        li { (one.severity) ": " bdi { (cut(&one.message, LINE)) } " " code { (one.code) } }
                    }
                }
            }
        }
    }
}

fn changed(changes: &[PageChange]) -> Markup {
    html! {
        @if !changes.is_empty() {
            details.changes open {
                summary { (words::count(changes.len(), "change", "changes")) " since the earlier run" }
                div.wide {
                    table.small {
                        thead { tr { th scope="col" { "Field" } th scope="col" { "Before" } th scope="col" { "Now" } } }
                        tbody {
                            @for change in changes {
                                tr {
                                    th scope="row" { bdi { (cut(&change.path, LINE)) } }
                                    td { (side(change.before.as_deref())) }
                                    td { (side(change.after.as_deref())) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn side(value: Option<&str>) -> Markup {
    html! {
        @match value {
            Some(value) => bdi { (cut(value, LINE)) },
            None => span.soft { "nothing" },
        }
    }
}

fn body(release: &Release) -> Markup {
    html! {
        div.text lang=(tag(&release.extraction.lang)) dir="auto" {
            (marked(release.text(), &marks(release)))
        }
        @if release.text().is_empty() {
            p.note { "The text of this release is not known." }
        }
    }
}

fn people(release: &Release) -> Markup {
    let extraction = &release.extraction;
    html! {
        @if extraction.people.is_empty() {
            p.note { "Nobody was found in this release." }
        }
        ol.plain.stack {
            @for (number, person) in extraction.people.iter().enumerate() {
                @let why = release.explanation.as_ref().and_then(|why| why.people.get(number));
                (card::card(number, person, why, tag(&extraction.lang)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn a_release_is_shown_with_its_records() {
        let release = samples::release();
        let view = View::of(&release, &[]);
        assert!(
            view.head
                .contains(">Talks on river transport end in Mombasa</h2>")
        );
        assert!(
            view.text
                .contains(r#"<div class="text" lang="en" dir="auto"><p data-at="0">"#)
        );
        assert!(
            view.text
                .contains(r#"<mark class="person" data-p="0" tabindex="0">Wanjiru Kamotho</mark>"#)
        );
        for shown in [
            "Wanjiru Kamotho",
            "Cabinet Secretary for Roads",
            "minister, transport",
            "Kenya",
            "keynote",
            "apposition.after.comma",
        ] {
            assert!(view.people.contains(shown), "{shown}: {}", view.people);
        }
    }

    #[test]
    fn changes_stand_before_the_text() {
        let change = PageChange {
            path: "people[A].role".to_owned(),
            before: Some("speaker".to_owned()),
            after: None,
        };
        let view = View::of(&samples::release(), &[change]);
        assert!(
            view.head.contains("1 change since the earlier run"),
            "{}",
            view.head
        );
        assert!(view.head.contains("<bdi>speaker</bdi>"));
    }

    #[test]
    fn what_comes_from_a_release_is_never_markup() {
        let view = View::of(&samples::hostile(), &[samples::hostile_change()]);
        for piece in [&view.head, &view.text, &view.people] {
            for active in ["<script", "<img", "<svg onload", "javascript:alert(1)\""] {
                assert!(!piece.contains(active), "{active}: {piece}");
            }
            assert!(!piece.contains('\0'));
        }
        assert!(view.head.contains("&lt;script&gt;"), "{}", view.head);
        assert!(!view.head.contains("href=\"javascript"), "{}", view.head);
    }
}
