//! Texts that may be pieces of web pages: what can be told of them without reading them as pages.
#![cfg_attr(
    not(all(feature = "mail", feature = "feed")),
    allow(dead_code, reason = "each is asked by one of the two, or both")
)]

/// Whether `text` is a piece of a web page. Content systems keep texts so.
pub(crate) fn is_markup(text: &str) -> bool {
    let start = text.trim_start();
    let tags = [
        "</p",
        "</div",
        "<br",
        "</h",
        "</li",
        "</span",
        "</a>",
        "</b>",
        "</i>",
        "</strong",
        "</em",
        "</td",
        "</section",
        "</article",
    ];
    cfg!(feature = "html")
        && (start.starts_with('<') && ["</", "<br"].iter().any(|tag| start.contains(tag))
            || tags.iter().any(|tag| start.contains(tag)))
}

/// How many letters and figures a reader sees.
pub(crate) fn letters(text: &str) -> usize {
    words(text).filter(|c| c.is_alphanumeric()).count()
}

/// Whether the text ends where a program has cut it.
pub(crate) fn is_cut(text: &str) -> bool {
    let end: String = words(text).collect();
    let end = end.trim_end().trim_end_matches([']', ')', '»', '"']);
    ["...", "…", "&hellip;", "&#8230;"]
        .iter()
        .any(|dots| end.ends_with(dots))
}

/// Whether a reader of `text` sees `words` in it, whatever the white space.
pub(crate) fn says(text: &str, phrase: &str) -> bool {
    let squeezed = |text: &mut dyn Iterator<Item = char>| {
        text.filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let phrase = squeezed(&mut phrase.chars());
    squeezed(&mut words(text)).contains(&phrase)
}

/// A headline that may have tags and entities, as one line of plain text. `named` knows what entities stand for.
pub(crate) fn line(text: &str, named: impl Fn(&str) -> Option<&'static str>) -> String {
    let plain: String = if is_markup(text) {
        words(text).collect()
    } else {
        text.to_owned()
    };
    let plain = unescaped(&plain, named);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` with its entities as what they stand for; what is none is left as it stands.
pub(crate) fn unescaped(text: &str, named: impl Fn(&str) -> Option<&'static str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = after;
        // No name of an entity is longer.
        let near = after.as_bytes().iter().take(40).position(|&b| b == b';');
        let name = near.and_then(|end| after.get(..end));
        let Some(name) = name else {
            out.push('&');
            continue;
        };
        if let Some(character) = numbered(name) {
            out.push(character);
        } else if let Some(known) = named(name) {
            out.push_str(known);
        } else {
            out.push('&');
            continue;
        }
        rest = after.get(name.len() + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The character of a reference such as `#8217` or `#x2019`.
fn numbered(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let number = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    number.ok().and_then(char::from_u32)
}

/// Entities that content systems write in headlines.
const ENTITIES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("laquo", "«"),
    ("raquo", "»"),
];

/// What an entity of those stands for.
pub(crate) fn entity(name: &str) -> Option<&'static str> {
    let known = ENTITIES.iter().find(|(known, _)| *known == name);
    known.map(|(_, text)| *text)
}

/// `text` to stand in a page.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The characters of a page that stand in no tag, style or script: roughly, for counting and comparing.
pub(crate) fn words(page: &str) -> impl Iterator<Item = char> {
    let mut hidden = false;
    page.split('<').enumerate().flat_map(move |(n, piece)| {
        let (tag, text) = match piece.split_once('>') {
            Some((tag, text)) if n > 0 => (tag, text),
            _ => ("", piece),
        };
        let name = tag
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '/')
            .next();
        match name.unwrap_or_default().to_ascii_lowercase().as_str() {
            "style" | "script" | "title" => hidden = true,
            "/style" | "/script" | "/title" => hidden = false,
            _ => {}
        }
        let gap = if tag.is_empty() { "" } else { " " };
        gap.chars().chain(if hidden { "" } else { text }.chars())
    })
}

#[cfg(test)]
mod tests {
    use super::{is_cut, is_markup, letters, says};

    #[test]
    fn pages_are_told_from_texts() {
        for (text, page) in [
            ("<p>Министр</p>", true),
            ("Lead<br/>more", true),
            ("a < b and c > d", false),
            ("Plain <press@mi.example>", false),
            ("", false),
        ] {
            assert_eq!(is_markup(text), page && cfg!(feature = "html"), "{text}");
        }
    }

    #[test]
    fn a_reader_sees_no_tags() {
        let page = "<style>p { x: y }</style><p class='a'>Le <b>ministre</b></p>délégué, 5 < 6";
        assert_eq!(letters(page), 19);
        assert!(says(page, "LE MINISTRE\ndélégué"));
        assert!(!says(page, "class"));
        for (text, cut) in [
            ("Er sagte [&#8230;]", true),
            ("<p>Il a dit…</p>", true),
            ("Done.", false),
        ] {
            assert_eq!(is_cut(text), cut, "{text}");
        }
    }
}
