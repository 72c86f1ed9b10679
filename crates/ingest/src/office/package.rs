//! The ZIP package that DOCX and ODT files are (ECMA-376 part 2; OASIS ODF 1.3 part 2).

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{damaged, decode};
use crate::leaf::Reason;
use crate::options::Limits;

/// Bytes that all parts read of one package may unpack to.
const UNPACKED: u64 = 256 << 20;
/// Bytes to which anything may unpack, whatever its packed size.
const ANY_RATIO: u64 = 16 << 20;

/// A package whose parts are unpacked one at a time.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Number of each part by its path, in lower case: paths of parts differ in more than case (ECMA-376 part 2, 6.2.2.3).
    parts: HashMap<String, usize>,
    /// Bytes that may still be unpacked.
    room: u64,
    ratio: u64,
}

impl<'a> Package<'a> {
    /// Opens the package in `bytes`.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Reason> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        let mut parts = HashMap::new();
        for number in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(number) {
                parts.entry(folded(&name)).or_insert(number);
            }
        }
        Ok(Self {
            archive,
            parts,
            room: UNPACKED.min(limits.unpacked_bytes),
            ratio: limits.ratio,
        })
    }

    /// Whether there is a part at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&folded(path))
    }

    /// The XML of the part at `path`, if there is one.
    pub(super) fn xml(&mut self, path: &str) -> Result<Option<String>, Reason> {
        let Some(&number) = self.parts.get(&folded(path)) else {
            return Ok(None);
        };
        let part = self.archive.by_index(number).map_err(|error| match error {
            ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
                "is encrypted".to_owned()
            }
            other => damaged(&other),
        })?;
        let by_ratio = part.compressed_size().saturating_mul(self.ratio);
        let limit = self.room.min(by_ratio.max(ANY_RATIO));
        let mut bytes = Vec::new();
        let read = part.take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| damaged(&format_args!("{path}: {error}")))?;
        let unpacked = bytes.len() as u64;
        if unpacked > limit {
            return Err(format!(
                "unpacks to more than {limit} bytes (`limits.ratio`, `limits.unpacked_bytes`)"
            ));
        }
        self.room -= unpacked;
        Ok(Some(decode(bytes)))
    }
}

fn folded(path: &str) -> String {
    path.trim_start_matches('/')
        .replace('\\', "/")
        .to_lowercase()
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::Package;
    use crate::options::Limits;

    /// A package of `parts`: path and content.
    pub(in crate::office) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, content) in parts {
            writer
                .start_file(*path, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_by_path() {
        let bytes = packed(&[("Word/Document.xml", "<部长/>")]);
        let mut package = Package::open(&bytes, &Limits::default()).unwrap();
        let read = package.xml("/word/document.xml").unwrap();
        assert_eq!(read.as_deref(), Some("<部长/>"));
        assert!(package.has("WORD/document.xml"));
        assert_eq!(package.xml("word/styles.xml").unwrap(), None);
    }

    #[test]
    fn bombs_and_damage() {
        let bytes = packed(&[("a", &" ".repeat(20 << 20)), ("b", &"ab".repeat(300))]);
        let mut package = Package::open(&bytes, &Limits::default()).unwrap();
        let error = package.xml("a").unwrap_err();
        assert!(error.starts_with("unpacks to more than"), "{error}");
        let limits = Limits {
            unpacked_bytes: 1000,
            ..Limits::default()
        };
        let mut package = Package::open(&bytes, &limits).unwrap();
        assert!(package.xml("b").is_ok(), "within the limit of all");
        assert!(package.xml("b").is_err(), "together beyond it");
        for broken in [&bytes[..bytes.len() / 2], b"PK\x03\x04", b"", b"text"] {
            let error = Package::open(broken, &Limits::default()).err().unwrap();
            assert!(error.starts_with("is damaged: "), "{error}");
        }
    }
}
