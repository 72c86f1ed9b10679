//! When two names are one person's.

use compact_str::CompactString;
use rostra_document::{TextRange, TokenKind};
use rostra_lexicon::Pack;
use rostra_lexicon::hangul::is_syllable;
use rostra_lexicon::names::NameLexicon;

/// A name in its parts: folded stems of its words, or its characters where words are not spaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameParts {
    /// Stems, in order.
    pub parts: Vec<CompactString>,
    /// Whether the parts are ideographs.
    pub ideographs: bool,
}

impl NameParts {
    /// The parts of the name at `range`.
    pub fn of(text: &str, range: TextRange, pack: &Pack) -> Self {
        let tokens = pack.tokenize(text, range);
        let ideographs = tokens.iter().any(|t| t.kind == TokenKind::Ideograph);
        let parts = tokens
            .iter()
            .filter(|t| t.kind != TokenKind::Mark)
            .map(|t| match pack.given_nominative(&t.key) {
                // `Павла` is `Павел`, `Marka` is `Marek`: stems alone do not tell.
                Some(name) => pack.name_stem(&name),
                None => pack.name_stem(&t.key),
            })
            .collect();
        let parts = family_apart(parts, pack);
        Self { parts, ideographs }
    }

    /// Whether both can be one person: one's parts are all among the other's, initials standing for
    /// what they begin.
    pub fn agrees(&self, other: &Self) -> bool {
        let (short, long) = if self.parts.len() <= other.parts.len() {
            (self, other)
        } else {
            (other, self)
        };
        if short.parts.is_empty() || short.ideographs != long.ideographs {
            return false;
        }
        if short.ideographs {
            return ideographs_agree(&short.parts, &long.parts);
        }
        if other_generation(&short.parts, &long.parts) {
            return false;
        }
        // A lone initial says nothing; a syllable of Hangul is a whole family name.
        let letters = |p: &CompactString| p.chars().filter(|c| c.is_alphabetic()).count();
        let solid = |p: &CompactString| letters(p) > 1 || p.chars().all(is_syllable);
        let solid = short.parts.iter().any(solid);
        solid && all_within(&short.parts, &long.parts)
    }
}

/// The family name of a Korean, which no space parts from the given one: `조현우` is also `조 장관`.
fn family_apart(parts: Vec<CompactString>, pack: &Pack) -> Vec<CompactString> {
    let [whole] = parts.as_slice() else {
        return parts;
    };
    // Two syllables are a foreign family name oftener than both names of a Korean.
    let cut = pack
        .family_of(whole)
        .filter(|_| whole.chars().nth(2).is_some())
        .and_then(|syllables| whole.char_indices().nth(syllables))
        .and_then(|(at, _)| whole.split_at_checked(at));
    match cut {
        Some((family, given)) => vec![family.into(), given.into()],
        None => parts,
    }
}

/// How much the form at `range` looks like a nominative, where the language has cases: a first name
/// as the list has it, and endings no longer than another form's. Without cases always the same.
pub fn case_rank(text: &str, range: TextRange, pack: &Pack) -> i32 {
    if pack.source.inflection.name_endings.is_empty() {
        return 0;
    }
    let tokens = pack.tokenize(text, range);
    let names = NameLexicon::embedded();
    let known = tokens.iter().filter(|t| names.given(&t.key)).count();
    let letters: usize = tokens.iter().map(|t| t.key.chars().count()).sum();
    let count = |n: usize| i32::try_from(n).unwrap_or(100);
    // Lists of the world hold many a form that is an oblique case here.
    i32::from(known > 0) * 100 + count(known) - 2 * count(letters)
}

/// A shorter Chinese name is a run of the longer: a family name with a title, a second naming.
fn ideographs_agree(short: &[CompactString], long: &[CompactString]) -> bool {
    short.len() == long.len() && short == long
        || short.len() >= 2 && long.windows(short.len()).any(|w| w == short)
}

/// What stands between a name and that of the father.
const PATRONYMIC: [&str; 7] = ["بن", "بنت", "bin", "bint", "ibn", "бин", "бен"];

/// `Salim bin Ziyad` is no shorter form of `Majid bin Salim bin Ziyad`: the first name
/// must stand before the longer name's first patronymic.
fn other_generation(short: &[CompactString], long: &[CompactString]) -> bool {
    let Some(border) = long.iter().position(|p| PATRONYMIC.contains(&p.as_str())) else {
        return false;
    };
    let own = long.get(..border).unwrap_or_default();
    let family = short.len() == 1 && long.last() == short.first();
    border > 0 && !family && !short.first().is_some_and(|first| own.contains(first))
}

fn all_within(short: &[CompactString], long: &[CompactString]) -> bool {
    let mut free: Vec<&CompactString> = long.iter().collect();
    let mut whole = false;
    for part in short {
        let initial = part.strip_suffix('.');
        let at = free
            .iter()
            .position(|other| match (initial, other.strip_suffix('.')) {
                (None, None) => same_word(part, other),
                (Some(a), None) => other.starts_with(a),
                (None, Some(b)) => part.starts_with(b),
                (Some(a), Some(b)) => a == b,
            });
        let Some(at) = at else { return false };
        whole |= initial.is_none() && !free.get(at).is_some_and(|f| f.ends_with('.'));
        free.remove(at);
    }
    whole
}

/// Equal stems, long stems that differ in their last letter only (oblique cases), or two
/// spellings of one name (`Yulia`, `Yuliya`).
fn same_word(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let common = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if fleeting(&a, &b) || fleeting(&b, &a) {
        return true;
    }
    if a.first().is_some_and(|c| ('а'..='ӿ').contains(c)) {
        return common >= 4 && common + 2 >= long && common + 1 >= short;
    }
    let tail = |w: &[char]| w.iter().rev().copied().collect::<Vec<_>>();
    let ending = tail(&a)
        .iter()
        .zip(&tail(&b))
        .take_while(|(x, y)| x == y)
        .count();
    common >= 4 && long <= short + 1 && common + ending + 1 >= long
}

/// `Marek` beside the stem of `Marka`: an `e` before the last letter comes and goes.
fn fleeting(long: &[char], short: &[char]) -> bool {
    let e = long.len().wrapping_sub(2);
    short.len() >= 4
        && long.len() == short.len() + 1
        && long.get(e) == Some(&'e')
        && long
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != e)
            .map(|(_, c)| c)
            .eq(short)
}

#[cfg(test)]
mod tests {
    use super::{NameParts, case_rank};
    use rostra_document::TextRange;

    #[test]
    fn nominatives_rank_before_other_cases() {
        for (language, nominative, oblique) in [
            ("ru", "Игорь Панин", "Игоря Панина"),
            ("ru", "Александр Серов", "Александра Серова"),
            ("uk", "Микола Панченко", "Миколи Панченка"),
            ("pl", "Adam Nowak", "Adama Nowaka"),
        ] {
            let pack = rostra_lexicon::pack(language).expect("it has a pack");
            let rank = |name: &str| case_rank(name, TextRange::new(0, name.len()), pack);
            assert!(rank(nominative) > rank(oblique), "{nominative}");
        }
        let pack = rostra_lexicon::pack("en").expect("it has a pack");
        let range = TextRange::new(0, "Ann Lee".len());
        assert_eq!(case_rank("Ann Lee", range, pack), 0);
    }

    #[test]
    fn forms_of_one_name_agree() {
        let cases = [
            ("ru", "Евгений Пенов", "Евгения Пенова", true),
            ("ru", "Олег Панкин", "Олегом Панкиным", true),
            ("ru", "Сергей Басов", "Сергею Басову", true),
            ("ru", "Анна Серова", "Анны Серовой", true),
            ("ru", "Иван Орлов", "Иван Орлин", false),
            ("uk", "Микола Панченко", "Миколою Панченком", true),
            ("en", "Joseph R. Biden", "Biden", true),
            ("en", "Joe Biden", "J. Biden", true),
            ("en", "Yulia Koval", "Yuliya Koval", true),
            ("en", "Maria Koval", "Marta Koval", false),
            ("en", "Boris Johnson", "Lyndon Johnson", false),
            ("en", "von der Leyen", "Ursula von der Leyen", true),
            ("pl", "Marek Nowak", "Marka Nowaka", true),
            ("pl", "Paweł Wolski", "Pawłowi Wolskiemu", true),
            ("pl", "Anna Lipska", "Anny Lipskiej", true),
            ("pl", "Marek Nowak", "Marcina Nowaka", false),
            ("ru", "Павел Серов", "Павлом Серовым", true),
            ("ko", "조현우", "조", true),
            ("ko", "조현우", "조태진", false),
            ("ko", "남궁민수", "남궁", true),
            ("ko", "앤서니 블레이크", "블레이크", true),
            ("ar", "ماجد بن سالم بن زياد", "سالم بن زياد", false),
            ("ar", "ماجد بن سالم بن زياد", "ماجد بن سالم", true),
            ("en", "Majid bin Salim Al Ziyad", "Salim Al Ziyad", false),
        ];
        for (language, a, b, same) in cases {
            let pack = rostra_lexicon::pack(language).expect("it has a pack");
            let parts = |name: &str| NameParts::of(name, TextRange::new(0, name.len()), pack);
            assert_eq!(parts(a).agrees(&parts(b)), same, "{a} / {b}");
        }
    }
}
