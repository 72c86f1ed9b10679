//! Traditional and simplified characters: looked up as one.
//!
//! Packs and tables are written in simplified characters; [`simplify`] lets them be found in
//! traditional text. It maps single characters only (OpenCC's `TSCharacters`), which is enough
//! for look-up and not a conversion of text.

use std::sync::LazyLock;

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

#[cfg(test)]
mod tests {
    use super::simplify;

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
