//! Names with a patronymic, in either order, and with initials.

use rostra_lexicon::key::fold;
use rostra_lexicon::names::NameLexicon;

use super::PersonName;
use super::affixes::is_initial;

/// Endings of patronymics, in the cases that a text may have them in, and in Latin letters.
const PATRONYMICS: &[&str] = &[
    "вич",
    "вича",
    "вичу",
    "вичем",
    "виче",
    "вичі",
    "вичеві",
    "вна",
    "вны",
    "вне",
    "вной",
    "вну",
    "вною",
    "вні",
    "вни",
    "ична",
    "ичны",
    "ичне",
    "ичной",
    "ичну",
    "ївна",
    "ївни",
    "ївні",
    "ївною",
    "ївну",
    "vich",
    "vych",
    "vna",
    "ichna",
    "yivna",
    "ivna",
    "ьич",
    "ьича",
    "мич",
    "мича",
    "кич",
    "іч",
    "ovitch",
    "evitch",
    "vitj",
];
/// Words after a father's name.
const CHILDREN: [&str; 6] = ["оглы", "оглу", "кызы", "улы", "oglu", "qizi"];
/// Endings of surnames.
const SURNAMES: &[&str] = &[
    "ов",
    "ова",
    "ев",
    "ева",
    "ёв",
    "ёва",
    "ин",
    "ина",
    "ын",
    "ына",
    "ский",
    "ская",
    "цкий",
    "цкая",
    "ський",
    "ська",
    "цький",
    "цька",
    "енко",
    "чук",
    "юк",
    "ко",
    "ян",
    "швили",
    "дзе",
    "ых",
    "их",
];

/// The parts, where a patronymic or initials show the order; in other names of `slavic` people
/// the ending of a surname may.
pub(super) fn parts(words: &[&str], slavic: bool) -> Option<PersonName> {
    if let Some(parts) = with_initials(words).filter(|_| slavic) {
        return Some(parts);
    }
    match words {
        [given, father, child, family] if is_child(child) => {
            Some(named(given, &format!("{father} {child}"), family))
        }
        [family, given, father, child] if is_child(child) => {
            Some(named(given, &format!("{father} {child}"), family))
        }
        [given, patronymic, family] if is_patronymic(patronymic) && slavic => {
            Some(named(given, patronymic, family))
        }
        [family, given, patronymic] if is_patronymic(patronymic) && slavic => {
            Some(named(given, patronymic, family))
        }
        [given, patronymic] if slavic && is_lone_patronymic(patronymic) => {
            Some(named(given, patronymic, ""))
        }
        [family, given] if slavic && is_surname(family) && is_given(given) && !is_given(family) => {
            Some(named(given, "", family))
        }
        _ => None,
    }
}

/// `И. И. Иванов`, `С.Лавров`, `Иванов И.И.`
pub(super) fn with_initials(words: &[&str]) -> Option<PersonName> {
    let initials = |word: &&&str| word.ends_with('.') && word.split_terminator('.').all(is_initial);
    let glued = |word: &str| {
        let at = word.rfind('.')?;
        let (initials, family) = (word.get(..=at)?, word.get(at + 1..)?);
        let all = initials.split_terminator('.').all(is_initial);
        (all && family.chars().count() > 1).then(|| named(initials, "", family))
    };
    if let [word] = words {
        return glued(word);
    }
    let count = words.iter().filter(initials).count();
    let mut full = words.iter().filter(|word| !initials(word));
    match (count, full.next(), full.next()) {
        (1.., Some(family), None) => {
            let initials: Vec<&str> = words.iter().filter(initials).copied().collect();
            Some(named(&initials.join(" "), "", family))
        }
        _ => None,
    }
}

/// `Максим Станиславович`: the given name and the patronymic.
pub(super) fn without_patronymic<'a, 'w>(words: &'a [&'w str]) -> (&'a [&'w str], &'a [&'w str]) {
    match words {
        [_, patronymic] if is_patronymic(patronymic) => words.split_at(1),
        _ => (words, &[]),
    }
}

fn named(given: &str, middle: &str, family: &str) -> PersonName {
    PersonName {
        given: given.to_owned(),
        middle: middle.to_owned(),
        family: family.to_owned(),
        ..PersonName::default()
    }
}

fn ends(word: &str, endings: &[&str]) -> bool {
    let word = word.to_lowercase();
    endings
        .iter()
        .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}

fn is_patronymic(word: &str) -> bool {
    ends(word, PATRONYMICS)
}

/// `Ивановна`, `Петрович`; `Янукович` is a surname, for nobody is called Янук.
fn is_lone_patronymic(word: &str) -> bool {
    let names = NameLexicon::embedded();
    let father = |ending: &str| {
        let stem = word.strip_suffix(ending)?;
        let forms = [stem.to_owned(), format!("{stem}й"), format!("{stem}ь")];
        forms
            .into_iter()
            .find(|form| names.given(&fold(form, false)))
    };
    ends(
        word,
        &["овна", "евна", "івна", "ївна", "ovna", "evna", "ivna"],
    ) || ["ович", "евич", "ovich", "evich"]
        .iter()
        .any(|ending| father(ending).is_some())
}

fn is_child(word: &str) -> bool {
    CHILDREN.contains(&word.to_lowercase().as_str())
}

fn is_surname(word: &str) -> bool {
    ends(word, SURNAMES)
}

fn is_given(word: &str) -> bool {
    let names = NameLexicon::embedded();
    let key = fold(word, false);
    names.given(&key) && !is_surname(word)
}
