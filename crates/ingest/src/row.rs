//! A row that a program holds, without a file around it.

use std::sync::Arc;

use rostra_document::{Provenance, SourceError};

use crate::containers::row;
pub use crate::containers::row::Fields;
use crate::leaf::Leaf;
use crate::options::{Naming, Options};
use crate::part::{Head, rejected};

/// The document that `fields` make, as a line of JSON Lines with these fields would; `way` is what is told of where they come from.
///
/// A row without an id of its own gets one that is made from its content, so that it is the same wherever the row stands. An id that
/// is given stays as it is, also where another row has it: the caller knows its rows by it.
///
/// # Errors
/// Where the row has no text. The error has the row's id, if that is given.
pub fn document_of_row(
    fields: Fields,
    way: Provenance,
    options: &Arc<Options>,
) -> Result<Leaf, SourceError> {
    let id = row::id_of(&fields, &options.columns);
    let head = Head {
        provenance: way.clone(),
        naming: Naming::Content,
        ..Head::default()
    };
    let read = row::part(head, fields, &options.columns)
        .map_err(|reason| rejected(&way, reason))
        .and_then(|part| {
            let format = part.head.format.unwrap_or(crate::format::Format::Text);
            Leaf::read(part, format, options)
        })
        .and_then(|leaf| leaf.ok_or_else(|| rejected(&way, "holds no text")));
    read.map_err(|error| match id {
        Some(id) => error.with_id(id),
        None => error,
    })
}

/// The same of a row that is written as one JSON object, as a line of JSON Lines is.
///
/// # Errors
/// Where that is none, or the row has no text.
pub fn document_of_line(
    line: &[u8],
    way: Provenance,
    options: &Arc<Options>,
) -> Result<Leaf, SourceError> {
    let limit = options.limits.row_bytes;
    if line.len() > limit {
        let reason = format!("is longer than {limit} bytes (`limits.row_bytes`)");
        return Err(rejected(&way, reason));
    }
    match row::parse(line) {
        Ok(fields) => document_of_row(fields, way, options),
        Err(reason) => Err(rejected(&way, reason)),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::sync::Arc;

    use rostra_document::{Provenance, Undecoded};
    use serde_json::{Value, json};

    use super::{Fields, document_of_line, document_of_row};
    use crate::format::Format;
    use crate::options::Options;
    use crate::reader::Reader;

    fn fields(row: Value) -> Fields {
        serde_json::from_value(row).unwrap()
    }

    fn options() -> Options {
        Options {
            format: Format::of_id("jsonl"),
            ..Options::default()
        }
    }

    #[test]
    fn a_row_is_read_as_a_line_of_json_lines() {
        for row in [
            json!({"id": "a", "text": "Выступил министр Иван Петров.", "title": "Заголовок", "n": {"b": 1, "a": null}}),
            json!({"id": 7, "text": "<p>Le ministre &amp; son hôte</p><p>ont parlé.</p>", "date": "2024-05-02", "lang": "fr"}),
            json!({"id": "z", "text": "外交部长王毅\r\n出席会议", "url": "https://example.org/z", "language": "zz9"}),
        ] {
            let alone = document_of_row(
                fields(row.clone()),
                Provenance::file("-"),
                &Arc::new(options()),
            );
            let alone = alone.unwrap().decode().unwrap();
            let line = serde_json::to_vec(&row).unwrap();
            let mut of_line = Reader::over("rows.jsonl", Cursor::new(line), options()).documents();
            let mut of_line = of_line.next().unwrap().unwrap();
            assert_eq!(of_line.source(), "rows.jsonl:1");
            of_line.identity.provenance.path = "-".into();
            of_line.identity.provenance.steps.clear();
            assert_eq!(alone, of_line);
        }
    }

    #[test]
    fn a_line_is_a_row_or_says_why_not() {
        let read = |line: &str| {
            let leaf = document_of_line(line.as_bytes(), Provenance::file("a"), &Arc::default());
            leaf.map(|leaf| leaf.identity().id.clone())
                .map_err(|error| error.to_string())
        };
        assert_eq!(
            read("{\"id\": \"ж\", \"text\": \"Eins.\"}"),
            Ok("ж".to_owned())
        );
        assert_eq!(read("[1]"), Err("a: is no JSON object".to_owned()));
        let error = read("{\"id\": \"a\"").unwrap_err();
        assert!(error.starts_with("a: is not valid JSON"), "{error}");
    }

    #[test]
    fn the_order_of_fields_and_values_that_are_not_there_are_no_content() {
        let hash = |row| {
            let leaf = document_of_row(fields(row), Provenance::file("-"), &Arc::default());
            leaf.unwrap().identity().content_hash.clone()
        };
        let one = hash(json!({"text": "Eins.", "a": 1, "b": {"c": 2, "d": "e"}}));
        let same = json!({"b": {"x": null, "d": "e", "c": 2}, "n": null, "a": 1, "text": "Eins."});
        assert_eq!(one, hash(same));
        assert_ne!(
            one,
            hash(json!({"text": "Eins.", "a": 1, "b": {"c": 2, "d": "f"}}))
        );
    }

    #[test]
    fn a_row_without_an_id_is_called_by_its_content() {
        let id = |row| {
            let leaf = document_of_row(fields(row), Provenance::file("-"), &Arc::default());
            leaf.unwrap().identity().id.clone()
        };
        assert_eq!(
            id(json!({"text": "Eins."})),
            id(json!({"id": null, "text": "Eins."}))
        );
        assert_ne!(id(json!({"text": "Eins."})), id(json!({"text": "Zwei."})));
        assert_eq!(id(json!({"text": "Eins."})).len(), 16);
    }

    #[test]
    fn what_is_wrong_is_told_with_the_id() {
        for (row, id, said) in [
            (json!({"id": "a"}), Some("a"), "-: has no field `text`"),
            (
                json!({"id": "a", "text": null}),
                Some("a"),
                "-: `text` is null",
            ),
            (
                json!({"id": 5, "text": " "}),
                Some("5"),
                "-: `text` is empty",
            ),
            (json!({"text": 1}), None, "-: `text` is not a string"),
        ] {
            let error = document_of_row(fields(row), Provenance::file("-"), &Arc::default());
            let error = error.err().unwrap();
            assert_eq!(error.bookmark.id.as_deref(), id);
            assert_eq!(error.to_string(), said);
        }
    }
}
