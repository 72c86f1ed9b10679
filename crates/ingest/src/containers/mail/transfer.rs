//! Transfer encodings of mail, undone without giving up on what is broken (RFC 2045, sections 6.7 and 6.8).

use mail_parser::decoders::base64::base64_decode;

/// How the bytes of a part were made fit for mail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Transfer {
    /// Not at all: 7bit, 8bit, binary, or none that is known.
    #[default]
    Identity,
    QuotedPrintable,
    Base64,
}

impl Transfer {
    /// The one that a `Content-Transfer-Encoding` header names.
    pub(super) fn of(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => Self::QuotedPrintable,
            "base64" => Self::Base64,
            _ => Self::Identity,
        }
    }

    /// The bytes as they were before.
    pub(super) fn undo(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Identity => bytes.to_vec(),
            Self::QuotedPrintable => quoted_printable(bytes),
            Self::Base64 => base64(bytes),
        }
    }
}

/// Undoes quoted-printable. What is no escape stays as it stands.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        let written = line.trim_ascii_end();
        let soft = written.ends_with(b"=");
        let written = written.strip_suffix(b"=").unwrap_or(written);
        unescape(written, &mut plain);
        if !soft && line.ends_with(b"\n") {
            plain.push(b'\n');
        }
    }
    plain
}

/// Appends `line` with its `=XX` undone.
pub(super) fn unescape(line: &[u8], plain: &mut Vec<u8>) {
    let mut rest = line;
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = (byte == b'=').then(|| hexadecimal(after)).flatten();
        plain.push(escaped.unwrap_or(byte));
        let width = if escaped.is_some() { 2 } else { 0 };
        rest = after.get(width..).unwrap_or_default();
    }
}

fn hexadecimal(bytes: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

/// Undoes Base64. Characters that are not of its alphabet are passed over, and each padding ends a group: lists append their footers
/// to encoded bodies, and programs join encoded pieces.
pub(super) fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len() / 4 * 3);
    for group in bytes.split(|&b| b == b'=') {
        let mut letters: Vec<u8> = group.iter().copied().filter(is_letter).collect();
        letters.resize(letters.len().next_multiple_of(4), b'=');
        plain.extend(base64_decode(&letters).unwrap_or_default());
    }
    plain
}

fn is_letter(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')
}

#[cfg(test)]
mod tests {
    use super::Transfer;

    #[test]
    fn encodings_are_undone_and_damage_is_passed_over() {
        for (name, written, expected) in [
            ("7bit", "a=3D", "a=3D"),
            (
                "Quoted-Printable ",
                "M=C3=AD=\r\nnis=\n tro=20\r\nb \r\n",
                "Mínis tro \nb\n",
            ),
            ("quoted-printable", "50 = 50, =ZZ, =", "50 = 50, =ZZ, "),
            ("base64", "0JzQuNC9\r\n0LjRgdGC0YA=\r\n", "Министр"),
            ("BASE64", "TWlu*aXN0\nZXI", "Minister"),
            ("base64", "TWluaXN0ZXI=TWluaXN0ZXI=", "MinisterMinister"),
            ("base64", "", ""),
        ] {
            let plain = Transfer::of(name).undo(written.as_bytes());
            assert_eq!(String::from_utf8_lossy(&plain), expected, "{written}");
        }
    }
}
