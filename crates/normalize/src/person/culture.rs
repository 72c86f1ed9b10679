//! Given and family name of a record, by the custom of where the person is from.
//!
//! Script, state and language choose the custom; what a custom does is in the module of its name.

use rostra_lexicon::key::fold;
use rostra_lexicon::names::NameLexicon;

use super::PersonName;
use super::affixes::{is_initial, is_particle, is_roman};
use super::{arabic, east_asia, iberian, slavic};

/// Where a name stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting<'a> {
    /// Language of the text, BCP 47 primary tag.
    pub language: &'a str,
    /// State that the person acts for, ISO 3166-1 alpha-3.
    pub country: Option<&'a str>,
}

impl Setting<'_> {
    pub(super) fn is_of(&self, states: &str) -> bool {
        self.country
            .is_some_and(|country| states.split(' ').any(|state| state == country))
    }

    /// Whether the person may be from one of `states`, as far as is known.
    pub(super) fn may_be_of(&self, states: &str) -> bool {
        self.country.is_none() || self.is_of(states)
    }
}

/// Surname first, also in the letters of others.
const FAMILY_FIRST: &str = "CHN TWN HKG MAC PRK KOR VNM KHM";
const SPANISH: &str =
    "ESP MEX ARG COL CHL PER VEN ECU BOL PRY URY CUB DOM GTM HND SLV NIC CRI PAN GNQ";
const PORTUGUESE: &str = "PRT BRA AGO MOZ CPV GNB STP TLS";
const ARAB: &str =
    "SAU ARE QAT KWT BHR OMN YEM IRQ SYR LBN JOR PSE EGY SDN LBY TUN DZA MAR MRT SOM DJI COM";
const SLAVIC: &str = "RUS UKR BLR KAZ KGZ UZB TJK TKM ARM AZE GEO MDA BGR SRB MKD MNE";
/// Several given names are usual, and all of them are used.
const MANY_GIVEN: &str = "TUR AZE FRA BEL";
/// One name, or names of which none is a family's.
const NO_FAMILY: &str = "MMR";
const NO_FAMILY_ALONE: &str = "IDN MMR AFG ETH ERI ISL BTN MNG";

/// The parts of `name`, the name of a record: no titles, and no suffixes but `Jr.` and numbers.
///
/// A part that cannot be told is empty; a name of one word is taken for the family's unless it is
/// known to be a given one.
///
/// ```
/// use rostra_normalize::person::{Setting, parts};
///
/// let setting = Setting { language: "en", country: Some("VNM") };
/// let name = parts("Nguyen Phu Trong", setting);
/// assert_eq!((name.family.as_str(), name.given.as_str()), ("Nguyen", "Phu Trong"));
/// ```
#[must_use]
pub fn parts(name: &str, setting: Setting) -> PersonName {
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
    let any = |from: char, to: char| letters.iter().any(|c| (from..=to).contains(c));
    if any('\u{3040}', '\u{30ff}') || any('\u{3400}', '\u{9fff}') {
        return east_asia::han(name, setting);
    }
    if any('\u{ac00}', '\u{d7a3}') {
        return east_asia::hangul(name, setting);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    if any('\u{600}', '\u{6ff}') && !setting.is_of(FAMILY_FIRST) {
        return arabic::parts(&words);
    }
    let (words, suffix) = without_suffix(&words);
    let mut parts = match words {
        // Kings have numbers, families do not.
        [name] if suffix.is_some_and(is_roman) => given_only(&[name]),
        _ => in_letters(words, setting),
    };
    parts.suffix = suffix.unwrap_or_default().to_owned();
    parts
}

fn without_suffix<'a, 'w>(words: &'a [&'w str]) -> (&'a [&'w str], Option<&'w str>) {
    match words {
        [rest @ .., last] if !rest.is_empty() && closes(last) => (rest, Some(*last)),
        _ => (words, None),
    }
}

/// `Jr.`, and the numbers of kings.
fn closes(word: &str) -> bool {
    let generation = matches!(fold(word, false).trim_end_matches('.'), "jr" | "sr");
    generation || (is_roman(word) && word.chars().count() > 1) || word == "V"
}

fn in_letters(words: &[&str], setting: Setting) -> PersonName {
    if let [only] = words {
        return slavic::with_initials(words).unwrap_or_else(|| alone(only, setting));
    }
    if let Some(parts) = by_capitals(words) {
        return parts;
    }
    let cyrillic = words
        .iter()
        .flat_map(|w| w.chars())
        .any(|c| ('\u{400}'..='\u{52f}').contains(&c));
    if is_eastern(words, setting) {
        return east_asia::family_first(words);
    }
    if setting.is_of(NO_FAMILY) {
        return given_only(words);
    }
    if let Some(parts) = slavic::parts(words, cyrillic || setting.is_of(SLAVIC)) {
        return parts;
    }
    if setting.is_of(ARAB) || arabic::is_romanised(words) {
        return arabic::parts(words);
    }
    let spanish = setting.is_of(SPANISH) || (setting.country.is_none() && setting.language == "es");
    if spanish
        || setting.is_of(PORTUGUESE)
        || (setting.country.is_none() && setting.language == "pt")
    {
        return iberian::parts(words, spanish);
    }
    let hungarian = setting.language == "hu" && setting.may_be_of("HUN");
    if hungarian || (setting.is_of("HUN") && names_turned(words)) {
        return east_asia::family_first(words);
    }
    western(
        words,
        setting.is_of(MANY_GIVEN) || matches!(setting.language, "tr" | "fr"),
    )
}

/// Whether the family's name comes first, in the letters of others.
fn is_eastern(words: &[&str], setting: Setting) -> bool {
    let vietnamese = east_asia::is_vietnamese(words);
    let marked = words
        .iter()
        .any(|word| east_asia::is_vietnamese_writing(word));
    if setting.is_of(FAMILY_FIRST) {
        let latin = words
            .iter()
            .all(|word| word.chars().all(|c| !('\u{370}'..='\u{1dff}').contains(&c)));
        let listed = vietnamese
            || words
                .first()
                .is_some_and(|word| east_asia::is_surname(word));
        let turned = !vietnamese && given_first(words);
        return !turned && (!latin || listed || marked || setting.is_of("KHM"));
    }
    let home = setting.language == "vi" && setting.country.is_none();
    (vietnamese && (marked || home))
        || (setting.country.is_none() && east_asia::is_romanised(words))
}

/// `Jack Ma`: the surname stands at the end.
fn given_first(words: &[&str]) -> bool {
    let [first, .., last] = words else {
        return false;
    };
    east_asia::is_surname(last) && !east_asia::is_surname(first) && !first.contains('-')
}

/// One word: a given name where only those lists have it.
fn alone(word: &str, setting: Setting) -> PersonName {
    let names = NameLexicon::embedded();
    let key = fold(word, false);
    let given = setting.is_of(NO_FAMILY_ALONE) || (names.given(&key) && !names.family(&key));
    let mut parts = PersonName::default();
    if given {
        parts.given = word.to_owned();
    } else {
        parts.family = word.to_owned();
    }
    parts
}

fn given_only(words: &[&str]) -> PersonName {
    PersonName {
        given: words.join(" "),
        ..PersonName::default()
    }
}

/// `KISHIDA Fumio`, `Jean-Yves LE DRIAN`: capitals write the family name.
fn by_capitals(words: &[&str]) -> Option<PersonName> {
    let shouted = |word: &&str| {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        letters().count() > 1 && letters().all(char::is_uppercase) && !word.contains('.')
    };
    let count = words.iter().filter(|w| shouted(w)).count();
    if count == 0 || count == words.len() {
        return None;
    }
    let start = words.iter().position(shouted)?;
    // Particles before the capitals are the family's.
    let particles = words
        .get(..start)?
        .iter()
        .rev()
        .take_while(|w| is_particle(w))
        .count();
    let (from, to) = (start - particles.min(start), start + count);
    let family = words
        .get(from..to)
        .filter(|run| run.iter().skip(particles).all(shouted))?;
    let given: Vec<&str> = words
        .iter()
        .take(from)
        .chain(words.iter().skip(to))
        .copied()
        .collect();
    let (given, middle) = slavic::without_patronymic(&given);
    Some(PersonName {
        given: given.join(" "),
        middle: middle.join(" "),
        family: family.join(" "),
        ..PersonName::default()
    })
}

/// `Orbán Viktor`: the lists know each word only as the other part.
fn names_turned(words: &[&str]) -> bool {
    let [first, second, ..] = words else {
        return false;
    };
    let names = NameLexicon::embedded();
    let (first, second) = (fold(first, false), fold(second, false));
    names.family(&first) && !names.given(&first) && names.given(&second)
}

/// The family name is the last word with the particles before it.
fn western(words: &[&str], many_given: bool) -> PersonName {
    let Some(last) = words.len().checked_sub(1) else {
        return PersonName::default();
    };
    let first_particle = words
        .iter()
        .enumerate()
        .skip(1)
        .take(last.saturating_sub(1));
    let start = first_particle
        .filter(|(_, word)| is_particle(word) && !is_initial(word))
        .map(|(at, _)| at)
        .next()
        .unwrap_or(last);
    let (before, family) = words.split_at(start);
    let (given, middle) = match before {
        [first, middle @ ..] if !many_given => (vec![*first], middle),
        all => (all.to_vec(), &[][..]),
    };
    PersonName {
        given: given.join(" "),
        middle: middle.join(" "),
        family: family.join(" "),
        ..PersonName::default()
    }
}
