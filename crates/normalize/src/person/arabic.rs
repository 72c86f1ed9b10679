//! Arab names: the person's own, the father's, and the family's with its article.

use rostra_lexicon::key::fold;

use super::PersonName;

/// Before the name of a father or a child.
const SONS: [&str; 12] = [
    "بن", "ابن", "بنت", "ولد", "bin", "ibn", "bint", "ben", "ould", "mint", "binti", "ولت",
];
/// Tie themselves to the next word within one name.
const TIED: [&str; 20] = [
    "عبد", "ابو", "ابي", "ابا", "ام", "ال", "ذو", "abd", "abdel", "abdul", "abdal", "abdoul",
    "abu", "abou", "aboul", "abul", "al", "el", "umm", "aal",
];
/// Second halves of a name whose first half is a word by itself: `Saif al-Din`.
const HALVES: [&str; 10] = [
    "الدين",
    "الله",
    "الرحمن",
    "الاسلام",
    "al-din",
    "eddine",
    "ed-din",
    "allah",
    "eldin",
    "uddin",
];

/// The parts of a name in Arabic or Latin letters.
pub(super) fn parts(words: &[&str]) -> PersonName {
    let units = units(words);
    let family_starts = |unit: &String| {
        let key = fold(unit, false);
        ["ال ", "al ", "el ", "aal "]
            .iter()
            .any(|article| key.starts_with(article))
    };
    match units.as_slice() {
        [] => PersonName::default(),
        [only] => PersonName {
            family: only.clone(),
            ..PersonName::default()
        },
        [given, rest @ ..] => {
            let son = |unit: &String| unit.split(' ').next().is_some_and(is_son);
            // `Mohammed bin Salman` has no other family name than that.
            let own = rest.iter().position(|unit| !son(unit));
            let named = rest.iter().position(family_starts);
            let last = rest.len() - 1;
            let cut = if rest.last().is_some_and(son) {
                rest.iter().position(son).unwrap_or(last)
            } else {
                named.or(own.map(|_| last)).unwrap_or(last)
            };
            let (middle, family) = rest.split_at(cut.min(rest.len()));
            PersonName {
                given: given.clone(),
                middle: middle.join(" "),
                family: family.join(" "),
                ..PersonName::default()
            }
        }
    }
}

/// Whether the words show by themselves that the name is Arab.
pub(super) fn is_romanised(words: &[&str]) -> bool {
    let article = |word: &&str| {
        let key = fold(word, false);
        key.starts_with("al-") || key.starts_with("el-")
    };
    let family_alone = matches!(words, ["Al" | "El", _]);
    family_alone
        || words
            .iter()
            .skip(1)
            .any(|w| article(w) || matches!(*w, "bin" | "ibn" | "bint" | "Bin"))
}

fn is_son(word: &str) -> bool {
    SONS.contains(&fold(word, false).as_str())
}

/// Words with what is tied to them: `عبد الفتاح`, `bin Salman`, `Abu Mazen`.
fn units(words: &[&str]) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut open = false;
    for word in words {
        let key = fold(word, false);
        let half = HALVES.contains(&key.as_str());
        match units.last_mut() {
            Some(last) if open || half => {
                last.push(' ');
                last.push_str(word);
            }
            _ => units.push((*word).to_owned()),
        }
        open = TIED.contains(&key.as_str()) || is_son(word);
    }
    units
}
