//! The list of releases.

use maud::html;
use rostra_document::{Extraction, Role};

use crate::view::headline;
use crate::words::{self, count, cut, in_hash, tag};

/// Code points of a headline in the list, at most.
const HEADLINE: usize = 160;

/// People named in an entry, at most.
const NAMED: usize = 3;

/// Entries of the list, made as releases come.
#[derive(Debug, Default)]
pub(crate) struct List {
    entries: String,
}

impl List {
    /// Takes in the release at `number`.
    pub(crate) fn add(&mut self, extraction: &Extraction, number: usize, changed: bool) {
        let lang = tag(&extraction.lang);
        let mut people: Vec<_> = extraction.people.iter().collect();
        people.sort_by_key(|person| person.role == Role::Mentioned);
        let more = people.len().saturating_sub(NAMED);
        let entry = html! {
            li id={ "l" (number) } {
                // Only one entry is a stop of the tab key; arrows lead to the others.
                a href={ "#id=" (in_hash(&extraction.id)) } tabindex=(if number == 0 { "0" } else { "-1" }) {
                    bdi.headline lang=(lang) { (cut(headline(extraction), HEADLINE)) }
                    span.soft.small {
                        (words::language(&extraction.lang))
                        @if let Some(date) = &extraction.date { " · " (cut(date, 40)) }
                        " · " (count(people.len(), "person", "people"))
                        @if changed { " · " strong { "changed" } }
                    }
                    @if !people.is_empty() {
                        span.names.small {
                            @for (place, person) in people.iter().take(NAMED).enumerate() {
                                @if place > 0 { ", " }
                                bdi lang=(lang) { (cut(&person.name, 80)) }
                            }
                            @if more > 0 { " +" (more) }
                        }
                    }
                }
            }
        };
        self.entries.push_str(&words::held(entry));
        self.entries.push('\n');
    }

    /// As they stand in the page, within a list.
    pub(crate) fn entries(&self) -> &str {
        &self.entries
    }
}
