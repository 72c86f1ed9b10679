//! The figures as a table and as JSON.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::reliability::Reliability;
use crate::score::{Evaluation, Miss};
use crate::tally::{Count, Tally};

/// Figures by language, then over all, as a table for people.
#[must_use]
pub fn table(figures: &Evaluation) -> String {
    let mut out = format!(
        "{:8}{:>5}{:>20}{:>20}{:>9}{:>7}{:>8}{:>7}{:>7}{:>20}\n",
        "",
        "docs",
        "people P/R/F1",
        "titles P/R/F1",
        "country",
        "role",
        "status",
        "mode",
        "spoke",
        "RECORD P/R/F1"
    );
    for (name, tally) in rows(figures) {
        row(&mut out, name, tally);
    }
    out
}

fn row(out: &mut String, name: &str, t: &Tally) {
    let three = |c: Count| format!("{:8.3}{:6.3}{:6.3}", c.precision(), c.recall(), c.f1());
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "{name:8}{:5}{}{}{:9.3}{:7.3}{:8.3}{:7.3}{:7.3}{}",
        t.documents,
        three(t.people),
        three(t.titles),
        t.country.value(),
        t.role.value(),
        t.status.value(),
        t.mode.value(),
        t.spoke.f1(),
        three(t.record)
    );
}

fn rows(figures: &Evaluation) -> impl Iterator<Item = (&str, &Tally)> {
    let languages = figures
        .languages
        .iter()
        .map(|(name, tally)| (name.as_str(), tally));
    languages.chain([("all", &figures.total)])
}

/// Confidence against share right, in tenths; empty bins are left out.
#[must_use]
pub fn reliability(figures: &Evaluation) -> String {
    let mut out = String::new();
    for (name, table) in [("people", &figures.people), ("titles", &figures.titles)] {
        let _ = writeln!(out, "{name:12}{:>7}{:>12}{:>8}", "n", "confidence", "right");
        for (from, bin) in table.bins().filter(|(_, bin)| bin.predicted > 0) {
            let border = format!("{from:.1}-{:.1}", from + 0.1);
            let _ = writeln!(
                out,
                "{border:12}{:7}{:12.3}{:8.3}",
                bin.predicted,
                bin.confidence(),
                bin.accuracy()
            );
        }
        let _ = writeln!(out, "calibration error {:.3}", table.calibration_error());
    }
    out
}

/// A person not as the gold has it, as one line.
#[must_use]
pub fn miss(miss: &Miss) -> String {
    json!([miss.id, miss.kind, miss.name, miss.detail]).to_string()
}

/// The same figures as JSON, four decimals.
#[must_use]
pub fn json(figures: &Evaluation) -> Value {
    let mut out = Map::new();
    for (name, tally) in rows(figures) {
        out.insert(name.to_owned(), group(tally));
    }
    out.insert(
        "reliability".to_owned(),
        json!({"people": bins(&figures.people), "titles": bins(&figures.titles)}),
    );
    Value::Object(out)
}

fn group(t: &Tally) -> Value {
    json!({
        "docs": t.documents,
        "people": rounded(t.people.f1()),
        "people_precision": rounded(t.people.precision()),
        "people_recall": rounded(t.people.recall()),
        "titles": rounded(t.titles.f1()),
        "titles_precision": rounded(t.titles.precision()),
        "titles_recall": rounded(t.titles.recall()),
        "country": rounded(t.country.value()),
        "role": rounded(t.role.value()),
        "status": rounded(t.status.value()),
        "mode": rounded(t.mode.value()),
        "spoke": rounded(t.spoke.f1()),
        "record": rounded(t.record.f1()),
        "record_precision": rounded(t.record.precision()),
        "record_recall": rounded(t.record.recall()),
    })
}

fn bins(table: &Reliability) -> Value {
    let filled = table.bins().filter(|(_, bin)| bin.predicted > 0);
    filled
        .map(|(from, bin)| {
            json!({
                "from": from, "n": bin.predicted,
                "confidence": rounded(bin.confidence()), "right": rounded(bin.accuracy()),
            })
        })
        .collect()
}

fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
