//! `--report`: what a run came to, as JSON (docs/schema/run.schema.json).

use std::collections::BTreeMap;
use std::path::Path;

use rostra_document::{Changes, Extractor};
use serde::Serialize;
use serde_json::json;

use crate::ending::Ending;
use crate::outputs::{Fate, Outputs};
use crate::place;
use crate::tally::{Fates, Share, Tally};

/// The whole report. Times are in seconds.
#[derive(Serialize)]
pub(crate) struct Report<'a> {
    pub(crate) command: &'a str,
    pub(crate) inputs: &'a [String],
    pub(crate) extractor: &'a Extractor,
    pub(crate) started: String,
    pub(crate) finished: String,
    pub(crate) seconds: f64,
    pub(crate) ended: &'a str,
    pub(crate) exit_status: u8,
    pub(crate) errors: &'a [String],
    pub(crate) documents: Documents,
    pub(crate) people: u64,
    pub(crate) titles: u64,
    pub(crate) languages: &'a BTreeMap<String, Share>,
    pub(crate) formats: BTreeMap<&'a str, Fates>,
    pub(crate) failures: &'a BTreeMap<&'static str, u64>,
    pub(crate) roles: &'a BTreeMap<&'static str, u64>,
    pub(crate) countries: &'a BTreeMap<String, u64>,
    pub(crate) people_without_country: u64,
    pub(crate) diagnostics: &'a BTreeMap<String, u64>,
    pub(crate) throughput: Throughput,
    pub(crate) document_seconds: Option<DocumentSeconds>,
    pub(crate) slowest: Vec<Slow<'a>>,
    pub(crate) outputs: Vec<Output>,
    pub(crate) quarantine: Option<serde_json::Value>,
}

/// What became of documents.
#[derive(Serialize)]
pub(crate) struct Documents {
    read: u64,
    kept: u64,
    failed: u64,
    files_left_alone: u64,
}

/// How fast the run was.
#[derive(Serialize)]
pub(crate) struct Throughput {
    documents_per_second: f64,
    file_bytes: u64,
    file_bytes_per_second: f64,
}

/// Times of single documents, each of one worker.
#[derive(Serialize)]
pub(crate) struct DocumentSeconds {
    mean: f64,
    p50: f64,
    p90: f64,
    p99: f64,
    max: f64,
}

/// A document that took long.
#[derive(Serialize)]
pub(crate) struct Slow<'a> {
    place: &'a str,
    seconds: f64,
}

/// An output, and what became of it.
#[derive(Serialize)]
pub(crate) struct Output {
    to: String,
    r#type: &'static str,
    changes: Option<Changes>,
    error: Option<String>,
}

/// What a run is, beside what it came to.
pub(crate) struct Run<'a> {
    pub(crate) command: &'a str,
    pub(crate) inputs: &'a [String],
    pub(crate) extractor: &'a Extractor,
    pub(crate) started: jiff::Timestamp,
}

impl<'a> Report<'a> {
    pub(crate) fn new(run: &Run<'a>, ending: &'a Ending<'a>, outputs: &Outputs) -> Self {
        let tally = ending.tally;
        let seconds = ending.seconds.max(1e-3);
        Self {
            command: run.command,
            inputs: run.inputs,
            extractor: run.extractor,
            started: utc(run.started),
            finished: utc(jiff::Timestamp::now()),
            seconds: rounded(ending.seconds),
            ended: ending.ended.as_str(),
            exit_status: ending.status,
            errors: &ending.errors,
            documents: Documents {
                read: tally.read,
                kept: tally.kept,
                failed: tally.failed,
                files_left_alone: ending.skipped,
            },
            people: tally.people,
            titles: tally.titles,
            languages: &tally.languages,
            formats: formats(tally),
            failures: &tally.failures,
            roles: &tally.roles,
            countries: &tally.countries,
            people_without_country: tally.stateless,
            diagnostics: &tally.diagnostics,
            throughput: Throughput {
                documents_per_second: rounded((tally.read + tally.kept) as f64 / seconds),
                file_bytes: ending.bytes,
                file_bytes_per_second: rounded(ending.bytes as f64 / seconds),
            },
            document_seconds: document_seconds(tally),
            slowest: slowest(tally),
            outputs: outputs.fates().map(output).collect(),
            quarantine: ending.listed.as_ref().map(
                |listed| json!({"path": listed.path.display().to_string(), "entries": listed.entries}),
            ),
        }
    }

    /// Writes it to the file at `path`.
    pub(crate) fn write(&self, path: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(self)? + "\n";
        place::write(path, text.as_bytes())
    }
}

fn utc(time: jiff::Timestamp) -> String {
    let round = jiff::TimestampRound::new().smallest(jiff::Unit::Millisecond);
    time.round(round).unwrap_or(time).to_string()
}

/// To three decimals, or the first digits of less.
fn rounded(value: f64) -> f64 {
    let factor = if value < 0.1 { 1e6 } else { 1e3 };
    (value * factor).round() / factor
}

fn formats(tally: &Tally) -> BTreeMap<&str, Fates> {
    let named = tally.formats.iter().map(|(name, &fates)| {
        let name = if name.is_empty() { "unknown" } else { name };
        (name, fates)
    });
    named.collect()
}

fn document_seconds(tally: &Tally) -> Option<DocumentSeconds> {
    let times = &tally.times;
    Some(DocumentSeconds {
        mean: rounded(times.mean()?),
        p50: rounded(times.within(0.5)?),
        p90: rounded(times.within(0.9)?),
        p99: rounded(times.within(0.99)?),
        max: rounded(times.within(1.0)?),
    })
}

fn slowest(tally: &Tally) -> Vec<Slow<'_>> {
    let slowest = tally.times.slowest().iter();
    slowest
        .map(|(time, place)| Slow {
            place,
            seconds: rounded(time.as_secs_f64()),
        })
        .collect()
}

fn output(fate: &Fate) -> Output {
    Output {
        to: fate.target.to_string(),
        r#type: fate.target.kind().facts().name,
        changes: fate.changes.get(),
        error: fate.error.borrow().clone(),
    }
}
