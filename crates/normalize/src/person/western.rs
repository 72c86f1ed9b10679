//! Names as lists of the West write them: given name first, or after a comma.

use rostra_lexicon::key::fold;
use rostra_lexicon::names::NameLexicon;

use super::PersonName;
use super::affixes::{Suffix, Title, is_initial, is_particle, suffix, title};
use super::asides::apart;
use super::pieces::{Piece, by_conjunctions, by_particles, text, words};

/// The parts of `name`, a whole string: `Dr. Marta E. von Ahlen III`, `Roe, Jane M., Jr.`
///
/// ```
/// use rostra_normalize::person::parse;
///
/// let name = parse("von Ahlen, Dr. Marta (Mimi), Jr.");
/// assert_eq!((name.given.as_str(), name.family.as_str()), ("Marta", "von Ahlen"));
/// assert_eq!((name.title.as_str(), name.suffix.as_str()), ("Dr.", "Jr."));
/// assert_eq!(name.nickname, "Mimi");
/// ```
#[must_use]
pub fn parse(name: &str) -> PersonName {
    let (rest, nickname) = apart(name);
    let parts: Vec<&str> = rest
        .split([',', '،', '，'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let mut parsed = match parts.as_slice() {
        [] => PersonName::default(),
        [whole] => in_order(words(whole), Vec::new(), !nickname.is_empty()),
        [whole, after @ ..] if all_suffixes(whole, after) => {
            let after = after.iter().map(|part| (*part).to_owned()).collect();
            in_order(words(whole), after, !nickname.is_empty())
        }
        [family, given, after @ ..] => family_first(family, given, after),
    };
    parsed.nickname = nickname;
    parsed
}

/// Whether nothing but letters and numbers follows the name.
fn all_suffixes(whole: &str, after: &[&str]) -> bool {
    let alone = words(whole).len() < 2;
    let Some(first) = after.first() else {
        return false;
    };
    words(first).iter().all(|word| match suffix(&word.text) {
        Some(Suffix::Generation | Suffix::Letters) => true,
        Some(Suffix::Doubtful) => !alone && shouted(&word.text),
        None => !alone && after.len() == 1 && matches!(word.text.as_str(), "I" | "V" | "X"),
    })
}

fn shouted(word: &str) -> bool {
    word.chars().all(|c| !c.is_lowercase())
}

/// `Given Middle Family`, with titles before it and suffixes at its end.
fn in_order(words: Vec<Piece>, after: Vec<String>, nicknamed: bool) -> PersonName {
    let (titles, mut rest, mut first) = titles(by_conjunctions(words));
    let mut title = text(&titles);
    let mut suffixes = closing(&mut rest, usize::from(titles.len() < 2));
    suffixes.extend(after);
    if rest.is_empty() && titles.len() > 1 && !suffixes.is_empty() {
        // `Dr Bishop Jr`
        if let [before @ .., last] = titles.as_slice() {
            title = text(before);
            rest.push(last.clone());
            first = false;
        }
    }
    let mut parsed = PersonName {
        title,
        suffix: suffixes.join(", "),
        ..PersonName::default()
    };
    let pieces = by_particles(rest);
    match pieces.as_slice() {
        [] => {}
        [only] if first || (titles.is_empty() && parsed.suffix.is_empty() && !nicknamed) => {
            parsed.given.clone_from(&only.text);
        }
        [only] => parsed.family.clone_from(&only.text),
        [family, given, middle @ ..] if turned(&pieces) => {
            parsed.family.clone_from(&family.text);
            parsed.given.clone_from(&given.text);
            parsed.middle = text(middle);
        }
        [given, middle @ .., family] => {
            parsed.given.clone_from(&given.text);
            parsed.middle = text(middle);
            parsed.family.clone_from(&family.text);
        }
    }
    parsed
}

/// `Ahlen Marta E.`: an initial at the end has its given name before it.
fn turned(pieces: &[Piece]) -> bool {
    match pieces {
        [first, second, last] => {
            is_initial(&last.text) && !is_initial(&first.text) && !is_initial(&second.text)
        }
        [first, second] => names_turned(&first.text, &second.text),
        _ => false,
    }
}

/// `Kowalska Marta`: the lists know the first as a surname only and the second as a given name only.
fn names_turned(first: &str, second: &str) -> bool {
    let names = NameLexicon::embedded();
    let (first, second) = (fold(first, false), fold(second, false));
    names.given(&second) && !names.family(&second) && names.family(&first) && !names.given(&first)
}

/// `Family, Given Middle, Jr.`
fn family_first(family: &str, given: &str, after: &[&str]) -> PersonName {
    let mut family = words(family);
    let mut suffixes = closing(&mut family, 1);
    let (titles, mut rest, _) = titles(by_conjunctions(words(given)));
    suffixes.extend(closing(&mut rest, 1));
    suffixes.extend(after.iter().map(|part| (*part).to_owned()));
    // `Meer, Anna van der`
    let particles = rest
        .iter()
        .rev()
        .take_while(|p| is_particle(&p.text))
        .count();
    let particles = rest.split_off(rest.len() - particles.min(rest.len().saturating_sub(1)));
    let whole: Vec<Piece> = particles.into_iter().chain(family).collect();
    let mut pieces = by_particles(rest).into_iter();
    let given = pieces.next().map(|piece| piece.text).unwrap_or_default();
    PersonName {
        title: text(&titles),
        given,
        middle: text(&pieces.collect::<Vec<_>>()),
        family: text(&whole),
        suffix: suffixes.join(", "),
        nickname: String::new(),
    }
}

/// Titles at the beginning, the rest, and whether the last title stands before a first name.
fn titles(mut pieces: Vec<Piece>) -> (Vec<Piece>, Vec<Piece>, bool) {
    let (mut end, mut first) = (0, false);
    for (at, piece) in pieces.iter().enumerate() {
        if piece.titled {
            (end, first) = (at + 1, false);
            continue;
        }
        match title(&piece.text) {
            Some(Title::Whole) => (end, first) = (at + 1, false),
            Some(Title::First) => (end, first) = (at + 1, true),
            Some(Title::Opening) => {}
            None => break,
        }
    }
    let rest = pieces.split_off(end);
    (pieces, rest, first)
}

/// Takes the suffixes off the end of `pieces`, leaving at least `least`.
fn closing(pieces: &mut Vec<Piece>, least: usize) -> Vec<String> {
    let all_shouted = pieces.iter().all(|piece| shouted(&piece.text));
    let mut taken = Vec::new();
    while pieces.len() > least {
        let Some(last) = pieces.last() else { break };
        let before = pieces.iter().rev().nth(1);
        let initial = before.is_some_and(|piece| is_initial(&piece.text));
        let closes = match suffix(&last.text) {
            Some(Suffix::Generation | Suffix::Letters) => true,
            Some(Suffix::Doubtful) => {
                let dotted = last.text.contains('.');
                pieces.len() > least + 1 && (dotted || (shouted(&last.text) && !all_shouted))
            }
            None => matches!(last.text.as_str(), "I" | "V" | "X") && pieces.len() > 2 && !initial,
        };
        if !closes {
            break;
        }
        taken.extend(pieces.pop().map(|piece| piece.text));
    }
    taken.reverse();
    taken
}
