//! Pieces of lines to columns, in the order in which they are read.
//!
//! A column border is a strip that stays white over several lines, with running text on both sides.
//! Where the same strip parts the cells of a table, which stand line by line side by side, rows are
//! read across. What reaches over the strip, a headline or a picture's caption, is read before or
//! after the columns that it stands above or below: the recursive cut of Nagy and Seth (1984), with
//! strips found from the lines instead of from pixels.

use super::fragment::{Fragment, order};
use super::script;

/// Pieces on one page beyond which no columns are looked for: no page of text has as many.
const PIECES: usize = 3000;
/// Columns within columns, at most.
const DEPTH: usize = 6;
/// Lines that a column has at least.
const LINES: usize = 3;
/// Characters that lines of a column have at least, on average; those of wide scripts count twice.
const CHARACTERS: usize = 18;

/// Cuts a page into columns, each with its pieces from the top; `rtl` pages begin at the right.
pub(super) fn columns(mut pieces: Vec<Fragment>, rtl: bool) -> Vec<Vec<Fragment>> {
    pieces.sort_by(|a, b| order(a.y, b.y));
    let mut found = Vec::new();
    if pieces.len() > PIECES {
        found.push(pieces);
    } else {
        cut(pieces, rtl, 0, &mut found);
    }
    found.retain(|column| !column.is_empty());
    found
}

fn cut(pieces: Vec<Fragment>, rtl: bool, depth: usize, found: &mut Vec<Vec<Fragment>>) {
    let Some(strip) = (depth < DEPTH).then(|| widest_strip(&pieces)).flatten() else {
        found.push(pieces);
        return;
    };
    let (mut above, mut left, mut right, mut below) = (vec![], vec![], vec![], vec![]);
    for piece in pieces {
        let side = if piece.y < strip.top {
            &mut above
        } else if piece.y > strip.bottom {
            &mut below
        } else if piece.x1 <= strip.x1 {
            &mut left
        } else {
            &mut right
        };
        side.push(piece);
    }
    let (first, second) = if rtl { (right, left) } else { (left, right) };
    for part in [above, first, second, below] {
        if !part.is_empty() {
            cut(part, rtl, depth + 1, found);
        }
    }
}

/// White from top to bottom.
#[derive(Clone, Copy, Debug)]
struct Strip {
    x0: f32,
    x1: f32,
    top: f32,
    bottom: f32,
}

/// The strip that parts most lines of running text; none where there are no columns.
fn widest_strip(pieces: &[Fragment]) -> Option<Strip> {
    let size = middle(pieces.iter().map(|p| p.size))?;
    let mut best: Option<(usize, Strip)> = None;
    for (at, piece) in pieces.iter().enumerate() {
        let Some(seed) = seed(pieces, at, size) else {
            continue;
        };
        let known = |strip: &Strip| {
            strip.x0 <= seed.x0
                && seed.x1 <= strip.x1 + 0.1
                && strip.top <= piece.y
                && piece.y <= strip.bottom
        };
        if best.is_some_and(|(_, strip)| known(&strip)) {
            continue;
        }
        let strip = grown(pieces, at, seed, size);
        let parted = parted(pieces, &strip);
        if parted > best.map_or(0, |(most, _)| most) && are_columns(pieces, &strip, size) {
            best = Some((parted, strip));
        }
    }
    best.map(|(_, strip)| strip)
}

/// The white between piece `at` and what is next to its right about the same height.
fn seed(pieces: &[Fragment], at: usize, size: f32) -> Option<Strip> {
    let piece = pieces.get(at)?;
    let beside = |p: &&Fragment| (p.y - piece.y).abs() < size;
    // Pieces are sorted by line: neighbours are near.
    let from = pieces.partition_point(|p| p.y < piece.y - 1.5 * size);
    let right = pieces
        .iter()
        .skip(from)
        .take_while(|p| p.y < piece.y + 1.5 * size)
        .filter(beside)
        .filter(|p| p.x0 > piece.x1)
        .map(|p| p.x0)
        .min_by(|a, b| order(*a, *b))?;
    (right - piece.x1 >= size).then_some(Strip {
        x0: piece.x1,
        x1: right,
        top: piece.y,
        bottom: piece.y,
    })
}

/// Makes a strip longer, up and down, as long as enough of it stays white.
fn grown(pieces: &[Fragment], at: usize, seed: Strip, size: f32) -> Strip {
    let mut strip = seed;
    let narrow = |strip: &Strip, p: &Fragment| -> Option<Strip> {
        let (mut x0, mut x1) = (strip.x0, strip.x1);
        if p.x1 > x0 && p.x0 < x1 {
            // It reaches into the strip: from the left, from the right, or right through it.
            let (from_left, from_right) = (p.x0 < x0, p.x1 > x1);
            match (from_left, from_right) {
                (true, false) => x0 = p.x1,
                (false, true) => x1 = p.x0,
                _ => return None,
            }
        }
        (x1 - x0 >= 0.8 * size).then_some(Strip { x0, x1, ..*strip })
    };
    for piece in pieces.iter().skip(at) {
        match narrow(&strip, piece) {
            Some(narrower) => {
                strip = Strip {
                    bottom: piece.y,
                    ..narrower
                }
            }
            None => break,
        }
    }
    for piece in pieces.iter().take(at).rev() {
        match narrow(&strip, piece) {
            Some(narrower) => {
                strip = Strip {
                    top: piece.y,
                    ..narrower
                }
            }
            None => break,
        }
    }
    without_torn_lines(pieces, strip)
}

/// Leaves out lines at the strip's ends that something crossing it stands on.
fn without_torn_lines(pieces: &[Fragment], mut strip: Strip) -> Strip {
    let crossing = |y: f32| {
        pieces
            .iter()
            .any(|p| (p.y - y).abs() < 0.3 * p.size && p.x0 < strip.x0 && p.x1 > strip.x1)
    };
    let within = |p: &&Fragment| p.y >= strip.top && p.y <= strip.bottom && !crossing(p.y);
    let places: Vec<f32> = pieces.iter().filter(within).map(|p| p.y).collect();
    if let (Some(first), Some(last)) = (places.first(), places.last()) {
        (strip.top, strip.bottom) = (*first, *last);
    }
    strip
}

/// How many lines the strip has on the side with fewer.
fn parted(pieces: &[Fragment], strip: &Strip) -> usize {
    let (left, right) = sides(pieces, strip);
    lines(&left).len().min(lines(&right).len())
}

fn sides<'p>(pieces: &'p [Fragment], strip: &Strip) -> (Vec<&'p Fragment>, Vec<&'p Fragment>) {
    pieces
        .iter()
        .filter(|p| p.y >= strip.top && p.y <= strip.bottom)
        .partition(|p| p.x1 <= strip.x1)
}

/// A line of one side: its place, ends, and how much is on it.
struct Line {
    y: f32,
    x0: f32,
    x1: f32,
    characters: usize,
}

fn lines(pieces: &[&Fragment]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        let characters = piece.glyphs.iter().map(weight).sum::<usize>();
        match lines.last_mut() {
            Some(line) if (piece.y - line.y).abs() < 0.5 * piece.size => {
                line.x0 = line.x0.min(piece.x0);
                line.x1 = line.x1.max(piece.x1);
                line.characters += characters;
            }
            _ => lines.push(Line {
                y: piece.y,
                x0: piece.x0,
                x1: piece.x1,
                characters,
            }),
        }
    }
    lines
}

fn weight(glyph: &super::glyph::Glyph) -> usize {
    glyph
        .text
        .chars()
        .map(|c| if script::is_spaceless(c) { 2 } else { 1 })
        .sum()
}

/// Whether a strip parts columns rather than cells: both sides are filled like running text, or their
/// lines do not stand side by side.
fn are_columns(pieces: &[Fragment], strip: &Strip, size: f32) -> bool {
    let (left, right) = sides(pieces, strip);
    let (left, right) = (lines(&left), lines(&right));
    if left.len() < LINES || right.len() < LINES {
        return false;
    }
    is_filled(&left) && is_filled(&right) || !stand_side_by_side(&left, &right, size)
}

fn is_filled(lines: &[Line]) -> bool {
    let x0 = lines.iter().map(|l| l.x0).fold(f32::MAX, f32::min);
    let x1 = lines.iter().map(|l| l.x1).fold(f32::MIN, f32::max);
    let full = lines
        .iter()
        .filter(|l| l.x1 - l.x0 > 0.75 * (x1 - x0))
        .count();
    let characters: usize = lines.iter().map(|l| l.characters).sum();
    2 * full >= lines.len() && characters >= CHARACTERS * lines.len()
}

/// Whether most lines of the side that has fewer have a neighbour on the other.
fn stand_side_by_side(left: &[Line], right: &[Line], size: f32) -> bool {
    let (few, many) = if left.len() < right.len() {
        (left, right)
    } else {
        (right, left)
    };
    let beside = few
        .iter()
        .filter(|a| many.iter().any(|b| (a.y - b.y).abs() < 0.15 * size))
        .count();
    2 * beside > few.len()
}

/// The number in the middle.
pub(super) fn middle(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(|a, b| order(*a, *b));
    values.get(values.len() / 2).copied()
}
