//! The table that the output `csv` is, as a part of a package.

use crate::tables::ColumnKind::{self, Date, Integer, Real, Text};
use crate::tables::{Column, MODES, ROLES, STATUSES, Table};

const fn column(
    name: &'static str,
    kind: ColumnKind,
    required: bool,
    values: &'static [&'static str],
    says: &'static str,
) -> Column {
    Column {
        name,
        kind,
        required,
        says,
        values,
    }
}

/// One row a person and title. It has no key: a person may have one title twice.
#[rustfmt::skip]
pub(super) const SPEAKERS: Table = Table {
    name: "speakers",
    says: "a person in a release with one of the person's titles, or with none",
    key: 0,
    parent: Some("documents"),
    columns: &[
        column("document_id", Text, true, &[], "id of the document"),
        column("language", Text, true, &[], "language tag, `und` where it is not known"),
        column("date", Date, false, &[], "day of publication"),
        column("event", Text, false, &[], "name of the gathering"),
        column("speaker", Text, true, &[], "the person's name, whatever the role"),
        column("honorifics", Text, false, &[], "styles, ranks, degrees, as written, joined by `; `"),
        column("title", Text, false, &[], "as written, without status word and country"),
        column("status", Text, false, STATUSES, "when the title was held"),
        column("office", Text, false, &[], "canonical code, the same in all languages"),
        column("organization", Text, false, &[], "the title's body; the person's where none of the person's titles names one"),
        column("country", Text, false, &[], "the state that the person acts for, ISO 3166-1 alpha-3"),
        column("country_name", Text, false, &[], "its official English name"),
        column("role", Text, true, ROLES, "the strongest role that the text tells"),
        column("mode", Text, false, MODES, "how, where not in the room"),
        column("confidence", Real, true, &[], "0 to 1, of the title; of the person where there is no title"),
        column("start", Integer, false, &[], "the title's first code point in the document's text"),
        column("end", Integer, false, &[], "one past the last"),
    ],
};
