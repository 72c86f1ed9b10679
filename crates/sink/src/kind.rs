//! The forms of output.

use crate::file::{self, Make};

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One document a line.
    JsonLines,
    /// One array of documents.
    Json,
    /// One row a person and title.
    Csv,
    /// Parquet: one row a document, nested as the JSON.
    #[cfg(feature = "parquet")]
    Parquet,
    /// Tables in a file of SQLite.
    #[cfg(feature = "sqlite")]
    Sqlite,
    /// Entities of FollowTheMoney, one a line.
    Ftm,
    /// A data package: CSV files and their description.
    DataPackage,
    /// Tables in a database of PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres,
}

/// What is to be known of a form.
pub struct KindFacts {
    /// The form.
    pub kind: Kind,
    /// What pipeline files and `--format` call it.
    pub name: &'static str,
    /// How names of such outputs end, or begin where there is `://` in it.
    pub known_by: &'static [&'static str],
    /// What it holds, in a few words.
    pub says: &'static str,
    /// Whether it may go to standard output.
    pub streams: bool,
    /// Whether it keeps documents of earlier runs.
    pub store: bool,
}

/// Every form, the default first. Where several endings fit a name, the longest counts.
pub const KINDS: &[KindFacts] = &[
    KindFacts {
        kind: Kind::JsonLines,
        name: "jsonl",
        known_by: &[".jsonl", ".ndjson"],
        says: "one document a line",
        streams: true,
        store: false,
    },
    KindFacts {
        kind: Kind::Json,
        name: "json",
        known_by: &[".json"],
        says: "one array of documents",
        streams: true,
        store: false,
    },
    KindFacts {
        kind: Kind::Csv,
        name: "csv",
        known_by: &[".csv"],
        says: "one row a person and title",
        streams: true,
        store: false,
    },
    #[cfg(feature = "parquet")]
    KindFacts {
        kind: Kind::Parquet,
        name: "parquet",
        known_by: &[".parquet"],
        says: "one row a document, nested as the JSON",
        streams: false,
        store: false,
    },
    #[cfg(feature = "sqlite")]
    KindFacts {
        kind: Kind::Sqlite,
        name: "sqlite",
        known_by: &[".db", ".sqlite", ".sqlite3"],
        says: "tables of a database in a file, kept from run to run",
        streams: false,
        store: true,
    },
    KindFacts {
        kind: Kind::Ftm,
        name: "ftm",
        known_by: &[".ftm.json", ".ftm.jsonl", ".ftm.ijson"],
        says: "FollowTheMoney entities, one a line",
        streams: true,
        store: false,
    },
    KindFacts {
        kind: Kind::DataPackage,
        name: "datapackage",
        known_by: &["datapackage.json"],
        says: "a Frictionless data package: CSV files and their description",
        streams: false,
        store: false,
    },
    #[cfg(feature = "postgres")]
    KindFacts {
        kind: Kind::Postgres,
        name: "postgres",
        known_by: &["postgres://", "postgresql://"],
        says: "tables of a database of PostgreSQL, kept from run to run",
        streams: false,
        store: true,
    },
];

impl Kind {
    /// What is to be known of it.
    #[must_use]
    pub fn facts(self) -> &'static KindFacts {
        KINDS
            .iter()
            .find(|facts| facts.kind == self)
            .expect("the table has every form")
    }

    /// The form that is called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let facts = KINDS.iter().find(|facts| facts.name == name)?;
        Some(facts.kind)
    }

    /// The form that the name of an output tells.
    #[must_use]
    pub fn of(place: &str) -> Option<Self> {
        let lower = place.to_ascii_lowercase();
        let fits = |known: &&str| match known.contains("://") {
            true => lower.starts_with(known),
            false => lower.ends_with(known),
        };
        let all = KINDS.iter().filter_map(|facts| {
            let longest = facts.known_by.iter().copied().filter(fits).map(str::len);
            Some((longest.max()?, facts.kind))
        });
        all.max_by_key(|&(length, _)| length).map(|(_, kind)| kind)
    }

    /// How a file of this form is written; none where it is a store.
    pub(crate) fn writer(self) -> Option<Make> {
        Some(match self {
            Self::JsonLines => file::json_lines,
            Self::Json => file::json,
            Self::Csv => file::csv,
            #[cfg(feature = "parquet")]
            Self::Parquet => file::parquet,
            #[cfg(feature = "sqlite")]
            Self::Sqlite => return None,
            Self::Ftm => file::ftm,
            Self::DataPackage => file::package,
            #[cfg(feature = "postgres")]
            Self::Postgres => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{KINDS, Kind};

    #[cfg(feature = "sqlite")]
    #[test]
    fn names_of_databases_tell_the_form() {
        for place in ["press.db", "a/Press.SQLite", "press.sqlite3"] {
            assert_eq!(Kind::of(place), Some(Kind::Sqlite), "{place}");
        }
    }

    #[test]
    fn names_tell_the_form() {
        for (place, kind) in [
            ("out.jsonl", Some(Kind::JsonLines)),
            ("a/OUT.CSV", Some(Kind::Csv)),
            ("out.json", Some(Kind::Json)),
            ("out.ftm.json", Some(Kind::Ftm)),
            ("out/datapackage.json", Some(Kind::DataPackage)),
            ("out", None),
            ("out.txt", None),
        ] {
            assert_eq!(Kind::of(place), kind, "{place}");
        }
        for facts in KINDS {
            assert_eq!(Kind::named(facts.name), Some(facts.kind));
            assert_eq!(facts.store, facts.kind.writer().is_none());
        }
    }
}
