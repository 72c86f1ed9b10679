//! Annotated tasks, as Label Studio exports them (`JSON`), to documents.

use rostra_annotate::{AnnotatedDocument, AnnotatedPerson, Decision, ReviewNote};
use serde_json::Value;
use thiserror::Error;

use super::judged::judged;
use super::results;

/// Why a file holds no tasks.
#[derive(Debug, Error)]
pub enum ImportError {
    /// It is no JSON.
    #[error("no JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// It is some other JSON.
    #[error(
        "no tasks: an array of objects with `data` and `annotations` is wanted, as Label Studio exports it as JSON"
    )]
    NoTasks,
    /// It is the short form.
    #[error(
        "this is JSON-MIN, which tells neither what relations there are nor which region a choice is of; export the project as JSON"
    )]
    Min,
}

/// Why a task cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TaskError {
    /// It is no object with a text.
    #[error("no `data.text`")]
    NoText,
    /// Nothing names it.
    #[error("neither `data.id` nor `id`")]
    NoName,
    /// A region without an id.
    #[error("a region has no `id`")]
    NoId,
    /// A region that is not in the text, or marks no words.
    #[error("region `{id}` at {start}..{end} marks no words of the text")]
    Outside {
        /// Its id.
        id: String,
        /// Where it begins, as written.
        start: String,
        /// Where it ends, as written.
        end: String,
    },
    /// The document as exported is none.
    #[error("`data.document` is no document: {0}")]
    Document(String),
}

/// A task that was annotated.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The document, as reviewed.
    pub document: AnnotatedDocument,
    /// Its text.
    pub text: String,
    /// What of the annotation could not be used, as sentences.
    pub notes: Vec<String>,
}

/// What became of a task that gave no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// Nobody has annotated it, or not whom was asked for.
    NotAnnotated,
    /// It cannot be read.
    Failed(TaskError),
}

/// The tasks of a file: an array, or one task.
///
/// # Errors
/// Where it holds none.
pub fn tasks(file: &[u8]) -> Result<Vec<Value>, ImportError> {
    let tasks = match serde_json::from_slice(file)? {
        Value::Array(tasks) => tasks,
        task @ Value::Object(_) => vec![task],
        _ => return Err(ImportError::NoTasks),
    };
    let is_task = |task: &Value| task.get("data").is_some_and(Value::is_object);
    let is_min =
        |task: &Value| task.get("annotation_id").is_some() || task.get("annotator").is_some();
    match tasks.iter().find(|task| !is_task(task)) {
        Some(task) if is_min(task) => Err(ImportError::Min),
        Some(_) => Err(ImportError::NoTasks),
        None => Ok(tasks),
    }
}

/// What a task is called in messages: its id, and the id of its document.
#[must_use]
pub fn name(task: &Value) -> String {
    let id = task.get("id").map(ToString::to_string).unwrap_or_default();
    let document = task.pointer("/data/id").and_then(Value::as_str);
    match (id.is_empty(), document) {
        (true, Some(document)) => format!("`{document}`"),
        (false, Some(document)) => format!("{id} (`{document}`)"),
        (_, None) => id,
    }
}

/// The document that an annotation of `task` makes: the last that was finished, by `annotator` (an id, e-mail address or name) if one is given.
/// Skipped ones (`was_cancelled`) and drafts do not count.
///
/// # Errors
/// Where there is none, or it cannot be read.
pub fn read(task: &Value, annotator: Option<&str>) -> Result<Imported, NotRead> {
    let annotation = annotation(task, annotator).ok_or(NotRead::NotAnnotated)?;
    imported(task, annotation).map_err(NotRead::Failed)
}

fn imported(task: &Value, annotation: &Value) -> Result<Imported, TaskError> {
    let data = |name: &str| task.get("data").and_then(|data| data.get(name));
    let text = data("text")
        .and_then(Value::as_str)
        .ok_or(TaskError::NoText)?;
    let read = results::regions(text, list(annotation, "result"))?;
    let found = read.regions.people(text);
    let document = match exported(task, text)? {
        Some(exported) => judged(found.people, &exported, text),
        None => added(task, found.people)?,
    };
    let mut notes = read.notes;
    notes.extend(found.notes);
    Ok(Imported {
        document,
        text: text.to_owned(),
        notes,
    })
}

/// The document as it was exported; else what the last prediction says.
fn exported(task: &Value, text: &str) -> Result<Option<AnnotatedDocument>, TaskError> {
    if let Some(document) = task.pointer("/data/document") {
        let document = serde_json::from_value(document.clone());
        return document
            .map(Some)
            .map_err(|cause| TaskError::Document(cause.to_string()));
    }
    // Exports may hold the ids of predictions alone.
    let mut predictions = list(task, "predictions").iter();
    let Some(last) = predictions.rfind(|p| p.get("result").is_some()) else {
        return Ok(None);
    };
    let read = results::regions(text, list(last, "result"))?;
    let people = read.regions.people(text).people;
    Ok(Some(AnnotatedDocument {
        people,
        ..called(task)?
    }))
}

/// A document of which nothing was exported.
fn added(task: &Value, people: Vec<AnnotatedPerson>) -> Result<AnnotatedDocument, TaskError> {
    let added = |person: AnnotatedPerson| AnnotatedPerson {
        review: Some(Decision::Added),
        ..person
    };
    Ok(AnnotatedDocument {
        people: people.into_iter().map(added).collect(),
        review: Some(ReviewNote::default()),
        ..called(task)?
    })
}

/// A document with the id and language of `task` and nobody in it.
fn called(task: &Value) -> Result<AnnotatedDocument, TaskError> {
    let data = |name: &str| {
        task.pointer(&format!("/data/{name}"))
            .and_then(Value::as_str)
    };
    let number = task.get("id").and_then(Value::as_u64);
    let id = data("id").map(str::to_owned);
    let id = id.or_else(|| number.map(|number| format!("task-{number}")));
    Ok(AnnotatedDocument {
        id: id.ok_or(TaskError::NoName)?,
        lang: data("lang").unwrap_or("und").to_owned(),
        ..AnnotatedDocument::default()
    })
}

/// The annotation that counts.
fn annotation<'t>(task: &'t Value, annotator: Option<&str>) -> Option<&'t Value> {
    let finished = |annotation: &&Value| {
        let skipped = ["was_cancelled", "skipped"];
        annotation.get("result").is_some_and(Value::is_array)
            && !skipped
                .iter()
                .any(|name| annotation.get(*name) == Some(&Value::Bool(true)))
    };
    let wanted = |annotation: &&Value| annotator.is_none_or(|who| is_by(annotation, who));
    let numbered = list(task, "annotations").iter().enumerate();
    let counting = numbered.filter(|(_, annotation)| finished(annotation) && wanted(annotation));
    // Times are ISO 8601 in UTC, which sorts as text; of those without, the last in the list.
    let time = |annotation: &'t Value| {
        let time = |name| annotation.get(name).and_then(Value::as_str);
        time("updated_at")
            .or_else(|| time("created_at"))
            .unwrap_or_default()
    };
    let last = counting.max_by_key(|(n, annotation)| (time(annotation), *n));
    last.map(|(_, annotation)| annotation)
}

/// Whether `who` has completed it.
fn is_by(annotation: &Value, who: &str) -> bool {
    let is = |value: &Value| match value {
        Value::String(name) => name == who,
        Value::Number(number) => number.to_string() == who,
        _ => false,
    };
    match annotation.get("completed_by") {
        Some(Value::Object(user)) => {
            let fields = ["id", "email", "username"];
            fields.iter().filter_map(|name| user.get(*name)).any(is)
        }
        Some(user) => is(user),
        None => false,
    }
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    let list = value.get(name).and_then(Value::as_array);
    list.map_or(&[], Vec::as_slice)
}
