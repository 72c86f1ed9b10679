//! The schema of stores: migrations, by which a database comes to it step by step, and what it has beside the tables of documents.
//!
//! Each database has its own SQL for the same tables and views; `documents` has one column more than is declared, `run`. A migration that
//! was released stays as it is: what changes is a new one.

#[cfg(test)]
pub(super) mod declared;
#[cfg(test)]
mod reference;

/// A step of the schema.
pub(super) struct Migration {
    /// What the database says of itself once it is done: 1, 2, ...
    pub(super) version: i64,
    /// For SQLite.
    #[cfg(feature = "sqlite")]
    pub(super) sqlite: &'static str,
    /// For PostgreSQL.
    #[cfg(feature = "postgres")]
    pub(super) postgres: &'static str,
}

/// All steps, in their order.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        #[cfg(feature = "sqlite")]
        sqlite: include_str!("0001_tables.sqlite.sql"),
        #[cfg(feature = "postgres")]
        postgres: include_str!("0001_tables.postgres.sql"),
    },
    Migration {
        version: 2,
        #[cfg(feature = "sqlite")]
        sqlite: include_str!("0002_views.sqlite.sql"),
        #[cfg(feature = "postgres")]
        postgres: include_str!("0002_views.postgres.sql"),
    },
];

/// The version of the schema that this program knows.
pub(super) const LATEST: i64 = MIGRATIONS.len() as i64;

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    #[test]
    fn versions_count_up() {
        for (migration, version) in MIGRATIONS.iter().zip(1..) {
            assert_eq!(migration.version, version);
        }
    }
}
