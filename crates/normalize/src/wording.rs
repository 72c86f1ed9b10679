//! The words that a range cuts out, fit to stand in one line.

use rostra_document::TextRange;

/// Stands where words were cut out of a title.
const GAP: &str = " ... ";

/// The text of `range`, each run of white space made one space; a line break between two
/// ideographs is no space.
pub(crate) fn words(text: &str, range: TextRange) -> String {
    let mut out = String::new();
    let (mut space, mut broken) = (false, false);
    for c in range.of(text).trim().chars() {
        if c.is_whitespace() {
            space = true;
            broken |= c == '\n';
            continue;
        }
        let glued = broken && ideograph(c) && out.chars().next_back().is_some_and(ideograph);
        if space && !glued {
            out.push(' ');
        }
        (space, broken) = (false, false);
        out.push(c);
    }
    out
}

/// The pieces of a title, joined where something was cut between them.
pub(crate) fn joined(text: &str, pieces: &[TextRange]) -> String {
    let pieces: Vec<String> = pieces
        .iter()
        .map(|&piece| words(text, piece))
        .filter(|words| !words.is_empty())
        .collect();
    pieces.join(GAP)
}

/// Whether `c` belongs to a script without spaces.
pub(crate) fn ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use rostra_document::TextRange;

    use super::{joined, words};

    fn all(text: &str) -> TextRange {
        TextRange::new(0, text.len())
    }

    #[test]
    fn a_line_break_becomes_a_space() {
        for (text, clean) in [
            (
                "Minister of\n  Public Security ",
                "Minister of Public Security",
            ),
            ("公安部\n部长", "公安部部长"),
            ("内閣 総理大臣", "内閣 総理大臣"),
            ("وزير\u{a0}الخارجية", "وزير الخارجية"),
            (" \n", ""),
        ] {
            assert_eq!(words(text, all(text)), clean);
        }
    }

    #[test]
    fn cut_words_leave_a_gap() {
        let text = "Ambassador of France to China";
        let pieces = [TextRange::new(0, 10), TextRange::new(21, 29)];
        assert_eq!(joined(text, &pieces), "Ambassador ... to China");
        assert_eq!(joined(text, &pieces[..1]), "Ambassador");
    }
}
