//! How much characters say, and which of them are written without spaces.

/// An ideograph says as much as several letters.
pub(super) fn weight(c: char) -> u32 {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => 1,
        '\0'..='\u{7f}' => 0,
        '\u{ac00}'..='\u{d7a3}' => 2,
        _ if is_wide(c) && c.is_alphabetic() => 3,
        _ => u32::from(c.is_alphanumeric()),
    }
}

/// Characters of scripts that write no spaces: a line break of the source between them is none of the text.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{312f}' | '\u{31a0}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
