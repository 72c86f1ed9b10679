//! Content of which the file says what text it is.

use super::fold;
use super::glyph::Glyph;
use super::string;

/// Marks within marks, at most; deeper ones are told apart no more.
const DEPTH: usize = 256;

/// Open marks.
#[derive(Debug, Default)]
pub(super) struct Said {
    open: Vec<(Option<Vec<u8>>, usize)>,
    deeper: usize,
}

impl Said {
    /// A mark begins at glyph `at`, with the text it says its content to be.
    pub(super) fn open(&mut self, text: Option<Vec<u8>>, at: usize) {
        if self.open.len() < DEPTH {
            self.open.push((text, at));
        } else {
            self.deeper += 1;
        }
    }

    /// The innermost mark ends. Glyphs on one line become the text that they are said to be;
    /// glyphs on several keep their own, as nobody could tell which words stand where.
    pub(super) fn close(&mut self, glyphs: &mut Vec<Glyph>) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some((Some(text), at)) = self.open.pop() else {
            return;
        };
        let Some(covered) = glyphs.get(at..) else {
            return;
        };
        let Some(joined) = one(covered, &string::decoded(&text)) else {
            return;
        };
        glyphs.truncate(at);
        if !joined.text.is_empty() {
            glyphs.push(joined);
        }
    }
}

/// The glyph that stands for all of `covered`, where they lie on one line.
fn one(covered: &[Glyph], text: &str) -> Option<Glyph> {
    let first = covered.first()?;
    let on_line = |g: &Glyph| g.turn == first.turn && (g.y - first.y).abs() < first.size / 2.0;
    if !covered.iter().all(on_line) {
        return None;
    }
    Some(Glyph {
        text: fold::folded(text)?,
        x0: covered.iter().map(|g| g.x0).fold(first.x0, f32::min),
        x1: covered.iter().map(|g| g.x1).fold(first.x1, f32::max),
        size: covered.iter().map(|g| g.size).fold(first.size, f32::max),
        ..first.clone()
    })
}
