//! What names and titles are compared by: words without case and accents, ideographs one by one.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// Words with how often they occur.
pub(crate) type Bag = HashMap<String, usize>;

/// Compatibility forms evened out, combining marks dropped, case folded.
pub(crate) fn fold(text: &str) -> String {
    let bare = text.nfkd().filter(|&c| canonical_combining_class(c) == 0);
    bare.flat_map(char::to_lowercase)
        .collect::<String>()
        .replace('ß', "ss")
        .replace('ς', "σ")
}

/// The words of folded text: runs of characters that `inside` accepts, cut into single
/// characters where one of them is an ideograph.
pub(crate) fn bag(text: &str, inside: fn(char) -> bool, keep: impl Fn(&str) -> bool) -> Bag {
    let mut bag = Bag::new();
    let words = text.split(|c: char| !inside(c) || is_combining_mark(c));
    for word in words.filter(|word| !word.is_empty()) {
        if word.contains(ideograph) {
            word.chars()
                .for_each(|c| *bag.entry(c.to_string()).or_default() += 1);
        } else if keep(word) {
            *bag.entry(word.to_owned()).or_default() += 1;
        }
    }
    bag
}

fn ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// Words in a bag, each as often as it occurs.
pub(crate) fn size(bag: &Bag) -> usize {
    bag.values().sum()
}

/// Words that two bags share.
pub(crate) fn shared(a: &Bag, b: &Bag) -> usize {
    a.iter()
        .map(|(word, &count)| count.min(b.get(word).copied().unwrap_or(0)))
        .sum()
}
