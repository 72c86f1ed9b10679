//! Arabic and Persian names as the press spells them.
//!
//! Writing without vowels does not say how a name sounds, so well-known names come from a table
//! and the rest by rules of thumb: the article is `al-`, the pattern of `khālid` takes an `i`,
//! other clusters an `a`. A name by rule is readable, not authoritative.

use any_ascii::any_ascii;
use rostra_lexicon::key::fold;

use super::arabic_names::{ABD, NAMES};
use super::capitalised;

/// `name` in Latin letters.
pub(super) fn latin(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut out: Vec<String> = Vec::new();
    let mut rest = words.as_slice();
    while let [first, tail @ ..] = rest {
        if let (true, [second, after @ ..]) = (bare(first) == "عبد", tail) {
            out.push(servant_of(&bare(second)));
            rest = after;
            continue;
        }
        out.push(word(&bare(first)));
        rest = tail;
    }
    out.join(" ")
}

/// Folded for look-up, vowel marks dropped.
fn bare(word: &str) -> String {
    let letters: String = word
        .chars()
        .filter(|c| !('\u{64b}'..='\u{65f}').contains(c))
        .collect();
    fold(&letters, false).into()
}

/// `عبد` with a name of God.
fn servant_of(name: &str) -> String {
    if let Some((_, known)) = ABD.iter().find(|(form, _)| *form == name) {
        return (*known).to_owned();
    }
    let name = name.strip_prefix("ال").unwrap_or(name);
    format!(
        "Abdel {}",
        capitalised(&known(name).unwrap_or_else(|| sounds(name)))
    )
}

fn word(word: &str) -> String {
    if let Some(known) = known(word) {
        return known;
    }
    if let Some(rest) = word
        .strip_prefix("عبد")
        .filter(|rest| rest.chars().count() > 2)
    {
        return servant_of(rest);
    }
    if let Some(rest) = word
        .strip_prefix("ال")
        .filter(|rest| rest.chars().count() > 1)
    {
        return format!(
            "al-{}",
            capitalised(&known(rest).unwrap_or_else(|| sounds(rest)))
        );
    }
    capitalised(&sounds(word))
}

fn known(word: &str) -> Option<String> {
    NAMES
        .iter()
        .find(|(form, _)| *form == word)
        .map(|(_, latin)| (*latin).to_owned())
}

/// A word letter by letter, short vowels guessed.
fn sounds(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::new();
    // Consonants since the last vowel, and whether that vowel was a long `a`.
    let (mut run, mut after_alif) = (0, false);
    for (at, &letter) in letters.iter().enumerate() {
        let ends = at + 1 == letters.len();
        let next = letters.get(at + 1).copied();
        match sound(letter, at, next, run == 0 && at > 0) {
            Sound::Vowel(vowel) => {
                out.push_str(vowel);
                (run, after_alif) = (0, vowel == "a");
            }
            Sound::Consonant(consonant) => {
                if run == 1 && after_alif && ends {
                    out.push('i');
                } else if (run == 1 && !after_alif && out_has_no_vowel(&out)) || run >= 2 {
                    out.push('a');
                    run = 0;
                }
                out.push_str(consonant);
                run += 1;
            }
            Sound::Other => out.push_str(&any_ascii(letter.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

fn out_has_no_vowel(out: &str) -> bool {
    !out.contains(['a', 'e', 'i', 'o', 'u'])
}

enum Sound {
    Consonant(&'static str),
    Vowel(&'static str),
    Other,
}

/// How `letter` sounds at place `at` of a word, before `next`; `after_vowel` where one stands before.
fn sound(letter: char, at: usize, next: Option<char>, after_vowel: bool) -> Sound {
    let glide = at == 0
        || after_vowel
        || matches!(next, Some('ا' | 'و' | 'ي' | 'ه') if next != Some(letter));
    let consonant = match letter {
        'و' if glide => "w",
        'ي' if glide && !(next == Some('ه') && at > 0 && after_vowel) => "y",
        'و' => return Sound::Vowel("u"),
        'ي' => return Sound::Vowel("i"),
        'ا' | 'ع' => return Sound::Vowel("a"),
        'ء' => return Sound::Vowel(""),
        'ه' if next.is_none() && at > 1 => {
            return Sound::Vowel(if after_vowel { "h" } else { "a" });
        }
        'ب' => "b",
        'ت' | 'ط' => "t",
        'ث' => "th",
        'ج' => "j",
        'ح' | 'ه' => "h",
        'خ' => "kh",
        'د' | 'ض' => "d",
        'ذ' => "dh",
        'ر' => "r",
        'ز' | 'ظ' => "z",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'غ' => "gh",
        'ف' => "f",
        'ق' => "q",
        'ك' => "k",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        'پ' => "p",
        'چ' => "ch",
        'ژ' => "zh",
        'گ' => "g",
        'ڤ' => "v",
        _ => return Sound::Other,
    };
    Sound::Consonant(consonant)
}
