//! The cells of a row, one after the other, as `tables.rs` declares them.

use rusqlite::types::{FromSql, Type};
use rusqlite::{Error, Row};
use serde::de::value::{Error as Unknown, StringDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

/// Hands out the cells of a row in their order.
pub(super) struct Cells<'a> {
    row: &'a Row<'a>,
    next: usize,
}

impl<'a> Cells<'a> {
    pub(super) fn of(row: &'a Row<'a>) -> Self {
        Self { row, next: 0 }
    }

    /// A text, a number, or an `Option` of one.
    pub(super) fn plain<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        let at = self.skip();
        self.row.get(at)
    }

    /// A number of code points.
    pub(super) fn count(&mut self) -> rusqlite::Result<usize> {
        let at = self.skip();
        let value: i64 = self.row.get(at)?;
        usize::try_from(value).map_err(|_| Error::IntegralValueOutOfRange(at, value))
    }

    /// The same, where there may be none.
    pub(super) fn maybe_count(&mut self) -> rusqlite::Result<Option<usize>> {
        let at = self.next;
        match self.plain::<Option<i64>>()? {
            None => Ok(None),
            Some(_) => {
                self.next = at;
                self.count().map(Some)
            }
        }
    }

    /// Written as JSON.
    pub(super) fn json<T: DeserializeOwned>(&mut self) -> rusqlite::Result<T> {
        let at = self.skip();
        let written = self.row.get_ref(at)?.as_str()?;
        serde_json::from_str(written).map_err(|cause| unread(at, cause))
    }

    /// The same, where there may be none.
    pub(super) fn maybe_json<T: DeserializeOwned>(&mut self) -> rusqlite::Result<Option<T>> {
        let at = self.next;
        match self.plain::<Option<String>>()? {
            None => Ok(None),
            Some(_) => {
                self.next = at;
                self.json().map(Some)
            }
        }
    }

    /// One of few words.
    pub(super) fn word<T: DeserializeOwned>(&mut self) -> rusqlite::Result<T> {
        let at = self.next;
        word(at, self.plain()?)
    }

    /// The same, where there may be none.
    pub(super) fn maybe_word<T: DeserializeOwned>(&mut self) -> rusqlite::Result<Option<T>> {
        let at = self.next;
        let written: Option<String> = self.plain()?;
        written.map(|written| word(at, written)).transpose()
    }

    fn skip(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }
}

fn word<T: DeserializeOwned>(at: usize, written: String) -> rusqlite::Result<T> {
    let written: StringDeserializer<Unknown> = written.into_deserializer();
    T::deserialize(written).map_err(|cause| unread(at, cause))
}

fn unread(at: usize, cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::FromSqlConversionFailure(at, Type::Text, Box::new(cause))
}
