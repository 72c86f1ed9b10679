//! Pieces of a column to its lines.

use compact_str::CompactString;

use super::bidi;
use super::fragment::{Fragment, order};
use super::glyph::Glyph;
use super::script;

/// One line of a column.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// In the order it is read.
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    /// How wide its first word is.
    pub(super) first_word: f32,
    /// Whether it is a row of a table.
    pub(super) is_row: bool,
}

/// Gap, in heights of letters, from which on two glyphs belong to two words.
const WORD_GAP: f32 = 0.18;
/// The same in a line that has spaces as characters: what looks like one is then mostly none.
const SPACED_WORD_GAP: f32 = 0.35;
/// Width of a space, in heights of letters, that is never one between words.
const CELL_GAP: f32 = 2.5;
/// How much wider than the usual space of its line a space between cells is.
const CELL_RATIO: f32 = 1.8;
/// The same between characters of scripts without spaces.
const WIDE_WORD_GAP: f32 = 0.85;
/// The same where only one of the two is of such a script.
const MIXED_WORD_GAP: f32 = 0.4;

/// Joins pieces that stand on the same line, from the top. Cells of a table are parted by commas, as a name and its
/// title are in running text.
pub(super) fn lines(mut pieces: Vec<Fragment>, rtl: bool) -> Vec<Line> {
    pieces.sort_by(|a, b| order(a.y, b.y));
    let mut rows: Vec<Vec<Fragment>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row)
                if row
                    .first()
                    .is_some_and(|p| piece.y - p.y < 0.4 * p.size.min(piece.size)) =>
            {
                row.push(piece);
            }
            _ => rows.push(vec![piece]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| order(a.x0, b.x0));
    }
    let justified: Vec<bool> = (0..rows.len()).map(|at| is_text(&rows, at)).collect();
    rows.iter()
        .zip(justified)
        .filter_map(|(row, justified)| line(row, justified, rtl))
        .collect()
}

/// Whether the pieces of row `at` are words of running text rather than cells: set apart to fill the
/// column, and not one below the other.
fn is_text(rows: &[Vec<Fragment>], at: usize) -> bool {
    let Some(row) = rows.get(at).filter(|row| row.len() > 1) else {
        return true;
    };
    if is_justified(row) {
        return true;
    }
    let all = || rows.iter().flatten();
    let (x0, x1) = ends(all());
    let (first, last) = ends(row.iter());
    let size = row.iter().map(|piece| piece.size).fold(0.0, f32::max);
    let fills = first - x0 < 0.6 * size && x1 - last < 0.6 * size;
    let beside = |near: Option<&Vec<Fragment>>| {
        let cells = || near.into_iter().filter(|row| !is_justified(row)).flatten();
        let starts = |a: &Fragment| cells().skip(1).any(|b| (a.x0 - b.x0).abs() < 2.0);
        let ends = |a: &Fragment| cells().rev().skip(1).any(|b| (a.x1 - b.x1).abs() < 2.0);
        row.iter().skip(1).any(starts) || row.iter().rev().skip(1).any(ends)
    };
    fills
        && !beside(rows.get(at + 1))
        && !beside(at.checked_sub(1).and_then(|above| rows.get(above)))
}

fn ends<'p>(pieces: impl Iterator<Item = &'p Fragment>) -> (f32, f32) {
    pieces.fold((f32::MAX, f32::MIN), |(x0, x1), piece| {
        (x0.min(piece.x0), x1.max(piece.x1))
    })
}

fn line(row: &[Fragment], justified: bool, rtl: bool) -> Option<Line> {
    let (x0, y, size) = row.first().map(|p| (p.x0, p.y, p.size))?;
    let x1 = row.iter().map(|p| p.x1).fold(x0, f32::max);
    let tallest = row.iter().map(|p| p.size).fold(size, f32::max);
    let rtl = rtl && row.iter().any(has_right_to_left) || mostly_right_to_left(row);
    let words: Vec<(CompactString, f32)> = row.iter().flat_map(spaced).collect();
    let first_word = first_word(&words, rtl);
    let mut cells: Vec<String> = row.iter().map(|piece| read(piece, rtl)).collect();
    if rtl {
        cells.reverse();
    }
    let text = cells.join(if justified { " " } else { ", " });
    (!text.trim().is_empty()).then(|| Line {
        text: text.trim().to_owned(),
        x0,
        x1,
        y,
        size: tallest,
        first_word,
        is_row: !justified,
    })
}

/// Whether the wide spaces of a line are those of justified text: about as wide as all its others.
fn is_justified(row: &[Fragment]) -> bool {
    let gaps = |glyphs: &[Glyph]| -> Vec<f32> {
        let seen = |glyph: &&Glyph| !script::is_space(&glyph.text);
        let letters: Vec<&Glyph> = glyphs.iter().filter(seen).collect();
        letters
            .windows(2)
            .filter_map(|pair| Some((pair.get(1)?.x0 - pair.first()?.x1, pair.first()?.size)))
            .filter(|(gap, size)| *gap > WORD_GAP * size)
            .map(|(gap, _)| gap)
            .collect()
    };
    let wide = || {
        row.windows(2)
            .filter_map(|pair| Some(pair.get(1)?.x0 - pair.first()?.x1))
    };
    let widest = wide().fold(0.0, f32::max);
    let narrowest = row
        .iter()
        .flat_map(|piece| gaps(&piece.glyphs))
        .chain(wide())
        .fold(f32::MAX, f32::min);
    let size = row.iter().map(|piece| piece.size).fold(0.0, f32::max);
    let many = row.len() > 2 || row.iter().any(|piece| !gaps(&piece.glyphs).is_empty());
    widest < CELL_RATIO * narrowest && (many || widest < CELL_GAP * size)
}

/// A piece's text in the order it is read.
fn read(piece: &Fragment, rtl: bool) -> String {
    let mut parts: Vec<CompactString> = spaced(piece).into_iter().map(|(text, _)| text).collect();
    bidi::put_in_reading_order(&mut parts, rtl);
    let mut text = String::new();
    for part in parts {
        // One space is enough where the file has several, or has one beside a gap.
        if script::is_space(&part) && text.ends_with(char::is_whitespace) {
            continue;
        }
        text.push_str(&part);
    }
    text.trim().to_owned()
}

/// The piece's glyphs from left to right with the width of each, and spaces where there are gaps.
fn spaced(piece: &Fragment) -> Vec<(CompactString, f32)> {
    let usual = usual_gap(&piece.glyphs);
    let has_spaces = piece
        .glyphs
        .iter()
        .any(|glyph| script::is_space(&glyph.text));
    let narrow = if has_spaces {
        SPACED_WORD_GAP
    } else {
        WORD_GAP
    };
    let mut parts = Vec::with_capacity(piece.glyphs.len());
    let mut before: Option<&Glyph> = None;
    for glyph in &piece.glyphs {
        if let Some(before) = before
            && is_word_gap(before, glyph, usual, narrow)
        {
            parts.push((CompactString::const_new(" "), 0.0));
        }
        parts.push((glyph.text.clone(), glyph.x1 - glyph.x0));
        before = Some(glyph);
    }
    parts
}

/// The gap in the middle of all: not nought where letters are spaced out.
fn usual_gap(glyphs: &[Glyph]) -> f32 {
    let mut gaps: Vec<f32> = glyphs
        .windows(2)
        .filter_map(|pair| Some(pair.get(1)?.x0 - pair.first()?.x1))
        .collect();
    gaps.sort_by(|a, b| order(*a, *b));
    gaps.get(gaps.len() / 2)
        .copied()
        .unwrap_or_default()
        .max(0.0)
}

fn is_word_gap(a: &Glyph, b: &Glyph, usual: f32, narrow: f32) -> bool {
    let wide = |glyph: &Glyph| glyph.text.chars().any(script::is_spaceless);
    let least = match (wide(a), wide(b)) {
        (true, true) => WIDE_WORD_GAP,
        (false, false) => narrow,
        _ => MIXED_WORD_GAP,
    };
    let size = a.size.min(b.size);
    b.x0 - a.x1 > (least * size).max(1.8 * usual)
        && !script::is_space(&a.text)
        && !script::is_space(&b.text)
}

/// Width of the word that the line begins with; a character is one in scripts without spaces.
fn first_word(words: &[(CompactString, f32)], rtl: bool) -> f32 {
    let mut width = 0.0;
    let mut take = |(text, own): &(CompactString, f32)| {
        if script::is_space(text) && width > 0.0 {
            return false;
        }
        width += own;
        !text.chars().any(script::is_spaceless)
    };
    if rtl {
        words.iter().rev().all(&mut take);
    } else {
        words.iter().all(&mut take);
    }
    width
}

fn has_right_to_left(piece: &Fragment) -> bool {
    piece
        .glyphs
        .iter()
        .any(|glyph| glyph.text.chars().any(script::is_right_to_left))
}

fn mostly_right_to_left(row: &[Fragment]) -> bool {
    let glyphs = || row.iter().flat_map(|piece| &piece.glyphs);
    reads_right_to_left(glyphs())
}

/// Whether more letters are read from right to left than from left to right.
pub(super) fn reads_right_to_left<'g>(glyphs: impl Iterator<Item = &'g Glyph>) -> bool {
    let (mut right, mut left) = (0usize, 0usize);
    for c in glyphs.flat_map(|glyph| glyph.text.chars()) {
        if script::is_right_to_left(c) {
            right += 1;
        } else if c.is_alphabetic() {
            left += 1;
        }
    }
    right > left
}
