//! An expected document against the real one, field by field.

use serde_json::{Map, Value};

/// Fields of a document that say how and where it was made, not what is in it; and of whatever stands in it, where that stands in its
/// source.
pub const UNCOMPARED: &[&str] = &[
    "extractor",
    "source",
    "sha256",
    "content_hash",
    "provenance",
    "at",
];

/// How much of the expected document must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Both sides have the same fields.
    Whole,
    /// Only fields that the expected side names are compared.
    Named,
}

/// A field that is not as expected.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where: `people[Sar Kheng].titles[Minister of Interior].status`.
    pub path: String,
    /// What should be there; `None` where nothing should.
    pub expected: Option<Value>,
    /// What is there; `None` where nothing is.
    pub actual: Option<Value>,
}

/// Every difference between two documents, people matched by name and titles by text.
#[must_use]
pub fn compare(expected: &Value, actual: &Value, scope: Scope) -> Vec<Difference> {
    let mut differ = Differ {
        scope,
        path: Vec::new(),
        found: Vec::new(),
    };
    differ.values(Some(&compared(expected)), Some(&compared(actual)));
    differ.found
}

/// The document as a fixture keeps it: without [`UNCOMPARED`].
#[must_use]
pub fn compared(document: &Value) -> Value {
    match document {
        Value::Object(fields) => {
            let kept = fields
                .iter()
                .filter(|(key, _)| !UNCOMPARED.contains(&key.as_str()));
            Value::Object(
                kept.map(|(key, value)| (key.clone(), compared(value)))
                    .collect(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(compared).collect()),
        other => other.clone(),
    }
}

struct Differ {
    scope: Scope,
    path: Vec<String>,
    found: Vec<Difference>,
}

impl Differ {
    fn values(&mut self, expected: Option<&Value>, actual: Option<&Value>) {
        match (expected, actual) {
            (Some(Value::Object(a)), Some(Value::Object(b))) => self.objects(a, b),
            (Some(Value::Array(a)), Some(Value::Array(b))) => self.arrays(a, b),
            _ if expected == actual => {}
            _ => self.report(expected, actual),
        }
    }

    fn objects(&mut self, expected: &Map<String, Value>, actual: &Map<String, Value>) {
        for (key, value) in expected {
            self.within(format!(".{key}"), Some(value), actual.get(key));
        }
        for (key, value) in actual
            .iter()
            .filter(|(key, _)| !expected.contains_key(*key))
        {
            if self.scope == Scope::Whole {
                self.within(format!(".{key}"), None, Some(value));
            }
        }
    }

    fn arrays(&mut self, expected: &[Value], actual: &[Value]) {
        let (want, have) = (labels(expected), labels(actual));
        for (label, value) in want.iter().zip(expected) {
            let found = have
                .iter()
                .position(|other| other == label)
                .and_then(|at| actual.get(at));
            self.within(format!("[{label}]"), Some(value), found);
        }
        for (label, value) in have
            .iter()
            .zip(actual)
            .filter(|(label, _)| !want.contains(label))
        {
            self.within(format!("[{label}]"), None, Some(value));
        }
        self.order(&want, &have);
    }

    /// The same elements in another order are one difference.
    fn order(&mut self, want: &[String], have: &[String]) {
        let both = |list: &[String], other: &[String]| -> Vec<String> {
            list.iter()
                .filter(|label| other.contains(label))
                .cloned()
                .collect()
        };
        let (want, have) = (both(want, have), both(have, want));
        if want != have {
            self.path.push(".order".to_owned());
            self.report(Some(&want.into()), Some(&have.into()));
            self.path.pop();
        }
    }

    fn within(&mut self, step: String, expected: Option<&Value>, actual: Option<&Value>) {
        self.path.push(step);
        self.values(expected, actual);
        self.path.pop();
    }

    fn report(&mut self, expected: Option<&Value>, actual: Option<&Value>) {
        let path = self.path.concat();
        self.found.push(Difference {
            path: path.strip_prefix('.').unwrap_or(&path).to_owned(),
            expected: expected.cloned(),
            actual: actual.cloned(),
        });
    }
}

/// What tells the elements of a list apart: a name, a text, a value or the place in the list;
/// the second of two alike is numbered.
fn labels(list: &[Value]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for (at, value) in list.iter().enumerate() {
        let named = value
            .get("name")
            .or_else(|| value.get("text"))
            .and_then(Value::as_str);
        let label = match (named, value) {
            (Some(name), _) => name.to_owned(),
            (None, Value::String(text)) => text.clone(),
            _ => at.to_string(),
        };
        let before = labels.iter().filter(|other| **other == label).count();
        labels.push(if before == 0 {
            label
        } else {
            format!("{label} #{}", before + 1)
        });
    }
    labels
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Scope, compare};

    fn lines(
        expected: &serde_json::Value,
        actual: &serde_json::Value,
        scope: Scope,
    ) -> Vec<String> {
        let show =
            |value: Option<serde_json::Value>| value.map_or("-".to_owned(), |v| v.to_string());
        compare(expected, actual, scope)
            .into_iter()
            .map(|d| format!("{}: {} {}", d.path, show(d.expected), show(d.actual)))
            .collect()
    }

    #[test]
    fn people_are_matched_by_name() {
        let expected = json!({"source": "a", "people": [
            {"name": "A", "country": "KHM", "titles": [{"text": "Minister", "status": "then"}]},
            {"name": "B"}]});
        let actual = json!({"source": "b", "people": [
            {"name": "C"},
            {"name": "A", "country": null, "titles": [{"text": "Minister", "status": "current"}]}]});
        assert_eq!(
            lines(&expected, &actual, Scope::Whole),
            [
                r#"people[A].country: "KHM" null"#,
                r#"people[A].titles[Minister].status: "then" "current""#,
                r#"people[B]: {"name":"B"} -"#,
                r#"people[C]: - {"name":"C"}"#,
            ]
        );
    }

    #[test]
    fn order_and_repetition_matter() {
        let (expected, actual) = (
            json!({"h": ["Dr.", "H.E.", "Dr."]}),
            json!({"h": ["H.E.", "Dr."]}),
        );
        assert_eq!(
            lines(&expected, &actual, Scope::Whole),
            [
                r#"h[Dr. #2]: "Dr." -"#,
                r#"h.order: ["Dr.","H.E."] ["H.E.","Dr."]"#
            ]
        );
    }

    #[test]
    fn fields_that_are_not_named_are_not_compared() {
        let (expected, actual) = (json!({"lang": "en"}), json!({"lang": "en", "date": "2022"}));
        assert!(lines(&expected, &actual, Scope::Named).is_empty());
        assert_eq!(
            lines(&expected, &actual, Scope::Whole),
            [r#"date: - "2022""#]
        );
    }
}
