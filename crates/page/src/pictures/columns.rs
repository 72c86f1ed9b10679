//! Columns along an axis, in its order.

use maud::{Markup, html};

use super::{Count, figure, length, linked, steps, table};
use crate::words::number;

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 38.0;
const TOP: f64 = 8.0;
const BOTTOM: f64 = 22.0;

/// Labels below the axis, at most: more would run into each other.
const LABELS: usize = 8;

/// `counts` of `unit` as columns, in their order.
pub(crate) fn columns(id: &str, title: &str, says: &str, unit: &str, counts: &[Count]) -> Markup {
    let most = counts.iter().map(|count| count.count).max().unwrap_or(0);
    let ticks = steps(most);
    let end = ticks.last().copied().unwrap_or(1).max(1) as f64;
    let floor = HEIGHT - BOTTOM;
    let y = |n: usize| floor - n as f64 / end * (floor - TOP);
    let step = (WIDTH - LEFT) / counts.len().max(1) as f64;
    let every = counts.len().div_ceil(LABELS).max(1);
    let picture = html! {
        svg.columns viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="group" aria-label=(title) {
            @for tick in &ticks {
                line.axis x1=(LEFT) x2=(WIDTH) y1=(length(y(*tick))) y2=(length(y(*tick))) {}
                text.tick x=(LEFT - 6.0) y=(length(y(*tick) + 4.0)) text-anchor="end" aria-hidden="true" { (number(*tick)) }
            }
            @for (place, count) in counts.iter().enumerate() {
                @let x = LEFT + place as f64 * step;
                @let gap = (step * 0.14).min(4.0);
                (linked(count, unit, &html! {
                    rect.ground x=(length(x)) y=(TOP) width=(length(step)) height=(floor - TOP) {}
                    rect.bar x=(length(x + gap)) y=(length(y(count.count))) width=(length(step - 2.0 * gap))
                        height=(length(floor - y(count.count))) {}
                }))
                @if place % every == 0 {
                    text.tick x=(length(x + step / 2.0)) y=(HEIGHT - 6.0) text-anchor="middle" aria-hidden="true" { (count.label) }
                }
            }
        }
    };
    figure(id, title, says, &picture, &table(title, unit, counts))
}
