//! What could not be read.

use std::collections::BTreeMap;

use maud::{Markup, html};
use rostra_document::{FailureKind, SourceError};

use crate::pictures::Count;
use crate::words::{count, cut};

/// Failures in the table, at most; all are counted.
const MOST: usize = 2_000;

/// A release that could not be read.
#[derive(Debug)]
pub(crate) struct Failure {
    place: String,
    kind: FailureKind,
    reason: String,
}

impl Failure {
    pub(crate) fn of(error: &SourceError) -> Self {
        Self {
            place: cut(&error.provenance.to_string(), 500),
            kind: error.kind,
            reason: cut(&error.reason, 500),
        }
    }
}

/// How many there are of each kind, most first.
pub(crate) fn by_kind(failures: &[Failure]) -> Vec<Count> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for failure in failures {
        *counts.entry(failure.kind.as_str()).or_default() += 1;
    }
    let counts = counts.into_iter().map(|(kind, count)| Count {
        label: kind.to_owned(),
        count,
        filters: Vec::new(),
    });
    let mut counts: Vec<Count> = counts.collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.count));
    counts
}

/// The failures one by one.
pub(crate) fn section(failures: &[Failure]) -> Markup {
    html! {
        section.panel id="failures" aria-labelledby="failures-title" {
            h2 id="failures-title" { (count(failures.len(), "document", "documents")) " could not be read" }
            div.wide {
                table.small {
                    thead { tr { th scope="col" { "Where" } th scope="col" { "Kind" } th scope="col" { "Reason" } } }
                    tbody {
                        @for failure in failures.iter().take(MOST) {
                            tr {
                                th scope="row" { bdi { (failure.place) } }
                                td { (failure.kind.as_str()) }
                                td { bdi { (failure.reason) } }
                            }
                        }
                    }
                }
            }
            @if failures.len() > MOST { p.soft { "The first " (MOST) " are listed." } }
        }
    }
}
