//! Which gathering the text is about.

use compact_str::CompactString;
use rostra_document::{Token, TokenKind};
use rostra_lexicon::Class;

use super::Candidate;
use super::stretch::Stretch;
use crate::Lines;

/// What a candidate needs to be taken.
const THRESHOLD: i32 = 6;

/// Words that say that people took part in what follows.
const GOVERNS: &[Class] = &[
    Class::Participant,
    Class::Chair,
    Class::Keynote,
    Class::Speaker,
    Class::IntroducesSpeakers,
    Class::IntroducesParticipants,
    Class::IntroducesChair,
    Class::EventPart,
];

/// Tokens before a name in which its verb is looked for.
const GOVERNED_WITHIN: usize = 8;

/// The candidate that the text is about, in the fullest form near the text's head.
pub fn best<'c>(
    candidates: &'c [Candidate],
    stretches: &[Stretch],
    lines: &Lines,
) -> Option<&'c Candidate> {
    let scored: Vec<(i32, &Candidate)> = candidates
        .iter()
        .filter_map(|c| Some((score(c, candidates, stretches, lines)?, c)))
        .filter(|(score, _)| *score >= THRESHOLD)
        .collect();
    let top = scored.iter().map(|s| s.0).max()?;
    let first = scored.iter().find(|s| s.0 == top)?.1;
    let stretch = |c: &Candidate| stretches.get(c.stretch);
    // The same gathering in other words: running text before headlines, then the longer name.
    scored
        .iter()
        .map(|s| s.1)
        .filter(|c| *c == first || same(c, first, stretches))
        .max_by_key(|c| {
            let calm = stretch(c).is_some_and(|s| !s.shouted);
            (calm, c.end - c.start, std::cmp::Reverse(c.stretch))
        })
}

/// The candidates that name the same gathering as `best`, that one first.
pub fn alike<'c>(
    best: &'c Candidate,
    candidates: &'c [Candidate],
    stretches: &[Stretch],
) -> Vec<&'c Candidate> {
    let others = candidates
        .iter()
        .filter(|c| *c != best && same(c, best, stretches));
    std::iter::once(best).chain(others).collect()
}

/// Whether two phrases have one head and share the words of the shorter one.
fn same(a: &Candidate, b: &Candidate, stretches: &[Stretch]) -> bool {
    let (Some(at), Some(bt)) = (stretches.get(a.stretch), stretches.get(b.stretch)) else {
        return false;
    };
    let (short, long) = (words(a, at), words(b, bt));
    let (short, long) = if short.len() <= long.len() {
        (short, long)
    } else {
        (long, short)
    };
    let shared = short.iter().filter(|w| long.contains(w)).count();
    shared * 3 >= short.len() * 2 && shared > 0
}

fn words(candidate: &Candidate, stretch: &Stretch) -> Vec<CompactString> {
    (candidate.start..candidate.end)
        .filter(|at| stretch.is_word(*at))
        .filter(|at| {
            !stretch
                .ann
                .covered_by(*at, &[Class::Of, Class::Article, Class::And])
        })
        .filter_map(|at| stretch.tokens.get(at))
        .map(|t| stretch.pack.stem(&t.key))
        .collect()
}

/// How much speaks for a candidate; `None` where it has no name of its own.
fn score(
    candidate: &Candidate,
    candidates: &[Candidate],
    stretches: &[Stretch],
    lines: &Lines,
) -> Option<i32> {
    let stretch = stretches.get(candidate.stretch)?;
    let name = Name::of(candidate, stretch);
    if !name.is_own(is_informal(candidate, stretch)) {
        return None;
    }
    let place = match candidate.stretch {
        0 => 3,
        1..=3 => 2,
        4..=6 => 1,
        _ => 0,
    };
    let echoed = candidates
        .iter()
        .any(|c| c.stretch != candidate.stretch && same(c, candidate, stretches));
    let again = echoed || namings(candidate, stretch, lines) > 3;
    let own = if name.is_proper() { 3 } else { 1 };
    let less = candidate.stretch > 0 && tells_of_less(candidates, stretches);
    Some(
        own + place + 2 * i32::from(is_governed(candidate, stretch)) + 2 * i32::from(again)
            - 2 * i32::from(less),
    )
}

/// How often the document has the word for the gathering.
fn namings(candidate: &Candidate, stretch: &Stretch, lines: &Lines) -> usize {
    let Some((len, lemma)) = stretch.ann.at(candidate.head.start, Class::EventHead) else {
        return 0;
    };
    lines
        .iter()
        .map(|line| {
            (0..line.segment.tokens.len())
                .filter(|at| line.ann.at(*at, Class::EventHead) == Some((len, lemma)))
                .count()
        })
        .sum()
}

/// Whether the head is of those that make no event by themselves.
fn is_informal(candidate: &Candidate, stretch: &Stretch) -> bool {
    let head = &candidate.head;
    let informal = stretch.ann.at(head.start, Class::InformalEvent);
    informal.is_some_and(|(len, _)| len == head.len())
}

/// Whether a headline, an act of taking part, or being held governs the name.
fn is_governed(candidate: &Candidate, stretch: &Stretch) -> bool {
    let before = candidate.start.saturating_sub(GOVERNED_WITHIN)..candidate.start;
    let after = candidate.end..candidate.end + 4;
    let ann = &stretch.ann;
    before.into_iter().any(|at| ann.covered_by(at, GOVERNS))
        || after
            .into_iter()
            .any(|at| ann.covered_by(at, &[Class::Verb, Class::Locative, Class::EventPart]))
        || is_located(candidate, stretch)
        || (candidate.start == 0 && stretch.is_heading())
}

/// Whether `in` or `at` stands before the name: something was done there.
fn is_located(candidate: &Candidate, stretch: &Stretch) -> bool {
    let before = candidate.start.saturating_sub(2)..candidate.start;
    before
        .into_iter()
        .any(|at| stretch.ann.covered(at, Class::Locative))
}

/// Whether the headline tells of a meeting or call without a name: gatherings further down are
/// its background.
fn tells_of_less(candidates: &[Candidate], stretches: &[Stretch]) -> bool {
    let headline = candidates.iter().find(|c| c.stretch == 0);
    headline.is_some_and(|c| {
        let stretch = stretches.first();
        stretch.is_some_and(|s| {
            let nested = (c.head.end..c.end).any(|at| s.ann.at(at, Class::EventHead).is_some());
            is_informal(c, s) && !nested && !Name::of(c, s).is_own(true)
        })
    })
}

/// What makes a phrase a name.
#[derive(Default)]
struct Name {
    number: bool,
    ordinal: bool,
    body: bool,
    state: bool,
    capital: bool,
    quoted: bool,
    complement: bool,
    long: bool,
    /// The head is the name of a standing body (`General Assembly`).
    is_body: bool,
}

impl Name {
    fn of(candidate: &Candidate, stretch: &Stretch) -> Self {
        let mut name = Self::default();
        let spaced = stretch.pack.source.writing.spaced;
        let mut capitals = 0;
        for at in candidate.start..candidate.end {
            let Some(token) = stretch.tokens.get(at) else {
                continue;
            };
            let ann = &stretch.ann;
            name.number |= is_count(token);
            name.ordinal |= is_ordinal(token, stretch, at);
            name.body |= ann.covered(at, Class::Organisation);
            if candidate.head.contains(&at) {
                continue;
            }
            name.state |= ann.covered(at, Class::Country);
            let capital = at > 0 && token.capitalised() && !stretch.is_person(at);
            capitals += usize::from(capital);
            name.quoted |= stretch.mark(at, &['«', '“', '„', '"', '《', '「']);
            name.complement |= at >= candidate.head.end && stretch.is_word(at);
        }
        // Where all words are capitalised, one says nothing.
        name.capital = capitals > usize::from(stretch.shouted)
            && !stretch.pack.source.writing.nouns_capitalised;
        let characters = candidate.head.start - candidate.start.min(candidate.head.start);
        name.long = !spaced && characters >= 4;
        name.is_body = (candidate.start..candidate.head.end).any(|at| {
            let body = stretch.ann.at(at, Class::Organisation);
            body.is_some_and(|(len, _)| at + len >= candidate.head.end)
        });
        name
    }

    fn is_proper(&self) -> bool {
        self.number || self.body || self.state || self.capital || self.quoted || self.long
    }

    fn is_own(&self, informal: bool) -> bool {
        if self.is_body {
            self.number || self.quoted
        } else if informal {
            self.ordinal || self.body || self.quoted
        } else {
            self.is_proper() || self.complement
        }
    }
}

/// A number that tells one of a row from the others, not how many there are.
fn is_ordinal(token: &Token, stretch: &Stretch, at: usize) -> bool {
    let tied = stretch.tokens.get(at + 1).is_some_and(|t| t.hyphenated);
    let lettered =
        token.key.ends_with(char::is_alphabetic) || stretch.mark(at + 1, &['.', 'º', '"']);
    let spaced = stretch.pack.source.writing.spaced;
    is_count(token) && (!spaced || tied || lettered)
}

/// A number, in Roman figures too, that counts gatherings.
fn is_count(token: &Token) -> bool {
    let roman = |t: &Token| {
        t.kind == TokenKind::Word
            && t.capitalised()
            && t.key.len() <= 7
            && t.key.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'))
    };
    let figured = token.key.contains(|c: char| c.is_ascii_digit());
    figured || token.kind == TokenKind::Number || token.key == "第" || roman(token)
}
