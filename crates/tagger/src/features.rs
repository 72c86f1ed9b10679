//! Segments to features: what the model may know of each token, as rows of its weights.
//!
//! Features are hashed into a table of fixed size (Weinberger et al., *Feature hashing for large scale
//! multitask learning*, 2009), so that no dictionary of them is kept. Those that read what recognisers before
//! found stand apart: the model is trained with and without them, and runs either way.

mod facts;
mod found;
mod ideographs;
mod own;
mod words;

use rostra_document::{Mention, Segment};
use rostra_lexicon::Pack;
use rostra_lexicon::pack::Writing;

pub use found::Marks;

use facts::Facts;

/// Features of one segment.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// Rows of all tokens, one token after the other.
    rows: Vec<u32>,
    /// Of each token: where its rows begin, and where those begin that read earlier findings. One more entry
    /// than tokens.
    bounds: Vec<(u32, u32)>,
}

impl Features {
    /// Tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bounds.len().saturating_sub(1)
    }

    /// Whether there is no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Rows of token `at`, and of those the ones that do not read earlier findings come first: how many.
    #[must_use]
    pub fn of(&self, at: usize) -> (&[u32], usize) {
        let Some(&[(start, split), (end, _)]) =
            self.bounds.get(at..at + 2).and_then(|b| b.first_chunk())
        else {
            return (&[], 0);
        };
        let rows = self.rows.get(start as usize..end as usize);
        (rows.unwrap_or_default(), (split - start) as usize)
    }

    /// These without the ones that read earlier findings.
    #[must_use]
    pub fn alone(&self) -> Self {
        let mut alone = Self::default();
        for at in 0..self.len() {
            let (rows, split) = self.of(at);
            alone.token();
            alone.rows.extend(rows.iter().take(split));
            alone.split();
        }
        alone.token();
        alone
    }

    fn clear(&mut self) {
        self.rows.clear();
        self.bounds.clear();
    }

    /// Begins the next token.
    fn token(&mut self) {
        let at = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.bounds.push((at, at));
    }

    /// From here on, features of the token read earlier findings.
    fn split(&mut self) {
        let at = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        if let Some(last) = self.bounds.last_mut() {
            last.1 = at;
        }
    }
}

/// Hashes features into rows of a table.
struct Rows<'f> {
    features: &'f mut Features,
    mask: u32,
}

impl Rows<'_> {
    /// Adds the feature of kind `template` with `value`.
    fn add(&mut self, template: u32, value: u64) {
        self.features.rows.push(row(template, value) & self.mask);
    }

    /// Adds the feature of kind `template` with the two values together.
    fn pair(&mut self, template: u32, one: u64, other: u64) {
        self.add(template, join(one, other));
    }
}

/// A row from a template and a value; the finaliser of MurmurHash3 (Appleby, public domain).
fn row(template: u32, value: u64) -> u32 {
    let mut hash = value ^ u64::from(template).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    (hash >> 32) as u32
}

/// One value of two.
fn join(one: u64, other: u64) -> u64 {
    one.rotate_left(23).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ other
}

/// Makes features; kept between segments so that nothing is allocated anew.
#[derive(Debug, Default)]
pub struct Extractor {
    facts: Vec<Facts>,
    marks: Marks,
}

impl Extractor {
    /// Reads the features of `segment` into `features`. `table` is the number of rows, a power of two; `found`
    /// what recognisers before have found in the document, or none to run without them.
    pub fn read(
        &mut self,
        pack: &Pack,
        text: &str,
        segment: &Segment,
        found: Option<&[Mention]>,
        table: usize,
        features: &mut Features,
    ) {
        let language = facts::hash(&pack.source.tag);
        let spaced = spaced(&pack.source.writing);
        self.each(
            pack,
            text,
            segment,
            found,
            table,
            features,
            |token, at, marks| {
                let (rows, facts) = token;
                match marks {
                    Some(marks) => found::add(rows, marks, facts, at, language),
                    None if spaced => words::add(rows, facts, at, language),
                    None => ideographs::add(rows, facts, at, language),
                }
            },
        );
    }

    /// Reads the few features of each token by itself that a [`network`](crate::network) takes, else as
    /// [`Extractor::read`].
    pub fn read_own(
        &mut self,
        pack: &Pack,
        text: &str,
        segment: &Segment,
        found: Option<&[Mention]>,
        table: usize,
        features: &mut Features,
    ) {
        let language = facts::hash(&pack.source.tag);
        let spaced = spaced(&pack.source.writing);
        self.each(
            pack,
            text,
            segment,
            found,
            table,
            features,
            |token, at, marks| {
                let (rows, facts) = token;
                match marks {
                    Some(marks) => own::add_found(rows, marks, at),
                    None => own::add(rows, facts, at, language, spaced),
                }
            },
        );
    }

    /// Asks `add` for each token's features: by itself, then, where there are earlier findings, with their marks.
    #[allow(clippy::too_many_arguments)] // those of `read`, and what to do with them
    fn each(
        &mut self,
        pack: &Pack,
        text: &str,
        segment: &Segment,
        found: Option<&[Mention]>,
        table: usize,
        features: &mut Features,
        add: impl Fn((&mut Rows, &Window), usize, Option<&Marks>),
    ) {
        features.clear();
        facts::read(pack, text, segment, &mut self.facts);
        let mut rows = Rows {
            features,
            mask: u32::try_from(table - 1).unwrap_or(u32::MAX),
        };
        self.marks.read(segment, found.unwrap_or_default());
        let facts = Window::new(&self.facts);
        for at in 0..segment.tokens.len() {
            rows.features.token();
            add((&mut rows, &facts), at, None);
            rows.features.split();
            if found.is_some() {
                add((&mut rows, &facts), at, Some(&self.marks));
            }
        }
        rows.features.token();
    }
}

fn spaced(writing: &Writing) -> bool {
    writing.spaced
}

/// Facts around a token; beyond the segment's borders stands [`Facts::border`].
struct Window<'a> {
    facts: &'a [Facts],
    border: Facts,
}

impl<'a> Window<'a> {
    fn new(facts: &'a [Facts]) -> Self {
        Self {
            facts,
            border: Facts::border(),
        }
    }

    fn get(&self, at: usize, offset: isize) -> &Facts {
        let at = at.checked_add_signed(offset);
        at.and_then(|at| self.facts.get(at)).unwrap_or(&self.border)
    }
}
