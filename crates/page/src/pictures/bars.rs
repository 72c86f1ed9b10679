//! Bars, one a line, largest first.

use maud::{Markup, html};

use super::{Count, figure, length, linked, steps, table};
use crate::words::{cut, number};

/// Bars of a picture; the table has all.
const MOST: usize = 16;

const WIDTH: f64 = 420.0;
const LABELS: f64 = 150.0;
/// Room for the number behind the longest bar.
const NUMBERS: f64 = 44.0;
const LINE: f64 = 22.0;

/// `counts` of `unit` as bars, in their order.
pub(crate) fn bars(id: &str, title: &str, says: &str, unit: &str, counts: &[Count]) -> Markup {
    let shown = counts.get(..MOST).unwrap_or(counts);
    let most = shown.iter().map(|count| count.count).max().unwrap_or(0);
    let ticks = steps(most);
    let end = ticks.last().copied().unwrap_or(1).max(1) as f64;
    let at = |n: usize| LABELS + n as f64 / end * (WIDTH - LABELS - NUMBERS);
    let height = LINE * shown.len() as f64;
    let left_out = counts.len() - shown.len();
    let picture = html! {
        svg.bars viewBox=(format!("0 0 {WIDTH} {}", height + 20.0)) role="group" aria-label=(title) {
            @for tick in &ticks {
                line.axis x1=(length(at(*tick))) x2=(length(at(*tick))) y1="0" y2=(length(height)) {}
                text.tick x=(length(at(*tick))) y=(length(height + 14.0)) text-anchor="middle" aria-hidden="true" { (number(*tick)) }
            }
            @for (line, count) in shown.iter().enumerate() {
                @let y = line as f64 * LINE;
                (linked(count, unit, &html! {
                    rect.ground x="0" y=(length(y)) width=(WIDTH) height=(LINE) {}
                    text.label x=(LABELS - 8.0) y=(length(y + 15.0)) text-anchor="end" { (cut(&count.label, 24)) }
                    rect.bar x=(LABELS) y=(length(y + 4.0)) width=(length((at(count.count) - LABELS).max(1.0))) height="14" rx="2" {}
                    text.value x=(length(at(count.count) + 5.0)) y=(length(y + 15.0)) { (number(count.count)) }
                }))
            }
        }
        @if left_out > 0 { p.soft.small { "and " (number(left_out)) " more in the table" } }
    };
    figure(id, title, says, &picture, &table(title, unit, counts))
}
