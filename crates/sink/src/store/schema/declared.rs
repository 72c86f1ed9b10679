//! What stores have beside the tables of documents, declared as those are: tests hold schemas and documentation to it.

use crate::tables::ColumnKind::{Date, Integer, Real, Text};
use crate::tables::{Column, Table, needed, one_of, optional};

const OUTCOMES: &[&str] = &["whole", "broken"];

/// Runs that wrote to a store.
pub(crate) const RUNS: Table = Table {
    name: "runs",
    says: "a run of the program",
    key: 1,
    parent: None,
    columns: &[
        needed("id", Integer, "counts up"),
        needed(
            "started",
            Date,
            "when it began, in UTC: `2024-05-02T10:11:12Z`",
        ),
        optional(
            "finished",
            Date,
            "when it ended; null while it runs, and for good where it was killed",
        ),
        needed("version", Text, "the program's version"),
        needed("pipeline", Text, "digest of the pipeline in force"),
        optional("model", Text, "the trained model, where one took part"),
        needed("added", Integer, "documents that were not there before"),
        needed("changed", Integer, "documents whose rows were replaced"),
        needed(
            "unchanged",
            Integer,
            "documents that were there as they are",
        ),
        needed(
            "removed",
            Integer,
            "documents taken out, their source being gone",
        ),
        needed("failed", Integer, "documents that could not be read"),
        one_of(
            optional(
                "outcome",
                Text,
                "whether all was read; null while `finished` is",
            ),
            OUTCOMES,
        ),
    ],
};

/// States and territories.
pub(crate) const COUNTRIES: Table = Table {
    name: "countries",
    says: "a state or territory, for its names",
    key: 1,
    parent: None,
    columns: &[
        needed("code", Text, "ISO 3166-1 alpha-3"),
        needed("name", Text, "the official English name"),
        needed("short_name", Text, "the short English name"),
    ],
};

/// The column that `documents` has beside those of its table.
pub(crate) const RUN: Column = needed("run", Integer, "the run that wrote the rows");

const DOCUMENT: Column = needed("document_id", Text, "id of the document");
const PERSON: Column = needed("person", Integer, "`number` of the person in `people`");
const DATE: Column = optional("date", Date, "day of publication");
const LANG: Column = needed("lang", Text, "language tag");
const EVENT: Column = optional("event", Text, "name of the gathering");
const NAME: Column = needed("name", Text, "of the person, as written");
const LATIN: Column = needed("name_latin", Text, "the same in Latin letters");
const COUNTRY: Column = optional("country", Text, "the person's, ISO 3166-1 alpha-3");
const COUNTRY_NAME: Column = optional("country_name", Text, "its official English name");
const ROLE: Column = needed("role", Text, "the strongest role that the text tells");

const APPEARANCE: &[Column] = &[
    DOCUMENT,
    PERSON,
    DATE,
    LANG,
    optional("publisher", Text, "who published the document"),
    EVENT,
    NAME,
    LATIN,
    optional(
        "honorifics",
        Text,
        "joined by `; `, null where there are none",
    ),
    optional("titles", Text, "joined by `; `, in the order of the text"),
    optional(
        "offices",
        Text,
        "of the titles, in their order, `-` for one without a code",
    ),
    optional("statuses", Text, "of the titles, in their order"),
    optional("organization", Text, "the body that the person acts for"),
    COUNTRY,
    COUNTRY_NAME,
    ROLE,
    optional("mode", Text, "how, where not in the room"),
    needed("confidence", Real, "0 to 1, of the person"),
];

const OFFICE: &[Column] = &[
    DOCUMENT,
    PERSON,
    needed("number", Integer, "of the title, as in `titles`"),
    DATE,
    LANG,
    NAME,
    LATIN,
    COUNTRY,
    COUNTRY_NAME,
    needed("title", Text, "as written"),
    needed("status", Text, "when it was held"),
    optional("office", Text, "canonical code"),
    optional("organization", Text, "the title's, else the person's"),
    ROLE,
    needed("confidence", Real, "0 to 1, of the title"),
];

const MEETING: &[Column] = &[
    DOCUMENT,
    DATE,
    EVENT,
    PERSON,
    NAME,
    LATIN,
    needed("country", Text, "the person's"),
    needed("other_person", Integer, "`number` of the other"),
    needed("other_name", Text, "the other's name"),
    needed("other_name_latin", Text, "the same in Latin letters"),
    needed("other_country", Text, "another than `country`"),
];

const fn view(name: &'static str, says: &'static str, columns: &'static [Column]) -> Table {
    Table {
        name,
        says,
        key: 0,
        parent: None,
        columns,
    }
}

/// Views of a store.
pub(crate) const VIEWS: [Table; 4] = [
    view(
        "appearances",
        "a person in a release, with what is known of both",
        APPEARANCE,
    ),
    view(
        "speakers",
        "an appearance of one who spoke: `role` is `keynote` or `speaker`",
        APPEARANCE,
    ),
    view("offices", "a title of a person, with who and when", OFFICE),
    view(
        "meetings",
        "two people of different countries who both took part (also by video, not by letter), once for each side",
        MEETING,
    ),
];
