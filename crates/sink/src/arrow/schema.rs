//! The columns of a document.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};

/// Counts the changes of [`schema`] that its readers must know of.
pub const SCHEMA_VERSION: &str = "1";

/// The key under which a field says what it holds.
const DESCRIPTION: &str = "description";

/// The schema of a batch of documents. Every field has a `description` in its metadata.
///
/// Types are those that all readers know: numbers are signed, as Spark has no others, and values of closed lists plain text, which is
/// small once it is compressed. Offsets (`start`, `end`) count code points of the document's text, half-open. Days are text, since a
/// month or a year may be all that is known.
#[must_use]
pub fn schema() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| Arc::new(Schema::new(document())));
    Arc::clone(&SCHEMA)
}

fn document() -> Vec<Field> {
    vec![
        text("id", "name of the document, unique within a run"),
        text("source", "where it came from, in short"),
        text(
            "sha256",
            "digest of the source's bytes; of a row, of its text",
        ),
        text(
            "content_hash",
            "digest of all that is read and of how: where it is the same, so is the rest",
        ),
        text("lang", "BCP 47 primary tag; `und` where it is not known"),
        or_null(text("title", "headline")),
        or_null(text(
            "date",
            "day of publication, ISO 8601; a month or a year where that is all",
        )),
        or_null(text("publisher", "who published it")),
        or_null(text("place", "where it was published, as written")),
        or_null(text("url", "its address")),
        object("provenance", provenance(), "the way to it"),
        or_null(object(
            "event",
            event(),
            "the gathering that the text is about",
        )),
        list("people", item(person()), "in the order of first mention"),
        object("extractor", extractor(), "what made this row"),
        list(
            "diagnostics",
            item(diagnostic()),
            "what could not be read as written",
        ),
        or_null(text(
            "text",
            "the text that offsets count in, where it was asked for",
        )),
        or_null(text(
            "carried",
            "fields of the input row that are not read, as one JSON object",
        )),
    ]
}

fn provenance() -> Vec<Field> {
    vec![
        text("path", "the file as it was named"),
        list(
            "steps",
            item(step()),
            "from the file inwards; of each, one field is set",
        ),
        text("format", "what the document itself is written in"),
        map(
            "metadata",
            "where `title`, `date`, `publisher`, `place` and `url` came from",
        ),
    ]
}

fn step() -> Vec<Field> {
    vec![
        or_null(text("member", "file of an archive")),
        or_null(integer("row", "row of a table or line, from 1")),
        or_null(integer("message", "message of a mailbox, from 1")),
        or_null(text(
            "part",
            "part of a mail: `body`, or the attachment's name",
        )),
        or_null(integer("entry", "entry of a feed, from 1")),
        or_null(integer("record", "record of a web archive, from 1")),
    ]
}

fn event() -> Vec<Field> {
    vec![
        text("name", "as written"),
        or_null(text("place", "city as written")),
        or_null(text("country", "ISO 3166-1 alpha-3 of the place")),
        or_null(text("start", "first day, ISO 8601")),
        or_null(text("end", "last day, where it lasts more than one")),
    ]
}

fn person() -> Vec<Field> {
    vec![
        text("name", "the fullest form in the text, without honorifics"),
        text("name_latin", "the same in Latin letters"),
        object("name_parts", name_parts(), "its parts, each as written"),
        list(
            "honorifics",
            Field::new("element", DataType::Utf8, false),
            "styles, courtesy words, ranks, degrees, as written",
        ),
        list(
            "titles",
            item(title()),
            "positions, in the order of the text",
        ),
        or_null(text(
            "country",
            "ISO 3166-1 alpha-3 of the state that the person acts for",
        )),
        or_null(text(
            "country_evidence",
            "`stated` or `inferred`; null exactly where `country` is",
        )),
        or_null(text("organization", "the body that is no state organ")),
        text(
            "role",
            "`keynote`, `speaker`, `chair`, `participant` or `mentioned`",
        ),
        or_null(text("mode", "`video` or `written`")),
        number("confidence", "0 to 1, of the record as a whole"),
        list(
            "mentions",
            item(place_in_text()),
            "every place where the person is named",
        ),
    ]
}

fn name_parts() -> Vec<Field> {
    vec![
        or_null(text("given", "the person's own name or names")),
        or_null(text(
            "middle",
            "further given names, initials, a patronymic",
        )),
        or_null(text("family", "the family's name with its particles")),
        or_null(text("suffix", "`Jr.`, the number of a king")),
    ]
}

fn title() -> Vec<Field> {
    let mut fields = vec![
        text("text", "as written, without status word and country"),
        text("status", "`current`, `then`, `former`, `acting` or `elect`"),
        or_null(text("office", "canonical code, the same in all languages")),
        or_null(text("organization", "the body of this title")),
    ];
    fields.extend(place_in_text());
    fields.push(number("confidence", "0 to 1"));
    fields
}

fn place_in_text() -> Vec<Field> {
    vec![
        integer("start", "first code point"),
        integer("end", "one past the last code point"),
        or_null(object(
            "at",
            location(),
            "the same place in the source, by one of four ways",
        )),
    ]
}

fn location() -> Vec<Field> {
    vec![
        or_null(integer("byte_start", "of a file of text: first byte")),
        or_null(integer(
            "byte_end",
            "of a file of text: one past the last byte",
        )),
        or_null(integer("page", "of a PDF: page, from 1")),
        or_null(integer("line", "of a PDF: line on the page, from 1")),
        or_null(text("element", "of a web page: XPath of the element")),
        or_null(integer(
            "paragraph",
            "of DOCX, ODT and RTF: number of the paragraph, from 1",
        )),
    ]
}

fn extractor() -> Vec<Field> {
    vec![
        text("name", "`rostra`"),
        text("version", "of the program"),
        text(
            "pipeline",
            "`sha256:` and the digest of the pipeline in force",
        ),
        or_null(text(
            "model",
            "name of the trained model and a digest of its weights",
        )),
    ]
}

fn diagnostic() -> Vec<Field> {
    vec![
        text("severity", "`note`, `warning` or `error`"),
        text("code", "stable name"),
        text("message", "one sentence"),
        or_null(integer("start", "first code point, where it has a place")),
        or_null(integer("end", "one past the last code point")),
    ]
}

fn field(name: &str, kind: DataType, says: &str) -> Field {
    let says = HashMap::from([(DESCRIPTION.to_owned(), says.to_owned())]);
    Field::new(name, kind, false).with_metadata(says)
}

fn or_null(field: Field) -> Field {
    field.with_nullable(true)
}

fn text(name: &str, says: &str) -> Field {
    field(name, DataType::Utf8, says)
}

fn integer(name: &str, says: &str) -> Field {
    field(name, DataType::Int64, says)
}

fn number(name: &str, says: &str) -> Field {
    field(name, DataType::Float64, says)
}

fn object(name: &str, fields: Vec<Field>, says: &str) -> Field {
    field(name, DataType::Struct(fields.into()), says)
}

fn list(name: &str, item: Field, says: &str) -> Field {
    field(name, DataType::List(Arc::new(item)), says)
}

/// What a list holds, under the name that Parquet gives it.
fn item(fields: Vec<Field>) -> Field {
    Field::new("element", DataType::Struct(fields.into()), false)
}

/// Texts by name; entries are called what Parquet calls them.
fn map(name: &str, says: &str) -> Field {
    let part = |name| Field::new(name, DataType::Utf8, false);
    let entry = Fields::from(vec![part("key"), part("value")]);
    let entries = Field::new("key_value", DataType::Struct(entry), false);
    field(name, DataType::Map(Arc::new(entries), false), says)
}
