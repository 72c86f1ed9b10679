//! One row of a JSON Lines file to a document.

use rostra_document::{Diagnostic, Document, Language, Metadata};
use serde_json::{Map, Value};

use crate::bounded::sha256;
use crate::date;
use crate::options::Options;
use crate::plain;

/// The document of `line`, without a unique id yet, or what is wrong with the row.
///
/// `place` names the row for people (`batch.jsonl:12`), `fallback_id` is its id where it has none.
pub(crate) fn document(
    line: &[u8],
    place: &str,
    fallback_id: &str,
    options: &Options,
) -> Result<Document, String> {
    let mut fields = parse(line)?;
    let text = match fields.remove("text") {
        Some(Value::String(text)) => text,
        Some(_) => return Err("`text` is not a string".to_owned()),
        None => return Err("has no field `text`".to_owned()),
    };
    if text.trim().is_empty() {
        return Err("`text` is empty".to_owned());
    }
    let mut diagnostics = Vec::new();
    let id = id(&mut fields).unwrap_or_else(|| fallback_id.to_owned());
    let named = language(&mut fields, &mut diagnostics);
    let metadata = metadata(fields, &mut diagnostics);
    let sha256 = sha256(text.as_bytes());
    let (text, origin) = plain::from_str(&text, options.limits.document_bytes, &mut diagnostics);
    let language = options.language_of(named, &text, &mut diagnostics);
    Ok(Document {
        id,
        source: place.to_owned(),
        sha256,
        language,
        metadata,
        text,
        origin,
        diagnostics,
    })
}

fn parse(line: &[u8]) -> Result<Map<String, Value>, String> {
    let value = match std::str::from_utf8(line) {
        Ok(line) => serde_json::from_str(line),
        Err(_) => {
            let decoded = crate::decode::decode(line, None, false);
            serde_json::from_str(&decoded.text)
        }
    };
    match value {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err("is no JSON object".to_owned()),
        Err(error) => Err(format!("is not valid JSON: {error}")),
    }
}

fn id(fields: &mut Map<String, Value>) -> Option<String> {
    let id = match fields.get("id")? {
        Value::String(id) if !id.trim().is_empty() => id.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None, // carried along as it is
    };
    fields.shift_remove("id");
    Some(id)
}

fn language(
    fields: &mut Map<String, Value>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Language> {
    let tag = fields.get("lang")?.as_str()?.to_owned();
    fields.shift_remove("lang");
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

fn metadata(mut fields: Map<String, Value>, diagnostics: &mut Vec<Diagnostic>) -> Metadata {
    let mut take = |key: &str| match fields.get(key) {
        Some(Value::String(_)) => match fields.shift_remove(key) {
            Some(Value::String(value)) => Some(value).filter(|v| !v.trim().is_empty()),
            _ => None,
        },
        Some(Value::Null) => {
            fields.shift_remove(key);
            None
        }
        _ => None,
    };
    let (title, publisher, written) = (take("title"), take("publisher"), take("date"));
    let date = written.as_deref().and_then(date::of);
    if let (Some(written), None) = (written, &date) {
        let message = format!("`date` {written:?} is no ISO 8601 date; it was carried along");
        diagnostics.push(Diagnostic::warning("date.unread", message));
        fields.insert("date".to_owned(), Value::String(written));
    }
    Metadata {
        title,
        date,
        publisher,
        carried: fields,
    }
}

#[cfg(test)]
mod tests {
    use super::document;
    use crate::options::Options;

    fn row(line: &str) -> Result<rostra_document::Document, String> {
        document(
            line.as_bytes(),
            "batch.jsonl:1",
            "batch-1",
            &Options::default(),
        )
    }

    #[test]
    fn known_fields_are_read_and_others_carried() {
        let line = r#"{"id": 7, "url": "u", "text": "The minister\r\nspoke.", "lang": "en-GB", "date": "2024-05-02T10:00Z", "title": null, "publisher": "P"}"#;
        let document = row(line).unwrap();
        assert_eq!(
            (document.id.as_str(), document.language.as_str()),
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
            (document.id.as_str(), document.language.as_str()),
            ("batch-1", "fr")
        );
        let codes: Vec<_> = document.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["language.bad_tag", "date.unread"]);
        assert_eq!(document.metadata.carried.get("date").unwrap(), "le 2 mai");
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
