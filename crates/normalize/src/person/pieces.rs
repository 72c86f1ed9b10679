//! Words that belong together: `Secretary of State`, `van der Meer`, `Anna and Paul`.

use super::affixes::{is_conjunction, is_initial, is_particle, suffix, title};

/// One or more words of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Words joined by spaces.
    pub(super) text: String,
    /// A conjunction has joined a title with something.
    pub(super) titled: bool,
}

impl Piece {
    fn word(word: &str) -> Self {
        Self {
            text: word.to_owned(),
            titled: false,
        }
    }

    fn take(&mut self, other: &Self) {
        self.text.push(' ');
        self.text.push_str(&other.text);
        self.titled |= other.titled;
    }

    fn is_title(&self) -> bool {
        self.titled || (title(&self.text).is_some() && !is_conjunction(&self.text))
    }
}

/// The words of `text`; `Ph. D.` is one.
pub(super) fn words(text: &str) -> Vec<Piece> {
    let mut words: Vec<Piece> = Vec::new();
    for word in text.split_whitespace().filter(|word| !is_ornament(word)) {
        match words.last_mut() {
            Some(last) if word == "D." && last.text == "Ph." => last.take(&Piece::word(word)),
            _ => words.push(Piece::word(word)),
        }
    }
    words
}

/// Pictures and marks that are no part of a name.
fn is_ornament(word: &str) -> bool {
    word.chars().all(|c| {
        matches!(c, '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}' | ',' | ';')
    })
}

/// Joins what conjunctions tie.
pub(super) fn by_conjunctions(words: Vec<Piece>) -> Vec<Piece> {
    let names = words
        .iter()
        .filter(|w| !w.is_title() && suffix(&w.text).is_none());
    let few = names.count() < 4;
    // Among few words a letter is an initial: `Paul e Roe`.
    let ties = |word: &Piece| is_conjunction(&word.text) && !(few && is_initial(&word.text));
    let mut joined: Vec<Piece> = Vec::new();
    let mut open = false;
    for word in words {
        let tie = ties(&word);
        match joined.last_mut() {
            Some(last) if tie || open => {
                last.titled |= last.is_title() || word.is_title();
                last.take(&word);
            }
            _ => joined.push(word),
        }
        open = tie;
    }
    joined
}

/// Joins particles to what they stand before, from the second piece on.
pub(super) fn by_particles(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    let mut open = false;
    let mut fresh = false;
    for (at, piece) in pieces.into_iter().enumerate() {
        let particle = at > 0 && is_particle(&piece.text);
        match joined.last_mut() {
            // `de la`, and all that follows up to the next particle.
            Some(last) if open && (!particle || fresh) => last.take(&piece),
            _ => joined.push(piece),
        }
        open |= particle;
        fresh = particle;
    }
    joined
}

/// Pieces joined by spaces.
pub(super) fn text(pieces: &[Piece]) -> String {
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    texts.join(" ")
}
