//! Telling files that are no text.

use encoding_rs::Encoding;

use crate::decode::utf16_by_zeros;

/// What is said of files as Office wrote them before 2007.
pub(crate) const OLD_OFFICE: &str = "an old office document; save it as DOCX";

/// First bytes of common formats that are not read.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\xd0\xcf\x11\xe0", OLD_OFFICE),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
];

/// What kind of binary file `bytes` begin, or `None` where they may be text.
pub(crate) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, kind)) = SIGNATURES.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Some(kind);
    }
    if Encoding::for_bom(bytes).is_some() || utf16_by_zeros(bytes).is_some() {
        return None;
    }
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or_default();
    let zeros = head.iter().filter(|&&b| b == 0).count();
    let controls = head.iter().filter(|&&b| is_control(b)).count();
    (zeros > 0 || controls * 50 > head.len()).then_some("a binary file")
}

/// Control bytes that no text has; escape stays, ISO-2022-JP needs it.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)
}

#[cfg(test)]
mod tests {
    use super::binary_kind;

    #[test]
    fn tells_text_from_binary() {
        let cases: &[(&[u8], Option<&str>)] = &[
            (b"\x89PNG...", Some("a PNG image")),
            (b"\xd0\xcf\x11\xe0\xa1", Some(super::OLD_OFFICE)),
            (b"abc\0def", Some("a binary file")),
            (b"\x01\x02\x03\x04abc", Some("a binary file")),
            (b"plain\ttext\r\n", None),
            (b"\xff\xfeH\0i\0", None),
            ("王小洪".as_bytes(), None),
            (b"\x1b$B", None),
            (b"", None),
        ];
        for (bytes, kind) in cases {
            assert_eq!(binary_kind(bytes), *kind, "{bytes:?}");
        }
    }
}
