//! What the corpus contains, so that a name can be new to it.

use compact_str::CompactString;
use rostra_lexicon::key::fold;
use rostra_lexicon::names::NameLexicon;
use rostra_tagger::tags::Kind;
use rustc_hash::FxHashSet;

use crate::labelled::Labelled;

/// Characters of the longest piece of a name that is remembered where words have no spaces.
const PIECE: usize = 4;

/// Words of all texts, and pieces of the names in them.
#[derive(Debug, Default)]
pub struct Seen {
    words: FxHashSet<CompactString>,
    pieces: FxHashSet<CompactString>,
}

impl Seen {
    /// Remembers a text.
    pub fn add(&mut self, labelled: &Labelled) {
        let words = labelled.text.split(|c: char| !c.is_alphabetic());
        for word in words.filter(|word| !word.is_empty()) {
            self.words.insert(fold(word, false));
        }
        let people = labelled
            .spans
            .iter()
            .filter(|span| span.kind == Kind::Person);
        for span in people {
            let letters = labelled
                .text
                .chars()
                .skip(span.start)
                .take(span.end - span.start);
            let letters: Vec<char> = letters.collect();
            if letters.iter().all(|c| *c < '\u{1100}') {
                continue;
            }
            for length in 2..=PIECE {
                self.pieces.extend(
                    letters
                        .windows(length)
                        .map(|piece| piece.iter().collect::<CompactString>()),
                );
            }
        }
    }

    /// Remembers all that `other` does.
    pub fn join(&mut self, other: Self) {
        self.words.extend(other.words);
        self.pieces.extend(other.pieces);
    }

    /// Whether `word` stands nowhere in the corpus, and in no list of names.
    #[must_use]
    pub fn is_new(&self, word: &str) -> bool {
        let key = fold(word, false);
        let names = NameLexicon::embedded();
        !self.words.contains(&key) && !names.given(&key) && !names.family(&key)
    }

    /// Whether `piece`, of a language without spaces, stands in no name of the corpus: of a long one, its
    /// first characters.
    #[must_use]
    pub fn is_new_piece(&self, piece: &str) -> bool {
        let start: CompactString = piece.chars().take(PIECE).collect();
        !self.pieces.contains(&start) && self.is_new(piece)
    }
}
