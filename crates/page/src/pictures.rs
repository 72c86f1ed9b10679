//! Pictures of a run, as SVG: each with a title, a description, and a table that says the same.

mod bars;
mod columns;
mod layout;
mod network;
mod tiles;

use maud::{Markup, html};

use crate::words::in_hash;

pub(crate) use bars::bars;
pub(crate) use columns::columns;
pub(crate) use network::network;
pub(crate) use tiles::tiles;

/// How many there are of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    /// What it is called.
    pub(crate) label: String,
    /// How many.
    pub(crate) count: usize,
    /// Filters that show just these, as `country` and `FRA`; none where nothing does.
    pub(crate) filters: Vec<(&'static str, String)>,
}

impl Count {
    /// A link to just these.
    fn link(&self) -> Option<String> {
        let filters = self.filters.iter();
        let filters: Vec<String> = filters
            .map(|(name, value)| format!("{name}={}", in_hash(value)))
            .collect();
        (!filters.is_empty()).then(|| format!("#{}", filters.join("&")))
    }
}

/// A picture with its caption, and below it `table`, folded.
fn figure(id: &str, title: &str, says: &str, picture: &Markup, table: &Markup) -> Markup {
    html! {
        figure.panel.picture id=(id) {
            figcaption { h3 { (title) } p.soft.small { (says) } }
            (picture)
            details { summary { "As a table" } div.wide { (table) } }
        }
    }
}

/// The counts as a table with links.
fn table(what: &str, unit: &str, counts: &[Count]) -> Markup {
    html! {
        table.small {
            thead { tr { th scope="col" { (what) } th.number scope="col" { (unit) } } }
            tbody {
                @for count in counts {
                    tr {
                        th scope="row" {
                            @match count.link() {
                                Some(link) => a href=(link) { (count.label) },
                                None => (count.label),
                            }
                        }
                        td.number { (crate::words::number(count.count)) }
                    }
                }
            }
        }
    }
}

/// `inner` as a link that shows just what `count` counts; a link is also a stop of the tab key.
fn linked(count: &Count, unit: &str, inner: &Markup) -> Markup {
    let says = format!(
        "{}: {} {unit}",
        count.label,
        crate::words::number(count.count)
    );
    html! {
        @match count.link() {
            Some(link) => a.hit href=(link) { title { (says) } (inner) },
            None => g { title { (says) } (inner) },
        }
    }
}

/// Round steps of an axis from 0 to at least `most`: one, two or five times a power of ten, five of them at most.
fn steps(most: usize) -> Vec<usize> {
    let most = most.max(1);
    let mut step = 1;
    let mut factors = [2, 5, 10].into_iter().cycle();
    let mut power = 1;
    while most.div_ceil(step) > 5 {
        let factor = factors.next().unwrap_or(10);
        step = power * factor;
        if factor == 10 {
            power *= 10;
        }
    }
    (0..=most.div_ceil(step)).map(|n| n * step).collect()
}

/// A length in a picture, to a tenth.
fn length(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        let cases: [(usize, &[usize]); 6] = [
            (0, &[0, 1]),
            (3, &[0, 1, 2, 3]),
            (7, &[0, 2, 4, 6, 8]),
            (48, &[0, 10, 20, 30, 40, 50]),
            (101, &[0, 50, 100, 150]),
            (1234, &[0, 500, 1000, 1500]),
        ];
        for (most, expected) in cases {
            assert_eq!(steps(most), expected, "{most}");
        }
    }

    #[test]
    fn labels_are_never_markup() {
        let count = Count {
            label: "<b>\"&".to_owned(),
            count: 3,
            filters: Vec::new(),
        };
        let page = bars("x", "T", "s", "people", &[count]).into_string();
        assert!(
            !page.contains("<b>") && page.contains("&lt;b&gt;"),
            "{page}"
        );
    }
}
