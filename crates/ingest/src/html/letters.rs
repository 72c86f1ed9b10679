//! What two texts say, whatever marks, spaces and capitals they are written with.

/// Letters and figures in lower case: a text without what titles are written with or without.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

/// Whether two texts say the same in these letters.
pub(super) fn same(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b))
}

/// Whether `text` begins with `start`, which is written in these letters.
pub(super) fn begins(text: &str, start: &str) -> bool {
    let mut letters = letters(text);
    start.chars().all(|c| letters.next() == Some(c))
}

/// A text in these letters.
pub(super) fn key(text: &str) -> String {
    letters(text).collect()
}
