//! `datapackage.json`.

use rostra_document::Extractor;
use serde::Serialize;

use super::file_name;
use crate::tables::{Column, ColumnKind, TABLES, Table};

/// ISO 8601 as our dates are: a year, a month or a day.
const DATE: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";

/// Columns of [`ColumnKind::Json`] that hold arrays; the others hold objects.
const ARRAYS: &[&str] = &["steps"];

/// A package.
#[derive(Serialize)]
pub(super) struct Descriptor<'a> {
    profile: &'static str,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    /// No part of the standard, which leaves further properties free.
    #[serde(skip_serializing_if = "Option::is_none")]
    extractor: Option<Extractor>,
    resources: Vec<Resource<'a>>,
}

impl<'a> Descriptor<'a> {
    /// Of what `extractor` made.
    pub(super) fn new(extractor: Option<Extractor>, resources: Vec<Resource<'a>>) -> Self {
        Self {
            profile: "tabular-data-package",
            name: "rostra",
            title: "Who appeared in press releases",
            description: "People in press releases with titles, countries, roles and the places \
                in the text where they stand. An empty cell is null; cells of type array and \
                object are JSON.",
            extractor,
            resources,
        }
    }
}

/// A table of a package.
#[derive(Serialize)]
pub(super) struct Resource<'a> {
    name: &'a str,
    path: String,
    profile: &'static str,
    description: &'a str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: u64,
    hash: String,
    dialect: Dialect,
    schema: Schema<'a>,
}

impl<'a> Resource<'a> {
    /// Of `table`, whose file has so many bytes and this digest.
    pub(super) fn new(table: &'a Table, bytes: u64, sha256: &str) -> Self {
        Self {
            name: table.name,
            path: file_name(table),
            profile: "tabular-data-resource",
            description: table.says,
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            bytes,
            hash: format!("sha256:{sha256}"),
            dialect: DIALECT,
            schema: Schema::new(table),
        }
    }
}

/// Said in full, since some readers guess what is not said.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    csvddf_version: f64,
    delimiter: &'static str,
    line_terminator: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    skip_initial_space: bool,
    header: bool,
}

const DIALECT: Dialect = Dialect {
    csvddf_version: 1.2,
    delimiter: ",",
    line_terminator: "\n",
    quote_char: "\"",
    double_quote: true,
    skip_initial_space: false,
    header: true,
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema<'a> {
    fields: Vec<Field<'a>>,
    missing_values: [&'static str; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    primary_key: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey<'a>>,
}

#[derive(Serialize)]
struct ForeignKey<'a> {
    fields: Vec<&'a str>,
    reference: Reference<'a>,
}

#[derive(Serialize)]
struct Reference<'a> {
    resource: &'a str,
    fields: Vec<&'a str>,
}

impl<'a> Schema<'a> {
    fn new(table: &'a Table) -> Self {
        let parent = TABLES
            .iter()
            .find(|parent| Some(parent.name) == table.parent);
        let keys = table.key.max(parent.map_or(0, |parent| parent.key));
        let fields = table.columns.iter().enumerate();
        Self {
            fields: fields
                .map(|(at, column)| Field::new(column, at < keys))
                .collect(),
            missing_values: [""],
            primary_key: names(table, table.key),
            foreign_keys: parent
                .map(|parent| ForeignKey {
                    fields: names(table, parent.key),
                    reference: Reference {
                        resource: parent.name,
                        fields: names(parent, parent.key),
                    },
                })
                .into_iter()
                .collect(),
        }
    }
}

/// Names of the first columns.
fn names(table: &Table, number: usize) -> Vec<&'static str> {
    let columns = table.columns.iter().take(number);
    columns.map(|column| column.name).collect()
}

#[derive(Serialize)]
struct Field<'a> {
    name: &'a str,
    r#type: &'static str,
    description: &'a str,
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    constraints: Constraints<'a>,
}

#[derive(Serialize)]
struct Constraints<'a> {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
    #[serde(rename = "enum", skip_serializing_if = "<[_]>::is_empty")]
    values: &'a [&'a str],
}

impl Constraints<'_> {
    fn is_empty(&self) -> bool {
        !self.required && self.pattern.is_none() && self.values.is_empty()
    }
}

impl<'a> Field<'a> {
    fn new(column: &'a Column, is_key: bool) -> Self {
        // A text may be empty, and its cell then is as null's.
        let is_never_empty = column.kind != ColumnKind::Text || !column.values.is_empty();
        Self {
            name: column.name,
            r#type: match column.kind {
                ColumnKind::Text | ColumnKind::Date => "string",
                ColumnKind::Integer => "integer",
                ColumnKind::Real => "number",
                ColumnKind::List => "array",
                ColumnKind::Json if ARRAYS.contains(&column.name) => "array",
                ColumnKind::Json => "object",
            },
            description: column.says,
            constraints: Constraints {
                required: column.required && (is_key || is_never_empty),
                pattern: (column.kind == ColumnKind::Date).then_some(DATE),
                values: column.values,
            },
        }
    }
}
