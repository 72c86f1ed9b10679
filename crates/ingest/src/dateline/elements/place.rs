//! Places of datelines: those that a table knows, and names that stand where a place does.

use rostra_document::{CountryForm, TokenKind};
use rostra_lexicon::{Class, Value};

use super::Reader;

/// Pieces that the name of a place has at most: square, city, state.
const PIECES: usize = 3;

/// Words of a name that is not known to be a place's.
const WORDS: usize = 4;

/// What no word of such a name is.
const NO_PLACES: &[Class] = &[
    Class::EventHead,
    Class::Head,
    Class::WeakHead,
    Class::Verb,
    Class::Courtesy,
    Class::Month,
    Class::Speaker,
    Class::Participant,
];

impl Reader<'_, '_> {
    pub(super) fn place(&mut self) -> bool {
        if self.pieces >= PIECES {
            return false;
        }
        let known = self.known_place(self.at);
        let Some(end) = known.or_else(|| self.unknown_place()) else {
            return false;
        };
        self.pieces += 1;
        let start = self.found.place.map_or(self.at, |held| held.0);
        let comma = |held: (usize, usize)| {
            self.at == held.1 + 1 && matches!(self.key(held.1), "," | "،" | "、" | "/")
        };
        let adjoins = self.found.place.is_none_or(comma);
        if adjoins {
            self.found.place = Some((start, end));
            self.found.known |= known.is_some();
            self.found.city |= self.is_city(self.at);
        }
        self.at = end;
        true
    }

    fn is_city(&self, at: usize) -> bool {
        match self.line.ann.at(at, Class::Country) {
            Some((_, Value::Country(_, form))) => {
                matches!(form, CountryForm::Capital | CountryForm::Place)
            }
            _ => false,
        }
    }

    /// Where the name of a state, region or city at `at` ends.
    fn known_place(&self, at: usize) -> Option<usize> {
        match self.line.ann.at(at, Class::Country)? {
            (len, Value::Country(_, form)) => {
                let named = matches!(
                    form,
                    CountryForm::Name
                        | CountryForm::Capital
                        | CountryForm::Place
                        | CountryForm::Short
                );
                let end = at + len;
                named.then(|| self.abbreviated(end))
            }
            _ => None,
        }
    }

    /// `Washington, D.C.` and `Ipojuca-PE`: the letters of a state belong to the place.
    fn abbreviated(&self, end: usize) -> usize {
        let letters = |at: usize| {
            let key = self.key(at);
            let short = key.chars().filter(|c| c.is_alphabetic()).count() <= 2 && !key.is_empty();
            short
                && self
                    .line
                    .tokens
                    .get(at)
                    .is_some_and(|t| t.kind == TokenKind::Word && t.capitalised())
        };
        let mut end = end;
        if self.key(end) == ","
            && letters(end + 1)
            && (self.key(end + 1).ends_with('.')
                || matches!(self.key(end + 2), "," | "-" | "–" | "." | "(" | "—"))
        {
            end += 2;
            while self.key(end).ends_with('.') && letters(end) {
                end += 1;
            }
        } else if letters(end) && self.line.tokens.get(end).is_some_and(|t| t.hyphenated) {
            end += 1;
        }
        end
    }

    /// Words that look like a name before a comma, a dash or a bracket; in a language without a pack, also
    /// right before the day.
    fn unknown_place(&self) -> Option<usize> {
        let line = self.line;
        let late = self.found.day.is_some() && self.pieces > 1;
        if late || (!line.foreign && !line.pack.source.writing.capitals) {
            return None;
        }
        let mut words = 0;
        let mut end = self.at;
        while let Some(named) = self.goes_on_as_name(end) {
            words += usize::from(named);
            end += 1;
        }
        let preposition = line
            .ann
            .covered_by(self.at, &[Class::Of, Class::Locative, Class::Today]);
        let other = (self.at..end).any(|at| line.ann.covered_by(at, NO_PLACES));
        let bounded = end >= line.tokens.len()
            || matches!(self.key(end), "," | "،" | "(" | "/" | "-" | "–" | "—")
            || (line.foreign && self.days_at(end).is_some());
        ((1..=WORDS).contains(&words) && !other && !preposition && bounded).then_some(end)
    }

    /// Whether token `at` may stand in a name: as one of its words, or as a small one between them.
    fn goes_on_as_name(&self, at: usize) -> Option<bool> {
        let line = self.line;
        let token = line.tokens.get(at).filter(|t| t.kind == TokenKind::Word)?;
        if self.days_at(at).is_some() || line.ann.at(at, Class::Weekday).is_some() {
            return None;
        }
        let text = line.text.get(token.range.start..token.range.end)?;
        let caseless = line.foreign && !text.contains(|c: char| c.is_lowercase());
        if token.capitalised() || caseless {
            return Some(true);
        }
        let small = line.ann.covered_by(at, &[Class::Of, Class::Article]) || token.hyphenated;
        (small && at > self.at).then_some(false)
    }
}
