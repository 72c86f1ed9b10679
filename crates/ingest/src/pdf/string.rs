//! Text strings of the file's dictionaries.

/// The codes of PDFDocEncoding that are neither ASCII nor Latin-1 (ISO 32000-2, annex D.2).
const FROM_80: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™',
    'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// A text string as text: UTF-16 or UTF-8 by its mark, else PDFDocEncoding (ISO 32000-2, 7.9.2.2).
pub(super) fn decoded(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, u16::from_be_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(rest).into_owned();
    }
    // Some write UTF-8 without saying so; bytes above ASCII are hardly ever that by chance.
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|&byte| pdf_doc(byte)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes
        .chunks_exact(2)
        .filter_map(|pair| pair.try_into().ok().map(unit));
    let text: String = char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    without_language(&text)
}

/// Leaves out marks of language, which stand between escape characters.
fn without_language(text: &str) -> String {
    text.split('\u{1b}').step_by(2).collect()
}

fn pdf_doc(byte: u8) -> char {
    let above = byte.checked_sub(0x80).map(usize::from);
    above
        .and_then(|at| FROM_80.get(at).copied())
        .unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn strings_are_read_by_their_mark() {
        let cases: &[(&[u8], &str)] = &[
            (b"Press release", "Press release"),
            (b"\xfe\xff\x04\x1c\x04\x18\x04\x14", "МИД"),
            (b"\xff\xfe\x1c\x04\x18\x04\x14\x04", "МИД"),
            (b"\xfe\xff\x00\x1b\x00e\x00n\x00\x1b\x00A", "A"),
            (b"\xef\xbb\xbf\xe7\x8e\x8b", "王"),
            ("Élysée".as_bytes(), "Élysée"),
            (b"\xc9lys\xe9e \x84", "Élysée —"),
            (b"\xfe\xff\xd8\x00", "\u{fffd}"),
        ];
        for (bytes, text) in cases {
            assert_eq!(decoded(bytes), *text, "{bytes:?}");
        }
    }
}
