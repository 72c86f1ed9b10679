//! Labelled texts to sequences with features: what training sees.

use rostra_document::{Document, RecognizeError, Segment};
use rostra_pipeline::{Pipeline, Trace};
use rostra_tagger::features::{Extractor, Features};
use rostra_tagger::groups::Group;
use rostra_tagger::lattice::ALL;
use rostra_tagger::tags::{self, Kind, OUTSIDE, Position};

use crate::labelled::Labelled;

/// A sequence of tokens to learn from.
pub struct Example {
    /// Of its tokens.
    pub features: Features,
    /// Of its tokens, those that a network reads; empty where none is trained.
    pub own: Features,
    /// The tags that each token may have, a bit each.
    pub allowed: Vec<u32>,
    /// How much it counts.
    pub weight: f32,
    /// Always learnt from without what recognisers before found: where a text is no real one, neither are their
    /// mistakes.
    pub alone: bool,
}

impl Example {
    /// Tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.allowed.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.allowed.is_empty()
    }
}

/// Makes examples.
pub struct Maker {
    pipeline: Pipeline,
    extractor: Extractor,
    rows: usize,
    own_rows: Option<usize>,
}

/// The group of scripts of a text's language; `None` where the program has no pack for it.
#[must_use]
pub fn group(lang: &str) -> Option<Group> {
    Group::of_script(&rostra_lexicon::pack(lang)?.source.writing.script)
}

impl Maker {
    /// With features of `rows` rows, over what `pipeline` finds.
    #[must_use]
    pub fn new(pipeline: Pipeline, rows: usize) -> Self {
        Self {
            pipeline,
            extractor: Extractor::default(),
            rows,
            own_rows: None,
        }
    }

    /// Also with the features that a network reads, of `rows` rows.
    #[must_use]
    pub fn with_own(self, rows: usize) -> Self {
        Self {
            own_rows: Some(rows),
            ..self
        }
    }

    /// The document of `text` and what the pipeline makes of it.
    ///
    /// # Errors
    /// Where a recogniser cannot read it.
    pub fn trace(&self, text: &Labelled) -> Result<(Document, Trace), RecognizeError> {
        let document = Document::of_text(&text.id, &text.lang, text.text.as_str());
        let trace = self.pipeline.trace(&document)?;
        Ok((document, trace))
    }

    /// The sequences of `text`, those without a token left out.
    ///
    /// # Errors
    /// Where a recogniser cannot read it.
    pub fn make(
        &mut self,
        text: &Labelled,
        (weight, alone): (f32, bool),
        out: &mut Vec<Example>,
    ) -> Result<(), RecognizeError> {
        let Some(pack) = rostra_lexicon::pack(&text.lang) else {
            return Ok(());
        };
        let (document, trace) = self.trace(text)?;
        let spans = in_bytes(text);
        for segment in trace.segments.iter().filter(|s| !s.tokens.is_empty()) {
            let mut features = Features::default();
            let found = Some(trace.mentions.as_slice());
            self.extractor.read(
                pack,
                &document.text,
                segment,
                found,
                self.rows,
                &mut features,
            );
            let mut own = Features::default();
            if let Some(rows) = self.own_rows {
                let text = &document.text;
                self.extractor
                    .read_own(pack, text, segment, found, rows, &mut own);
            }
            let allowed = allowed(segment, &spans, &text.complete);
            out.push(Example {
                features,
                own,
                allowed,
                weight,
                alone,
            });
        }
        Ok(())
    }
}

/// Spans of a text in bytes: start, end, kind.
#[must_use]
pub fn in_bytes(text: &Labelled) -> Vec<(usize, usize, Kind)> {
    let mut starts: Vec<usize> = text.text.char_indices().map(|(at, _)| at).collect();
    starts.push(text.text.len());
    let at = |point: usize| starts.get(point).copied().unwrap_or(text.text.len());
    let spans = text
        .spans
        .iter()
        .map(|span| (at(span.start), at(span.end), span.kind));
    let mut spans: Vec<_> = spans.collect();
    spans.sort_by_key(|span| (span.0, span.1));
    spans
}

/// The tags that the labels allow each token of `segment`.
fn allowed(segment: &Segment, spans: &[(usize, usize, Kind)], complete: &[Kind]) -> Vec<u32> {
    let open = Kind::ALL.iter().filter(|kind| !complete.contains(kind));
    let outside = open.fold(1 << OUTSIDE, |set, kind| {
        const POSITIONS: [Position; 4] = [
            Position::Begin,
            Position::Inside,
            Position::Last,
            Position::Unit,
        ];
        POSITIONS
            .into_iter()
            .fold(set, |set, position| set | 1 << tags::tag(*kind, position))
    });
    let mut sets = vec![outside; segment.tokens.len()];
    for &(start, end, kind) in spans {
        let first = segment.tokens.partition_point(|t| t.range.end <= start);
        let last = segment.tokens.partition_point(|t| t.range.start < end);
        for (at, set) in sets.iter_mut().enumerate().take(last).skip(first) {
            let position = match (at == first, at + 1 == last) {
                (true, true) => Position::Unit,
                (true, false) => Position::Begin,
                (false, true) => Position::Last,
                (false, false) => Position::Inside,
            };
            *set = 1 << tags::tag(kind, position);
        }
    }
    mend(&mut sets);
    sets
}

/// Where two spans share a token the tags may not fit together: such tokens are left open.
fn mend(sets: &mut [u32]) {
    let fits = |one: u32, other: u32| {
        let all = 0..tags::TAGS as u8;
        all.clone().any(|a| {
            one & (1 << a) != 0
                && all
                    .clone()
                    .any(|b| other & (1 << b) != 0 && tags::follows(a, b))
        })
    };
    for at in 1..sets.len() {
        if !fits(sets[at - 1], sets[at]) {
            sets[at - 1] = ALL;
            sets[at] = ALL;
        }
    }
}
