//! What a layout has to know of characters.

/// Signs that stand on another letter.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// Whether `text` is such signs alone.
pub(super) fn is_marks(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_mark)
}

/// Letters written from right to left.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{5be}'..='\u{5f4}' | '\u{608}' | '\u{60b}' | '\u{60d}' | '\u{61b}'..='\u{64a}'
        | '\u{66d}'..='\u{66f}' | '\u{671}'..='\u{6d5}' | '\u{6e5}' | '\u{6e6}' | '\u{6ee}' | '\u{6ef}'
        | '\u{6fa}'..='\u{7ff}' | '\u{800}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}')
}

/// Scripts without spaces between words.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{312f}' | '\u{31a0}'..='\u{31ff}' | '\u{3300}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether `text` is white space alone.
pub(super) fn is_space(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}
