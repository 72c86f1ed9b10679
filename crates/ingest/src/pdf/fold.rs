//! Letters as a text writes them, where a font has them as they look.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;

/// What a glyph that is said to be `text` adds to the text: ligatures (`ﬁ`), letters in the form
/// they have at their place in a word (Arabic presentation forms) and radicals that stand for their
/// ideograph are folded to base letters, bullets of symbol fonts to `•`; control characters and
/// marks of direction are left out. `None` where nobody can say what it is.
pub(super) fn folded(text: &str) -> Option<CompactString> {
    let mut folded = CompactString::default();
    for c in text.chars() {
        match c {
            '\u{f0b7}' | '\u{f0a7}' | '\u{f0a8}' | '\u{f0d8}' | '\u{f076}' | '\u{f0fc}' => {
                folded.push('•');
            }
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => folded.push(' '),
            _ if is_unseen(c) => {}
            '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => return None,
            _ if is_form(c) => folded.extend(std::iter::once(c).nfkc()),
            _ => folded.push(c),
        }
    }
    Some(folded)
}

/// Control characters, marks of direction, variation selectors and other characters of no width that
/// say how a text looks; the joiners stay, some words need them.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}')
}

/// Compatibility characters that a text is never meant to have.
fn is_form(c: char) -> bool {
    matches!(c, '\u{fb00}'..='\u{fdff}' | '\u{fe30}'..='\u{fe4f}' | '\u{fe70}'..='\u{fefc}'
        | '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}')
        && !matches!(c, '\u{fd3e}' | '\u{fd3f}')
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn looks_become_letters() {
        for (seen, text) in [
            ("ﬁ", Some("fi")),
            ("ﬃ", Some("ffi")),
            ("ﻻ", Some("لا")),
            ("ﷲ", Some("الله")),
            ("ﺔ", Some("ة")),
            ("⼈", Some("人")),
            ("豈", Some("豈")),
            ("，", Some("，")),
            ("\u{a0}", Some("\u{a0}")),
            ("\u{f0b7}", Some("•")),
            ("\u{f041}", None),
            ("\u{fffd}", None),
            ("\0", Some("")),
            ("\u{200f}ا", Some("ا")),
        ] {
            assert_eq!(folded(seen).as_deref(), text, "{seen:?}");
        }
    }
}
