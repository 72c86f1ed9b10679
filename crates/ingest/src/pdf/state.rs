//! Where the next glyph goes: text state and text matrices of ISO 32000-2, 9.3 and 9.4.

use std::rc::Rc;

use compact_str::CompactString;
use hayro_syntax::content::ops::TypedInstruction as Op;

use super::font::Face;
use super::glyph::Glyph;
use super::matrix::Matrix;

/// The part of the graphics state that places text.
#[derive(Clone)]
pub(super) struct State<'a> {
    /// From the content's own space to the page, upright, in points from its top left corner.
    pub(super) page: Matrix,
    pub(super) face: Option<Rc<Face<'a>>>,
    pub(super) size: f64,
    pub(super) letter_space: f64,
    pub(super) word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    text: Matrix,
    line: Matrix,
}

impl<'a> State<'a> {
    /// The state that a page begins with.
    pub(super) fn new(page: Matrix) -> Self {
        Self {
            page,
            face: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }

    /// Carries out an operator that does no more than change the state.
    pub(super) fn apply(&mut self, operator: &Op<'_, '_>) {
        match operator {
            Op::Transform(m) => {
                let map = [&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(|n| n.as_f64());
                self.page = Matrix(map).then(self.page);
            }
            Op::BeginText(_) => self.set_matrix(Matrix::IDENTITY),
            Op::SetTextMatrix(m) => {
                let map = [&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(|n| n.as_f64());
                self.set_matrix(Matrix(map));
            }
            Op::CharacterSpacing(space) => self.letter_space = space.0.as_f64(),
            Op::WordSpacing(space) => self.word_space = space.0.as_f64(),
            Op::HorizontalScaling(percent) => self.stretch = percent.0.as_f64() / 100.0,
            Op::TextLeading(leading) => self.leading = leading.0.as_f64(),
            Op::TextRise(rise) => self.rise = rise.0.as_f64(),
            Op::NextLine(by) => self.move_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                self.leading = -by.1.as_f64();
                self.move_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_line(),
            _ => {}
        }
    }

    /// Goes to the beginning of the next line.
    pub(super) fn next_line(&mut self) {
        self.move_line(0.0, -self.leading);
    }

    /// Goes back by `thousandths` of the font's size.
    pub(super) fn step_back(&mut self, thousandths: f64) {
        let step = -thousandths / 1000.0 * self.size;
        self.step(step);
    }

    /// Goes on after a glyph.
    pub(super) fn advance(&mut self, thousandths: f64, is_space: bool) {
        let word = if is_space { self.word_space } else { 0.0 };
        self.step(thousandths / 1000.0 * self.size + self.letter_space + word);
    }

    /// Where a glyph of that advance, in thousandths of the font's size, lies on the page; one with
    /// `ink` lies where that is.
    pub(super) fn place(&self, advance: f64, ink: Option<(f64, f64)>) -> Placed {
        let map = self.text.then(self.page);
        let (from, to) = ink.unwrap_or((0.0, advance));
        let at = |thousandths: f64| {
            let along = thousandths / 1000.0 * self.size;
            if self.is_horizontal() {
                map.point(along * self.stretch, self.rise)
            } else {
                map.point(self.rise, along)
            }
        };
        let along = if self.is_horizontal() {
            (self.stretch.signum() * self.size.signum(), 0.0)
        } else {
            (0.0, -self.size.signum())
        };
        let (x, y) = map.direction(0.0, self.size);
        Placed {
            start: at(from),
            end: at(to),
            along: map.direction(along.0, along.1),
            size: x.hypot(y),
        }
    }

    fn is_horizontal(&self) -> bool {
        self.face.as_ref().is_none_or(|face| face.is_horizontal())
    }

    fn step(&mut self, length: f64) {
        let by = if self.is_horizontal() {
            Matrix::shift(length * self.stretch, 0.0)
        } else {
            Matrix::shift(0.0, length)
        };
        self.text = by.then(self.text);
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.set_matrix(Matrix::shift(x, y).then(self.line));
    }

    fn set_matrix(&mut self, matrix: Matrix) {
        self.text = matrix;
        self.line = matrix;
    }
}

/// A glyph's place on the page, `y` growing downwards.
pub(super) struct Placed {
    start: (f64, f64),
    end: (f64, f64),
    along: (f64, f64),
    size: f64,
}

impl Placed {
    /// The glyph that says `text` here, its line turned upright; `None` where it lies off a page of
    /// `width` times `height`, or its place is no number.
    pub(super) fn upright(&self, text: CompactString, width: f32, height: f32) -> Option<Glyph> {
        let (width, height) = (f64::from(width), f64::from(height));
        let inside = |(x, y): (f64, f64)| {
            (-1.0..=width + 1.0).contains(&x) && (-1.0..=height + 1.0).contains(&y)
        };
        if !(inside(self.start) || inside(self.end)) || self.size < 0.5 {
            return None;
        }
        let (dx, dy) = self.along;
        let turn = match (dx.abs() >= dy.abs(), dx >= 0.0, dy >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        let turned = |(x, y): (f64, f64)| match turn {
            0 => (x, y),
            1 => (y, width - x),
            2 => (width - x, height - y),
            _ => (height - y, x),
        };
        let (a, b) = (turned(self.start), turned(self.end));
        Some(Glyph {
            text,
            x0: a.0.min(b.0) as f32,
            x1: a.0.max(b.0) as f32,
            y: a.1 as f32,
            size: self.size as f32,
            turn,
        })
    }
}
