//! Values as FollowTheMoney keeps them.
//!
//! Its library cleans what it reads and drops in silence what does not pass. So that nothing changes or is lost unseen, values are
//! written the way they come out of that cleaning (`followthemoney/types`, `normality.cleaning`, `rigour.urls`).

use unicode_normalization::UnicodeNormalization;

/// Longest values, in code points: `MAX_NAME_LENGTH` of rigour, `max_length` of the types.
const NAME: usize = 384;
const ADDRESS: usize = 250;
const LABEL: usize = 1024;
const URL: usize = 4096;
const TEXT: usize = 65_000;

/// A name: in one line, without quotes around it.
pub(super) fn name(value: &str) -> Option<String> {
    let mut name = line(value);
    // A second reading must find nothing to take away.
    while let Some(inner) = unquoted(&name) {
        name = inner.trim().to_owned();
    }
    cut(name, NAME)
}

/// A label, such as a title.
pub(super) fn label(value: &str) -> Option<String> {
    cut(plain(value), LABEL)
}

/// A place, in one line: what is listed without commas is listed with them.
pub(super) fn address(value: &str) -> Option<String> {
    let line = line(&value.replace(['\n', '\r', '\t', ';'], ","));
    let pieces = line.split(',');
    let pieces = pieces.map(|piece| piece.trim_start_matches([' ', '.']).trim_end());
    let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    cut(pieces.join(", "), ADDRESS)
}

/// A text without bounds, in pieces that are short enough.
pub(super) fn pieces(value: &str) -> Vec<String> {
    let text = plain(value);
    let (mut rest, mut pieces) = (text.as_str(), Vec::new());
    while let Some((end, _)) = rest.char_indices().nth(TEXT) {
        let (head, _) = rest.split_at(end);
        let at = head.rfind('\n').filter(|&at| at > 0).unwrap_or(end);
        let (piece, tail) = rest.split_at(at);
        pieces.push(piece.trim().to_owned());
        rest = tail.trim_start();
    }
    pieces.push(rest.to_owned());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// ISO 8601: a year from 1000 to 2999, or a month or day in one.
pub(super) fn date(value: &str) -> Option<String> {
    let day = match value.len() {
        4 => format!("{value}-01-01"),
        7 => format!("{value}-01"),
        10 => value.to_owned(),
        _ => return None,
    };
    let is_date = value.starts_with(['1', '2']) && day.parse::<jiff::civil::Date>().is_ok();
    is_date.then(|| value.to_owned())
}

/// An address of the web with a path, without user and password.
pub(super) fn url(value: &str) -> Option<String> {
    let value: String = plain(value)
        .chars()
        .filter(|c| !"\t\r\n".contains(*c))
        .collect();
    let (scheme, rest) = value.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https" | "ftp") {
        return None;
    }
    let (host, tail) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if !is_host(host) {
        return None;
    }
    let tail = tail.replace(char::is_whitespace, "%20");
    let (tail, fragment) = halves(&tail, '#');
    let (path, query) = halves(tail, '?');
    let path = path.strip_suffix(';').unwrap_or(path);
    let path = if path.is_empty() { "/" } else { path };
    let url = format!("{scheme}://{host}{path}{query}{fragment}");
    (url.chars().count() <= URL).then_some(url)
}

/// What stands before the first `mark`, and all from there on where something follows it.
fn halves(text: &str, mark: char) -> (&str, &str) {
    let at = text.find(mark).unwrap_or(text.len());
    let (head, tail) = text.split_at(at);
    (head, if tail.len() > 1 { tail } else { "" })
}

/// Whether `authority` is a name or number of a host, with or without a port.
fn is_host(authority: &str) -> bool {
    let (host, port) = authority.split_once(':').unwrap_or((authority, "0"));
    let labels: Vec<&str> = host.strip_suffix('.').unwrap_or(host).split('.').collect();
    let is_label = |label: &&str| {
        (1..=63).contains(&label.chars().count())
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
            && label.contains(char::is_alphanumeric)
    };
    let last = labels.last().copied().unwrap_or_default();
    let is_name = last.chars().count() > 1 && !last.chars().all(char::is_numeric);
    let is_number = host.parse::<std::net::Ipv4Addr>().is_ok();
    port.parse::<u16>().is_ok()
        && labels.iter().all(is_label)
        && (labels.len() == 1 || is_name || is_number)
}

/// Composed, without controls and invisible characters, trimmed.
fn plain(value: &str) -> String {
    let kept: String = value.nfc().filter_map(visible).collect();
    kept.trim().to_owned()
}

/// The same with one space for all white space.
fn line(value: &str) -> String {
    let plain = plain(value);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `c`, a space in its place, or nothing.
fn visible(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' => Some(c),
        '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{1680}' | '\u{202F}' => Some(' '),
        '\u{205F}' | '\u{3000}' | '\u{A00}' => Some(' '),
        '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' => None,
        '\u{61C}' | '\u{AD}' | '\u{FEFF}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// What stands between quotes, if all does.
fn unquoted(name: &str) -> Option<&str> {
    let inner = name.strip_prefix(['"', '\''])?;
    inner.strip_suffix(['"', '\''])
}

/// `value` in at most `most` code points; none where it is empty.
fn cut(mut value: String, most: usize) -> Option<String> {
    if let Some((end, _)) = value.char_indices().nth(most) {
        let last = value.char_indices().nth(most - 1).map_or(end, |(at, _)| at);
        value.truncate(last);
        value.truncate(value.trim_end().len());
        value.push('…');
    }
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::{address, date, label, name, pieces, url};

    #[test]
    fn names_are_as_a_second_cleaning_leaves_them() {
        for (written, kept) in [
            ("Ana  Lopes", Some("Ana Lopes")),
            (" \"'Rosneft'\" ", Some("Rosneft")),
            ("Le\u{301}a\u{200d} O'Neil", Some("Léa O'Neil")),
            ("阮文\u{3000}强\n", Some("阮文 强")),
            ("\"", Some("\"")),
            ("\"\"", None),
            ("\u{200b}", None),
        ] {
            assert_eq!(name(written).as_deref(), kept, "{written:?}");
        }
        let long = name(&format!("y{}", "x ".repeat(300))).unwrap();
        assert_eq!(long.chars().count(), 383);
        assert!(long.ends_with("x…"), "{long}");
        assert_eq!(label("\"a\"\n=b"), Some("\"a\"\n=b".to_owned()));
    }

    #[test]
    fn addresses_are_lines() {
        for (written, kept) in [
            ("Washington, D.C.", Some("Washington, D.C.")),
            ("Hà Nội", Some("Hà Nội")),
            ("Paris;\nFrance", Some("Paris, France")),
            ("Rome,, Italy,", Some("Rome, Italy")),
            (";", None),
        ] {
            assert_eq!(address(written).as_deref(), kept, "{written:?}");
        }
    }

    #[test]
    fn dates_may_be_partial() {
        for (written, is_kept) in [
            ("2024-05-02", true),
            ("2024-05", true),
            ("2024", true),
            ("2024-02-30", false),
            ("0987-01-01", false),
            ("May", false),
        ] {
            assert_eq!(date(written).is_some(), is_kept, "{written}");
        }
    }

    #[test]
    fn urls_have_hosts_and_paths() {
        for (written, kept) in [
            ("HTTPS://a.org", Some("https://a.org/")),
            ("https://a.org/b c?d=é#", Some("https://a.org/b%20c?d=é")),
            ("https://правда.рф?a#b", Some("https://правда.рф/?a#b")),
            ("http://10.0.0.1:8080/x", Some("http://10.0.0.1:8080/x")),
            ("http://1.5/x", None),
            ("http://user:secret@a.org/", None),
            ("a.org", None),
            ("file:///etc/passwd", None),
        ] {
            assert_eq!(url(written).as_deref(), kept, "{written}");
        }
    }

    #[test]
    fn long_texts_are_cut_at_lines() {
        let text = format!("{}\n{}", "a".repeat(64_999), "b".repeat(70_000));
        let lengths: Vec<usize> = pieces(&text).iter().map(String::len).collect();
        assert_eq!(lengths, [64_999, 65_000, 5_000]);
        assert_eq!(pieces(" \n"), Vec::<String>::new());
    }
}
