//! One press release, as text.

use compact_str::CompactString;

use crate::diagnostic::Diagnostic;
use crate::identity::Identity;
use crate::metadata::Metadata;
use crate::origin::Origin;
use crate::provenance::Provenance;
use crate::range::TextRange;

/// A calendar date, ISO 8601 (`2022-11-29`), checked by whoever makes it.
pub type Date = CompactString;

/// A BCP 47 primary language tag in lower case (`en`, `zh`), or `und` where it is not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(pub CompactString);

impl Language {
    /// The language of `tag`, in lower case, without region or script.
    #[must_use]
    pub fn new(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Self(CompactString::from(primary.to_lowercase()))
    }

    /// The language that nobody could tell.
    #[must_use]
    pub fn unknown() -> Self {
        Self::new("und")
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A part of a text in another language than most of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Where it stands, in bytes.
    pub range: TextRange,
    /// Its language.
    pub language: Language,
}

/// One text, from one source. Every offset of a later stage counts bytes of [`Document::text`].
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its id, where it came from, and what tells its content.
    pub identity: Identity,
    /// SHA-256 of the source bytes, or of a row's `text`, in lower-case hexadecimal.
    pub sha256: String,
    /// Language of the running text.
    pub language: Language,
    /// What the source says beside the text.
    pub metadata: Metadata,
    /// The text, `\n` line ends, without a byte-order mark.
    pub text: String,
    /// Parts in another language than [`Document::language`], in the order of the text, not overlapping; none where all of it
    /// is in one.
    pub sections: Vec<Section>,
    /// Back to the source.
    pub origin: Origin,
    /// What ingest had to say.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// Where it came from, as a person would name it (`press/en-000.txt`, `batch.jsonl:12`).
    #[must_use]
    pub fn source(&self) -> String {
        self.identity.provenance.to_string()
    }

    /// A text that comes from no file, in the language of tag `language`: its digest is zeroes, its
    /// path `-`, and there is no way back.
    #[must_use]
    pub fn of_text(id: &str, language: &str, text: impl Into<String>) -> Self {
        Self {
            identity: Identity::new(id, Provenance::file("-")),
            sha256: "0".repeat(64),
            language: Language::new(language),
            metadata: Metadata::default(),
            text: text.into(),
            sections: Vec::new(),
            origin: Origin::Unknown,
            diagnostics: Vec::new(),
        }
    }
    /// The language of the text at byte `at`.
    #[must_use]
    pub fn language_at(&self, at: usize) -> &Language {
        let after = self.sections.partition_point(|s| s.range.start <= at);
        let section = after
            .checked_sub(1)
            .and_then(|last| self.sections.get(last));
        section
            .filter(|section| at < section.range.end)
            .map_or(&self.language, |section| &section.language)
    }
}
