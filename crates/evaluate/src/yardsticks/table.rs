//! Tab-separated files with a header row and no quoting.

use std::fs;
use std::io;
use std::path::Path;

/// A file that is no table.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// It cannot be read.
    #[error("{path}: {reason}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        reason: io::Error,
    },
    /// A column that the judge needs is not there.
    #[error("{path}: no column {column:?}")]
    NoColumn {
        /// The file.
        path: String,
        /// The header that was looked for.
        column: &'static str,
    },
}

/// A table in memory.
pub struct Table {
    /// `countrycode/regex_tests`.
    pub name: String,
    path: String,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads `path`, which reports call `name`.
    pub fn read(name: &str, path: &Path) -> Result<Self, TableError> {
        let place = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|reason| TableError::Unreadable {
            path: place.clone(),
            reason,
        })?;
        let mut lines = text
            .lines()
            .map(|line| line.split('\t').map(str::to_owned).collect());
        Ok(Self {
            name: name.to_owned(),
            path: place,
            header: lines.next().unwrap_or_default(),
            rows: lines.collect(),
        })
    }

    /// The cells of `columns`, row by row; a cell that is not there is empty.
    pub fn columns<const N: usize>(
        &self,
        columns: [&'static str; N],
    ) -> Result<impl Iterator<Item = [&str; N]>, TableError> {
        let mut places = [0; N];
        for (place, column) in places.iter_mut().zip(columns) {
            *place = self
                .header
                .iter()
                .position(|header| header == column)
                .ok_or_else(|| TableError::NoColumn {
                    path: self.path.clone(),
                    column,
                })?;
        }
        Ok(self
            .rows
            .iter()
            .map(move |row| places.map(|place| row.get(place).map_or("", String::as_str))))
    }
}
