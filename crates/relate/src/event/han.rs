//! Candidates in Chinese: the characters around a word for a gathering, back and forth to a
//! border.

use rostra_document::TokenKind;
use rostra_lexicon::Class;

use super::Candidate;
use super::stretch::Stretch;

/// Characters of the longest name.
const LONGEST: usize = 50;

/// Words of two characters or more that no name of a gathering holds.
const BORDERS: &[Class] = &[
    Class::Stop,
    Class::Verb,
    Class::Pronoun,
    Class::Keynote,
    Class::Speaker,
    Class::Chair,
    Class::Participant,
    Class::IntroducesSpeakers,
    Class::IntroducesParticipants,
    Class::IntroducesChair,
    Class::AccordingTo,
    Class::MentionedOnly,
    Class::Appointed,
    Class::Today,
    Class::Yesterday,
    Class::Weekday,
];

/// Words that end a name in one character too.
const SMALL: &[Class] = &[Class::Of, Class::Locative];

/// Finds runs of characters that end in a word for a gathering.
pub fn candidates(number: usize, stretch: &Stretch) -> Vec<Candidate> {
    let borders = borders(stretch);
    let mut found = Vec::new();
    let mut at = 0;
    while at < stretch.tokens.len() {
        let end = (at..stretch.tokens.len())
            .find(|t| borders.get(*t).copied().unwrap_or(true))
            .unwrap_or(stretch.tokens.len());
        found.extend(run(number, stretch, at, end));
        at = end + 1;
    }
    found
}

/// The gathering named by the tokens `start..end`, between which no border stands.
fn run(number: usize, stretch: &Stretch, start: usize, end: usize) -> Option<Candidate> {
    let head = (start..end).rev().find_map(|at| {
        let (len, _) = stretch.ann.at(at, Class::EventHead)?;
        let part = stretch.ann.at(at, Class::EventPart).is_some();
        (at + len <= end && !part).then_some(at..at + len)
    })?;
    // A longer word for it may begin before (高峰论坛).
    let head = (start..head.start)
        .find(|at| {
            let longer = stretch.ann.at(*at, Class::EventHead);
            longer.is_some_and(|(len, _)| at + len == head.end)
        })
        .map_or(head.clone(), |at| at..head.end);
    let start = first(stretch, start, head.start);
    (head.end - start <= LONGEST).then_some(Candidate {
        stretch: number,
        start,
        end: head.end,
        head,
    })
}

/// A name does not begin with a date, a mark or a conjunction.
fn first(stretch: &Stretch, start: usize, head: usize) -> usize {
    let mut at = start;
    while at < head {
        let small = stretch.ann.covered_by(at, &[Class::And, Class::Complement]);
        let day = ["日", "月", "号", "午", "晚", "早", "天"];
        let key = stretch.tokens.get(at).map_or("", |t| t.key.as_str());
        if !stretch.is_word(at) || small || day.contains(&key) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// Which tokens no name holds.
fn borders(stretch: &Stretch) -> Vec<bool> {
    let tokens = &stretch.tokens;
    let mut borders = vec![false; tokens.len()];
    for at in 0..tokens.len() {
        let token = tokens.get(at);
        let broken = token.is_some_and(|t| t.kind == TokenKind::Mark) && !inside(stretch, at);
        let date = is_date(stretch, at);
        if broken || date || stretch.is_person(at) {
            set(&mut borders, at, 1);
        }
        for hit in stretch.ann.hits(at) {
            let class = hit.entry.class;
            let long = hit.len > 1 && BORDERS.contains(&class) && !is_noun(stretch, at, hit.len);
            let short = hit.len == 1 && SMALL.contains(&class);
            if (long || short) && !within_head(stretch, at, hit.len) {
                set(&mut borders, at, hit.len);
            }
        }
    }
    borders
}

fn set(borders: &mut [bool], at: usize, len: usize) {
    borders
        .iter_mut()
        .skip(at)
        .take(len)
        .for_each(|border| *border = true);
}

/// Whether a longer word for a gathering, a state or a body covers `len` tokens from `at`.
fn within_head(stretch: &Stretch, at: usize, len: usize) -> bool {
    (at.saturating_sub(6)..=at).any(|from| {
        stretch.ann.hits(from).any(|hit| {
            let name = [Class::EventHead, Class::Country, Class::Organisation];
            hit.len > len && from + hit.len >= at + len && name.contains(&hit.entry.class)
        })
    })
}

/// Whether a verb over these tokens is a noun of names too (合作).
fn is_noun(stretch: &Stretch, at: usize, len: usize) -> bool {
    stretch.ann.hits(at).any(|hit| {
        let noun = [Class::Qualifier, Class::Portfolio, Class::Body];
        hit.len == len && noun.contains(&hit.entry.class)
    })
}

/// Dashes, dots and quotation marks stand inside names.
fn inside(stretch: &Stretch, at: usize) -> bool {
    stretch.mark(
        at,
        &[
            '—', '–', '-', '·', '“', '”', '「', '」', '《', '》', '"', '/',
        ],
    )
}

/// The day of a date: 9月5日, 17日.
fn is_date(stretch: &Stretch, at: usize) -> bool {
    let key = |at: usize| stretch.tokens.get(at).map_or("", |t| t.key.as_str());
    let number = |at: usize| {
        stretch
            .tokens
            .get(at)
            .is_some_and(|t| t.kind == TokenKind::Number)
    };
    let unit = |at: usize| matches!(key(at), "日" | "月" | "号");
    (number(at) && unit(at + 1)) || (unit(at) && at.checked_sub(1).is_some_and(number))
}
