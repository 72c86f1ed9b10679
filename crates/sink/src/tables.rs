//! The records as tables: what a relational output holds, declared once.
//!
//! Databases and data packages are written from here; a test of each holds its schema to these columns.

use std::borrow::Cow;

use rostra_document::{Extraction, Location, NormalizedRecord, NormalizedTitle};
use serde::Serialize;

/// A table.
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: &'static str,
    /// What a row stands for.
    pub(crate) says: &'static str,
    /// In their order.
    pub(crate) columns: &'static [Column],
    /// How many of the first columns make the key.
    pub(crate) key: usize,
    /// The table that the first columns but one of the key refer to; of documents, none.
    pub(crate) parent: Option<&'static str>,
}

/// A column.
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: &'static str,
    /// What its cells hold.
    pub(crate) kind: ColumnKind,
    /// Whether each row has a value.
    pub(crate) required: bool,
    /// What the values mean.
    pub(crate) says: &'static str,
    /// All values that there may be, where they are few.
    pub(crate) values: &'static [&'static str],
}

/// What cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Real,
    /// ISO 8601: a day, a month or a year.
    Date,
    /// Texts, in their order.
    List,
    /// Any JSON.
    Json,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    /// None.
    Null,
    /// Of [`ColumnKind::Text`] and [`ColumnKind::Date`].
    Text(Cow<'a, str>),
    /// Of [`ColumnKind::Integer`].
    Integer(i64),
    /// Of [`ColumnKind::Real`].
    Real(f64),
    /// Of [`ColumnKind::List`].
    List(&'a [String]),
    /// Of [`ColumnKind::Json`], as written.
    Json(String),
}

pub(crate) const STATUSES: &[&str] = &["current", "then", "former", "acting", "elect"];
pub(crate) const ROLES: &[&str] = &["keynote", "speaker", "chair", "participant", "mentioned"];
pub(crate) const MODES: &[&str] = &["video", "written"];
const SUPPORT: &[&str] = &["stated", "inferred"];
const SEVERITIES: &[&str] = &["note", "warning", "error"];

const fn column(
    name: &'static str,
    kind: ColumnKind,
    required: bool,
    says: &'static str,
) -> Column {
    Column {
        name,
        kind,
        required,
        says,
        values: &[],
    }
}

pub(crate) const fn needed(name: &'static str, kind: ColumnKind, says: &'static str) -> Column {
    column(name, kind, true, says)
}

pub(crate) const fn optional(name: &'static str, kind: ColumnKind, says: &'static str) -> Column {
    column(name, kind, false, says)
}

pub(crate) const fn one_of(mut column: Column, values: &'static [&'static str]) -> Column {
    column.values = values;
    column
}

use ColumnKind::{Date, Integer, Json, List, Real, Text};

const DOCUMENT: Column = needed("document_id", Text, "id of the document");
const PERSON: Column = needed(
    "person",
    Integer,
    "number of the person in the document, from 1",
);
const STARTS: &str = "first code point of the document's text";
const ENDS: &str = "one past the last code point";
const LOCATION: &str = "the same place in the source: bytes, element, page and line, or paragraph";

/// Releases.
pub(crate) const DOCUMENTS: Table = Table {
    name: "documents",
    says: "a release",
    key: 1,
    parent: None,
    columns: &[
        needed(
            "id",
            Text,
            "the row's id, or one made from the name of the file",
        ),
        needed(
            "source",
            Text,
            "where it came from: `press/a.txt`, `batch.jsonl:12`",
        ),
        needed("path", Text, "the file as it was named"),
        needed(
            "steps",
            Json,
            "from the file inwards: members, rows, messages, parts",
        ),
        needed("format", Text, "what the document itself is written in"),
        needed("sha256", Text, "digest of what was read"),
        needed(
            "content_hash",
            Text,
            "digest of that and of what containers say of it",
        ),
        needed("lang", Text, "language tag, `und` where it is not known"),
        optional("title", Text, "headline"),
        optional("date", Date, "day of publication"),
        optional("publisher", Text, "who published it"),
        optional("place", Text, "where it was published, as written"),
        optional("url", Text, "its address"),
        needed(
            "told_by",
            Json,
            "where title, date, publisher, place and url came from",
        ),
        optional("text", Text, "the text, where it was asked for"),
        needed(
            "carried",
            Json,
            "fields of the input row that Rostra does not read",
        ),
    ],
};

/// People of releases.
pub(crate) const PEOPLE: Table = Table {
    name: "people",
    says: "a person in a release",
    key: 2,
    parent: Some("documents"),
    columns: &[
        DOCUMENT,
        needed("number", Integer, "in the order of first mention, from 1"),
        needed(
            "name",
            Text,
            "the fullest form in the text, without honorifics",
        ),
        needed("name_latin", Text, "the same in Latin letters"),
        optional("given", Text, "given name"),
        optional("middle", Text, "further given names, initials, patronymic"),
        optional("family", Text, "family name with its particles"),
        optional("suffix", Text, "`Jr.`, the number of a king"),
        needed("honorifics", List, "styles, ranks and degrees, as written"),
        optional(
            "country",
            Text,
            "the state that the person acts for, ISO 3166-1 alpha-3",
        ),
        one_of(
            optional(
                "country_evidence",
                Text,
                "whether words beside the person say so",
            ),
            SUPPORT,
        ),
        optional(
            "organization",
            Text,
            "the body that the person acts for, if not a state's",
        ),
        one_of(
            needed("role", Text, "the strongest role that the text tells"),
            ROLES,
        ),
        one_of(optional("mode", Text, "how, where not in the room"), MODES),
        needed("confidence", Real, "0 to 1, of the record as a whole"),
    ],
};

/// Titles of people.
pub(crate) const TITLES: Table = Table {
    name: "titles",
    says: "a title of a person in a release",
    key: 3,
    parent: Some("people"),
    columns: &[
        DOCUMENT,
        PERSON,
        needed("number", Integer, "in the order of the text, from 1"),
        needed("text", Text, "as written, without status word and country"),
        one_of(needed("status", Text, "when it was held"), STATUSES),
        optional("office", Text, "canonical code, the same in all languages"),
        optional(
            "organization",
            Text,
            "the body in it that is no state organ",
        ),
        needed("starts_at", Integer, STARTS),
        needed("ends_at", Integer, ENDS),
        optional("location", Json, LOCATION),
        needed("confidence", Real, "0 to 1"),
    ],
};

/// Places where people are named.
pub(crate) const MENTIONS: Table = Table {
    name: "mentions",
    says: "a place where a person is named",
    key: 3,
    parent: Some("people"),
    columns: &[
        DOCUMENT,
        PERSON,
        needed("number", Integer, "in the order of the text, from 1"),
        needed("starts_at", Integer, STARTS),
        needed("ends_at", Integer, ENDS),
        optional("location", Json, LOCATION),
    ],
};

/// Gatherings that releases are about.
pub(crate) const EVENTS: Table = Table {
    name: "events",
    says: "the gathering that a release is about",
    key: 1,
    parent: Some("documents"),
    columns: &[
        DOCUMENT,
        needed("name", Text, "as written"),
        optional("place", Text, "city, as written"),
        optional("country", Text, "of the place, ISO 3166-1 alpha-3"),
        optional("start_date", Date, "first day"),
        optional("end_date", Date, "last day, where it lasts more than one"),
    ],
};

/// What was guessed, or could not be read.
pub(crate) const DIAGNOSTICS: Table = Table {
    name: "diagnostics",
    says: "something guessed or not read",
    key: 2,
    parent: Some("documents"),
    columns: &[
        DOCUMENT,
        needed("number", Integer, "from 1"),
        one_of(needed("severity", Text, "how much it matters"), SEVERITIES),
        needed("code", Text, "a stable name"),
        needed("message", Text, "a sentence for a person"),
        optional("starts_at", Integer, STARTS),
        optional("ends_at", Integer, ENDS),
    ],
};

/// All tables, parents first.
pub(crate) const TABLES: [&Table; 6] = [
    &DOCUMENTS,
    &PEOPLE,
    &TITLES,
    &MENTIONS,
    &EVENTS,
    &DIAGNOSTICS,
];

/// Hands every row of `extraction` to `each`, with its table's place in [`TABLES`], parents first.
///
/// # Errors
/// The first that `each` returns.
pub(crate) fn rows<'a, E>(
    extraction: &'a Extraction,
    mut each: impl FnMut(usize, &[Cell<'a>]) -> Result<(), E>,
) -> Result<(), E> {
    let id = text(&extraction.id);
    each(0, &document(extraction))?;
    for (person, number) in extraction.people.iter().zip(1..) {
        each(1, &of_person(&id, number, person))?;
        for (title, n) in person.titles.iter().zip(1..) {
            each(2, &of_title(&id, number, n, title))?;
        }
        for (mention, n) in person.mentions.iter().zip(1..) {
            each(
                3,
                &[
                    id.clone(),
                    Cell::Integer(number),
                    Cell::Integer(n),
                    count(mention.start),
                    count(mention.end),
                    location(mention.at.as_ref()),
                ],
            )?;
        }
    }
    if let Some(event) = &extraction.event {
        each(
            4,
            &[
                id.clone(),
                text(&event.name),
                maybe(event.place.as_deref()),
                maybe(event.country.as_deref()),
                maybe(event.start.as_deref()),
                maybe(event.end.as_deref()),
            ],
        )?;
    }
    for (diagnostic, n) in extraction.diagnostics.iter().zip(1..) {
        each(
            5,
            &[
                id.clone(),
                Cell::Integer(n),
                text(&diagnostic.severity),
                text(&diagnostic.code),
                text(&diagnostic.message),
                diagnostic.start.map_or(Cell::Null, count),
                diagnostic.end.map_or(Cell::Null, count),
            ],
        )?;
    }
    Ok(())
}

fn document(extraction: &Extraction) -> [Cell<'_>; DOCUMENTS.columns.len()] {
    let way = &extraction.provenance.provenance;
    [
        text(&extraction.id),
        text(&extraction.source),
        text(&way.path),
        json(&way.steps),
        text(&way.format),
        text(&extraction.sha256),
        text(&extraction.content_hash),
        text(&extraction.lang),
        maybe(extraction.title.as_deref()),
        maybe(extraction.date.as_deref()),
        maybe(extraction.publisher.as_deref()),
        maybe(extraction.place.as_deref()),
        maybe(extraction.url.as_deref()),
        json(&extraction.provenance.metadata),
        maybe(extraction.text.as_deref()),
        json(&extraction.carried),
    ]
}

fn of_person<'a>(
    id: &Cell<'a>,
    number: i64,
    person: &'a NormalizedRecord,
) -> [Cell<'a>; PEOPLE.columns.len()] {
    let parts = &person.name_parts;
    [
        id.clone(),
        Cell::Integer(number),
        text(&person.name),
        text(&person.name_latin),
        maybe(parts.given.as_deref()),
        maybe(parts.middle.as_deref()),
        maybe(parts.family.as_deref()),
        maybe(parts.suffix.as_deref()),
        Cell::List(&person.honorifics),
        maybe(person.country.as_deref()),
        maybe(person.country_evidence.map(|support| support.as_str())),
        maybe(person.organization.as_deref()),
        text(person.role.as_str()),
        maybe(person.mode.map(|mode| mode.as_str())),
        Cell::Real(person.confidence),
    ]
}

fn of_title<'a>(
    id: &Cell<'a>,
    person: i64,
    number: i64,
    title: &'a NormalizedTitle,
) -> [Cell<'a>; TITLES.columns.len()] {
    [
        id.clone(),
        Cell::Integer(person),
        Cell::Integer(number),
        text(&title.text),
        text(title.status.as_str()),
        maybe(title.office.as_deref()),
        maybe(title.organization.as_deref()),
        count(title.start),
        count(title.end),
        location(title.at.as_ref()),
        Cell::Real(title.confidence),
    ]
}

fn text(value: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(value))
}

fn maybe(value: Option<&str>) -> Cell<'_> {
    value.map_or(Cell::Null, text)
}

/// No text has as many code points as would not fit.
fn count(value: usize) -> Cell<'static> {
    Cell::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}

fn json(value: &impl Serialize) -> Cell<'static> {
    Cell::Json(serde_json::to_string(value).expect("strings are keys and numbers finite"))
}

fn location(at: Option<&Location>) -> Cell<'static> {
    at.map_or(Cell::Null, json)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::{Cell, ColumnKind, TABLES, rows};
    use crate::testing::extraction;

    #[test]
    fn rows_fit_their_tables() {
        let extraction = extraction("a", "Ana Lopes");
        let mut numbers = [0; TABLES.len()];
        rows(&extraction, |table, cells| {
            numbers[table] += 1;
            let columns = TABLES[table].columns;
            assert_eq!(cells.len(), columns.len());
            for (cell, column) in cells.iter().zip(columns) {
                let fits = match cell {
                    Cell::Null => !column.required,
                    Cell::Text(text) => {
                        matches!(column.kind, ColumnKind::Text | ColumnKind::Date)
                            && (column.values.is_empty() || column.values.contains(&&**text))
                    }
                    Cell::Integer(_) => column.kind == ColumnKind::Integer,
                    Cell::Real(_) => column.kind == ColumnKind::Real,
                    Cell::List(_) => column.kind == ColumnKind::List,
                    Cell::Json(_) => column.kind == ColumnKind::Json,
                };
                assert!(fits, "{} {cell:?}", column.name);
            }
            Ok::<_, Infallible>(())
        })
        .unwrap();
        assert_eq!(numbers, [1, 2, 2, 4, 1, 1]);
    }

    #[test]
    fn keys_lead_to_parents() {
        for table in TABLES {
            assert!(table.key <= table.columns.len());
            if let Some(parent) = table.parent {
                let parent = TABLES.iter().find(|t| t.name == parent).unwrap();
                assert!(parent.key <= table.key, "{}", table.name);
            }
        }
    }
}
