//! When two titles are one.

use crate::wordlike::{bag, fold, shared, size};

/// Words that do not count.
const SMALL: &[&str] = &[
    "the", "a", "an", "of", "for", "and", "in", "de", "du", "des", "la", "le", "les", "l", "d",
    "el", "los", "las", "del", "y", "et", "e", "do", "da", "dos", "das", "und", "der", "die",
];

/// Overlap F1 from which two titles are the same.
const ENOUGH: f64 = 0.8;

/// Whether the tokens of `a` and `b` (characters in Chinese and Japanese) overlap enough.
#[must_use]
pub fn same_title(a: &str, b: &str) -> bool {
    let tokens = |text: &str| {
        bag(
            &fold(text),
            |c| c.is_alphanumeric() || c == '_',
            |word| !SMALL.contains(&word),
        )
    };
    let (a, b) = (tokens(a), tokens(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    2.0 * shared(&a, &b) as f64 / (size(&a) + size(&b)) as f64 >= ENOUGH
}

#[cfg(test)]
mod tests {
    use super::same_title;

    #[test]
    fn small_words_and_one_word_in_five_do_not_matter() {
        for (a, b, same) in [
            ("Minister of the Interior", "minister of Interior", true),
            ("Minister of Interior", "Minister of Defence", false),
            ("公安部部长", "公安部长", true),
            ("ministre de l'Intérieur", "Ministre de l’interieur", true),
            ("of the", "of the", false),
        ] {
            assert_eq!(same_title(a, b), same, "{a} / {b}");
        }
    }
}
