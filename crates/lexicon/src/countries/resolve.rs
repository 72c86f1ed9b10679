//! Whole strings to territories: what a column of a table or an option calls a state.
//!
//! In running text a vocabulary finds names among other words; here the string is all there is, so
//! word order, abbreviations, notes in brackets and slips of the pen may vary more, and what is
//! left over refuses the name: `New Mexico` is not Mexico.

use std::sync::LazyLock;

use compact_str::CompactString;
use fst::{IntoStreamer, Map, Streamer};

use super::name_key::{formal, key, words};
use super::nearby::Nearby;
use super::territories::{Territory, territory};

static NAMES: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/territory_names.fst"));
    Map::new(bytes).expect("the build made it")
});

/// What to do with a name of several territories (`Saint Martin`, `Micronesia`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// No answer.
    Refuse,
    /// The one that is meant most often.
    Likeliest,
}

/// What the table says of a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    One(&'static Territory),
    Several(&'static Territory),
    Region,
}

/// The territory that the whole of `name` calls, in any language of the tables.
///
/// Word order, case, marks, usual abbreviations and notes in brackets do not count, and one or two
/// wrong letters of a long name are forgiven; a name with other words in it is refused.
///
/// ```
/// use rostra_lexicon::countries::{Doubt, resolve};
///
/// let code = |name| resolve(name, Doubt::Refuse).map(|territory| territory.alpha3);
/// assert_eq!(code("Korea, Rep. of"), Some("KOR"));
/// assert_eq!(code("Saksa"), Some("DEU"));
/// assert_eq!(code("New Mexico"), None);
/// ```
#[must_use]
pub fn resolve(name: &str, doubt: Doubt) -> Option<&'static Territory> {
    let name = super::mojibake::repaired(name);
    if let Some((kept, left_out)) = exclusion(&name) {
        // What is left out must be apart from the rest: `Norway excluding Svalbard`.
        return resolve(left_out, doubt).and_then(|_| resolve(kept, doubt));
    }
    let said = words(&name);
    let found = listed(said.clone())
        .or_else(|| of_parts(&name))
        .or_else(|| listed(said.iter().filter(|w| !formal(w)).cloned().collect()))
        .or_else(|| similar(said))?;
    match found {
        Named::One(territory) => Some(territory),
        Named::Several(likeliest) => (doubt == Doubt::Likeliest).then_some(likeliest),
        Named::Region => None,
    }
}

/// The territory that exactly these words name, in any order.
fn listed(words: Vec<CompactString>) -> Option<Named> {
    named(NAMES.get(key(words))?)
}

/// Reads a value of the table: its high byte says how sure it is, the others are a code.
fn named(value: u64) -> Option<Named> {
    let [sureness, code @ ..] = value.to_be_bytes();
    let code: Vec<u8> = code.into_iter().filter(|b| *b != 0).collect();
    let one = || territory(std::str::from_utf8(&code).ok()?);
    Some(match sureness {
        0 => Named::One(one()?),
        1 => Named::Several(one()?),
        _ => Named::Region,
    })
}

/// `China, Hong Kong`, `American Samoa (US)`, `Croatia (local name: Hrvatska)`: parts that agree.
fn of_parts(name: &str) -> Option<Named> {
    let parts: Vec<_> = name
        .split([',', '(', ')', ':', '/', '[', ']', ';'])
        .map(words)
        .filter(|part| !part.iter().all(|word| says_nothing(word)))
        .collect();
    if parts.len() < 2 && !name.contains('(') {
        return None;
    }
    let mut parts = parts.into_iter().map(part);
    let first = parts.next()??;
    parts.try_fold(first, |held, next| narrower(held, next?))
}

/// What one part names, by itself.
fn part(words: Vec<CompactString>) -> Option<Named> {
    let by_code = || match words.as_slice() {
        [code] if code.len() == 2 => territory(&code.to_ascii_uppercase()).map(Named::One),
        _ => None,
    };
    listed(words.clone())
        .or_else(|| listed(words.iter().filter(|w| !formal(w)).cloned().collect()))
        .or_else(by_code)
        .or_else(|| similar(words.clone()))
}

/// The same territory, or the one that belongs to the other.
fn narrower(a: Named, b: Named) -> Option<Named> {
    let (x, y) = match (a, b) {
        (Named::One(x), Named::One(y)) => (x, y),
        // `San Martín (Francia)`.
        (Named::Several(x), Named::One(y)) if x.sovereign == Some(y.alpha3) => {
            return Some(Named::One(x));
        }
        _ => return None,
    };
    if x.alpha3 == y.alpha3 || y.sovereign == Some(x.alpha3) {
        Some(b)
    } else {
        (x.sovereign == Some(y.alpha3)).then_some(a)
    }
}

fn says_nothing(word: &str) -> bool {
    matches!(
        word,
        "local"
            | "name"
            | "former"
            | "until"
            | "up"
            | "to"
            | "since"
            | "from"
            | "dom"
            | "tom"
            | "+dom"
            | "also"
    ) || word.bytes().all(|b| b.is_ascii_digit())
}

/// Letters of a key that a slip may have changed.
fn slips(key: &str) -> Option<u8> {
    match key.chars().count() {
        0..=7 => None,
        8..=15 => Some(1),
        _ => Some(2),
    }
}

/// The territory whose name is written almost so, where no other's is as near.
fn similar(words: Vec<CompactString>) -> Option<Named> {
    let key = key(words);
    let most = slips(&key).filter(|_| key.is_ascii())?;
    (1..=most).find_map(|distance| nearest(&key, distance))
}

fn nearest(key: &str, distance: u8) -> Option<Named> {
    let mut near = NAMES.search(Nearby::new(key, distance)).into_stream();
    let mut found = None;
    while let Some((_, value)) = near.next() {
        let one = named(value)?;
        if *found.get_or_insert(one) != one {
            return Some(Named::Region);
        }
    }
    found
}

/// What is kept and what is left out of it.
fn exclusion(name: &str) -> Option<(&str, &str)> {
    [" excluding ", " without ", " except ", " excl. "]
        .iter()
        .find_map(|word| name.split_once(word))
}

#[cfg(test)]
mod tests {
    use super::{Doubt, resolve};
    use crate::countries::Standing;

    fn code(name: &str) -> Option<&'static str> {
        resolve(name, Doubt::Refuse).map(|territory| territory.code)
    }

    #[test]
    fn order_articles_and_abbreviations_do_not_count() {
        for (name, expected) in [
            ("Lao People's Democratic Republic", "LA"),
            ("LAO PEOPLE’S DEM. REP.", "LA"),
            ("Tanzania, United Republic of", "TZ"),
            ("Venezuela (Bolivarian Republic of)", "VE"),
            ("St. Kitts & Nevis", "KN"),
            ("Solomon Is.", "SB"),
            ("U.S.A.", "US"),
            ("U S A", "US"),
            ("Marshall Isl.", "MH"),
            ("Kingdom of Tonga", "TO"),
        ] {
            assert_eq!(code(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn every_language_has_its_names() {
        for (name, expected) in [
            ("Российская Федерация", "RU"),
            ("CÔTE D’IVOIRE", "CI"),
            ("Saksa", "DE"),
            ("Ελλάδα", "GR"),
            ("ไทย", "TH"),
            ("भारत", "IN"),
            ("दक्षिण कोरिया", "KR"),
            ("საქართველო", "GE"),
            ("臺灣", "TW"),
            ("Ísland", "IS"),
            ("Island", "IS"),
            ("مصر", "EG"),
        ] {
            assert_eq!(code(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn a_territory_stands_before_its_state() {
        for (name, expected) in [
            ("China, Macau SAR", "MO"),
            ("Greenland (Denmark)", "GL"),
            ("France: Réunion", "RE"),
            ("Puerto Rico (US)", "PR"),
            ("Norway excluding Svalbard", "NO"),
            ("Scotland", "GB-SCT"),
        ] {
            assert_eq!(code(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn slips_of_the_pen_are_forgiven() {
        for (name, expected) in [
            ("Azerbaidzhan", "AZ"),
            ("Philipines", "PH"),
            ("Trinidad and Tobaggo", "TT"),
            ("MÃ©xico", "MX"),
        ] {
            assert_eq!(code(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn what_is_left_over_refuses_the_name() {
        for name in [
            "New Mexico",
            "Sweden except Gotland",
            "Georgia (Atlanta)",
            "Belgium and France",
            "Belgium, France",
            "North Atlantic",
            "Central Asia",
            "the Caribbean",
            "Atlantis",
            "Minister of Finland",
            "",
            "()",
            "…",
            "\u{301}",
        ] {
            assert_eq!(code(name), None, "{name}");
        }
    }

    #[test]
    fn a_name_of_several_is_left_to_the_caller() {
        for (name, likeliest) in [("Micronesia", "FSM"), ("Saint Martin", "MAF")] {
            assert_eq!(resolve(name, Doubt::Refuse), None, "{name}");
            let found = resolve(name, Doubt::Likeliest).map(|t| t.alpha3);
            assert_eq!(found, Some(likeliest), "{name}");
        }
        let gone = resolve("USSR", Doubt::Refuse).map(|t| t.standing);
        assert_eq!(gone, Some(Standing::Withdrawn));
    }
}
