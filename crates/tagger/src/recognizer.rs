//! The model as a recogniser, over what the grammar has found.

use rostra_arbiter::{Bounds, Found, Kind, Opinion, Opinions, arbitrate};
use rostra_document::{Document, Label, Mention, RecognizeError, Recognizer, Segment, TextRange};
use rostra_lexicon::Pack;

use crate::groups::Group;
use crate::lattice::{Column, Lattice};
use crate::model::{Buffers, Model};
use crate::models::Models;
use crate::opinion::FieldOpinion;

/// Without the grammar's names and titles.
const ALONE: Bounds = Bounds {
    name: 0.5,
    name_score: 0.9,
    title: 0.5,
    headless: 0.5,
    ..Bounds::BESIDE
};

/// The trained model, `tagger.v1`.
#[derive(Clone, Copy, Debug)]
pub struct TaggerRecognizer {
    models: &'static Models,
    alone: bool,
}

impl TaggerRecognizer {
    /// With the models that the program carries.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Models::embedded())
    }

    /// With other models.
    #[must_use]
    pub fn with(models: &'static Models) -> Self {
        Self {
            models,
            alone: false,
        }
    }

    /// The same with names and titles of its own alone, in the place of those found before: to measure by.
    #[must_use]
    pub fn alone(self) -> Self {
        Self {
            alone: true,
            ..self
        }
    }
}

impl TaggerRecognizer {
    /// The spans that the model finds by itself, in the order of the text, with their ranges in bytes. Nothing of
    /// a language without a pack.
    #[must_use]
    pub fn spans(&self, document: &Document, segments: &[Segment]) -> Vec<(TextRange, Kind, f32)> {
        let Some((pack, model)) = self.of(document) else {
            return Vec::new();
        };
        let mut work = Work::default();
        let mut out = Vec::new();
        for segment in segments {
            work.read(model, (pack, &document.text), segment, None);
            let opinion = FieldOpinion::new(model, &work.lattice, &work.spans, segment);
            out.extend(work.spans.iter().map(|span| {
                let range = opinion.range((span.start, span.end));
                (range, span.kind, model.calibrated(span.kind, span.score))
            }));
        }
        out
    }

    fn of(&self, document: &Document) -> Option<(&'static Pack, &'static Model)> {
        let pack = rostra_lexicon::pack(document.language.as_str())?;
        let group = Group::of_script(&pack.source.writing.script)?;
        Some((pack, self.models.of(group)?))
    }
}

impl Default for TaggerRecognizer {
    fn default() -> Self {
        Self::new()
    }
}

impl Recognizer for TaggerRecognizer {
    fn name(&self) -> &'static str {
        if self.alone {
            "tagger-alone.v1"
        } else {
            "tagger.v1"
        }
    }

    fn recognize(
        &self,
        document: &Document,
        segments: &[Segment],
        mut found: Vec<Mention>,
    ) -> Result<Vec<Mention>, RecognizeError> {
        if self.alone {
            found.retain(|m| !matches!(m.label, Label::Person | Label::Title));
        }
        let bounds = if self.alone { &ALONE } else { &Bounds::BESIDE };
        let Some((pack, model)) = self.of(document) else {
            return Ok(found);
        };
        let mut reading = Reading {
            model,
            pack,
            text: &document.text,
            alone: self.alone,
            work: Work::default(),
        };
        Ok(arbitrate(pack, segments, &found, bounds, &mut reading))
    }
}

/// The model at work on a document.
struct Reading<'d> {
    model: &'static Model,
    pack: &'static Pack,
    text: &'d str,
    alone: bool,
    work: Work,
}

impl Opinions for Reading<'_> {
    fn of<'o>(&'o mut self, segment: &'o Segment, found: &'o [Mention]) -> impl Opinion + 'o {
        let found = (!self.alone).then_some(found);
        let text = (self.pack, self.text);
        self.work.read(self.model, text, segment, found);
        FieldOpinion::new(self.model, &self.work.lattice, &self.work.spans, segment)
    }
}

/// What is kept from segment to segment, so that nothing is allocated anew.
#[derive(Default)]
struct Work {
    buffers: Buffers,
    scores: Vec<Column>,
    lattice: Lattice,
    spans: Vec<Found>,
}

impl Work {
    /// Sums over all sequences of tags of `segment`, and the spans of the best.
    fn read(
        &mut self,
        model: &Model,
        text: (&Pack, &str),
        segment: &Segment,
        found: Option<&[Mention]>,
    ) {
        model.scores(text, segment, found, &mut self.buffers, &mut self.scores);
        let transitions = model.transitions();
        self.lattice.sum(&self.scores, transitions, &[]);
        self.lattice.best(&self.scores, transitions);
        self.spans.clear();
        self.lattice.spans(transitions, &mut self.spans);
    }
}
