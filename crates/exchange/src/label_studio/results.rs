//! Regions to the results of a prediction or annotation, and back.

use std::collections::BTreeMap;

use rostra_document::{CodePoints, Mode, Role, Span, Support, TitleStatus};
use serde_json::{Map, Value, json};

use super::offsets::Counted;
use super::{TEXT, TaskError};
use crate::regions::{Label, Region, Regions, Values};

/// The name of the labels in the configuration.
const LABEL: &str = "label";

/// The results that `regions` of `points`' text are. What labels a region comes before what else is said of it, as the editor needs it.
pub(super) fn results(points: &CodePoints<'_>, regions: &Regions) -> Vec<Value> {
    let numbered = regions.regions.iter().enumerate();
    let mut results: Vec<Value> = numbered
        .flat_map(|(n, region)| of_region(points, &id(n), region))
        .collect();
    results.extend(regions.links.iter().map(|&(from, to)| {
        let ends = [from, to].map(|at| regions.regions.get(at).map(|r| r.label));
        let label = match ends {
            [Some(Label::Person), Some(Label::Person)] => "same person",
            [Some(Label::Title), Some(Label::Title)] => "same title",
            _ => "of",
        };
        json!({"type": "relation", "from_id": id(from), "to_id": id(to), "direction": "right", "labels": [label]})
    }));
    results
}

fn id(region: usize) -> String {
    format!("r{}", region + 1)
}

fn of_region(points: &CodePoints<'_>, id: &str, region: &Region) -> Vec<Value> {
    let span = region.span;
    let at = |more: (&str, Value)| {
        let mut value = Map::new();
        value.insert("start".into(), json!(span.start));
        value.insert("end".into(), json!(span.end));
        value.insert(more.0.into(), more.1);
        value
    };
    let mut labels = at((TEXT, json!(points.words(span))));
    labels.insert("labels".into(), json!([region.label.as_str()]));
    let mut label =
        json!({"id": id, "from_name": LABEL, "to_name": TEXT, "type": "labels", "value": labels});
    if let (Some(score), Some(label)) = (region.score, label.as_object_mut()) {
        label.insert("score".into(), json!(score));
    }
    let said = &region.values;
    let choice = |name: &str, value: Option<&str>| {
        let value = at(("choices", json!([value?])));
        Some(
            json!({"id": id, "from_name": name, "to_name": TEXT, "type": "choices", "value": value}),
        )
    };
    let text = |name: &str, values: Vec<&str>| {
        let value = at((TEXT, json!(values)));
        let result = json!({"id": id, "from_name": name, "to_name": TEXT, "type": "textarea", "value": value});
        (!values.is_empty()).then_some(result)
    };
    let (written, body) = match region.label {
        Label::Title => ("title", "title_organization"),
        _ => ("name", "organization"),
    };
    let results = [
        Some(label),
        choice("role", said.role.map(Role::as_str)),
        choice("mode", said.mode.map(Mode::as_str)),
        choice("country", said.country.as_deref()),
        choice("country_evidence", said.evidence.map(Support::as_str)),
        choice("counts", said.optional.then_some("optional")),
        choice("status", said.status.map(TitleStatus::as_str)),
        text(written, said.written.iter().map(String::as_str).collect()),
        text(
            "honorifics",
            said.honorifics.iter().map(String::as_str).collect(),
        ),
        text(body, said.organization.iter().map(String::as_str).collect()),
    ];
    results.into_iter().flatten().collect()
}

/// What results could be read as, and what could not be used.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) regions: Regions,
    pub(super) notes: Vec<String>,
}

/// The regions that `results` over `text` are.
pub(super) fn regions(text: &str, results: &[Value]) -> Result<Read, TaskError> {
    let counted = Counted::of(text, results);
    let mut read = Read {
        notes: counted.notes(),
        ..Read::default()
    };
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for result in results.iter().filter(|r| kind(r) == "labels") {
        let id = string(result, "id").ok_or(TaskError::NoId)?;
        match label(result) {
            Some(label) => {
                let span = counted.span(result).ok_or_else(|| outside(id, result))?;
                ids.insert(id, read.regions.regions.len());
                read.regions.regions.push(Region {
                    label,
                    span,
                    values: Values::default(),
                    score: None,
                });
            }
            None => read.notes.push(format!(
                "region `{id}` has a label of another project and was left out"
            )),
        }
    }
    for result in results {
        match kind(result) {
            "labels" => {}
            "relation" => {
                let ends = ["from_id", "to_id"].map(|end| ids.get(string(result, end)?).copied());
                if let [Some(from), Some(to)] = ends {
                    read.regions.links.push((from, to));
                }
            }
            kind => {
                let at = string(result, "id").and_then(|id| ids.get(id));
                let region = at.and_then(|at| read.regions.regions.get_mut(*at));
                let name = string(result, "from_name").unwrap_or_default();
                let used = region.is_some_and(|region| say(&mut region.values, name, result));
                if !used {
                    read.notes.push(format!(
                        "`{name}` ({kind}) says nothing that is known here and was left out"
                    ));
                }
            }
        }
    }
    Ok(read)
}

fn outside(id: &str, result: &Value) -> TaskError {
    let end = |name| result.pointer(name).cloned().unwrap_or_default();
    TaskError::Outside {
        id: id.to_owned(),
        start: end("/value/start").to_string(),
        end: end("/value/end").to_string(),
    }
}

/// Takes over what the control `name` says of a region; whether it is known.
fn say(values: &mut Values, name: &str, result: &Value) -> bool {
    let texts = strings(result, "text");
    let chosen = strings(result, "choices").into_iter().next();
    let text = one(&texts);
    let known = |value: &Option<String>| serde_json::to_value(value).unwrap_or_default();
    match name {
        "role" => values.role = serde_json::from_value(known(&chosen)).ok(),
        "mode" => values.mode = serde_json::from_value(known(&chosen)).ok(),
        "country_evidence" => values.evidence = serde_json::from_value(known(&chosen)).ok(),
        "status" => values.status = serde_json::from_value(known(&chosen)).ok(),
        "country" => values.country = chosen.clone(),
        "counts" => values.optional = chosen.as_deref() == Some("optional"),
        "name" | "title" => values.written = text,
        "organization" | "title_organization" => values.organization = text,
        "honorifics" => values.honorifics = texts,
        _ => return false,
    }
    let choice = matches!(name, "role" | "mode" | "country_evidence" | "status");
    !choice || values_has(values, name) || chosen.is_none()
}

/// Whether the choice of the control `name` was one that is known.
fn values_has(values: &Values, name: &str) -> bool {
    match name {
        "role" => values.role.is_some(),
        "mode" => values.mode.is_some(),
        "status" => values.status.is_some(),
        _ => values.evidence.is_some(),
    }
}

fn one(texts: &[String]) -> Option<String> {
    texts
        .first()
        .filter(|text| !text.trim().is_empty())
        .cloned()
}

fn kind(result: &Value) -> &str {
    string(result, "type").unwrap_or_default()
}

fn string<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name)?.as_str()
}

/// The strings under `name` in a result's value, one or many.
fn strings(result: &Value, name: &str) -> Vec<String> {
    let value = result.get("value").and_then(|value| value.get(name));
    match value {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(many)) => {
            let strings = many.iter().filter_map(Value::as_str);
            strings.map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

/// The first label of a result that is one of ours.
fn label(result: &Value) -> Option<Label> {
    let labels = strings(result, "labels");
    let mut known = Label::ALL.into_iter();
    known.find(|label| labels.iter().any(|name| name == label.as_str()))
}

/// The place that a result names, before anything is known of how it counts.
pub(super) fn raw_span(result: &Value) -> Option<Span> {
    let end = |name| {
        let value = result.get("value")?.get(name)?;
        let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
        let whole = || value.as_f64().filter(|n| n.fract() == 0.0 && *n >= 0.0);
        number.or_else(|| whole().map(|n| n as u64))
    };
    let (start, end) = (end("start")?, end("end")?);
    Some(Span {
        start: usize::try_from(start).ok()?,
        end: usize::try_from(end).ok()?,
    })
}
