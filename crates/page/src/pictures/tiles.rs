//! The world as tiles, one a state, each about where the state lies.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{Count, figure, linked};
use crate::words::{self, number};

const TILE: usize = 22;

/// Shades of tiles, by how many stand for a state.
const SHADES: usize = 5;

/// Code, column, row.
fn places() -> impl Iterator<Item = (&'static str, usize, usize)> {
    let rows = include_str!("../../tables/tiles.tsv").lines();
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let code = cells.next()?;
        Some((
            code,
            cells.next()?.parse().ok()?,
            cells.next()?.parse().ok()?,
        ))
    })
}

/// People by state: code and number.
pub(crate) fn tiles(id: &str, title: &str, says: &str, by_state: &BTreeMap<&str, usize>) -> Markup {
    let most = by_state.values().copied().max().unwrap_or(1);
    let width = places().map(|(_, column, _)| column + 1).max().unwrap_or(1);
    let height = places().map(|(_, _, row)| row + 1).max().unwrap_or(1);
    let mut counts: Vec<Count> = by_state
        .iter()
        .map(|(code, count)| counted(code, *count))
        .collect();
    counts.sort_by(|a, b| (b.count, &a.label).cmp(&(a.count, &b.label)));
    let picture = html! {
        div.wide {
            svg.tiles viewBox=(format!("0 0 {} {}", width * TILE, height * TILE)) role="group" aria-label=(title) {
                @for (code, column, row) in places() {
                    @let count = by_state.get(code).copied().unwrap_or(0);
                    @let tile = html! {
                        rect class={ "tile s" (shade(count, most)) } x=(column * TILE + 1) y=(row * TILE + 1) width=(TILE - 2) height=(TILE - 2) rx="3" {}
                        text class={ "code s" (shade(count, most)) } x=(column * TILE + TILE / 2) y=(row * TILE + 14) text-anchor="middle" { (code) }
                    };
                    @if count > 0 { (linked(&counted(code, count), "people", &tile)) } @else { g aria-hidden="true" { title { (words::country(code)) ": none" } (tile) } }
                }
            }
        }
        (scale(most))
    };
    figure(
        id,
        title,
        says,
        &picture,
        &super::table("State", "People", &counts),
    )
}

fn counted(code: &str, count: usize) -> Count {
    Count {
        label: words::country(code).to_owned(),
        count,
        filters: vec![("country", code.to_owned())],
    }
}

/// The shade for `count` where the largest is `most`: each shade spans the same factor, since few states have most of the people.
fn shade(count: usize, most: usize) -> usize {
    if count == 0 {
        return 0;
    }
    (1..SHADES)
        .find(|&shade| count < bound(shade, most))
        .unwrap_or(SHADES)
}

/// The least number of the shade after `shade`.
fn bound(shade: usize, most: usize) -> usize {
    let share = shade as f64 / SHADES as f64;
    ((most as f64 + 1.0).powf(share).round() as usize).max(shade + 1)
}

/// What the shades mean.
fn scale(most: usize) -> Markup {
    html! {
        p.scale.small.soft aria-hidden="true" {
            @for shade in 1..=SHADES {
                @let from = if shade == 1 { 1 } else { bound(shade - 1, most) };
                @if from <= most {
                    svg class="swatch" viewBox="0 0 12 12" { rect class={ "tile s" (shade) } width="12" height="12" rx="2" {} }
                    @let to = if shade == SHADES { most } else { (bound(shade, most) - 1).min(most) };
                    span { (number(from)) @if to > from { "–" (number(to)) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_state_has_a_place_of_its_own() {
        let codes: BTreeSet<&str> = places().map(|(code, _, _)| code).collect();
        let cells: BTreeSet<(usize, usize)> = places().map(|(_, x, y)| (x, y)).collect();
        assert_eq!(codes.len(), cells.len());
        let table = include_str!("../../../lexicon/tables/countries.tsv");
        for row in table.lines().filter(|row| !row.starts_with('#')) {
            let code = row.split('\t').nth(1).unwrap();
            assert!(codes.contains(code), "{code}");
        }
    }

    #[test]
    fn shades_rise() {
        for most in [1, 2, 7, 100, 12_345] {
            let shades: Vec<usize> = (0..=most).map(|count| shade(count, most)).collect();
            assert!(shades.is_sorted(), "{most}");
            assert_eq!((shades[0], shades[1]), (0, 1));
        }
        assert_eq!(shade(100, 100), SHADES);
    }
}
