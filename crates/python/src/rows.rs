//! Values of Python to fields of a row.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyFloat, PyInt, PyList, PyMapping, PyString, PyTuple};
use rostra_batch::Input;
use rostra_ingest::Fields;
use serde_json::{Number, Value};

/// How deep values may lie in each other: a list that holds itself has no end.
const DEEPEST: usize = 64;

/// The input that `row` is: a text, or a mapping of fields.
pub(crate) fn input(row: &Bound<'_, PyAny>, source: &str) -> PyResult<Input> {
    let fields = match row.cast::<PyString>() {
        Ok(text) => [("text".to_owned(), Value::String(string(text)?))]
            .into_iter()
            .collect(),
        Err(_) => fields(row)?,
    };
    Ok(Input::Row {
        fields,
        source: source.to_owned(),
    })
}

fn fields(row: &Bound<'_, PyAny>) -> PyResult<Fields> {
    let Ok(row) = row.cast::<PyMapping>() else {
        let kind = row.get_type().name()?;
        let message = format!("a document is a str or a mapping of fields, not {kind}");
        return Err(PyTypeError::new_err(message));
    };
    mapping(row, 0)
}

fn mapping(row: &Bound<'_, PyMapping>, depth: usize) -> PyResult<Fields> {
    let mut fields = Fields::new();
    for item in row.items()?.iter() {
        let (name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
        let Ok(name) = name.cast::<PyString>() else {
            let message = format!("names of fields are str, not {}", name.get_type().name()?);
            return Err(PyTypeError::new_err(message));
        };
        fields.insert(string(name)?, value_of(&value, depth + 1)?);
    }
    Ok(fields)
}

fn value_of(value: &Bound<'_, PyAny>, depth: usize) -> PyResult<Value> {
    if depth > DEEPEST {
        let message = format!("values lie in more than {DEEPEST} others");
        return Err(PyTypeError::new_err(message));
    }
    if value.is_none() {
        return Ok(Value::Null);
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Value::String(string(text)?));
    }
    if let Ok(truth) = value.cast::<PyBool>() {
        return Ok(Value::Bool(truth.is_true()));
    }
    if value.is_instance_of::<PyInt>() {
        return Ok(match value.extract::<i64>() {
            Ok(number) => number.into(),
            Err(_) => match value.extract::<u64>() {
                Ok(number) => number.into(),
                Err(_) => Value::String(value.str()?.to_string()), // beyond what JSON's readers take
            },
        });
    }
    if value.is_instance_of::<PyFloat>() {
        // Not a number is how tables say that there is no value.
        return Ok(Number::from_f64(value.extract()?).map_or(Value::Null, Value::Number));
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        let items = value.try_iter()?;
        let items = items.map(|item| value_of(&item?, depth + 1));
        return Ok(Value::Array(items.collect::<PyResult<_>>()?));
    }
    if let Ok(inner) = value.cast::<PyMapping>() {
        return Ok(Value::Object(mapping(inner, depth)?));
    }
    foreign(value, depth)
}

/// The value of an object that is none of Python's plain ones.
fn foreign(value: &Bound<'_, PyAny>, depth: usize) -> PyResult<Value> {
    let kind = value.get_type().name()?.to_string();
    if kind == "NAType" {
        return Ok(Value::Null); // of pandas: there is no value
    }
    if let Ok(plain) = value.call_method0("tolist") {
        return value_of(&plain, depth + 1); // numbers and arrays of NumPy
    }
    if ["Decimal", "UUID"].contains(&kind.as_str()) {
        return Ok(Value::String(value.str()?.to_string()));
    }
    // Days and times, of the standard library and of pandas alike; what has no day is no value.
    if let Ok(written) = value.call_method0("isoformat") {
        let written = written.extract::<String>()?;
        return Ok(match written.as_str() {
            "NaT" => Value::Null,
            _ => Value::String(written),
        });
    }
    let message = format!("a field cannot hold {kind}");
    Err(PyTypeError::new_err(message))
}

/// The text, with U+FFFD for each half of a surrogate pair that stands alone: Python lets it, Unicode does not.
pub(crate) fn string(text: &Bound<'_, PyString>) -> PyResult<String> {
    if let Ok(text) = text.to_str() {
        return Ok(text.to_owned());
    }
    let bytes = text.call_method1("encode", ("utf-16-le", "surrogatepass"))?;
    let bytes = bytes.cast_into::<PyBytes>()?;
    let units = bytes.as_bytes().chunks_exact(2);
    let units = units.map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let characters = char::decode_utf16(units);
    Ok(characters
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect())
}
