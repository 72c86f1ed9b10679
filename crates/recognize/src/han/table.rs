//! Rows of tables: a cell with a name, cells with posts (`|村井 純|慶應義塾大学 教授|`).

use rostra_document::TokenKind;
use rostra_lexicon::Class;

use super::line::{HEADS, Line, one};
use super::name::Name;
use super::title::Title;

/// Ideographs of a name whose parts a space divides.
const NAME: std::ops::RangeInclusive<usize> = 3..=7;

/// The cells of the row, in tokens; none where the line is no row of a table.
fn cells(line: &Line) -> Vec<(usize, usize)> {
    let bars: Vec<usize> = (0..line.len())
        .filter(|at| line.is_mark(*at, &['|', '｜']))
        .collect();
    if bars.len() < 2 {
        return Vec::new();
    }
    bars.windows(2)
        .filter_map(|pair| match pair {
            [left, right] => Some((left + 1, *right)),
            _ => None,
        })
        .chain(bars.last().map(|last| (last + 1, line.len())))
        .filter(|(start, end)| start < end)
        .collect()
}

/// Names that fill a cell, family and given name divided by a space.
pub fn names(line: &Line) -> Vec<Name> {
    cells(line)
        .into_iter()
        .filter(|(start, end)| is_name(line, *start, *end))
        .map(|(start, end)| Name {
            start,
            end,
            score: 1.3,
        })
        .collect()
}

fn is_name(line: &Line, start: usize, end: usize) -> bool {
    let spaces = (start + 1..end)
        .filter(|at| line.tokens.get(*at).is_some_and(|t| t.spaced))
        .count();
    let ideographs = (start..end).all(|at| line.of_kind(at, TokenKind::Ideograph).is_some());
    let office = line
        .words
        .iter()
        .any(|w| w.start >= start && w.end <= end && w.len() > 1 && w.is(HEADS));
    ideographs && spaces == 1 && NAME.contains(&(end - start)) && !office
}

/// Stretches the titles of a row over their cells and ties them to the name before.
pub fn stretch(line: &Line, titles: &mut [Title], names: &[Name]) {
    let cells = cells(line);
    let mut last: Option<usize> = None;
    for title in titles {
        let Some((start, _)) = cells
            .iter()
            .copied()
            .find(|(start, end)| *start <= title.head && title.end <= *end)
        else {
            continue;
        };
        let name = names.iter().rev().find(|n| n.end <= start).map(|n| n.end);
        let Some(name) = name else { continue };
        let before = last.filter(|end| *end > start);
        let from = before.map_or(start, |end| after_separators(line, end, title.head));
        if title.country.is_none() {
            title.start = from;
            title.text = from;
            title.weak &= from == title.head;
            title.body_from = start;
        }
        title.tied = (before.unwrap_or(name), title.end);
        last = Some(title.end);
    }
}

fn after_separators(line: &Line, mut at: usize, limit: usize) -> usize {
    while at < limit
        && (line.is_mark(at, &['・', '/', '／', '、', ','])
            || line.word(at).is_some_and(|w| w.is(one(Class::And))))
    {
        at += 1;
    }
    at
}
