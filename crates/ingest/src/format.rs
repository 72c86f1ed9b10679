//! The formats that inputs are written in.

/// How an input is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// One release, plain text or Markdown, read as it stands.
    Text,
    /// A web page.
    Html,
    /// Pages in the Portable Document Format.
    Pdf,
    /// A text of Word, in Office Open XML.
    Docx,
    /// A text in the Open Document Format.
    Odt,
    /// A text in the Rich Text Format.
    Rtf,
    /// One mail, with what is attached to it.
    Mail,
    /// A mailbox of mails.
    Mbox,
    /// A feed: RSS or Atom.
    Feed,
    /// A table with a header row and a column of texts.
    Csv,
    /// One JSON object with a field of text, or an array of such objects.
    Json,
    /// One such object a line.
    JsonLines,
    /// What a crawl brought home.
    Warc,
    /// Files in a ZIP archive.
    Zip,
    /// Files in a TAR archive.
    Tar,
    /// One file, compressed with gzip.
    Gzip,
    /// One file, compressed with xz.
    Xz,
    /// One file, compressed with Zstandard.
    Zstd,
    /// One file, compressed with bzip2.
    Bzip2,
}

/// What is known of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The format.
    pub format: Format,
    /// Its name on the command line and in outputs.
    pub name: &'static str,
    /// One line for a person: what it is, and after a comma how it is read.
    pub says: &'static str,
    /// How names of such files end, without the point, in lower case.
    pub endings: &'static [&'static str],
    /// Media types, in lower case, without parameters.
    pub media: &'static [&'static str],
    /// Whether it holds other inputs.
    pub container: bool,
    /// Whether this build reads it.
    pub read: bool,
}

macro_rules! facts {
    ($($format:ident, $name:literal, $says:literal, $endings:expr, $media:expr, $container:literal, $read:expr;)*) => {
        &[$(Facts {
            format: Format::$format,
            name: $name,
            says: $says,
            endings: &$endings,
            media: &$media,
            container: $container,
            read: $read,
        }),*]
    };
}

/// Every format.
#[rustfmt::skip]
pub const FORMATS: &[Facts] = facts![
    Text, "text", "plain text or Markdown", ["txt", "text", "md", "markdown"], ["text/plain", "text/markdown"], false, true;
    Html, "html", "a web page", ["html", "htm", "xhtml", "shtml"], ["text/html", "application/xhtml+xml"], false, cfg!(feature = "html");
    Pdf, "pdf", "a PDF file", ["pdf"], ["application/pdf", "application/x-pdf"], false, cfg!(feature = "pdf");
    Docx, "docx", "a Word file", ["docx", "docm", "dotx"], ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"], false, cfg!(feature = "office");
    Odt, "odt", "an OpenDocument text", ["odt", "ott", "fodt"], ["application/vnd.oasis.opendocument.text"], false, cfg!(feature = "office");
    Rtf, "rtf", "an RTF file", ["rtf"], ["application/rtf", "text/rtf"], false, cfg!(feature = "office");
    Mail, "mail", "a mail, its attachments as documents of their own", ["eml"], ["message/rfc822"], true, cfg!(feature = "mail");
    Mbox, "mbox", "a mailbox", ["mbox", "mbx"], ["application/mbox"], true, cfg!(feature = "mail");
    Feed, "feed", "an RSS or Atom feed, one document an entry", ["rss", "atom", "rdf"], ["application/rss+xml", "application/atom+xml"], true, cfg!(feature = "feed");
    Csv, "csv", "a table with a column of texts, one document a row", ["csv", "tsv"], ["text/csv", "text/tab-separated-values"], true, true;
    Json, "json", "a JSON object, or an array of objects, one document each", ["json"], ["application/json"], true, true;
    JsonLines, "jsonl", "one JSON object a line", ["jsonl", "ndjson"], ["application/jsonl", "application/x-ndjson"], true, true;
    Warc, "warc", "a web archive, one document a page", ["warc", "wet"], ["application/warc"], true, cfg!(feature = "archives");
    Zip, "zip", "a ZIP archive", ["zip"], ["application/zip", "application/x-zip-compressed"], true, cfg!(feature = "archives");
    Tar, "tar", "a TAR archive", ["tar"], ["application/x-tar"], true, cfg!(feature = "archives");
    Gzip, "gzip", "a file compressed with gzip", ["gz", "tgz"], ["application/gzip", "application/x-gzip"], true, cfg!(feature = "archives");
    Xz, "xz", "a file compressed with xz", ["xz", "txz"], ["application/x-xz"], true, cfg!(feature = "archives");
    Zstd, "zstd", "a file compressed with Zstandard", ["zst", "tzst"], ["application/zstd"], true, cfg!(feature = "archives");
    Bzip2, "bzip2", "a file compressed with bzip2", ["bz2", "tbz2"], ["application/x-bzip2"], true, cfg!(feature = "archives");
];

impl Facts {
    /// What it is, as part of a sentence: `a PDF file`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.says.split(',').next().unwrap_or(self.says)
    }
}

impl Format {
    /// What is known of it.
    #[must_use]
    pub fn facts(self) -> &'static Facts {
        let facts = FORMATS.iter().find(|facts| facts.format == self);
        facts.unwrap_or(&FORMATS[0]) // a test says that every format stands in the table
    }

    /// The format of that name.
    #[must_use]
    pub fn of_id(name: &str) -> Option<Self> {
        let facts = FORMATS.iter().find(|facts| facts.name == name);
        facts.map(|facts| facts.format)
    }

    /// The format that a file's name ends in, if it is one that Rostra knows.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        let facts = FORMATS.iter();
        let mut found = facts.filter(|facts| facts.endings.contains(&ending.as_str()));
        found.next().map(|facts| facts.format)
    }

    /// The format of a media type (`text/html; charset=utf-8`), if it is one that Rostra knows.
    #[must_use]
    pub fn of_media(media: &str) -> Option<Self> {
        let essence = media.split(';').next().unwrap_or(media);
        let essence = essence.trim().to_ascii_lowercase();
        let facts = FORMATS.iter();
        let mut found = facts.filter(|facts| facts.media.contains(&essence.as_str()));
        found.next().map(|facts| facts.format)
    }
}

#[cfg(test)]
mod tests {
    use super::{FORMATS, Format};

    #[test]
    fn every_format_stands_in_the_table_once() {
        for facts in FORMATS {
            assert_eq!(facts.format.facts(), facts);
            assert_eq!(Format::of_id(facts.name), Some(facts.format));
            for ending in facts.endings {
                let name = format!("Press.{}", ending.to_uppercase());
                assert_eq!(Format::of_name(&name), Some(facts.format), "{name}");
            }
            for media in facts.media {
                let media = format!("{}; x=y", media.to_uppercase());
                assert_eq!(Format::of_media(&media), Some(facts.format), "{media}");
            }
        }
        assert_eq!(FORMATS.len(), Format::Bzip2 as usize + 1);
        for name in ["b", "b.", "b.exe", ""] {
            assert_eq!(Format::of_name(name), None, "{name}");
        }
    }
}
