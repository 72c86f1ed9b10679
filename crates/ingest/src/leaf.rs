//! A part that is a document: its bytes, and their decoding.

use std::sync::Arc;

use rostra_document::{
    Diagnostic, Document, Field, Identity, Language, Metadata, Origin, SourceError, Undecoded,
};

use serde_json::{Map, Value};

use crate::bounded::{self, Bounded, read_all};
use crate::budget;
use crate::dateline;
use crate::decode;
use crate::format::Format;
use crate::language::Claims;
use crate::options::{Limits, Naming, Options};
use crate::part::{Head, Part};
use crate::plain;

/// What a decoder makes of bytes.
#[derive(Debug, Default)]
pub(crate) struct Text {
    /// The text, `\n` line ends.
    pub(crate) text: String,
    /// Back to the source.
    pub(crate) origin: Origin,
    /// What the source says beside the text.
    pub(crate) metadata: Metadata,
    /// What it says and is less worth than all else, as the day on which a file was made.
    pub(crate) fallback: Metadata,
    /// The language that the source names.
    pub(crate) language: Option<Language>,
    /// What was guessed or left out.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Digits of an id that is made from the content: among a hundred million documents two of one id are a chance of one in four thousand.
const ID_DIGITS: usize = 16;

/// Why bytes could not be decoded, as part of a sentence: `is encrypted`.
pub(crate) type Reason = String;

/// A document that was found, with its bytes, still to be decoded.
pub struct Leaf {
    head: Head,
    identity: Identity,
    format: Format,
    read: Bounded,
    options: Arc<Options>,
}

impl Leaf {
    /// Takes the bytes of `part`, which is written in `format`; `None` where there is nothing in it and nobody asked for it.
    pub(crate) fn read(
        part: Part,
        format: Format,
        options: &Arc<Options>,
    ) -> Result<Option<Self>, SourceError> {
        let Part { mut head, content } = part;
        head.provenance.format = format.facts().name.into();
        let limits = &options.limits;
        let whole = is_read_whole(format);
        let limit = if whole {
            usize::try_from(limits.source_bytes).unwrap_or(usize::MAX)
        } else {
            limits.document_bytes
        };
        let read = read_all(content, limit).map_err(|error| head.unreadable(error))?;
        if read.bytes.is_empty() {
            return if head.asked || head.depth == 0 {
                Err(head.reject("is empty"))
            } else {
                Ok(None)
            };
        }
        if whole && read.is_cut() {
            return Err(head.reject(format!(
                "is longer than {limit} bytes (`limits.source_bytes`)"
            )));
        }
        let content_hash = content_hash(&head, format, &read, options);
        let by_content = head.naming == Naming::Content && !head.id_given;
        let digits = content_hash.get(..ID_DIGITS).filter(|_| by_content);
        let identity = Identity {
            id: digits.unwrap_or(&head.id).to_owned(),
            id_given: head.id_given,
            content_hash,
            provenance: head.provenance.clone(),
        };
        Ok(Some(Self {
            head,
            identity,
            format,
            read,
            options: Arc::clone(options),
        }))
    }

    /// The id that its document will have.
    pub(crate) fn id(&self) -> &str {
        &self.identity.id
    }

    /// Gives it an id, and says why it is another.
    pub(crate) fn rename(&mut self, id: String, note: Option<Diagnostic>) {
        self.identity.id = id;
        self.head.diagnostics.extend(note);
    }
}

/// Formats of which a part is worth nothing.
fn is_read_whole(format: Format) -> bool {
    matches!(
        format,
        Format::Pdf | Format::Docx | Format::Odt | Format::Rtf
    )
}

impl Undecoded for Leaf {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn decode(self) -> Result<Document, SourceError> {
        let Self {
            head,
            identity,
            format,
            read,
            options,
        } = self;
        let limits = options.limits;
        let sha256 = read.sha256.clone();
        let cut = read
            .is_cut()
            .then(|| plain::truncated(limits.document_bytes, read.total));
        let charset = head.charset;
        let decoded = budget::within(limits.seconds, format, move || {
            text(format, &read, charset, &limits)
        });
        let text = decoded.map_err(|reason| head.reject(reason))?;
        if text.text.trim().is_empty() {
            return Err(head.reject("holds no text"));
        }
        Ok(document(identity, head, text, cut, sha256, &options))
    }
}

/// Digest of all that decides what is made of a part: its bytes, what its containers say, and how it is to be read.
fn content_hash(head: &Head, format: Format, read: &Bounded, options: &Options) -> String {
    let said = |metadata: &Metadata| {
        let fields = metadata.from.iter();
        let fields: Vec<_> = fields
            .map(|&(field, from)| (field.name(), metadata.get(field), from))
            .collect();
        serde_json::json!([fields, in_order(metadata.carried.clone())])
    };
    let language = |language: &Option<Language>| language.as_ref().map(|l| l.as_str().to_owned());
    let all = serde_json::json!([
        read.sha256,
        format.facts().name,
        head.charset.map(encoding_rs::Encoding::name),
        language(&head.language),
        language(&options.language),
        options.strict,
        said(&head.metadata),
        said(&head.fallback),
    ]);
    bounded::digest(all.to_string().as_bytes())
}

/// The same fields by their names, without those that have no value, also within each other: who hands a row on may change their order,
/// and a table has no other way to leave one out.
fn in_order(fields: Map<String, Value>) -> Map<String, Value> {
    let mut fields: Vec<_> = fields.into_iter().filter(|(_, v)| !v.is_null()).collect();
    fields.sort_by(|(a, _), (b, _)| a.cmp(b));
    let fields = fields.into_iter().map(|(name, value)| {
        let value = match value {
            Value::Object(inner) => Value::Object(in_order(inner)),
            other => other,
        };
        (name, value)
    });
    fields.collect()
}

/// Asks the decoder of `format`.
fn text(
    format: Format,
    read: &Bounded,
    charset: Option<&'static encoding_rs::Encoding>,
    limits: &Limits,
) -> Result<Text, Reason> {
    #[cfg(not(feature = "office"))]
    let _ = limits;
    match format {
        #[cfg(feature = "office")]
        Format::Docx => crate::office::docx::read(&read.bytes, limits),
        #[cfg(feature = "office")]
        Format::Odt => crate::office::odt::read(&read.bytes, limits),
        #[cfg(feature = "office")]
        Format::Rtf => crate::office::rtf::read(&read.bytes, limits),
        #[cfg(feature = "html")]
        Format::Html => Ok(page(read, charset)),
        #[cfg(feature = "pdf")]
        Format::Pdf => crate::pdf::read(&read.bytes, limits),
        Format::Text => Ok(plain_text(read, charset)),
        other => Err(format!(
            "is {}, which this build does not read",
            other.facts().kind()
        )),
    }
}

fn plain_text(read: &Bounded, charset: Option<&'static encoding_rs::Encoding>) -> Text {
    let decoded = decode::decode(&read.bytes, charset, read.is_cut());
    let mut metadata = Metadata::default();
    if let Some(title) = headline(&decoded.text) {
        metadata.offer(Field::Title, title, "first line");
    }
    Text {
        metadata,
        text: decoded.text,
        origin: decoded.origin,
        diagnostics: decoded.diagnostics,
        ..Text::default()
    }
}

#[cfg(feature = "html")]
fn page(read: &Bounded, charset: Option<&'static encoding_rs::Encoding>) -> Text {
    let declared = charset.or_else(|| crate::html::declared_encoding(&read.bytes));
    let decoded = decode::decode(&read.bytes, declared, read.is_cut());
    let mut page = crate::html::read(&decoded.text);
    // Places in the page's source mean nothing in the text made from it.
    let unplaced = decoded.diagnostics.into_iter();
    let unplaced = unplaced.map(|diagnostic| Diagnostic {
        range: None,
        ..diagnostic
    });
    page.diagnostics.splice(0..0, unplaced);
    page
}

/// Characters that a headline has at most.
const HEADLINE: usize = 250;

/// The first line of a plain text, where it stands by itself and is no sentence.
pub(crate) fn headline(text: &str) -> Option<&str> {
    let mut lines = text.trim_start().lines();
    let first = lines.next()?.trim();
    let alone = lines.next().is_some_and(|line| line.trim().is_empty());
    let sentence = first.ends_with(['.', '。', ';', ':', ',']);
    (alone && !sentence && first.chars().count() <= HEADLINE).then_some(first)
}

/// Puts together what the container and the decoder say.
fn document(
    identity: Identity,
    head: Head,
    text: Text,
    cut: Option<Diagnostic>,
    sha256: String,
    options: &Options,
) -> Document {
    let mut metadata = head.metadata;
    // A row that names no title has none: its text's first line is no better.
    if !head.loose || head.format == Some(Format::Html) {
        metadata.complete_from(&text.metadata);
    }
    metadata.complete_from(&head.fallback);
    let mut diagnostics = head.diagnostics;
    diagnostics.extend(text.diagnostics);
    diagnostics.extend(cut);
    let claims = Claims {
        named: head.language,
        declared: text.language,
    };
    let (language, sections) = options.language_of(claims, &text.text, &mut diagnostics);
    dateline::complete(&mut metadata, &text.text, &language);
    metadata.complete_from(&text.fallback);
    Document {
        identity,
        sha256,
        language,
        metadata,
        origin: if head.loose {
            Origin::Unknown
        } else {
            text.origin
        },
        text: text.text,
        sections,
        diagnostics,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_headline_stands_by_itself() {
        for (text, title) in [
            ("Ministers meet\n\nThey met.", Some("Ministers meet")),
            ("\n部长会见大使\n\n正文。", Some("部长会见大使")),
            ("They met.\n\nThen they left.", None),
            ("Ministers meet\nand talk", None),
            ("Ministers meet", None),
        ] {
            assert_eq!(super::headline(text), title, "{text}");
        }
    }
}
