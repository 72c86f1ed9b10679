//! Text in, labelled ranges out.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rostra_arbiter::Kind;
use rostra_document::TextRange;

use crate::batch::{Batch, Logits};
use crate::checkpoint::Checkpoint;
use crate::decode;
use crate::engine::Engine;
use crate::error::Error;
use crate::labels::LabelMap;
use crate::tokenizer::{Piece, TextTokenizer};
use crate::windows::{Encoded, Stretch, Window, Windows};
use crate::words::{Aggregate, Word};

/// A sentence of a text with its words, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub range: TextRange,
    /// Its words, left to right, not overlapping.
    pub words: Vec<TextRange>,
}

/// A range that a model has labelled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelledRange {
    /// Bytes of the text, from the first to the last word of the span.
    pub range: TextRange,
    /// What it names.
    pub kind: Kind,
    /// How likely it is exactly this span, 0 to 1.
    pub score: f32,
}

/// Finds spans in texts of any length.
pub trait TokenClassifier: Send + Sync {
    /// Whether it has a say on spans of this kind.
    fn knows(&self, kind: Kind) -> bool;

    /// What it says of each word of `sentences`, one after the other.
    ///
    /// # Errors
    /// Where its engine fails.
    fn words(&self, text: &str, sentences: &[Sentence]) -> Result<Vec<Word>, Error>;

    /// The spans of a text, left to right, none over the border of a sentence.
    ///
    /// # Errors
    /// Where its engine fails.
    fn classify(&self, text: &str, sentences: &[Sentence]) -> Result<Vec<LabelledRange>, Error> {
        let words = self.words(text, sentences)?;
        let mut rest = words.as_slice();
        let mut out = Vec::new();
        for sentence in sentences {
            let (here, after) = rest.split_at(sentence.words.len().min(rest.len()));
            rest = after;
            for span in decode::spans(here) {
                let words = sentence.words.get(span.start..span.end).unwrap_or_default();
                if let (Some(first), Some(last)) = (words.first(), words.last()) {
                    out.push(LabelledRange {
                        range: first.cover(*last),
                        kind: span.kind,
                        score: span.score,
                    });
                }
            }
        }
        Ok(out)
    }
}

/// How texts are cut for a model and put together again.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Pieces read together, special ones included; no more than the model can hold.
    pub window: usize,
    /// Pieces of a window that repeat the end of the one before, at most half of it.
    pub overlap: usize,
    /// Windows that the engine reads at once.
    pub batch: usize,
    /// How pieces become words.
    pub aggregate: Aggregate,
    /// What labels mean ([`LabelMap::new`]).
    pub labels: BTreeMap<String, String>,
}

impl Default for Settings {
    /// Windows of 256 pieces, some ten sentences, are where longer ones cost more than they tell.
    fn default() -> Self {
        Self {
            window: 256,
            overlap: 48,
            batch: 8,
            aggregate: Aggregate::default(),
            labels: BTreeMap::new(),
        }
    }
}

/// Windows that are sorted by length before they are read, as a multiple of those read at once.
const POOL: usize = 8;

/// A checkpoint on an engine.
pub struct Classifier {
    engine: Box<dyn Engine>,
    tokenizer: TextTokenizer,
    labels: LabelMap,
    pad: u32,
    settings: Settings,
}

impl Classifier {
    /// Puts the parts together.
    ///
    /// # Errors
    /// Where the tokenizer is missing or another model's, or the settings do not fit the checkpoint.
    pub fn new(
        checkpoint: &Checkpoint,
        engine: Box<dyn Engine>,
        settings: Settings,
    ) -> Result<Self, Error> {
        let config = &checkpoint.config;
        let tokenizer = TextTokenizer::open(checkpoint)?;
        let labels = LabelMap::new(&config.labels, &settings.labels).map_err(Error::Setting)?;
        let special = tokenizer.before().len() + tokenizer.after().len();
        let window = settings.window.min(config.positions);
        if window < special + 2 {
            return Err(Error::Setting(format!(
                "a window of {window} pieces has no room for words beside {special} special pieces"
            )));
        }
        if settings.batch == 0 {
            return Err(Error::Setting(
                "a batch must have a window at least".to_owned(),
            ));
        }
        Ok(Self {
            engine,
            tokenizer,
            labels,
            pad: config.pad,
            settings: Settings { window, ..settings },
        })
    }

    /// The engine.
    #[must_use]
    pub fn engine(&self) -> &dyn Engine {
        self.engine.as_ref()
    }

    fn windows(&self) -> Windows {
        let special = self.tokenizer.before().len() + self.tokenizer.after().len();
        Windows::new(self.settings.window - special, self.settings.overlap)
    }

    /// A sentence in pieces; its words are numbered from `number` on.
    fn encode(&self, text: &str, sentence: &Sentence, number: usize) -> Result<Encoded, Error> {
        let inside = sentence.range.start > 0;
        let pieces = self.tokenizer.pieces(sentence.range.of(text), inside);
        let pieces =
            pieces.map_err(|reason| Error::Setting(format!("the tokenizer failed: {reason}")))?;
        Ok(Encoded {
            words: stretches(&pieces, sentence, number),
            ids: pieces.iter().map(|piece| piece.id).collect(),
        })
    }

    /// Reads `windows`, those of like length together, and notes words where they are seen best.
    fn read(&self, windows: &mut Vec<Window>, seen: &mut Seen) -> Result<(), Error> {
        windows.sort_by_key(|window| window.ids.len());
        for windows in windows.chunks(self.settings.batch) {
            let (before, after) = (self.tokenizer.before(), self.tokenizer.after());
            let rows = windows.iter();
            let rows: Vec<Vec<u32>> = rows.map(|w| [before, &w.ids, after].concat()).collect();
            let batch = Batch::new(&rows, self.pad);
            let logits = self.engine.logits(&batch)?;
            self.check(&batch, &logits)?;
            for (row, window) in windows.iter().enumerate() {
                for stretch in &window.words {
                    seen.note(stretch, window, || {
                        let pieces = stretch.start..stretch.end;
                        let pieces = pieces.map(|at| (row, before.len() + at));
                        self.word(&batch, &logits, pieces, stretch.continues)
                    });
                }
            }
        }
        windows.clear();
        Ok(())
    }

    /// Scores that are no numbers tell nothing; read on, they would take every name for none.
    fn check(&self, batch: &Batch, logits: &Logits) -> Result<(), Error> {
        let pieces = logits.values().chunks(logits.labels().max(1));
        let mut pieces = pieces.zip(batch.mask()).filter(|(_, mask)| **mask != 0);
        if pieces.all(|(scores, _)| scores.iter().all(|score| score.is_finite())) {
            return Ok(());
        }
        let engine = self.engine.kind().name();
        Err(Error::run(engine, batch, "its scores are no numbers"))
    }

    /// A word by its pieces, each by row and place. One of pieces alone that the vocabulary lacks is not read.
    fn word(
        &self,
        batch: &Batch,
        logits: &Logits,
        pieces: impl Iterator<Item = (usize, usize)> + Clone,
        continues: bool,
    ) -> Word {
        let unknown = |(row, at): (usize, usize)| {
            let id = batch.ids().get(row * batch.width() + at).copied();
            id == self.tokenizer.unknown()
        };
        if pieces.clone().all(unknown) {
            return Word::default();
        }
        let pieces = pieces.map(|(row, at)| Word::of_piece(logits.of(row, at), &self.labels));
        Word::of_pieces(pieces, self.settings.aggregate, continues)
    }
}

impl TokenClassifier for Classifier {
    fn knows(&self, kind: Kind) -> bool {
        self.labels.knows(kind)
    }

    fn words(&self, text: &str, sentences: &[Sentence]) -> Result<Vec<Word>, Error> {
        let mut seen = Seen::new(sentences.iter().map(|s| s.words.len()).sum());
        let mut windows = self.windows();
        let mut full = Vec::new();
        let mut number = 0;
        for sentence in sentences {
            windows.push(&self.encode(text, sentence, number)?, &mut full);
            number += sentence.words.len();
            if full.len() >= POOL.saturating_mul(self.settings.batch) {
                self.read(&mut full, &mut seen)?;
            }
        }
        windows.finish(&mut full);
        self.read(&mut full, &mut seen)?;
        Ok(seen.words)
    }
}

/// Words as the window saw them that has most of their surroundings.
struct Seen {
    words: Vec<Word>,
    /// By which window: its margin, and of equal ones the earlier.
    best: Vec<Option<(usize, Reverse<usize>)>>,
}

impl Seen {
    fn new(words: usize) -> Self {
        Self {
            words: vec![Word::default(); words],
            best: vec![None; words],
        }
    }

    fn note(&mut self, stretch: &Stretch, window: &Window, word: impl FnOnce() -> Word) {
        let here = Some((window.margin(stretch), Reverse(window.number)));
        let best = self.best.get_mut(stretch.word);
        let slot = best.zip(self.words.get_mut(stretch.word));
        if let Some((best, slot)) = slot.filter(|(best, _)| **best < here) {
            *best = here;
            *slot = word();
        }
    }
}

/// Which pieces each word of a sentence is written by; words of which the tokenizer made nothing are left out.
fn stretches(pieces: &[Piece], sentence: &Sentence, number: usize) -> Vec<Stretch> {
    let shift = sentence.range.start;
    let mut first = 0;
    let mut out = Vec::with_capacity(sentence.words.len());
    for (word, range) in (number..).zip(&sentence.words) {
        let before =
            |piece: &Piece| piece.range.end + shift <= range.start || piece.range.is_empty();
        first += pieces.iter().skip(first).take_while(|p| before(p)).count();
        let inside = |piece: &&Piece| piece.range.start + shift < range.end;
        let length = pieces.iter().skip(first).take_while(inside).count();
        if let Some(piece) = pieces.get(first).filter(|_| length > 0) {
            out.push(Stretch {
                word,
                start: first,
                end: first + length,
                continues: piece.range.start + shift < range.start,
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(start: usize, words: &[(usize, usize)]) -> Sentence {
        let words: Vec<TextRange> = words.iter().map(|w| TextRange::new(w.0, w.1)).collect();
        Sentence {
            range: TextRange::new(start, words.last().map_or(start, |w| w.end)),
            words,
        }
    }

    /// Pieces and words by their bytes, and what is found.
    type Case<'c> = (&'c [(usize, usize)], &'c [(usize, usize)], &'c [Found]);

    /// Word, first piece, piece after the last, whether its first piece began before.
    type Found = (usize, usize, usize, bool);

    #[test]
    fn words_get_their_pieces() {
        let cases: [Case; 5] = [
            // Two pieces, one piece, and a mark of its own.
            (
                &[(0, 2), (2, 5), (6, 9), (9, 10)],
                &[(10, 15), (16, 19), (19, 20)],
                &[(7, 0, 2, false), (8, 2, 3, false), (9, 3, 4, false)],
            ),
            // One piece over two words.
            (
                &[(0, 6)],
                &[(10, 13), (13, 16)],
                &[(7, 0, 1, false), (8, 0, 1, true)],
            ),
            // A piece that stands for no text.
            (&[(0, 0), (0, 3)], &[(10, 13)], &[(7, 1, 2, false)]),
            // A word of which the tokenizer makes nothing.
            (&[(4, 6)], &[(10, 13), (14, 16)], &[(8, 0, 1, false)]),
            (&[], &[(10, 13)], &[]),
        ];
        for (pieces, words, expected) in cases {
            let pieces: Vec<Piece> = pieces
                .iter()
                .map(|&(start, end)| Piece {
                    id: 0,
                    range: TextRange::new(start, end),
                })
                .collect();
            let found = stretches(&pieces, &sentence(10, words), 7);
            let found: Vec<Found> = found
                .iter()
                .map(|s| (s.word, s.start, s.end, s.continues))
                .collect();
            assert_eq!(found, expected, "{pieces:?}");
        }
    }
}
