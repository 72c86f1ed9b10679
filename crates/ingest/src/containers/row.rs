//! The fields of a row, an element or a line to a part.

use rostra_document::{Diagnostic, Field, Language, Metadata};
use serde_json::{Map, Value};

use super::markup;
use crate::content::Content;
use crate::date;
use crate::decode;
use crate::format::Format;
use crate::options::Columns;
use crate::part::{Head, Part};
use crate::sniff::TEXT_COLUMNS;

/// Fields of a row by their names.
pub type Fields = Map<String, Value>;

/// Usual names of the other columns, in lower case; the first that a row has is taken.
const ID: &[&str] = &["id"];
const TITLE: &[&str] = &["title", "headline"];
const DATE: &[&str] = &[
    "date",
    "published",
    "pubdate",
    "published_at",
    "date_published",
    "datepublished",
];
const PUBLISHER: &[&str] = &["publisher", "source_name"];
const LANG: &[&str] = &["lang", "language"];
const URL: &[&str] = &["url", "link", "permalink"];

/// The fields of `line`, which is one JSON object, in whatever encoding; or what is wrong with it, as part of a sentence.
pub(crate) fn parse(line: &[u8]) -> Result<Fields, String> {
    let value = match std::str::from_utf8(line) {
        Ok(line) => serde_json::from_str(line),
        Err(_) => {
            let decoded = decode::decode(line, None, false);
            serde_json::from_str(&decoded.text)
        }
    };
    match value {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err("is no JSON object".to_owned()),
        Err(error) => Err(format!("is not valid JSON: {error}")),
    }
}

/// The name in `fields` of the column of texts.
pub(crate) fn text_column<'f>(
    names: impl Iterator<Item = &'f str> + Clone,
    columns: &Columns,
) -> Option<&'f str> {
    let usual = TEXT_COLUMNS;
    named(names, columns.text.as_deref(), usual)
}

/// The name in `fields` of the column of ids.
pub(crate) fn id_column<'f>(
    names: impl Iterator<Item = &'f str> + Clone,
    columns: &Columns,
) -> Option<&'f str> {
    named(names, columns.id.as_deref(), ID)
}

/// Whether `fields` have a column of texts.
pub(crate) fn has_text(fields: &Fields, columns: &Columns) -> bool {
    let inner = columns.text.as_deref().and_then(|path| at(fields, path));
    inner.is_some() || text_column(fields.keys().map(String::as_str), columns).is_some()
}

/// What stands at a path such as `content.rendered`.
fn at<'f>(fields: &'f Fields, path: &str) -> Option<&'f Value> {
    let mut names = path.split('.');
    let first = fields.get(names.next()?)?;
    names.try_fold(first, |value, name| value.get(name))
}

/// Makes fields of what lies in others: what a column's name with points leads to, and texts that WordPress' interface wraps, as in
/// `"title": {"rendered": "…", "protected": false}`.
fn lift(fields: &mut Fields, columns: &Columns) {
    for wrapped in ["title", "content"] {
        let rendered = fields
            .get_mut(wrapped)
            .and_then(|value| value.get_mut("rendered"));
        if let Some(Value::String(rendered)) = rendered.map(Value::take) {
            let plain = if wrapped == "title" {
                markup::line(&rendered, markup::entity)
            } else {
                rendered
            };
            fields.insert(wrapped.to_owned(), Value::String(plain));
        }
    }
    let Columns {
        text,
        id,
        title,
        date,
        publisher,
        lang,
        url,
    } = columns;
    for path in [text, id, title, date, publisher, lang, url]
        .into_iter()
        .flatten()
    {
        if !fields.contains_key(path)
            && let Some(value) = at(fields, path).cloned()
        {
            fields.insert(path.clone(), value);
        }
    }
}

/// The part that `fields` make: their text, with what the others say of it. `head` has the id for a row without one.
pub(crate) fn part(mut head: Head, mut fields: Fields, columns: &Columns) -> Result<Part, String> {
    lift(&mut fields, columns);
    let text = text(&mut fields, columns)?;
    if let Some(id) = id(&mut fields, columns) {
        (head.id, head.id_given) = (id, true);
    }
    if let Some(language) = language(&mut fields, columns, &mut head.diagnostics) {
        head.language = Some(language);
    }
    let language = head.language.as_ref();
    head.metadata = metadata(fields, columns, language, &mut head.diagnostics);
    head.format = Some(if markup::is_markup(&text) {
        Format::Html
    } else {
        Format::Text
    });
    (head.asked, head.loose) = (true, true);
    let content = Content::bytes(text);
    Ok(Part { head, content })
}

fn text(fields: &mut Fields, columns: &Columns) -> Result<String, String> {
    let names = fields.keys().map(String::as_str);
    let Some(name) = text_column(names, columns).map(str::to_owned) else {
        let wanted = columns.text.as_deref().unwrap_or("text");
        return Err(format!("has no field `{wanted}`"));
    };
    match fields.shift_remove(&name) {
        Some(Value::String(text)) if text.trim().is_empty() => Err(format!("`{name}` is empty")),
        Some(Value::String(text)) => Ok(text),
        Some(Value::Array(paragraphs))
            if !paragraphs.is_empty() && paragraphs.iter().all(Value::is_string) =>
        {
            let paragraphs: Vec<&str> = paragraphs.iter().filter_map(Value::as_str).collect();
            Ok(paragraphs.join("\n\n"))
        }
        Some(Value::Null) => Err(format!("`{name}` is null")),
        _ => Err(format!("`{name}` is not a string")),
    }
}

/// The one of `names` that was `chosen`, else the first usual one.
fn named<'f>(
    mut names: impl Iterator<Item = &'f str> + Clone,
    chosen: Option<&str>,
    usual: &[&str],
) -> Option<&'f str> {
    if let Some(chosen) = chosen {
        return names.find(|name| *name == chosen);
    }
    usual
        .iter()
        .find_map(|usual| names.clone().find(|name| name.eq_ignore_ascii_case(usual)))
}

/// Whether a column called `name` is one that rows are read by, unless another of them stands before it.
pub(crate) fn is_read(name: &str, columns: &Columns) -> bool {
    let Columns {
        text,
        id,
        title,
        date,
        publisher,
        lang,
        url,
    } = columns;
    [
        (text, TEXT_COLUMNS),
        (id, ID),
        (title, TITLE),
        (date, DATE),
        (publisher, PUBLISHER),
        (lang, LANG),
        (url, URL),
    ]
    .into_iter()
    .any(|(chosen, usual)| named(std::iter::once(name), chosen.as_deref(), usual).is_some())
}

/// Takes the value of a column out of `fields`, where it is one that `wanted` accepts.
fn take(
    fields: &mut Fields,
    chosen: Option<&str>,
    usual: &[&str],
    wanted: impl Fn(&Value) -> bool,
) -> Option<Value> {
    let name = named(fields.keys().map(String::as_str), chosen, usual)?.to_owned();
    let fits = fields
        .get(&name)
        .is_some_and(|value| value.is_null() || wanted(value));
    let value = fits.then(|| fields.shift_remove(&name))??;
    (!value.is_null()).then_some(value)
}

fn take_string(fields: &mut Fields, chosen: Option<&str>, usual: &[&str]) -> Option<String> {
    match take(fields, chosen, usual, Value::is_string)? {
        Value::String(value) => Some(value).filter(|value| !value.trim().is_empty()),
        _ => None,
    }
}

fn id(fields: &mut Fields, columns: &Columns) -> Option<String> {
    let id = take(fields, columns.id.as_deref(), ID, is_id)?;
    Some(written(&id))
}

/// The id that `fields` give, which stay as they are.
pub(crate) fn id_of(fields: &Fields, columns: &Columns) -> Option<String> {
    let name = id_column(fields.keys().map(String::as_str), columns)?;
    fields.get(name).filter(|value| is_id(value)).map(written)
}

fn is_id(value: &Value) -> bool {
    value.is_number() || value.as_str().is_some_and(|id| !id.trim().is_empty())
}

fn written(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

fn language(
    fields: &mut Fields,
    columns: &Columns,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Language> {
    let tag = take_string(fields, columns.lang.as_deref(), LANG)?;
    let language = Language::new(&tag);
    let well_formed = (2..=3).contains(&language.as_str().len())
        && language.as_str().bytes().all(|b| b.is_ascii_lowercase());
    if well_formed && language != Language::unknown() {
        return Some(language);
    }
    let message = format!("`lang` {tag:?} is no language tag; the language was identified");
    diagnostics.push(Diagnostic::warning("language.bad_tag", message));
    None
}

fn metadata(
    mut fields: Fields,
    columns: &Columns,
    language: Option<&Language>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Metadata {
    let mut metadata = Metadata::default();
    for (field, chosen, usual) in [
        (Field::Title, &columns.title, TITLE),
        (Field::Publisher, &columns.publisher, PUBLISHER),
    ] {
        if let Some(value) = take_string(&mut fields, chosen.as_deref(), usual) {
            metadata.offer(field, &value, "row");
        }
    }
    // The address goes to its own field and stays with what was carried: outputs of older runs are joined by it.
    let url = named(
        fields.keys().map(String::as_str),
        columns.url.as_deref(),
        URL,
    );
    if let Some(url) = url.and_then(|name| fields.get(name)?.as_str()) {
        metadata.offer(Field::Url, url, "row");
    }
    if let Some(written) = take_string(&mut fields, columns.date.as_deref(), DATE) {
        match date::of_in(&written, language) {
            Some(day) => metadata.offer(Field::Date, &day, "row"),
            None => {
                let message =
                    format!("`date` {written:?} could not be read as a day; it was carried along");
                diagnostics.push(Diagnostic::warning("date.unread", message));
                fields.insert("date".to_owned(), Value::String(written));
            }
        }
    }
    // A table says with it that there is no value, and a line of JSON Lines may leave it out: the same row.
    fields.retain(|_, value| !value.is_null());
    metadata.carried = fields;
    metadata
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rostra_document::{Document, Provenance, Undecoded};

    use super::{parse, part};
    use crate::format::Format;
    use crate::leaf::Leaf;
    use crate::options::{Columns, Options};
    use crate::part::Head;

    fn row(line: &str) -> Result<Document, String> {
        row_of(line, &Columns::default())
    }

    fn row_of(line: &str, columns: &Columns) -> Result<Document, String> {
        let head = Head {
            id: "batch-1".into(),
            provenance: Provenance::file("batch.jsonl"),
            ..Head::default()
        };
        let part = part(head, parse(line.as_bytes())?, columns)?;
        let leaf = Leaf::read(part, Format::Text, &Arc::new(Options::default()));
        Ok(leaf.unwrap().unwrap().decode().unwrap())
    }

    #[test]
    fn known_fields_are_read_and_others_carried() {
        let line = r#"{"id": 7, "url": "u", "text": "The minister\r\nspoke.", "lang": "en-GB", "date": "2024-05-02T10:00Z", "title": null, "publisher": "P"}"#;
        let document = row(line).unwrap();
        assert_eq!(
            (document.identity.id.as_str(), document.language.as_str()),
            ("7", "en")
        );
        assert_eq!(document.text, "The minister\nspoke.");
        assert_eq!(document.metadata.date.as_deref(), Some("2024-05-02"));
        assert_eq!(document.metadata.publisher.as_deref(), Some("P"));
        assert_eq!(
            serde_json::to_string(&document.metadata.carried).unwrap(),
            r#"{"url":"u"}"#
        );
        assert!(
            document.diagnostics.is_empty(),
            "{:?}",
            document.diagnostics
        );
    }

    #[test]
    fn doubtful_fields_are_told() {
        let line = r#"{"text": "Le ministre a parlé à la presse.", "lang": "klingon", "date": "le 2 mai"}"#;
        let document = row(line).unwrap();
        assert_eq!(
            (document.identity.id.as_str(), document.language.as_str()),
            ("batch-1", "fr")
        );
        let codes: Vec<_> = document.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["language.bad_tag", "date.unread"]);
        assert_eq!(document.metadata.carried.get("date").unwrap(), "le 2 mai");
    }

    #[test]
    fn fields_in_fields_are_found() {
        let wordpress = r#"{"id": 9, "date": "2024-05-02T10:00:00", "link": "https://mi.example/9", "title": {"rendered": "Minister&#8217;s visit &amp; talks"}, "content": {"rendered": "Plain.", "protected": false}}"#;
        let document = row(wordpress).unwrap();
        assert_eq!(document.text, "Plain.");
        assert_eq!(
            document.metadata.title.as_deref(),
            Some("Minister’s visit & talks")
        );
        assert_eq!(document.metadata.date.as_deref(), Some("2024-05-02"));
        assert_eq!(
            document.metadata.url.as_deref(),
            Some("https://mi.example/9")
        );
        let columns = Columns {
            text: Some("release.body.ar".into()),
            title: Some("release.head".into()),
            ..Columns::default()
        };
        let nested =
            r#"{"release": {"head": "الوزير", "body": {"ar": ["قال الوزير.", "ثم غادر."]}}}"#;
        let document = row_of(nested, &columns).unwrap();
        assert_eq!(document.text, "قال الوزير.\n\nثم غادر.");
        assert_eq!(document.metadata.title.as_deref(), Some("الوزير"));
        assert_eq!(
            row_of("{}", &columns).unwrap_err(),
            "has no field `release.body.ar`"
        );
    }

    #[test]
    fn broken_rows_say_why() {
        let cases = [
            (
                "{",
                "is not valid JSON: EOF while parsing an object at line 1 column 1",
            ),
            ("[1]", "is no JSON object"),
            ("{}", "has no field `text`"),
            (r#"{"text": 1}"#, "`text` is not a string"),
            (r#"{"text": " \n"}"#, "`text` is empty"),
        ];
        for (line, reason) in cases {
            assert_eq!(row(line).unwrap_err(), reason);
        }
    }
}
