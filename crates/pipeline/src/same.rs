//! Whether two namings in different languages are of one person.
//!
//! Names are compared in Latin letters: as they are; then by their consonants, since vowels and the letters for one sound are what
//! conventions differ in (`Serhii`, `Sergey`; `Makrun`, `Macron`); then by office and state, where no spelling helps (马克龙).

use rostra_document::{NormalizedRecord, TitleStatus};
use rostra_lexicon::key::fold;

/// How sure it is that two namings are of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// One holds an office of a state in one language, as the other does in the other.
    Office,
    /// All parts of one name sound like parts of the other.
    Sound,
    /// All parts of one name are parts of the other.
    Part,
    /// The names have the same parts.
    Same,
}

impl Likeness {
    /// All, the surest first.
    pub(crate) const ALL: [Self; 4] = [Self::Same, Self::Part, Self::Sound, Self::Office];
}

/// What namings are compared by.
pub(crate) struct Naming<'p> {
    person: &'p NormalizedRecord,
    parts: Vec<String>,
    sounds: Vec<String>,
    /// Its Latin form keeps what was said: not so of characters that write a foreign name by sound alone, or by meaning.
    phonetic: bool,
}

impl<'p> Naming<'p> {
    pub(crate) fn of(person: &'p NormalizedRecord) -> Self {
        let parts: Vec<String> = person
            .name_latin
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(|part| fold(part, false).to_string())
            .collect();
        Self {
            sounds: parts.iter().map(|part| sound(part)).collect(),
            parts,
            phonetic: !person.name.chars().any(is_syllabic),
            person,
        }
    }

    /// Whether the two are alike in the way `likeness` says.
    pub(crate) fn is(&self, likeness: Likeness, other: &Self) -> bool {
        let names =
            |a: &[String], b: &[String]| !a.is_empty() && a.iter().all(|part| b.contains(part));
        let either = |a: &[String], b: &[String]| names(a, b) || names(b, a);
        match likeness {
            Likeness::Same => {
                let (a, b) = (&self.parts, &other.parts);
                names(a, b) && names(b, a)
            }
            Likeness::Part => either(&self.parts, &other.parts) && !self.contradicts(other),
            Likeness::Sound => {
                (self.phonetic && other.phonetic)
                    && (self.letters() >= TELLING && other.letters() >= TELLING)
                    && either(&self.sounds, &other.sounds)
                    && !self.contradicts(other)
            }
            Likeness::Office => self.shares_office(other),
        }
    }

    /// Consonants of the whole name.
    fn letters(&self) -> usize {
        self.sounds.iter().map(String::len).sum()
    }

    /// Both act for a state, and not for the same.
    fn contradicts(&self, other: &Self) -> bool {
        let (a, b) = (&self.person.country, &other.person.country);
        a.is_some() && b.is_some() && a != b
    }

    /// Whether both hold one office of one state now, and spelling cannot tell their names apart.
    fn shares_office(&self, other: &Self) -> bool {
        if self.phonetic && other.phonetic {
            return false;
        }
        let state = self.person.country.is_some() && self.person.country == other.person.country;
        let mut offices = self.offices();
        state && offices.any(|office| other.offices().any(|o| o == office))
    }

    fn offices(&self) -> impl Iterator<Item = &str> {
        let titles = self.person.titles.iter();
        titles
            .filter(|title| title.status == TitleStatus::Current)
            .filter_map(|title| title.office.as_deref())
    }
}

/// Consonants that a name must have for its sound to tell it from others.
const TELLING: usize = 3;

/// Whether a character stands for a syllable or a word.
fn is_syllabic(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7af)
}

/// Spellings of one sound, longer ones first.
const SOUNDS: &[(&str, &str)] = &[
    ("shch", "s"),
    ("tsch", "c"),
    ("tch", "c"),
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "c"),
    ("zh", "z"),
    ("kh", "h"),
    ("gh", "h"),
    ("ph", "f"),
    ("ck", "k"),
    ("ts", "z"),
    ("tz", "z"),
    ("dj", "z"),
    ("dzh", "z"),
    ("x", "ks"),
    ("c", "k"),
    ("q", "k"),
    ("v", "f"),
    ("w", "f"),
    ("g", "h"),
];

/// The consonants of a folded word, those that conventions interchange made one; doubled ones count once.
fn sound(word: &str) -> String {
    let mut out = String::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let spelt = SOUNDS
            .iter()
            .find(|(spelling, _)| rest.starts_with(spelling));
        let (length, letters) = match spelt {
            Some((spelling, letters)) => (spelling.len(), *letters),
            None => (
                first.len_utf8(),
                rest.get(..first.len_utf8()).unwrap_or_default(),
            ),
        };
        let vowel =
            matches!(first, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j') || !first.is_alphanumeric();
        if !vowel && !out.ends_with(letters) {
            out.push_str(letters);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    if out.is_empty() { word.to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::sound;

    #[test]
    fn one_name_sounds_alike_by_all_conventions() {
        let cases = [
            ("serhii", "sergey"),
            ("volodymyr", "vladimir"),
            ("oleksandr", "aleksandr"),
            ("makrun", "macron"),
            ("leyen", "lyayen"),
            ("qasym", "kasym"),
            ("tokayev", "toqaev"),
            ("lawrow", "lavrov"),
            ("mikhail", "mykhailo"),
        ];
        for (a, b) in cases {
            assert_eq!(sound(a), sound(b), "{a} {b}");
        }
        for (a, b) in [("ivan", "igor"), ("petrov", "pavlov"), ("li", "wang")] {
            assert_ne!(sound(a), sound(b), "{a} {b}");
        }
    }
}
