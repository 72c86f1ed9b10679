//! Other projects' test cases as yardsticks: names of countries, names of persons, dates.
//!
//! The cases are read where they lie (`<set>/<file>.tsv` under one folder) and are no part of this
//! project. Each file has its own conventions; the modules say how an answer is held against them.

mod countries;
mod dates;
mod figures;
mod persons;
mod table;

use std::path::Path;

pub use figures::{Counts, Figures, Miss, json, report};
pub use table::TableError;

use table::Table;

/// Judges the cases of one file.
type Judge = fn(&Table) -> Result<Vec<Figures>, TableError>;

/// The files that are read, in the order in which they are reported.
const FILES: &[(&str, Judge)] = &[
    ("countrycode/regex_tests", countries::in_force),
    ("countrycode/known_name_variations", countries::in_force),
    (
        "countrycode/names_5_languages",
        countries::in_force_where_noted,
    ),
    ("countrycode/countryname_dict", countries::in_force),
    ("country_converter/regex_tests", countries::likeliest),
    ("countrynames/tests", countries::with_parts),
    ("countrynames/must_not_resolve", countries::nobodys),
    ("nameparser/v1_cases", persons::fields_tested),
    ("nameparser/v2_default_policy", persons::all_fields),
    ("probablepeople/person_labeled", persons::single_persons),
    ("probablepeople/test_labeled", persons::single_persons),
    ("dateparser/dates_with_year", dates::days),
    ("dateparser/absolute_dates", dates::days),
];

/// Figures of every file under `folder`; a file that is not there is left out.
///
/// # Errors
///
/// Where a file cannot be read or lacks a column.
pub fn measure(folder: &Path) -> Result<Vec<Figures>, TableError> {
    let mut all = Vec::new();
    for (name, judge) in FILES {
        let path = folder.join(format!("{name}.tsv"));
        if path.is_file() {
            all.extend(judge(&Table::read(name, &path)?)?);
        }
    }
    Ok(all)
}
