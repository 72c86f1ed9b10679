//! What a ZIP archive is: files put together, or one document of an office program.

use std::io::Read;

use super::directory::Directory;
use super::window::Shared;

/// What an archive is.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// Files put together.
    Archive,
    /// A text of Word.
    Docx,
    /// A text in the Open Document Format.
    Odt,
    /// A document that is not read: what it is, as part of a sentence.
    Unread(&'static str),
}

/// Files by which documents are known (ECMA-376, and what programs write).
const PARTS: &[(&str, Kind)] = &[
    ("word/document.xml", Kind::Docx),
    ("xl/workbook.xml", Kind::Unread("an Excel file")),
    ("xl/workbook.bin", Kind::Unread("an Excel file")),
    ("ppt/presentation.xml", Kind::Unread("a PowerPoint file")),
    ("visio/document.xml", Kind::Unread("a Visio file")),
    ("Index/Document.iwa", Kind::Unread("an iWork file")),
    ("Index.zip", Kind::Unread("an iWork file")),
    ("AndroidManifest.xml", Kind::Unread("an Android program")),
    ("META-INF/MANIFEST.MF", Kind::Unread("a Java program")),
];

/// Files of which one lies in every such document, and hardly in what people put together.
const MARKS: &[&str] = &[
    "[Content_Types].xml",
    "META-INF/MANIFEST.MF",
    "Index/Document.iwa",
    "Index.zip",
];

/// What the file `mimetype` says (OpenDocument 1.3 part 2, 3.3; EPUB OCF 3.3, 4.3).
const MEDIA: &[(&str, Kind)] = &[
    ("application/vnd.oasis.opendocument.text", Kind::Odt),
    (
        "application/vnd.oasis.opendocument.spreadsheet",
        Kind::Unread("an OpenDocument spreadsheet"),
    ),
    (
        "application/vnd.oasis.opendocument.presentation",
        Kind::Unread("an OpenDocument presentation"),
    ),
    (
        "application/vnd.oasis.opendocument",
        Kind::Unread("an OpenDocument file"),
    ),
    ("application/epub+zip", Kind::Unread("an EPUB book")),
];

/// What the archive of that directory is.
pub(super) fn of(directory: &Directory, shared: &Shared) -> Kind {
    if let Some(media) = media(directory, shared) {
        let known = MEDIA.iter().find(|(name, _)| media.starts_with(name));
        if let Some((_, kind)) = known {
            return *kind;
        }
    }
    let entries = &directory.entries;
    let first = entries.first().map(|entry| entry.name.as_str());
    let has = |name: &str| entries.iter().any(|entry| entry.name == name);
    // Whoever packs it again packs `mimetype`, too.
    if first == Some("mimetype") && has("content.xml") {
        return Kind::Odt;
    }
    if !MARKS.iter().any(|name| has(name)) {
        return Kind::Archive;
    }
    let known = PARTS.iter().find(|(name, _)| has(name));
    known.map_or(Kind::Archive, |(_, kind)| *kind)
}

/// What the archive calls itself: the file `mimetype`, which stands first and as it is.
fn media(directory: &Directory, shared: &Shared) -> Option<String> {
    let first = directory.entries.first()?;
    if first.name != "mimetype" || first.packed != first.size || first.size > 100 {
        return None;
    }
    let start = super::member::start(first, shared).ok()?.1;
    let mut media = String::new();
    let mut window = shared.window(start, first.size);
    window.read_to_string(&mut media).ok()?;
    Some(media)
}
