//! Glyphs to pieces of lines.

use std::cmp::Ordering;

use super::glyph::Glyph;
use super::script;

/// Glyphs side by side on one line, with no gap wider than between words.
#[derive(Clone, Debug)]
pub(super) struct Fragment {
    /// From left to right.
    pub(super) glyphs: Vec<Glyph>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The line they stand on, from the top.
    pub(super) y: f32,
    pub(super) size: f32,
}

/// Part of a letter's height by which two glyphs of one line may stand apart: raised figures do.
const ON_LINE: f32 = 0.42;
/// Gap between two pieces of a line, in heights of letters.
const GAP: f32 = 1.2;
/// Spaces one after the other that words of a line may have between them.
const SPACES: usize = 3;
/// Two glyphs of the same text nearer than this, in heights of letters, are one drawn twice.
const TWICE: f32 = 0.1;

/// Cuts a page's glyphs into pieces of lines, in order from the top, then from the left.
pub(super) fn fragments(glyphs: Vec<Glyph>) -> Vec<Fragment> {
    let (marks, bases): (Vec<Glyph>, Vec<Glyph>) = glyphs
        .into_iter()
        .partition(|glyph| script::is_marks(&glyph.text));
    let mut lines = lines(bases);
    for mark in marks {
        attach(&mut lines, &mark);
    }
    lines.into_iter().flat_map(split).collect()
}

/// Glyphs by line, each line sorted from left to right.
fn lines(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|a, b| order(a.y, b.y));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    let mut sum = (0.0f32, 0.0f32); // of heights, and of heights times places: big letters lead
    for glyph in glyphs {
        let middle = sum.1 / sum.0.max(f32::MIN_POSITIVE);
        match lines.last_mut() {
            Some(line)
                if glyph.y - middle < ON_LINE * glyph.size.min(sum.0 / line.len() as f32) =>
            {
                sum = (sum.0 + glyph.size, sum.1 + glyph.size * glyph.y);
                line.push(glyph);
            }
            _ => {
                sum = (glyph.size, glyph.size * glyph.y);
                lines.push(vec![glyph]);
            }
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| order(a.x0, b.x0));
        drop_doubles(line);
    }
    lines
}

/// Letters drawn twice with a small shift, to look bold, are there once.
fn drop_doubles(line: &mut Vec<Glyph>) {
    line.dedup_by(|next, kept| {
        next.text == kept.text
            && (next.x0 - kept.x0).abs() < TWICE * kept.size
            && (next.y - kept.y).abs() < TWICE * kept.size
            && !script::is_space(&kept.text)
    });
}

/// A vowel sign or accent joins the letter above or below which it stands.
fn attach(lines: &mut [Vec<Glyph>], mark: &Glyph) {
    let at = lines.partition_point(|line| line.first().is_some_and(|g| g.y < mark.y));
    let near = lines
        .iter_mut()
        .skip(at.saturating_sub(2))
        .take(4)
        .filter_map(|line| {
            let away = (line.first()?.y - mark.y).abs();
            (away < mark.size).then_some((away, line))
        });
    let middle = (mark.x0 + mark.x1) / 2.0;
    let distance = |glyph: &Glyph| {
        let beside = (glyph.x0 - middle).max(middle - glyph.x1).max(0.0);
        beside
            + if script::is_space(&glyph.text) {
                mark.size
            } else {
                0.0
            }
    };
    let letter = near
        .filter_map(|(away, line)| {
            let letter = line
                .iter_mut()
                .min_by(|a, b| order(distance(a), distance(b)))?;
            Some((away + 4.0 * distance(letter), letter))
        })
        .min_by(|a, b| order(a.0, b.0));
    if let Some((_, letter)) = letter {
        letter.text.push_str(&mark.text);
    }
}

fn split(line: Vec<Glyph>) -> Vec<Fragment> {
    let mut pieces: Vec<Fragment> = Vec::new();
    let mut spaces = Spaces::default();
    for glyph in line {
        // White space alone neither opens a piece nor makes one longer.
        let blank = script::is_space(&glyph.text);
        match pieces.last_mut() {
            Some(piece) if blank => {
                spaces.add(&glyph);
                piece.glyphs.push(glyph);
            }
            Some(piece) if glyph.x0 - spaces.reach(piece.x1) < GAP * piece.size.min(glyph.size) => {
                piece.x1 = piece.x1.max(glyph.x1);
                piece.size = piece.size.max(glyph.size);
                piece.glyphs.push(glyph);
                spaces = Spaces::default();
            }
            _ if blank => {}
            _ => {
                spaces = Spaces::default();
                pieces.push(Fragment {
                    x0: glyph.x0,
                    x1: glyph.x1,
                    y: glyph.y,
                    size: glyph.size,
                    glyphs: vec![glyph],
                });
            }
        }
    }
    for piece in &mut pieces {
        piece.y = base_line(&piece.glyphs);
    }
    pieces
}

/// The spaces since the last letter.
#[derive(Default)]
struct Spaces {
    count: usize,
    end: f32,
}

impl Spaces {
    fn add(&mut self, space: &Glyph) {
        self.count += 1;
        self.end = self.end.max(space.x1);
    }

    /// Where the next letter is expected after one that ended at `letter`: a few spaces are within a
    /// line, many are how some set columns.
    fn reach(&self, letter: f32) -> f32 {
        if self.count <= SPACES {
            letter.max(self.end)
        } else {
            letter
        }
    }
}

/// The place of the glyph in the middle: neither raised figures nor a swash move it.
fn base_line(glyphs: &[Glyph]) -> f32 {
    let mut places: Vec<f32> = glyphs.iter().map(|g| g.y).collect();
    places.sort_by(|a, b| order(*a, *b));
    places.get(places.len() / 2).copied().unwrap_or_default()
}

/// The order of numbers; those that are none come in any.
pub(super) fn order(a: f32, b: f32) -> Ordering {
    a.partial_cmp(&b).unwrap_or(Ordering::Equal)
}
