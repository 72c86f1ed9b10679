//! Korean names in the Revised Romanisation of 2000.
//!
//! As its rules for names have it, the family name stands first and apart, and the syllables of a
//! given name are written each for itself, without the changes of sound between them. The four
//! commonest family names stand as their bearers spell them nearly without exception.

use rostra_lexicon::hangul::is_syllable;

use super::capitalised;

const INITIALS: [&str; 19] = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p",
    "h",
];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "eu", "ui", "i",
];
const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t", "t", "ng", "t", "t", "k", "t", "p", "t",
];

/// Family names and how they are spelled.
const CUSTOMARY: [(&str, &str); 4] = [("김", "Kim"), ("이", "Lee"), ("박", "Park"), ("최", "Choi")];

/// A name in Hangul in Latin letters, its words capitalised.
pub fn latin(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    if let [word] = words.as_slice()
        && let Some((family, given)) = parts(word)
    {
        return format!("{} {}", family_name(family), capitalised(&letters(given)));
    }
    let written: Vec<String> = words.iter().map(|w| capitalised(&letters(w))).collect();
    written.join(" ")
}

/// The family name and the given name of a Korean.
fn parts(word: &str) -> Option<(&str, &str)> {
    let syllables = rostra_lexicon::pack("ko")?.family_of(word)?;
    let (at, _) = word.char_indices().nth(syllables)?;
    word.split_at_checked(at)
}

fn family_name(family: &str) -> String {
    let known = CUSTOMARY.iter().find(|(name, _)| *name == family);
    known.map_or_else(
        || capitalised(&letters(family)),
        |(_, spelled)| (*spelled).to_owned(),
    )
}

/// The letters of a word, syllable by syllable; `ㄹ` doubled is `ll`.
fn letters(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        let Some((initial, vowel, last)) = syllable(c) else {
            out.push(c);
            continue;
        };
        let doubled = initial == "r" && out.ends_with('l');
        out.push_str(if doubled { "l" } else { initial });
        out.push_str(vowel);
        out.push_str(last);
    }
    out
}

/// The letters of a syllable's three sounds.
fn syllable(c: char) -> Option<(&'static str, &'static str, &'static str)> {
    let code = usize::try_from(u32::from(c).checked_sub(0xac00)?).ok()?;
    if !is_syllable(c) {
        return None;
    }
    Some((
        INITIALS.get(code / 588)?,
        VOWELS.get(code % 588 / 28)?,
        FINALS.get(code % 28)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[test]
    fn names_by_the_revised_romanisation() {
        for (name, expected) in [
            ("문재인", "Mun Jaein"),
            ("김가은", "Kim Gaeun"),
            ("이서윤", "Lee Seoyun"),
            ("한복남", "Han Boknam"),
            ("남궁민수", "Namgung Minsu"),
            ("제갈민서", "Jegal Minseo"),
            ("블링컨", "Beullingkeon"),
            ("토니 블링컨", "Toni Beullingkeon"),
        ] {
            assert_eq!(latin(name), expected, "{name}");
        }
    }
}
