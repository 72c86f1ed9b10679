//! Files in the container of old Office files, by the names of what lies in them ([MS-CFB], [MS-OFFCRYPTO] 2.3).

use crate::leaf::Reason;

/// First bytes of such a file.
const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// A name in the directory begins at a multiple of this many bytes.
const ENTRY: usize = 128;

/// Why `bytes` cannot be read, if they are such a file: new Office files are put into one where they are encrypted.
pub(super) fn reason(bytes: &[u8]) -> Option<Reason> {
    if !bytes.starts_with(MAGIC) {
        return None;
    }
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.chunks(ENTRY).any(|entry| entry.starts_with(&name))
    };
    Some(if holds("EncryptedPackage") {
        "is encrypted".to_owned()
    } else if holds("WordDocument") {
        "is a Word file of before 2007; save it as DOCX".to_owned()
    } else {
        "is an old office document; save it as DOCX".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::{MAGIC, reason};

    #[test]
    fn encrypted_and_old_files() {
        for (name, expected) in [
            ("EncryptedPackage", "is encrypted"),
            (
                "WordDocument",
                "is a Word file of before 2007; save it as DOCX",
            ),
            ("Workbook", "is an old office document; save it as DOCX"),
        ] {
            let mut bytes = MAGIC.to_vec();
            bytes.resize(512, 0);
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            assert_eq!(reason(&bytes).as_deref(), Some(expected));
        }
        assert_eq!(reason(b"PK\x03\x04"), None);
    }
}
