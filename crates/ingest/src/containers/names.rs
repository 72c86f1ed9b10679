//! Names of members of archives. Nothing is ever written under them: they are shown, and say what kind of file a member is.

/// Characters that a name is shown with at most.
const LONGEST: usize = 1000;

/// A name as it is shown: as it stands, without what would upset a terminal or turn the text around it.
pub(super) fn shown(name: &str) -> String {
    let harmless = name.chars().take(LONGEST).map(|c| match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    });
    harmless.collect()
}

/// Whether a member is left alone whatever it is: hidden files, and what macOS puts beside each file.
pub(super) fn is_hidden(name: &str) -> bool {
    name.split(['/', '\\'])
        .any(|part| part == "__MACOSX" || (part.starts_with('.') && !matches!(part, "." | "..")))
}

#[cfg(test)]
mod tests {
    use super::{is_hidden, shown};

    #[test]
    fn names_are_shown_without_harm() {
        for (name, expected) in [
            ("../../etc/шапка.txt", "../../etc/шапка.txt"),
            ("新闻/部长.html", "新闻/部长.html"),
            (
                "a\x1b[2J\n\u{202e}txt.exe",
                "a\u{fffd}[2J\u{fffd}\u{fffd}txt.exe",
            ),
        ] {
            assert_eq!(shown(name), expected);
        }
        assert_eq!(shown(&"я".repeat(5000)).chars().count(), 1000);
    }

    #[test]
    fn hidden_files_are_known_by_any_part_of_their_way() {
        for (name, hidden) in [
            ("a/b.txt", false),
            ("./a.txt", false),
            ("../a.txt", false),
            (".git/a.txt", true),
            ("a/.b.txt", true),
            ("__MACOSX/a/b.txt", true),
        ] {
            assert_eq!(is_hidden(name), hidden, "{name}");
        }
    }
}
