//! Encoded words of headers (RFC 2047), made one where a program has cut them within a character.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::charset;
use super::transfer;

/// One encoded word.
struct Word<'h> {
    charset: &'h str,
    bytes: Vec<u8>,
}

/// `header` with each run of encoded words of one charset written as one word in UTF-8. Neighbours are decoded together, since many
/// programs cut them between the bytes of a character, which the standard forbids.
pub(super) fn joined(header: &str) -> String {
    let mut out = String::with_capacity(header.len());
    let mut rest = header;
    while let Some((before, after)) = rest.split_once("=?") {
        out.push_str(before);
        let Some((mut word, mut tail)) = word(after) else {
            out.push_str("=?");
            rest = after;
            continue;
        };
        while let Some((next, further)) = neighbour(tail, word.charset) {
            word.bytes.extend(next.bytes);
            tail = further;
        }
        let text = charset::decode(&word.bytes, Some(word.charset));
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        out.push_str("=?utf-8?B?");
        out.push_str(&BASE64_STANDARD.encode(text));
        out.push_str("?=");
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// The word that stands next, if it is of the same charset and nothing but white space lies between.
fn neighbour<'h>(rest: &'h str, charset: &str) -> Option<(Word<'h>, &'h str)> {
    let (next, tail) = word(rest.trim_start().strip_prefix("=?")?)?;
    next.charset
        .eq_ignore_ascii_case(charset)
        .then_some((next, tail))
}

/// Bytes that one word may have: the standard allows 75, programs write more.
const LONGEST: usize = 4096;

/// Reads a word after its `=?`, and gives what follows.
fn word(written: &str) -> Option<(Word<'_>, &str)> {
    let near = written.as_bytes();
    let near = near.get(..near.len().min(LONGEST)).unwrap_or_default();
    let mut marks = (0..near.len()).filter(|&at| near.get(at) == Some(&b'?'));
    let (first, second) = (marks.next()?, marks.next()?);
    let end = marks.find(|at| near.get(at + 1) == Some(&b'='))?;
    let charset = written.get(..first)?;
    let encoding = written.get(first + 1..second)?;
    let data = written.get(second + 1..end)?;
    let tail = written.get(end + 2..)?;
    if charset.len() > 40 || charset.contains(char::is_whitespace) {
        return None;
    }
    let charset = charset.split('*').next().unwrap_or(charset);
    let bytes = match encoding {
        "B" | "b" => transfer::base64(data.as_bytes()),
        "Q" | "q" => {
            let mut bytes = Vec::new();
            transfer::unescape(data.replace('_', " ").as_bytes(), &mut bytes);
            bytes
        }
        _ => return None,
    };
    Some((Word { charset, bytes }, tail))
}

/// `text` with its encoded words decoded.
pub(super) fn decoded(text: &str) -> String {
    let joined = joined(text);
    let mut out = String::new();
    let mut rest = joined.as_str();
    while let Some((before, after)) = rest.split_once("=?") {
        out.push_str(before);
        match word(after) {
            Some((word, tail)) => {
                out.push_str(&String::from_utf8_lossy(&word.bytes));
                rest = tail;
            }
            None => {
                out.push_str("=?");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn words_are_decoded_and_cut_characters_mended() {
        for (written, expected) in [
            ("Plain =? words", "Plain =? words"),
            (
                "=?utf-8?Q?Ministre_d=C3=A9l=C3=A9gu=C3=A9?=",
                "Ministre délégué",
            ),
            (
                "=?UTF-8?B?5aSW6ZW/5Lya6A==?=\r\n =?UTF-8?B?p4HlpKfkvb8=?=",
                "外长会见大使",
            ),
            (
                "=?windows-1251?q?=CC=E8=ED?= =?Windows-1251?Q?=E8=F1=F2=F0?= : x",
                "Министр : x",
            ),
            ("=?gb2312?B?zeKzpA==?=", "外长"),
            (
                "=?iso-2022-jp?B?GyRCMw==?= =?iso-2022-jp?B?MEwzGyhC?=",
                "外務",
            ),
            ("=?utf-8*en?q?a?= b =?x?z?c?=", "a b =?x?z?c?="),
            ("=?utf-8?Q?with spaces=2C yes?=", "with spaces, yes"),
        ] {
            assert_eq!(decoded(written), expected, "{written}");
        }
        let endless = "=?a?Q?x".repeat(100_000);
        assert_eq!(decoded(&endless), endless);
    }
}
