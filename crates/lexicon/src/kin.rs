//! Which pack reads a language that has none of its own.
//!
//! Relatives share words of office (`minister`, `президент`), grammar and the look of names, so that a pack finds part of what a
//! relative's text says. It is a guess: whoever uses it says so.

use crate::language::has_pack;

/// The nearest language with a pack, by language.
const KIN: &[(&str, &str)] = &[
    ("af", "en"),
    ("az", "tr"),
    ("ba", "ru"),
    ("be", "ru"),
    ("bg", "ru"),
    ("bs", "en"),
    ("ca", "es"),
    ("ckb", "ar"),
    ("cs", "pl"),
    ("cv", "ru"),
    ("da", "en"),
    ("fa", "ar"),
    ("fo", "en"),
    ("gl", "pt"),
    ("ht", "fr"),
    ("kk", "ru"),
    ("ky", "ru"),
    ("mk", "ru"),
    ("mn", "ru"),
    ("ms", "id"),
    ("nl", "en"),
    ("no", "en"),
    ("oc", "fr"),
    ("os", "ru"),
    ("pap", "es"),
    ("ps", "ar"),
    ("ro", "it"),
    ("sd", "ar"),
    ("sk", "pl"),
    ("sv", "en"),
    ("tg", "ru"),
    ("tk", "tr"),
    ("tt", "ru"),
    ("ug", "ar"),
    ("ur", "ar"),
];

/// Letters of a text whose script is looked at.
const SAMPLE: usize = 2000;

/// The language whose pack reads a `text` in `language` (BCP 47 primary tags): its own, else that of its nearest relative, else one
/// of the text's script; `None` where no pack is of that script.
#[must_use]
pub fn reader<'t>(language: &'t str, text: &str) -> Option<&'t str> {
    if has_pack(language) {
        return Some(language);
    }
    let by_script = by_script(text)?;
    let kin = KIN.iter().find(|(tag, _)| *tag == language);
    let kin = kin.map(|&(_, kin)| kin);
    Some(
        kin.filter(|kin| of_script(kin) == by_script)
            .unwrap_or(by_script),
    )
}

/// The language that [`by_script`] gives for the script of a relative in [`KIN`].
fn of_script(kin: &str) -> &str {
    match kin {
        "ru" | "ar" => kin,
        _ => "en",
    }
}

/// The language that reads most of what is written in the script of most of the text's letters.
fn by_script(text: &str) -> Option<&'static str> {
    let mut counts = [("en", 0_usize), ("ru", 0), ("ar", 0), ("zh", 0), ("ko", 0)];
    let mut other = 0_usize;
    for letter in text.chars().filter(|c| c.is_alphabetic()).take(SAMPLE) {
        let at = match u32::from(letter) {
            0x41..=0x7a | 0xc0..=0x24f | 0x1e00..=0x1eff => 0,
            0x400..=0x52f => 1,
            0x600..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfeff => 2,
            0x3400..=0x4dbf | 0x4e00..=0x9fff => 3,
            0xac00..=0xd7af => 4,
            _ => {
                other += 1;
                continue;
            }
        };
        counts[at].1 += 1;
    }
    let (tag, most) = counts.into_iter().rev().max_by_key(|&(_, count)| count)?;
    (most > other && has_pack(tag)).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::reader;

    #[test]
    fn a_relative_reads_what_has_no_pack() {
        let cases = [
            ("fr", "Le ministre", Some("fr")),
            ("ms", "Perdana Menteri", Some("id")),
            ("kk", "Қазақстан Президенті", Some("ru")),
            ("az", "Prezident", Some("tr")),
            ("sr", "Председник", Some("ru")),
            ("sr", "Predsednik", Some("en")),
            ("und", "王毅", Some("zh")),
            ("und", "Wayta Quispe", Some("en")),
            ("ka", "პრეზიდენტი", None),
            ("und", "12:30", None),
        ];
        for (tag, text, expected) in cases {
            assert_eq!(reader(tag, text), expected, "{tag} {text}");
        }
    }
}
