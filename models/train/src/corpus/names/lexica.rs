//! Names put together from the lists of the lexicon. The lists are folded: names come out without accents,
//! as foreign names often do in print. Arabic words that folding may have changed are left out.

use std::sync::LazyLock;

use super::super::open_sets::capitalised;
use super::super::random::{Random, in_tenth};
use super::super::templates::People;
use super::{Name, Script, east_asian};

const GIVEN: &str = include_str!("../../../../../crates/lexicon/tables/given_names.txt");
const FAMILY: &str = include_str!("../../../../../crates/lexicon/tables/family_names.txt");

/// Of a hundred names in training, those that are made; the others are the pattern file's.
const MADE: usize = 33;

static LATIN: LazyLock<Lists> = LazyLock::new(|| Lists::of(|c| c.is_ascii_lowercase()));
static CYRILLIC: LazyLock<Lists> =
    LazyLock::new(|| Lists::of(|c| matches!(c, 'а'..='я' | 'і' | 'ї' | 'є' | 'ґ')));
static ARABIC: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::of(|c| matches!(c, 'ء'..='ي'));
    for list in [&mut lists.given, &mut lists.family] {
        list.retain(|word| !word.starts_with('ا') && !word.ends_with(['ه', 'ي', 'ا']));
    }
    lists
});

/// Words that are names, in one script and in lower case.
#[derive(Debug)]
pub(super) struct Lists {
    pub(super) given: Vec<&'static str>,
    pub(super) family: Vec<&'static str>,
}

/// The lists of a script; `None` where there are none.
pub(super) fn lists(script: Script) -> Option<&'static Lists> {
    match script {
        Script::Latin | Script::Vietnamese => Some(&LATIN),
        Script::Cyrillic => Some(&CYRILLIC),
        Script::Arabic => Some(&ARABIC),
        Script::Chinese | Script::Japanese | Script::Korean => None,
    }
}

/// Whether the letters of a Cyrillic `word` are those of `lang`.
pub(super) fn of_the_language(word: &str, lang: &str) -> bool {
    let foreign: &[char] = match lang {
        "ru" => &['і', 'ї', 'є', 'ґ'],
        "uk" => &['ы', 'э', 'ъ'],
        _ => &[],
    };
    !word.contains(foreign)
}

impl Lists {
    fn of(letter: fn(char) -> bool) -> Self {
        let fits =
            |word: &&str| (3..=14).contains(&word.chars().count()) && word.chars().all(letter);
        Self {
            given: GIVEN.lines().filter(fits).collect(),
            family: FAMILY.lines().filter(fits).collect(),
        }
    }
}

/// Names of the lexicon's parts.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    script: Script,
    lang: &'static str,
    reserved: bool,
}

/// How often a name is tried again until it is in (or not in) the tenth that is kept apart.
const TRIES: usize = 200;

impl Known {
    /// Names that training may see.
    #[must_use]
    pub fn for_training(lang: &str) -> Self {
        Self::new(lang, false)
    }

    /// The tenth that is kept apart.
    #[must_use]
    pub fn reserved(lang: &str) -> Self {
        Self::new(lang, true)
    }

    fn new(lang: &str, reserved: bool) -> Self {
        Self {
            script: Script::of(lang),
            lang: match lang {
                "ru" => "ru",
                "uk" => "uk",
                _ => "",
            },
            reserved,
        }
    }

    fn word(self, words: &[&'static str], random: &mut Random) -> Option<&'static str> {
        (0..TRIES).find_map(|_| {
            let word = random.pick(words).copied()?;
            (self.may(word) && of_the_language(word, self.lang)).then_some(word)
        })
    }

    fn may(self, word: &str) -> bool {
        in_tenth(&format!("name/{word}")) == self.reserved
    }

    fn make(self, list: &str, random: &mut Random) -> Option<Name> {
        if self.script.is_foreign(list, random) {
            let given = self.word(&LATIN.given, random)?;
            let family = self.word(&LATIN.family, random)?;
            return self.script.transliterated(given, family);
        }
        match (self.script, lists(self.script)) {
            (Script::Arabic, Some(lists)) => self.arabic(lists, random),
            (_, Some(lists)) => self.western(lists, random),
            (Script::Japanese, None) => east_asian::japanese(&|given| self.may(given), random),
            (Script::Korean, None) => east_asian::korean(&|given| self.may(given), random),
            (_, None) => east_asian::chinese(&|given| self.may(given), random),
        }
    }

    fn western(self, lists: &Lists, random: &mut Random) -> Option<Name> {
        let given = capitalised(self.word(&lists.given, random)?);
        let mut family = capitalised(self.word(&lists.family, random)?);
        if random.chance(7) {
            family = format!(
                "{family}-{}",
                capitalised(self.word(&lists.family, random)?)
            );
        }
        let before = match random.below(20) {
            0 | 1 => format!("{given} {} ", capitalised(self.word(&lists.given, random)?)),
            2 | 3 => format!("{given} {}. ", initial(self.word(&lists.given, random)?)),
            4 => format!("{}. ", initial(&given)),
            5 if self.script == Script::Cyrillic => {
                format!(
                    "{}. {}. ",
                    initial(&given),
                    initial(self.word(&lists.given, random)?)
                )
            }
            6 => format!("{given}-{} ", capitalised(self.word(&lists.given, random)?)),
            _ => format!("{given} "),
        };
        Some(Name {
            before,
            family,
            after: String::new(),
        })
    }

    fn arabic(self, lists: &Lists, random: &mut Random) -> Option<Name> {
        let given = self.word(&lists.given, random)?;
        let family = self.word(&lists.family, random)?;
        let before = match random.below(6) {
            0 => format!("{given} بن {} ", self.word(&lists.given, random)?),
            1 => format!("{given} {} ", self.word(&lists.given, random)?),
            _ => format!("{given} "),
        };
        Some(Name {
            before,
            family: family.to_owned(),
            after: String::new(),
        })
    }
}

fn initial(word: &str) -> String {
    word.chars().take(1).flat_map(char::to_uppercase).collect()
}

impl People for Known {
    fn name(&mut self, list: &str, random: &mut Random) -> Option<String> {
        let nominative = matches!(list, "person" | "person.cn" | "person.for");
        if self.reserved || (nominative && random.chance(MADE)) {
            (0..TRIES).find_map(|_| self.make(list, random)?.in_form(list))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_of_the_names_is_never_in_training() {
        for lang in ["en", "ru", "uk", "ar", "vi"] {
            let mut random = Random::new(3, lang);
            for _ in 0..100 {
                let name = Known::for_training(lang)
                    .make("person", &mut random)
                    .unwrap();
                for word in name.family.split('-') {
                    assert!(
                        !in_tenth(&format!("name/{}", word.to_lowercase())),
                        "{word}"
                    );
                }
                let kept = Known::reserved(lang).make("person", &mut random).unwrap();
                for word in kept.family.split('-') {
                    assert!(in_tenth(&format!("name/{}", word.to_lowercase())), "{word}");
                }
            }
        }
    }

    #[test]
    fn every_script_has_names() {
        for lang in ["en", "vi", "ru", "uk", "ar", "zh", "ja", "ko"] {
            let mut random = Random::new(3, lang);
            let name = Known::for_training(lang)
                .make("person", &mut random)
                .unwrap();
            assert!(!name.in_form("person").unwrap().is_empty());
        }
    }
}
