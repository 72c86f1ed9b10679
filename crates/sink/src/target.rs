//! What a user names as an output.

use std::fmt;
use std::path::PathBuf;

use rostra_document::{Sink, SinkError};
use thiserror::Error;

use crate::file::{self, Place};
use crate::kind::{KINDS, Kind};
use crate::masked::masked;
use crate::settings::Settings;
#[cfg(any(feature = "sqlite", feature = "postgres"))]
use crate::store;

/// An output, named and not yet open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    kind: Kind,
    place: String,
}

/// Why an output cannot be what it is named.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TargetError {
    /// There is no such form.
    #[error("no output has the form `{0}`; there is {known}", known = known())]
    Form(String),
    /// A form that needs a place of its own.
    #[error("{0} cannot go to standard output: name a file")]
    Streams(&'static str),
    /// An address of something that this build does not know.
    #[error("no output of this program is at an address that begins `{0}://`")]
    Scheme(String),
}

fn known() -> String {
    let names: Vec<String> = KINDS.iter().map(|f| format!("`{}`", f.name)).collect();
    names.join(", ")
}

/// The form of a place whose name tells none. No file is meant by an address.
fn by_default(place: &str) -> Result<Kind, TargetError> {
    match place.split_once("://") {
        Some((scheme, _)) if !scheme.contains(['/', '.']) => {
            Err(TargetError::Scheme(scheme.to_owned()))
        }
        _ => Ok(Kind::JsonLines),
    }
}

impl Target {
    /// The output at `place` (a path, `-` for standard output, an address) in the form called `form`, else in that which the place's name
    /// tells, else in the default form.
    ///
    /// # Errors
    /// Where there is no such form, it cannot go there, or nothing is known of such an address.
    pub fn new(place: &str, form: Option<&str>) -> Result<Self, TargetError> {
        let kind = match form {
            Some(name) => Kind::named(name).ok_or_else(|| TargetError::Form(name.to_owned()))?,
            None => Kind::of(place).map_or_else(|| by_default(place), Ok)?,
        };
        let facts = kind.facts();
        if place == "-" && !facts.streams {
            return Err(TargetError::Streams(facts.name));
        }
        Ok(Self {
            kind,
            place: place.to_owned(),
        })
    }

    /// Its form.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its place, as named.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Opens it.
    ///
    /// # Errors
    /// Where it cannot be written, or another run is writing it.
    pub fn open(&self, settings: &Settings) -> Result<Box<dyn Sink>, SinkError> {
        match self.kind.writer() {
            Some(make) if self.place == "-" => file::open(&Place::Stdout, make, settings),
            Some(make) => file::open(&Place::File(PathBuf::from(&self.place)), make, settings),
            None => self.open_store(settings),
        }
    }

    fn open_store(&self, settings: &Settings) -> Result<Box<dyn Sink>, SinkError> {
        match self.kind {
            #[cfg(feature = "sqlite")]
            Kind::Sqlite => Ok(Box::new(store::sqlite::open(&self.place, settings)?)),
            #[cfg(feature = "postgres")]
            Kind::Postgres => Ok(Box::new(store::postgres::open(&self.place, settings)?)),
            _ => unreachable!("other forms are files' ({settings:?})"),
        }
    }
}

/// As messages name it, without passwords.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "-" => f.write_str("standard output"),
            place => f.write_str(&masked(place)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Target, TargetError};
    use crate::kind::Kind;

    #[test]
    fn messages_name_no_password() {
        let target = Target::new("x://eva:secret@db/press", Some("jsonl")).unwrap();
        assert_eq!(target.to_string(), "x://eva@db/press");
        assert_eq!(target.place(), "x://eva:secret@db/press");
    }

    #[test]
    fn form_by_word_or_by_name() {
        let kind = |place, form| Target::new(place, form).map(|target| target.kind());
        assert_eq!(kind("out.csv", None), Ok(Kind::Csv));
        assert_eq!(kind("out.csv", Some("json")), Ok(Kind::Json));
        assert_eq!(kind("-", None), Ok(Kind::JsonLines));
        assert_eq!(kind("a://b/c", None), Err(TargetError::Scheme("a".into())));
        assert_eq!(kind("a", Some("xml")), Err(TargetError::Form("xml".into())));
    }
}
