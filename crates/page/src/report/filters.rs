//! What the list can be narrowed by.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::statistics::Statistics;
use crate::pictures::Count;
use crate::words::{self, number};

/// The form; `compares` where some releases may have changed.
pub(crate) fn form(statistics: &Statistics, compares: bool) -> Markup {
    html! {
        form.filters.stack id="filters" role="search" aria-label="Releases" {
            div.field {
                label for="q" { "Search names, titles, headlines and texts" }
                input id="q" name="q" type="search" autocomplete="off" spellcheck="false" dir="auto";
            }
            details id="more" {
                summary { "Filters" }
                div.choices {
                    (choice("lang", "Language of the release", "all languages", &statistics.languages()))
                    (choice("country", "Country of a person", "all countries", &statistics.countries()))
                    (choice("office", "Office", "all offices", &offices(&statistics.offices())))
                    (choice("role", "Role", "all roles", &statistics.roles()))
                    (bound("min", "Confidence from", "0"))
                    (bound("max", "Confidence to", "1"))
                    @if compares {
                        label.row.all { input type="checkbox" id="changed" name="changed" value="1"; " changed since the earlier run" }
                    }
                }
            }
            div.row id="chips" {}
            p.small id="status" role="status" aria-live="polite" { (words::count(statistics.releases, "release", "releases")) }
        }
    }
}

fn choice(name: &str, label: &str, all: &str, counts: &[Count]) -> Markup {
    let mut counts: Vec<&Count> = counts.iter().collect();
    counts.sort_by(|a, b| a.label.cmp(&b.label));
    html! {
        div.field {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                option value="" { (all) }
                @for count in counts {
                    option value=(value(count)) { (count.label) " (" (number(count.count)) ")" }
                }
            }
        }
    }
}

/// The code that the count stands for.
fn value(count: &Count) -> &str {
    count.filters.first().map_or("", |(_, value)| value)
}

/// Offices, and before those with portfolios the family as a whole.
fn offices(counts: &[Count]) -> Vec<Count> {
    let mut families: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for count in counts {
        if let Some((family, _)) = value(count).split_once('.') {
            let (sum, parts) = families.entry(family.to_owned()).or_default();
            *sum += count.count;
            *parts += 1;
        }
    }
    let whole = |family: &str| {
        let found = counts.iter().find(|count| value(count) == family);
        found.map_or(0, |count| count.count)
    };
    let mut out: Vec<Count> = counts
        .iter()
        .filter(|count| !families.contains_key(value(count)))
        .cloned()
        .collect();
    out.extend(families.iter().map(|(family, (sum, _))| Count {
        label: format!("{}, any", words::office(family)),
        count: sum + whole(family),
        filters: vec![("office", family.clone())],
    }));
    out
}

fn bound(name: &str, label: &str, usual: &str) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            input id=(name) name=(name) type="number" min="0" max="1" step="0.01" placeholder=(usual) inputmode="decimal";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_stands_for_its_portfolios() {
        let count = |code: &str, count| Count {
            label: words::office(code),
            count,
            filters: vec![("office", code.to_owned())],
        };
        let counts = [
            count("minister.health", 3),
            count("mayor", 2),
            count("deputy_minister", 1),
            count("deputy_minister.trade", 4),
        ];
        let told = offices(&counts).into_iter();
        let told: Vec<(String, usize)> = told.map(|count| (count.label, count.count)).collect();
        let expected = [
            ("minister, health", 3),
            ("mayor", 2),
            ("deputy minister, trade", 4),
            ("deputy minister, any", 5),
            ("minister, any", 3),
        ];
        assert_eq!(
            told,
            expected.map(|(label, count)| (label.to_owned(), count))
        );
    }
}
