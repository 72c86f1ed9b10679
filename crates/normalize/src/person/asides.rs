//! What stands in brackets or quotation marks inside a name.

/// Opening and closing marks; apostrophes only at the borders of words.
const PAIRS: [(char, char); 9] = [
    ('"', '"'),
    ('(', ')'),
    ('“', '”'),
    ('„', '“'),
    ('«', '»'),
    ('（', '）'),
    ('‘', '’'),
    ('「', '」'),
    ('\'', '\''),
];

/// `name` without its asides, and these joined by commas.
pub(super) fn apart(name: &str) -> (String, String) {
    let (mut rest, mut asides) = (String::with_capacity(name.len()), Vec::new());
    let mut left = name;
    let mut at_border = true;
    while let Some(c) = left.chars().next() {
        if let Some((inside, after)) = aside(left, at_border) {
            asides.push(inside.trim());
            rest.push(' ');
            left = after;
            at_border = true;
            continue;
        }
        rest.push(c);
        at_border = c.is_whitespace();
        left = left.get(c.len_utf8()..).unwrap_or_default();
    }
    (rest, asides.join(", "))
}

/// The aside that `text` begins with, and what follows it.
fn aside(text: &str, at_border: bool) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    PAIRS
        .iter()
        .filter(|(open, _)| *open == first)
        .find_map(|(open, close)| {
            let inner = text.get(open.len_utf8()..)?;
            let apostrophe = matches!(open, '\'' | '‘');
            if apostrophe && !at_border {
                return None;
            }
            let ends = |at: &usize| {
                let after = inner.get(at + close.len_utf8()..).unwrap_or_default();
                !apostrophe || after.is_empty() || after.starts_with([' ', ',', '.'])
            };
            let end = inner.match_indices(*close).map(|(at, _)| at).find(ends)?;
            let inside = inner
                .get(..end)
                .filter(|inside| !inside.trim().is_empty())?;
            Some((inside, inner.get(end + close.len_utf8()..)?))
        })
}
