//! What stands on a page.

use compact_str::CompactString;

/// One glyph, or several that the file says to be read as one text. Lengths in points (1/72 inch).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// What it says; a ligature or a syllable may be several characters, in the order they are read.
    pub(super) text: CompactString,
    /// Where it begins along its line, from the left.
    pub(super) x0: f32,
    /// Where it ends.
    pub(super) x1: f32,
    /// The line it stands on, from the top.
    pub(super) y: f32,
    /// Height of its letters' bodies.
    pub(super) size: f32,
    /// Quarter turns that the line makes against the page's own, clockwise.
    pub(super) turn: u8,
}

/// What a page's content draws.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// Its text, in the order of the file, every line turned upright.
    pub(super) glyphs: Vec<Glyph>,
    /// How many glyphs there are of which the file does not say what they mean.
    pub(super) unmapped: usize,
    /// How many pictures it shows.
    pub(super) pictures: usize,
    /// Whether reading it stopped early, its content being too long.
    pub(super) cut: bool,
}

impl Drawn {
    /// Only the glyphs of the direction that most of the page's text has: the others are stamps
    /// and marks in the margin.
    pub(super) fn keep_main_direction(&mut self) {
        let mut counts = [0usize; 4];
        for glyph in &self.glyphs {
            if let Some(count) = counts.get_mut(usize::from(glyph.turn)) {
                *count += 1;
            }
        }
        let main = (0u8..4)
            .rev()
            .max_by_key(|&turn| counts.get(usize::from(turn)));
        self.glyphs.retain(|glyph| Some(glyph.turn) == main);
    }
}
