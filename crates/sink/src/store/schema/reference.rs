//! The tables of docs/databases.md, made from what is declared.

use super::declared::{COUNTRIES, RUN, RUNS, VIEWS};
use crate::store::questions::DOCUMENTATION;
use crate::tables::{Column, ColumnKind, TABLES, Table};

#[test]
fn documentation_names_every_column() {
    let tables = TABLES.into_iter().chain([&RUNS, &COUNTRIES]);
    let sections: Vec<String> = tables.chain(&VIEWS).map(section).collect();
    let expected = format!("\n{}", sections.join("\n"));
    let (_, from) = DOCUMENTATION.split_once("<!-- tables -->\n").unwrap();
    let (written, _) = from.split_once("\n<!-- end of tables -->").unwrap();
    assert!(
        written == expected,
        "docs/databases.md is to have, between its marks:\n{expected}"
    );
}

fn section(table: &Table) -> String {
    let what = match VIEWS.iter().any(|view| view.name == table.name) {
        true => "A view. A row is",
        false => "A row is",
    };
    let columns = table.columns.iter().enumerate();
    let mut rows: Vec<String> = columns
        .map(|(place, column)| row(column, place < table.key))
        .collect();
    if table.name == "documents" {
        rows.push(row(&RUN, false));
    }
    format!(
        "### {}\n{what} {}.\n\n| column | holds | meaning |\n| --- | --- | --- |\n{}\n",
        table.name,
        table.says,
        rows.join("\n")
    )
}

fn row(column: &Column, key: bool) -> String {
    let name = match key {
        true => format!("**`{}`**", column.name),
        false => format!("`{}`", column.name),
    };
    let kind = match column.kind {
        ColumnKind::Text => "text",
        ColumnKind::Integer => "whole number",
        ColumnKind::Real => "number",
        ColumnKind::Date => "date",
        ColumnKind::List => "list of texts",
        ColumnKind::Json => "JSON",
    };
    let null = if column.required { "" } else { " or null" };
    let values: Vec<String> = column.values.iter().map(|v| format!("`{v}`")).collect();
    let values = match values.is_empty() {
        true => String::new(),
        false => format!(": {}", values.join(", ")),
    };
    format!("| {name} | {kind}{null} | {}{values} |", column.says)
}
