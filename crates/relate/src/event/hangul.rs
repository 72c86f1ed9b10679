//! Gatherings of Korean: the nouns before the word for one, up to a particle or a mark.

use rostra_document::TokenKind;
use rostra_lexicon::Class;

use super::Candidate;
use super::stretch::Stretch;

/// Words of a name at most.
const LONGEST: usize = 10;

/// The gatherings that a stretch names: with a number or a year of their own, or in quotation marks.
pub fn candidates(number: usize, stretch: &Stretch) -> Vec<Candidate> {
    let mut found = Vec::new();
    for at in 0..stretch.tokens.len() {
        let Some((len, _)) = stretch.ann.at(at, Class::EventHead) else {
            continue;
        };
        let end = at + len;
        let start = (0..at)
            .rev()
            .take(LONGEST)
            .take_while(|i| in_name(stretch, *i))
            .last()
            .unwrap_or(at);
        if start < at && named(stretch, start, at, end) {
            found.push(Candidate {
                stretch: number,
                start,
                end,
                head: at..end,
            });
        }
    }
    found
}

/// Whether the token may be part of a gathering's name.
fn in_name(stretch: &Stretch, at: usize) -> bool {
    const ENDS: [Class; 6] = [
        Class::Stop,
        Class::Verb,
        Class::Of,
        Class::Complement,
        Class::Speaker,
        Class::Today,
    ];
    let word = stretch
        .tokens
        .get(at)
        .is_some_and(|t| t.kind != TokenKind::Mark);
    word && !stretch.ann.covered_by(at, &ENDS)
}

/// Whether the gathering has a name of its own: quotation marks around it, a year or its number.
fn named(stretch: &Stretch, start: usize, head: usize, end: usize) -> bool {
    const QUOTES: [&str; 6] = ["'", "‘", "\"", "“", "「", "’"];
    let quoted = |at: Option<usize>| {
        let token = at.and_then(|at| stretch.tokens.get(at));
        token.is_some_and(|t| QUOTES.contains(&t.key.as_str()) || t.key == "”" || t.key == "」")
    };
    let counted = stretch.tokens.get(start).is_some_and(|t| {
        let digits = t.key.chars().any(|c| c.is_ascii_digit());
        digits && (t.key.starts_with('제') || t.key.chars().count() == 4)
    });
    head > start && (counted || quoted(start.checked_sub(1)) && quoted(Some(end)))
}
