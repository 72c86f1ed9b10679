//! Names of countries to codes.

use rostra_lexicon::countries::{Doubt, Standing, Territory, resolve};

use super::figures::{Counts, Figures};
use super::table::{Table, TableError};

/// Codes in force, and no answer to a name of several: the convention of countrycode.
pub fn in_force(table: &Table) -> Result<Vec<Figures>, TableError> {
    codes(table, |name| {
        resolve(name, Doubt::Refuse)
            .filter(|t| {
                matches!(
                    t.standing,
                    Standing::State | Standing::Territory | Standing::Part
                )
            })
            // Kosovo's code is not of ISO 3166-1, and countrycode has none for it.
            .filter(|t| t.alpha3 != "XKX")
    })
}

/// The same of a file in which an empty code says that none was noted down, not that there is none.
pub fn in_force_where_noted(table: &Table) -> Result<Vec<Figures>, TableError> {
    let mut all = in_force(table)?;
    for figures in &mut all {
        figures.negatives = Counts::default();
        figures.misses.retain(|miss| !miss.expected.is_empty());
    }
    Ok(all)
}

/// Withdrawn codes too, and of several the likeliest: the convention of `country_converter`.
pub fn likeliest(table: &Table) -> Result<Vec<Figures>, TableError> {
    codes(table, |name| resolve(name, Doubt::Likeliest))
}

fn codes(
    table: &Table,
    answer: impl Fn(&str) -> Option<&'static Territory>,
) -> Result<Vec<Figures>, TableError> {
    let mut figures = Figures::of(&table.name);
    for [name, code] in table.columns(["name", "iso3"])? {
        figures.judge(name, code, answer(name).map_or("", |t| t.alpha3));
    }
    Ok(vec![figures])
}

/// Codes of parts of states and of unions, alpha-2 or alpha-3 by the case: those of countrynames.
pub fn with_parts(table: &Table) -> Result<Vec<Figures>, TableError> {
    let mut figures = Figures::of(&table.name);
    for [name, code, function] in table.columns(["name", "expected", "fn"])? {
        let code_of = |t: &'static Territory| {
            if function == "to_code_3" {
                t.alpha3
            } else {
                t.code
            }
        };
        figures.judge(name, code, resolve(name, Doubt::Refuse).map_or("", code_of));
    }
    Ok(vec![figures])
}

/// Names that nothing is called by.
pub fn nobodys(table: &Table) -> Result<Vec<Figures>, TableError> {
    let mut figures = Figures::of(&table.name);
    for [name] in table.columns(["name"])? {
        figures.judge(
            name,
            "",
            resolve(name, Doubt::Refuse).map_or("", |t| t.code),
        );
    }
    Ok(vec![figures])
}
