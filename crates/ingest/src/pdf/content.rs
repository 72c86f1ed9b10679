//! A page's content to glyphs: the operators of ISO 32000-2 that place text, and no others.
//!
//! Every step is counted, so that content which calls itself, or parts of it a million times over,
//! ends.

use std::rc::Rc;
use std::time::Instant;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Bytes};
use hayro_syntax::page::{Page, Resources};

use super::font::{Face, Fonts};
use super::glyph::Drawn;
use super::matrix::Matrix;
use super::said::Said;
use super::state::State;

/// Operators carried out on one page, at most.
const STEPS: u32 = 2_000_000;
/// Glyphs of one page, at most.
const GLYPHS: usize = 200_000;
/// Forms within forms, at most.
const DEPTH: usize = 12;
/// Saved states, at most.
const SAVED: usize = 512;

/// Reads what `page` draws, up to the time of `deadline`.
pub(super) fn drawn<'a>(
    page: &Page<'a>,
    fonts: &mut Fonts<'a>,
    deadline: Option<Instant>,
) -> Drawn {
    let mut reader = Content {
        fonts,
        drawn: Drawn::default(),
        said: Said::default(),
        steps: 0,
        deadline,
        size: page.render_dimensions(),
    };
    let base = Matrix(page.initial_transform(true).as_coeffs());
    let content = content_of(page.raw());
    reader.run(&content, page.resources(), State::new(base), 0);
    reader.drawn
}

/// The page's content streams, one after the other.
fn content_of(page: &Dict<'_>) -> Vec<u8> {
    let mut content = Vec::new();
    let mut add = |stream: Stream<'_>| {
        if let Ok(data) = stream.decoded_data() {
            content.extend_from_slice(&data);
            content.push(b'\n'); // no token goes over the border
        }
    };
    if let Some(stream) = page.get::<Stream<'_>>(b"Contents") {
        add(stream);
    } else if let Some(streams) = page.get::<Array<'_>>(b"Contents") {
        streams.iter::<Stream<'_>>().for_each(add);
    }
    content
}

struct Content<'f, 'a> {
    fonts: &'f mut Fonts<'a>,
    drawn: Drawn,
    said: Said,
    steps: u32,
    deadline: Option<Instant>,
    size: (f32, f32),
}

impl<'a> Content<'_, 'a> {
    fn run(&mut self, content: &[u8], resources: &Resources<'a>, first: State<'a>, depth: usize) {
        let mut state = first;
        let mut saved: Vec<State<'a>> = Vec::new();
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            if !self.may_go_on() {
                return;
            }
            match operator {
                Op::SaveState(_) if saved.len() < SAVED => saved.push(state.clone()),
                Op::RestoreState(_) => state = saved.pop().unwrap_or(state),
                Op::XObject(name) => self.form(resources, name.0, &state, depth),
                Op::InlineImage(_) => self.drawn.pictures += 1,
                Op::TextFont(font) => {
                    state.face = self.fonts.named(&resources.fonts, font.0);
                    state.size = font.1.as_f64();
                }
                Op::ShowText(text) => self.show(&mut state, text.0),
                Op::NextLineAndShowText(text) => {
                    state.next_line();
                    self.show(&mut state, text.0);
                }
                Op::ShowTextWithParameters(text) => {
                    state.word_space = text.0.as_f64();
                    state.letter_space = text.1.as_f64();
                    state.next_line();
                    self.show(&mut state, text.2);
                }
                Op::ShowTexts(texts) => self.show_spaced(&mut state, texts.0),
                Op::BeginMarkedContent(_) => self.said.open(None, self.drawn.glyphs.len()),
                Op::BeginMarkedContentWithProperties(mark) => {
                    let said = actual_text(mark.1, resources);
                    self.said.open(said, self.drawn.glyphs.len());
                }
                Op::EndMarkedContent(_) => self.said.close(&mut self.drawn.glyphs),
                other => state.apply(&other),
            }
        }
    }

    fn may_go_on(&mut self) -> bool {
        self.steps += 1;
        let late = || self.deadline.is_some_and(|end| Instant::now() > end);
        let spent = self.steps > STEPS
            || self.drawn.glyphs.len() > GLYPHS
            || self.steps.is_multiple_of(1024) && late();
        self.drawn.cut |= spent;
        !self.drawn.cut
    }

    /// Content that the page calls by name, or a picture.
    fn form(
        &mut self,
        resources: &Resources<'a>,
        name: &Name<'_>,
        state: &State<'a>,
        depth: usize,
    ) {
        let Some(stream) = resources.get_x_object(name) else {
            return;
        };
        let dict = stream.dict();
        if dict
            .get::<Name<'_>>(b"Subtype")
            .is_some_and(|kind| kind.as_str() == "Image")
        {
            self.drawn.pictures += 1;
            return;
        }
        let Ok(content) = stream.decoded_data() else {
            return;
        };
        if depth >= DEPTH {
            return;
        }
        // Decoding is work too: a long form costs as many steps as its bytes would be read.
        self.steps = self.steps.saturating_add((content.len() / 64) as u32);
        let mut inner = state.clone();
        if let Some([a, b, c, d, e, f]) = dict.get::<[f64; 6]>(b"Matrix") {
            inner.page = Matrix([a, b, c, d, e, f]).then(inner.page);
        }
        let own = dict.get::<Dict<'a>>(b"Resources").map(Resources::new);
        self.run(
            &content,
            own.as_ref().unwrap_or(resources),
            inner,
            depth + 1,
        );
    }

    fn show_spaced(&mut self, state: &mut State<'a>, texts: &Array<'_>) {
        for part in texts.iter::<Object<'_>>() {
            match part {
                Object::Number(back) => state.step_back(back.as_f64()),
                Object::String(text) => self.show(state, &text),
                _ => {}
            }
        }
    }

    fn show(&mut self, state: &mut State<'a>, text: &Bytes<'_>) {
        let Some(face) = state.face.clone() else {
            return;
        };
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() && self.drawn.glyphs.len() <= GLYPHS {
            let (code, length) = face.code(bytes, at);
            at += length;
            self.show_code(state, &face, code, code == 32 && length == 1);
        }
    }

    fn show_code(&mut self, state: &mut State<'a>, face: &Rc<Face<'a>>, code: u32, space: bool) {
        let meaning = face.meaning(code);
        let placed = state.place(meaning.advance, meaning.ink);
        state.advance(meaning.advance, space);
        let (width, height) = self.size;
        match meaning.text {
            None => self.drawn.unmapped += 1,
            Some(text) if !text.is_empty() => self
                .drawn
                .glyphs
                .extend(placed.upright(text, width, height)),
            Some(_) => {}
        }
    }
}

/// The text that a mark says its content to be (ISO 32000-2, 14.9.4).
fn actual_text(properties: &Object<'_>, resources: &Resources<'_>) -> Option<Vec<u8>> {
    let key = b"ActualText";
    let text = match properties {
        Object::Dict(dict) => dict.get::<Bytes<'_>>(key),
        Object::Name(name) => {
            let dict = resources.properties.get::<Dict<'_>>(name)?;
            return dict
                .get::<Bytes<'_>>(key)
                .map(|text| text.as_bytes().to_vec());
        }
        _ => None,
    };
    text.map(|text| text.as_bytes().to_vec())
}
