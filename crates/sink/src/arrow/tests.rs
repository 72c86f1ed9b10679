use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{
    Array, ArrayRef, DictionaryArray, Int64Array, LargeStringArray, RecordBatch, StringArray,
    types::Int32Type,
};
use arrow_schema::{DataType, Field, Schema};
use proptest::prelude::*;
use rostra_document::Extraction;
use serde_json::{Value, json};

use super::any::extraction;
use super::{BatchError, DocumentsBuilder, documents, schema};

fn batch(all: &[Extraction]) -> Result<RecordBatch, BatchError> {
    let mut builder = DocumentsBuilder::new();
    for extraction in all {
        builder.append(extraction)?;
    }
    assert_eq!(builder.len(), all.len());
    builder.finish()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_lost(all in prop::collection::vec(extraction(), 0..5)) {
        let batch = batch(&all).unwrap();
        prop_assert_eq!(batch.schema(), schema());
        let event = batch.column_by_name("event").unwrap().as_struct();
        for (field, values) in event.fields().iter().zip(event.columns()) {
            prop_assert!(field.is_nullable() || values.null_count() == 0);
        }
        prop_assert_eq!(documents(&batch).unwrap(), all);
    }
}

/// The JSON Schema of the same documents, its references followed.
fn contract() -> Value {
    let contract = include_str!("../../../../docs/schema/document.schema.json");
    let contract: Value = serde_json::from_str(contract).unwrap();
    follow(&contract, &contract)
}

fn follow(value: &Value, root: &Value) -> Value {
    match value {
        Value::Object(fields) => match fields.get("$ref").and_then(Value::as_str) {
            Some(to) => follow(root.pointer(to.strip_prefix('#').unwrap()).unwrap(), root),
            None => fields
                .iter()
                .map(|(key, value)| (key.clone(), follow(value, root)))
                .collect(),
        },
        Value::Array(items) => items.iter().map(|item| follow(item, root)).collect(),
        other => other.clone(),
    }
}

/// All kinds of value that a part of the contract allows, and their fields, in their order.
fn alternatives(part: &Value) -> Vec<&Value> {
    match part.get("oneOf").and_then(Value::as_array) {
        Some(all) => all.iter().flat_map(alternatives).collect(),
        None => vec![part],
    }
}

fn allows(part: &Value, kind: &str) -> bool {
    alternatives(part)
        .into_iter()
        .any(|part| match (&part["type"], &part["enum"]) {
            (Value::String(one), _) => one == kind,
            (Value::Array(several), _) => several.iter().any(|one| one == kind),
            (_, Value::Array(values)) => values.iter().any(|value| {
                value.is_null() == (kind == "null") && (value.is_string() == (kind == "string"))
            }),
            _ => false,
        })
}

fn compare(field: &Field, part: &Value, path: &str) {
    let path = format!("{path}/{}", field.name());
    let kind = match field.data_type() {
        DataType::Utf8 if field.name() == "carried" => "object",
        DataType::Utf8 => "string",
        DataType::Int64 => "integer",
        DataType::Float64 => "number",
        DataType::List(_) => "array",
        DataType::Struct(_) | DataType::Map(..) => "object",
        other => panic!("{path}: {other}"),
    };
    assert!(allows(part, kind), "{path}: {part}");
    match field.data_type() {
        DataType::List(item) => compare(item, &part["items"], &path),
        DataType::Struct(fields) => {
            let parts = alternatives(part)
                .into_iter()
                .filter_map(|part| part["properties"].as_object());
            let parts: Vec<(&String, &Value)> = parts.flatten().collect();
            let names: Vec<&String> = parts.iter().map(|(name, _)| *name).collect();
            let mut expected: Vec<&String> = fields.iter().map(|field| field.name()).collect();
            let mut found = names.clone();
            expected.sort();
            found.sort();
            assert_eq!(expected, found, "{path}");
            let variants = alternatives(part).len() > 2 || part.get("maxProperties").is_some();
            for field in fields {
                let part = parts
                    .iter()
                    .find(|(name, _)| *name == field.name())
                    .unwrap()
                    .1;
                assert_eq!(
                    field.is_nullable(),
                    variants || allows(part, "null"),
                    "{path}/{}",
                    field.name()
                );
                compare(field, part, &path);
            }
        }
        _ => {}
    }
}

#[test]
fn the_schema_is_nested_as_the_json() {
    let root = Field::new_struct("", schema().fields().clone(), false);
    let mut contract = contract();
    // What is left out where there is none is null in a column.
    for optional in ["text", "carried"] {
        let part = &mut contract["properties"][optional];
        *part = json!({"oneOf": [part.take(), {"type": "null"}]});
    }
    compare(&root, &contract, "");
}

/// The rows of the table of columns in the documentation.
fn lines(fields: &[Arc<Field>], path: &str, out: &mut String) {
    for field in fields {
        let path = format!("{path}{}", field.name());
        let (kind, inner) = match field.data_type() {
            DataType::Utf8 => ("string", None),
            DataType::Int64 => ("int64", None),
            DataType::Float64 => ("double", None),
            DataType::Map(..) => ("map of string to string", None),
            DataType::Struct(inner) => ("struct", Some((inner, "."))),
            DataType::List(item) => match item.data_type() {
                DataType::Struct(inner) => ("list of struct", Some((inner, "[]."))),
                _ => ("list of string", None),
            },
            other => panic!("{path}: {other}"),
        };
        let null = if field.is_nullable() { " or null" } else { "" };
        let says = &field.metadata()["description"];
        out.push_str(&format!("| `{path}` | {kind}{null} | {says} |\n"));
        if let Some((inner, separator)) = inner {
            lines(inner, &format!("{path}{separator}"), out);
        }
    }
}

#[test]
fn the_documentation_has_every_column() {
    let mut table = "| column | type | what it holds |\n| --- | --- | --- |\n".to_owned();
    lines(schema().fields(), "", &mut table);
    let page = include_str!("../../../../docs/parquet.md");
    assert!(
        page.contains(&table),
        "docs/parquet.md lacks this table:\n\n{table}"
    );
}

#[test]
fn what_does_not_fit_is_told_and_the_builder_goes_on() {
    let good = crate::testing::extraction("a", "1");
    let mut long = good.clone();
    long.people[0].mentions[0].end = usize::MAX;
    let mut builder = DocumentsBuilder::new();
    builder.append(&long).unwrap();
    assert!(matches!(builder.finish(), Err(BatchError::Document(_))));
    assert!(builder.is_empty() && builder.bytes() == 0);
    builder.append(&good).unwrap();
    assert_eq!(documents(&builder.finish().unwrap()).unwrap(), [good]);
    assert_eq!(builder.finish().unwrap().num_rows(), 0);
}

/// The batch with one column replaced.
fn with(batch: &RecordBatch, name: &str, column: ArrayRef) -> RecordBatch {
    let schema = batch.schema();
    let fields = schema.fields().iter().zip(batch.columns());
    let fields = fields.map(|(field, old)| match field.name() == name {
        true => (
            Field::new(name, column.data_type().clone(), true),
            Arc::clone(&column),
        ),
        false => (field.as_ref().clone(), Arc::clone(old)),
    });
    let (fields, columns): (Vec<Field>, Vec<ArrayRef>) = fields.unzip();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).unwrap()
}

#[test]
fn batches_of_other_programs_are_read() {
    let all = [
        crate::testing::extraction("a", "1"),
        crate::testing::extraction("b", "2"),
    ];
    let batch = batch(&all).unwrap();
    let large: LargeStringArray = vec![Some("a"), Some("b")].into();
    let words: DictionaryArray<Int32Type> = vec!["en", "en"].into_iter().collect();
    let changed = with(
        &with(&batch, "id", Arc::new(large)),
        "lang",
        Arc::new(words),
    );
    assert_eq!(documents(&changed).unwrap(), all);
}

#[test]
fn rows_that_are_no_documents_are_told() {
    let batch = batch(&[
        crate::testing::extraction("a", "1"),
        crate::testing::extraction("b", "2"),
    ])
    .unwrap();
    let cases: [(&str, ArrayRef, &str); 3] = [
        (
            "id",
            Arc::new(StringArray::from(vec![Some("a"), None])),
            "missing field `id`",
        ),
        (
            "lang",
            Arc::new(Int64Array::from(vec![None, Some(1)])),
            "missing field `lang`",
        ),
        (
            "carried",
            Arc::new(StringArray::from(vec![None, Some("{")])),
            "EOF while parsing an object",
        ),
    ];
    for (name, column, says) in cases {
        let bad = if name == "lang" { 0 } else { 1 };
        match documents(&with(&batch, name, column)) {
            Err(BatchError::Row { row, cause }) => {
                assert_eq!(row, bad, "{name}");
                assert!(cause.to_string().starts_with(says), "{cause}");
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}
