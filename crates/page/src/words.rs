//! Codes and values as people read them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use maud::{Markup, html};
use rostra_lexicon::countries;

/// English names of the languages that releases are in, by primary tag.
static LANGUAGES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let rows = include_str!("../tables/languages.tsv").lines();
    rows.filter_map(|row| row.split_once('\t')).collect()
});

static COUNTRIES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let names = countries::names();
    names.map(|(code, _, short)| (code, short)).collect()
});

/// The English name of a language, else its tag.
#[must_use]
pub fn language(tag: &str) -> &str {
    LANGUAGES.get(tag).copied().unwrap_or(tag)
}

/// The tag as an attribute `lang` has it: empty where the language is not known or the tag is none.
#[must_use]
pub fn tag(lang: &str) -> &str {
    let is_tag = !lang.is_empty()
        && lang.len() <= 35
        && lang.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if is_tag && lang != "und" { lang } else { "" }
}

/// The short English name of a state or territory (ISO 3166-1 alpha-3), else its code.
#[must_use]
pub fn country(code: &str) -> &str {
    COUNTRIES.get(code).copied().unwrap_or(code)
}

/// A code of an office in words: `minister.foreign_affairs` is `minister, foreign affairs`.
#[must_use]
pub fn office(code: &str) -> String {
    code.replace('.', ", ").replace('_', " ")
}

/// `text` up to `most` code points, with what is left out shown as `…`.
#[must_use]
pub fn cut(text: &str, most: usize) -> String {
    let mut out: String = text.chars().take(most).collect();
    if text.chars().nth(most).is_some() {
        out.push('…');
    }
    out
}

/// A piece of a page; NUL, which no page can hold, is U+FFFD.
pub(crate) fn held(piece: Markup) -> String {
    let piece = piece.into_string();
    if piece.contains('\0') {
        piece.replace('\0', "\u{FFFD}")
    } else {
        piece
    }
}

/// `address` where it is one of the web, which alone a page may link to.
#[must_use]
pub fn web(address: &str) -> Option<&str> {
    let begins = |scheme: &str| {
        let head = address.get(..scheme.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    (begins("https://") || begins("http://")).then_some(address)
}

/// A confidence as a bar and a number.
#[must_use]
pub fn meter(confidence: f64) -> Markup {
    let shown = format!("{confidence:.2}");
    html! {
        span.sure { meter value=(shown) aria-hidden="true" {} span.sr { "confidence " } (shown) }
    }
}

/// A number with its thousands apart.
#[must_use]
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 release`, `1,204 releases`.
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// A value within a link's `#name=value`.
pub(crate) fn in_hash(value: &str) -> String {
    let mut out = String::new();
    for &byte in value.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_words() {
        assert_eq!(
            (language("ar"), language("und"), language("x-1")),
            ("Arabic", "unknown", "x-1")
        );
        assert_eq!(
            (tag("zh"), tag("und"), tag("a\" onclick=\"b")),
            ("zh", "", "")
        );
        assert_eq!(
            (country("FRA"), country("HKG"), country("QQQ")),
            ("France", "Hong Kong", "QQQ")
        );
        assert_eq!(
            office("minister.foreign_affairs"),
            "minister, foreign affairs"
        );
        assert_eq!(held(html! { "a\0" b { "c" } }), "a\u{FFFD}<b>c</b>");
        assert_eq!(cut("部长", 2), "部长");
        assert_eq!(
            [number(0), number(999), number(1_234_567)],
            ["0", "999", "1,234,567"]
        );
        assert_eq!(in_hash("a&b 习"), "a%26b%20%E4%B9%A0");
    }

    #[test]
    fn only_the_web_is_linked_to() {
        for good in ["https://a.example/x", "HTTP://a.example"] {
            assert_eq!(web(good), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            " https://a",
            "data:text/html,x",
            "习近平平平平",
            "",
        ] {
            assert_eq!(web(bad), None, "{bad}");
        }
    }
}
