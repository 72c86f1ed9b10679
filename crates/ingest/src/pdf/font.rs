//! From the codes of a font to text and widths.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use compact_str::CompactString;
use hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Dict, Name, ObjRef, Stream};
use rustc_hash::FxHashMap;

use super::fold;
use super::script;
use super::tounicode::ToUnicode;

/// Fonts of one document, each read once.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    faces: FxHashMap<ObjRef, Option<Rc<Face<'a>>>>,
    programs: FontResolverFn,
    maps: CMapResolverFn,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            faces: FxHashMap::default(),
            programs: Arc::new(|wanted| {
                let standard = match wanted {
                    FontQuery::Standard(font) => *font,
                    FontQuery::Fallback(font) => font.pick_standard_font(),
                };
                Some(standard.get_font_data())
            }),
            maps: Arc::new(hayro_cmap::load_embedded),
        }
    }

    /// The font that `dict`, a dictionary of resources, has under `name`.
    pub(super) fn named(&mut self, dict: &Dict<'a>, name: &Name<'_>) -> Option<Rc<Face<'a>>> {
        let Some(reference) = dict.get_ref(name) else {
            return self.read(&dict.get::<Dict<'a>>(name)?);
        };
        if let Some(face) = self.faces.get(&reference) {
            return face.clone();
        }
        let face = dict.get::<Dict<'a>>(name).and_then(|font| self.read(&font));
        self.faces.insert(reference, face.clone());
        face
    }

    fn read(&self, dict: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        let font = self.cache.font(dict, &self.programs, &self.maps)?;
        let table = dict.get::<Stream<'_>>(b"ToUnicode");
        let table = table.and_then(|stream| stream.decoded_data().ok());
        Some(Rc::new(Face {
            font,
            table: table
                .map(|data| ToUnicode::parse(&data))
                .unwrap_or_default(),
            codes: RefCell::default(),
        }))
    }
}

/// A font that remembers what its codes mean.
pub(super) struct Face<'a> {
    font: Font<'a>,
    table: ToUnicode,
    codes: RefCell<FxHashMap<u32, Meaning>>,
}

/// What a code of a font means.
#[derive(Clone)]
pub(super) struct Meaning {
    /// The text; `None` where the file does not say, empty where the code shows nothing.
    pub(super) text: Option<CompactString>,
    /// How far the next code is along the line, in thousandths of the font's size.
    pub(super) advance: f64,
    /// Of a vowel sign or accent, where its ink begins and ends along the line, as the advance.
    pub(super) ink: Option<(f64, f64)>,
}

impl<'a> Face<'a> {
    /// The code at byte `at` of `bytes`, and how many bytes it has, at least one.
    pub(super) fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) = self.font.read_code(bytes, at);
        (code, length.max(1))
    }

    /// Whether lines run from left to right rather than downwards.
    pub(super) fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }

    pub(super) fn meaning(&self, code: u32) -> Meaning {
        self.codes
            .borrow_mut()
            .entry(code)
            .or_insert_with(|| self.look_up(code))
            .clone()
    }

    fn look_up(&self, code: u32) -> Meaning {
        let advance = self.font.code_advance(code);
        let glyph = self.font.glyph(self.font.map_code(code), code);
        let text = match self.table.text(code) {
            Some(text) => fold::folded(&text),
            None => told(&glyph).or_else(|| (code == 32).then(|| CompactString::const_new(" "))),
        };
        let is_mark = text.as_ref().is_some_and(|text| script::is_marks(text));
        Meaning {
            text,
            advance: if self.is_horizontal() {
                advance.x
            } else {
                advance.y
            },
            ink: is_mark.then(|| ink(&glyph)).flatten(),
        }
    }
}

/// What the font's own tables say a glyph is.
fn told(glyph: &FontGlyph<'_>) -> Option<CompactString> {
    let told = match glyph {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    match told? {
        BfString::Char(c) => fold::folded(c.encode_utf8(&mut [0; 4])),
        BfString::String(text) => fold::folded(&text),
    }
}

fn ink(glyph: &FontGlyph<'_>) -> Option<(f64, f64)> {
    let FontGlyph::Outline(glyph) = glyph else {
        return None;
    };
    let outline = glyph.outline();
    let shape = outline.control_box();
    (!outline.is_empty()).then_some((shape.x0, shape.x1))
}
