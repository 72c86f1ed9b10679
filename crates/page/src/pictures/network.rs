//! Who met whom.

use maud::{Markup, html};

use super::layout::places;
use super::{figure, length};
use crate::meetings::{Known, Meetings, Pair};
use crate::words::{self, count, cut, in_hash};

const WIDTH: f64 = 960.0;

/// People of the picture, at most.
const PEOPLE: usize = 60;

/// Pairs of the table, at most.
const PAIRS: usize = 200;

/// The strongest meetings of `meetings`.
pub(crate) fn network(id: &str, title: &str, says: &str, meetings: &Meetings) -> Markup {
    let pairs = meetings.strongest(PEOPLE);
    let mut shown: Vec<usize> = pairs.iter().flat_map(|p| [p.one, p.other]).collect();
    shown.sort_unstable();
    shown.dedup();
    let people: Vec<&Known> = shown
        .iter()
        .filter_map(|&place| meetings.people().get(place))
        .collect();
    let at = |place: usize| shown.binary_search(&place).unwrap_or(0);
    let ties: Vec<(usize, usize, f64)> = pairs
        .iter()
        .map(|pair| (at(pair.one), at(pair.other), pair.weight))
        .collect();
    let height = 240.0 + 6.0 * people.len() as f64;
    let rooms: Vec<(f64, f64)> = people.iter().map(|known| room(known)).collect();
    let places = places(&rooms, &ties, WIDTH, height);
    let picture = html! {
        div.wide {
            svg.network viewBox=(format!("0 0 {WIDTH} {height}")) role="group" aria-label=(title) {
                @for &(a, b, weight) in &ties {
                    @if let (Some(&from), Some(&to)) = (places.get(a), places.get(b)) { (tie(a, b, weight, from, to)) }
                }
                @for (number, (known, place)) in people.iter().zip(&places).enumerate() {
                    (node(number, known, *place))
                }
            }
        }
    };
    figure(id, title, says, &picture, &table(&pairs, meetings.people()))
}

fn radius(known: &Known) -> f64 {
    4.0 + (known.met as f64).sqrt().min(9.0)
}

/// Half the width and height of a node with its label, whose letters are some six units wide, ideographs twelve.
fn room(known: &Known) -> (f64, f64) {
    let name = cut(&known.name, 22);
    let letters: f64 = name
        .chars()
        .map(|c| if c < '\u{2E80}' { 6.4 } else { 12.0 })
        .sum();
    (
        (letters / 2.0 + 4.0).max(radius(known)),
        radius(known) + 8.0,
    )
}

fn tie(a: usize, b: usize, weight: f64, from: (f64, f64), to: (f64, f64)) -> Markup {
    html! {
        line.tie data-a=(a) data-b=(b) x1=(length(from.0)) y1=(length(from.1 - 7.0)) x2=(length(to.0)) y2=(length(to.1 - 7.0))
            stroke-width=(length((weight.sqrt() * 1.6).clamp(0.6, 7.0))) {}
    }
}

fn node(number: usize, known: &Known, (x, y): (f64, f64)) -> Markup {
    let state = known.country.as_deref().map(words::country);
    let says = format!(
        "{}{}: {}",
        known.name,
        state.map_or(String::new(), |state| format!(" ({state})")),
        count(known.met, "release with others", "releases with others")
    );
    html! {
        a.hit.node data-node=(number) href={ "#person=" (in_hash(&known.key())) } {
            title { (says) }
            circle cx=(length(x)) cy=(length(y - 7.0)) r=(length(radius(known))) {}
            text.name x=(length(x)) y=(length(y + radius(known) + 4.0)) text-anchor="middle" { (cut(&known.name, 22)) }
        }
    }
}

fn table(pairs: &[Pair], people: &[Known]) -> Markup {
    html! {
        table.small {
            thead { tr { th scope="col" { "One" } th scope="col" { "Other" } th.number scope="col" { "Releases" } th.number scope="col" { "Weight" } } }
            tbody {
                @for pair in pairs.iter().take(PAIRS) {
                    tr {
                        @for place in [pair.one, pair.other] {
                            td { @if let Some(known) = people.get(place) { (who(known)) } }
                        }
                        td.number { (pair.releases) }
                        td.number { (format!("{:.2}", pair.weight)) }
                    }
                }
            }
        }
    }
}

fn who(known: &Known) -> Markup {
    html! {
        a href={ "#person=" (in_hash(&known.key())) } { bdi { (known.name) } }
        @if let Some(code) = &known.country { " (" (words::country(code)) ")" }
    }
}
