//! The stage: a checkpoint over what recognisers before it have found.

use rostra_arbiter::{Bounds, Found, Kind, Opinion, Opinions, Tokens, arbitrate};
use rostra_document::{Document, Mention, RecognizeError, Recognizer, Segment, TextRange};

use crate::classifier::{Sentence, TokenClassifier};
use crate::decode;
use crate::words::Word;

/// The name in pipeline files.
pub const NAME: &str = "transformer.v1";

/// A checkpoint of one's own, `transformer.v1`.
pub struct TransformerRecognizer {
    classifier: Box<dyn TokenClassifier>,
    languages: Vec<String>,
}

impl TransformerRecognizer {
    /// With any classifier, for documents in `languages` (tags such as `en`); an empty list stands for all.
    #[must_use]
    pub fn new(classifier: Box<dyn TokenClassifier>, languages: Vec<String>) -> Self {
        Self {
            classifier,
            languages,
        }
    }
}

impl Recognizer for TransformerRecognizer {
    fn name(&self) -> &'static str {
        NAME
    }

    fn recognize(
        &self,
        document: &Document,
        segments: &[Segment],
        found: Vec<Mention>,
    ) -> Result<Vec<Mention>, RecognizeError> {
        let language = document.language.as_str();
        let reads = self.languages.is_empty() || self.languages.iter().any(|tag| tag == language);
        let Some(pack) = rostra_lexicon::pack(language).filter(|_| reads) else {
            return Ok(found);
        };
        let sentences: Vec<Sentence> = segments.iter().map(sentence).collect();
        let words = self.classifier.words(&document.text, &sentences);
        let words = words.map_err(|error| RecognizeError {
            recognizer: NAME,
            reason: error.to_string(),
        })?;
        let mut reading = Reading {
            classifier: self.classifier.as_ref(),
            rest: &words,
        };
        // The bounds of the trained model hold here, too: with a checkpoint fine-tuned for all kinds, higher ones for
        // titles changed no record of annotated releases.
        Ok(arbitrate(
            pack,
            segments,
            &found,
            &Bounds::BESIDE,
            &mut reading,
        ))
    }
}

/// A segment as classifiers see it.
#[must_use]
pub fn sentence(segment: &Segment) -> Sentence {
    Sentence {
        range: segment.range,
        words: segment.tokens.iter().map(|token| token.range).collect(),
    }
}

/// Words of a document that no segment has asked for yet.
struct Reading<'r> {
    classifier: &'r dyn TokenClassifier,
    rest: &'r [Word],
}

impl Opinions for Reading<'_> {
    fn of<'o>(&'o mut self, segment: &'o Segment, _found: &'o [Mention]) -> impl Opinion + 'o {
        let (words, rest) = self
            .rest
            .split_at(segment.tokens.len().min(self.rest.len()));
        self.rest = rest;
        WordOpinion {
            classifier: self.classifier,
            segment,
            words,
        }
    }
}

/// What the checkpoint says of a segment.
struct WordOpinion<'o> {
    classifier: &'o dyn TokenClassifier,
    segment: &'o Segment,
    words: &'o [Word],
}

impl WordOpinion<'_> {
    /// Whether it has a say on these tokens: it knows the kind, and could read every one of them.
    fn reads(&self, (start, end): Tokens, kind: Kind) -> bool {
        let mut words = self.words.get(start..end).unwrap_or_default().iter();
        self.classifier.knows(kind) && words.all(Word::is_read)
    }
}

impl Opinion for WordOpinion<'_> {
    fn segment(&self) -> &Segment {
        self.segment
    }

    fn spans(&self, kind: Kind) -> Vec<Found> {
        let mut spans = decode::spans(self.words);
        spans.retain(|span| span.kind == kind);
        spans
    }

    fn exact(&self, range: TextRange, kind: Kind) -> Option<f32> {
        let tokens = self.tokens(range);
        let known = self.reads(tokens, kind);
        known.then(|| decode::exact(self.words, tokens, kind))
    }

    fn mass(&self, range: TextRange, kind: Kind) -> Option<f32> {
        let tokens = self.tokens(range);
        let known = self.reads(tokens, kind);
        known.then(|| decode::mass(self.words, tokens, kind))
    }
}
