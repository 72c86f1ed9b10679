//! Han text: traditional and simplified characters looked up as one, and common words.
//!
//! Packs and tables are written in simplified characters; [`simplify`] lets them be found in
//! traditional text. It maps single characters only (OpenCC's `TSCharacters`), which is enough
//! for look-up and not a conversion of text. [`common_word`] knows the frequent words of jieba's
//! dictionary: where one begins, a name may end.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

static TABLE: &str = include_str!("../tables/han_simplified.tsv");

/// First code point of the table's range: CJK Extension A.
const FIRST: usize = 0x3400;
/// One past the last: the end of the CJK Unified Ideographs.
const END: usize = 0xA000;

static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table: Vec<char> = ('\u{3400}'..'\u{A000}').collect();
    debug_assert_eq!(table.len(), END - FIRST);
    for line in TABLE.lines() {
        let mut fields = line.split('\t').filter_map(|field| field.chars().next());
        if let (Some(traditional), Some(simplified)) = (fields.next(), fields.next())
            && let Some(cell) = (traditional as usize)
                .checked_sub(FIRST)
                .and_then(|at| table.get_mut(at))
        {
            *cell = simplified;
        }
    }
    table
});

/// The simplified form of a traditional character; any other character as it is.
#[must_use]
pub fn simplify(c: char) -> char {
    (c as usize)
        .checked_sub(FIRST)
        .and_then(|at| SIMPLIFIED.get(at).copied())
        .unwrap_or(c)
}

static WORDS: &str = include_str!("../tables/han_words.tsv");

static COMMON: LazyLock<FxHashMap<&str, WordKind>> = LazyLock::new(|| {
    WORDS
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(word, tag)| {
            let kind = if tag == "v" {
                WordKind::Verb
            } else {
                WordKind::Other
            };
            (word, kind)
        })
        .collect()
});

/// What a common word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    /// A verb.
    Verb,
    /// Anything else, names of persons left out.
    Other,
}

/// Characters that a common word has at most; it has two at least.
pub const LONGEST_WORD: usize = 4;

/// Whether `word`, in simplified characters, is a frequent word of Chinese, and which kind.
#[must_use]
pub fn common_word(word: &str) -> Option<WordKind> {
    COMMON.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::{WordKind, common_word, simplify};

    #[test]
    fn common_words_are_known_and_names_are_not() {
        assert_eq!(common_word("努力"), Some(WordKind::Other));
        assert_eq!(common_word("访问"), Some(WordKind::Verb));
        assert_eq!(common_word("王沪宁"), None);
    }

    #[test]
    fn traditional_text_is_looked_up_as_simplified() {
        for (written, key) in [
            ("國務卿", "国务卿"),
            ("總統", "总统"),
            ("駐華大使", "驻华大使"),
            ("習近平", "习近平"),
            ("主席", "主席"),
            ("ペルー", "ペルー"),
            ("Ａé🙂", "Ａé🙂"),
        ] {
            assert_eq!(written.chars().map(simplify).collect::<String>(), key);
        }
    }
}
