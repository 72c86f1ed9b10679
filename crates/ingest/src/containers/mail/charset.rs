//! Bytes of mail to text, by the charset that a header names.

use encoding_rs::Encoding;
use mail_parser::decoders::charsets::map::charset_decoder;

use crate::decode;

/// Decodes `bytes` as `charset` says, where the bytes do not say otherwise. UTF-7 and the pages of DOS, which the web does not know and
/// mail does, are read too.
pub(super) fn decode(bytes: &[u8], charset: Option<&str>) -> String {
    let known = charset.and_then(|name| Encoding::for_label(name.as_bytes()));
    if let (None, Some(name)) = (known, charset)
        && let Some(old) = charset_decoder(name.as_bytes())
    {
        return old(bytes).replace("\r\n", "\n");
    }
    // Characters of ISO-2022-JP are valid UTF-8, too.
    if known == Some(encoding_rs::ISO_2022_JP) {
        return encoding_rs::ISO_2022_JP
            .decode(bytes)
            .0
            .replace("\r\n", "\n");
    }
    decode::decode(bytes, known, false).text
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn bytes_are_believed_before_names() {
        let cases: &[(&[u8], Option<&str>, &str)] = &[
            ("Министр".as_bytes(), Some("windows-1251"), "Министр"),
            (b"\xcc\xe8\xed\xe8\xf1\xf2\xf0", Some("cp1251"), "Министр"),
            (b"\x1b$B30L3Bg?C\x1b(B", Some("ISO-2022-JP"), "外務大臣"),
            (b"Hi Mom +Jjo-!", Some("utf-7"), "Hi Mom ☺!"),
            (b"\x8c\xa8\xad\xa8\xe1\xe2\xe0", Some("ibm866"), "Министр"),
            (b"a\r\nb", Some("us-ascii"), "a\nb"),
            ("Résumé".as_bytes(), Some("no-such"), "Résumé"),
        ];
        for (bytes, charset, expected) in cases {
            assert_eq!(decode(bytes, *charset), *expected, "{charset:?}");
        }
    }
}
