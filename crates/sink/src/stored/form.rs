//! Which form an output has.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, stdin};
use std::path::Path;

use super::StoredError;
use crate::kind::Kind;

/// What files of SQLite begin with.
const SQLITE: &[u8] = b"SQLite format 3\0";

/// What files of Parquet begin with.
const PARQUET: &[u8] = b"PAR1";

/// How much is read at once.
const BUFFER: usize = 1 << 16;

/// The forms that hold whole documents, as messages name them.
const WHOLE: &str = "JSON Lines, JSON, Parquet and SQLite can";

/// Bytes, from their beginning.
pub(super) type Input = BufReader<Box<dyn Read + Send>>;

/// A form that is read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One document a line.
    JsonLines,
    /// An array of documents, or documents behind each other.
    Json,
    /// One row a document.
    #[cfg(feature = "parquet")]
    Parquet,
    /// Tables.
    #[cfg(feature = "sqlite")]
    Sqlite,
}

/// An output that is read back.
pub(super) struct Found {
    pub(super) form: Form,
    /// Its bytes, none of them taken. Pipes can be read once only, so they are handed on.
    pub(super) input: Input,
}

/// Finds out what lies at `place`: what its first bytes say counts for more than its name, since `--format` writes any form to any name.
pub(super) fn of(place: &str) -> Result<Found, StoredError> {
    if let Some(name) = Kind::of(place).and_then(in_parts)
        && !Path::new(place).is_file()
    {
        return Err(parts(place, name));
    }
    let mut input = bytes(place)?;
    let head = input
        .fill_buf()
        .map_err(|cause| StoredError::io(place, cause))?;
    let form = told(place, head)?;
    Ok(Found { form, input })
}

fn bytes(place: &str) -> Result<Input, StoredError> {
    let raw: Box<dyn Read + Send> = match place {
        "-" => Box::new(stdin()),
        path if Path::new(path).is_dir() => {
            return Err(StoredError::refused(place, "it is a folder"));
        }
        path => {
            let file = File::open(path);
            Box::new(file.map_err(|cause| StoredError::io(place, cause))?)
        }
    };
    Ok(BufReader::with_capacity(BUFFER, raw))
}

/// The form of what begins with `head`.
fn told(place: &str, head: &[u8]) -> Result<Form, StoredError> {
    if head.starts_with(SQLITE) {
        return sqlite(place);
    }
    if head.starts_with(PARQUET) {
        return parquet(place);
    }
    let named = Kind::of(place);
    if let Some(name) = named.and_then(in_parts) {
        return Err(parts(place, name));
    }
    match (first(head), named) {
        (Some(b'['), _) => Ok(Form::Json),
        (Some(b'{'), Some(Kind::Json)) => Ok(Form::Json),
        // A run over nothing leaves nothing; a line that is wrong is told as one.
        (Some(b'{'), None) | (_, Some(Kind::JsonLines)) => Ok(Form::JsonLines),
        (None, None) if place == "-" => Ok(Form::JsonLines),
        (Some(b'{'), Some(_)) => Ok(Form::JsonLines),
        _ => {
            let reason = format!("it is no output of rostra that can; {WHOLE}");
            Err(StoredError::refused(place, reason))
        }
    }
}

#[cfg(feature = "sqlite")]
fn sqlite(place: &str) -> Result<Form, StoredError> {
    seekable(place, Form::Sqlite)
}

#[cfg(not(feature = "sqlite"))]
fn sqlite(place: &str) -> Result<Form, StoredError> {
    Err(StoredError::refused(
        place,
        "this build does not read SQLite",
    ))
}

#[cfg(feature = "parquet")]
fn parquet(place: &str) -> Result<Form, StoredError> {
    seekable(place, Form::Parquet)
}

#[cfg(not(feature = "parquet"))]
fn parquet(place: &str) -> Result<Form, StoredError> {
    Err(StoredError::refused(
        place,
        "this build does not read Parquet",
    ))
}

/// `form`, where `place` is a file, in which one can go back and forth.
#[cfg(any(feature = "sqlite", feature = "parquet"))]
fn seekable(place: &str, form: Form) -> Result<Form, StoredError> {
    match Path::new(place).is_file() {
        true => Ok(form),
        false => Err(StoredError::refused(
            place,
            "such a form is read from a file only",
        )),
    }
}

/// What messages call a form that does not hold whole documents, or cannot be asked for them here.
fn in_parts(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Csv => Some("CSV"),
        Kind::Ftm => Some("FollowTheMoney"),
        Kind::DataPackage => Some("a data package"),
        #[cfg(feature = "postgres")]
        Kind::Postgres => Some("PostgreSQL"),
        _ => None,
    }
}

fn parts(place: &str, name: &str) -> StoredError {
    StoredError::refused(place, format!("{name} cannot; {WHOLE}"))
}

/// The first byte that says something: neither white space nor part of a byte-order mark.
fn first(head: &[u8]) -> Option<u8> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.iter()
        .copied()
        .find(|byte| !byte.is_ascii_whitespace())
}
