//! Russian and Ukrainian names.
//!
//! Russian: BGN/PCGN 1947 as newspapers simplify it (`-y` for `-ий`, no signs for ъ and ь).
//! Ukrainian: the national system, resolution 55 of the Cabinet of Ministers, 2010.

use any_ascii::any_ascii;

/// `name` in Latin letters, by the system of `language`.
pub(super) fn latin(name: &str, language: &str) -> String {
    let ukrainian = language == "uk" || name.contains(['і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ']);
    name.split_inclusive(|c: char| !c.is_alphabetic() && !is_apostrophe(c))
        .map(|word| {
            if ukrainian {
                word_uk(word)
            } else {
                word_ru(word)
            }
        })
        .collect()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn word_ru(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len());
    for (at, &letter) in letters.iter().enumerate() {
        let before = at
            .checked_sub(1)
            .and_then(|b| letters.get(b))
            .map(|&c| small(c));
        let ends = letters.get(at + 1).is_none_or(|c| !c.is_alphabetic());
        let opening = before.is_none_or(|b| !b.is_alphabetic() || "аеёиоуыэюяъьй".contains(b));
        let latin = match small(letter) {
            'е' if opening => "ye",
            'ё' if opening => "yo",
            // щё, жё and чё sound as in Gorbachyov: one spelling for all.
            'ё' => "yo",
            'й' if ends && matches!(before, Some('и' | 'ы')) => "",
            'и' | 'ы' if ends_in_short_i(&letters, at) => "y",
            c => russian(c),
        };
        push(&mut out, letter, latin);
    }
    out
}

/// `-ий` and `-ый` at the end of a word are one `y`.
fn ends_in_short_i(letters: &[char], at: usize) -> bool {
    letters.get(at + 1).is_some_and(|&c| small(c) == 'й')
        && letters.get(at + 2).is_none_or(|c| !c.is_alphabetic())
}

fn russian(c: char) -> &'static str {
    match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'й' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ы' => "y",
        'э' => "e",
        'ю' => "yu",
        'я' => "ya",
        _ => UNKNOWN,
    }
}

fn word_uk(word: &str) -> String {
    let letters: Vec<char> = word.chars().filter(|&c| !is_apostrophe(c)).collect();
    let mut out = String::with_capacity(word.len());
    for (at, &letter) in letters.iter().enumerate() {
        let before = at
            .checked_sub(1)
            .and_then(|b| letters.get(b))
            .map(|&c| small(c));
        let first = before.is_none();
        let latin = match small(letter) {
            'г' if before == Some('з') => "gh",
            'г' => "h",
            'ґ' => "g",
            'є' => ["ie", "ye"][usize::from(first)],
            'и' => "y",
            'і' => "i",
            'ї' => ["i", "yi"][usize::from(first)],
            'й' => ["i", "y"][usize::from(first)],
            'ю' => ["iu", "yu"][usize::from(first)],
            'я' => ["ia", "ya"][usize::from(first)],
            c => russian(c),
        };
        push(&mut out, letter, latin);
    }
    out
}

/// A letter that no table has, or no letter.
const UNKNOWN: &str = "?";

fn push(out: &mut String, letter: char, latin: &str) {
    if latin == UNKNOWN {
        return match letter.is_alphabetic() {
            true => out.push_str(&any_ascii(letter.encode_utf8(&mut [0; 4]))),
            false => out.push(letter),
        };
    }
    let mut letters = latin.chars();
    if letter.is_uppercase() {
        out.extend(letters.next().map(|c| c.to_ascii_uppercase()));
    }
    out.push_str(letters.as_str());
}

fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}
