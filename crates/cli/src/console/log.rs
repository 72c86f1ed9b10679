//! `--log-format json`: one object a line.

use std::time::{Duration, Instant};

use jiff::{Timestamp, Unit};
use rostra_document::SourceError;
use rostra_ingest::Bytes;
use serde_json::{Map, Value, json};

use super::say;
use crate::ending::Ending;
use crate::tally::Tally;

/// How often progress is told.
const EVERY: Duration = Duration::from_secs(5);

/// How much a line matters.
#[derive(Clone, Copy)]
pub(super) enum Level {
    Info,
    Warning,
    Error,
}

impl Level {
    fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// When progress was told last.
pub(super) struct Log(Instant);

impl Log {
    pub(super) fn new() -> Self {
        Self(Instant::now())
    }

    pub(super) fn progress(&mut self, tally: &Tally, place: &str, bytes: &Bytes, begun: Instant) {
        if self.0.elapsed() < EVERY {
            return;
        }
        self.0 = Instant::now();
        let message = format!("{} documents so far", tally.read + tally.kept);
        let fields = [
            ("place", json!(place)),
            ("read", json!(tally.read)),
            ("kept", json!(tally.kept)),
            ("failed", json!(tally.failed)),
            ("seconds", json!(begun.elapsed().as_secs_f64())),
            ("file_bytes", json!(bytes.done())),
            ("file_bytes_in_all", json!(bytes.total())),
        ];
        write(Level::Info, "progress", &message, fields);
    }
}

/// Writes a line; `fields` follow those that every line has.
pub(super) fn write<'a>(
    level: Level,
    event: &str,
    message: &str,
    fields: impl IntoIterator<Item = (&'a str, Value)>,
) {
    let now = Timestamp::now();
    let mut line = Map::new();
    for (key, value) in [
        (
            "time",
            now.round(Unit::Millisecond).unwrap_or(now).to_string(),
        ),
        ("level", level.as_str().to_owned()),
        ("event", event.to_owned()),
        ("message", message.to_owned()),
    ] {
        line.insert(key.to_owned(), value.into());
    }
    line.extend(
        fields
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value)),
    );
    say(&Value::Object(line).to_string());
}

pub(super) fn failure(error: &SourceError) {
    let fields = [
        ("place", json!(error.provenance.to_string())),
        ("kind", json!(error.kind)),
        ("reason", json!(error.reason)),
    ];
    write(Level::Error, "failure", &error.to_string(), fields);
}

pub(super) fn summary(ending: &Ending<'_>, line: &str) {
    let tally = ending.tally;
    let listed = ending.listed.as_ref();
    let fields = [
        ("read", json!(tally.read)),
        ("kept", json!(tally.kept)),
        ("failed", json!(tally.failed)),
        ("people", json!(tally.people)),
        ("titles", json!(tally.titles)),
        ("files_left_alone", json!(ending.skipped)),
        ("failures", json!(tally.failures)),
        ("changes", json!(ending.changes)),
        ("seconds", json!(ending.seconds)),
        ("ended", json!(ending.ended.as_str())),
        ("exit_status", json!(ending.status)),
        (
            "quarantine",
            json!(listed.map(|listed| listed.path.display().to_string())),
        ),
    ];
    write(Level::Info, "summary", line, fields);
}
