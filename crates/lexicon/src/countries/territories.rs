//! States and what else has a code: territories, parts of states, unions, what is no more.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{STATES, rows};

/// What a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A state, also one that only some recognise.
    State,
    /// A dependent or disputed territory with a code of ISO 3166-1.
    Territory,
    /// A part of a state, with a code of ISO 3166-2.
    Part,
    /// A union of states with a reserved code.
    Union,
    /// Gone: a code of ISO 3166-3.
    Withdrawn,
}

/// A state, a territory or the like.
#[derive(Debug, PartialEq, Eq)]
pub struct Territory {
    /// ISO 3166-1 alpha-2; of a part, its code of ISO 3166-2 (`GB-SCT`).
    pub code: &'static str,
    /// ISO 3166-1 alpha-3; of a part, that of the state.
    pub alpha3: &'static str,
    /// Alpha-3 of the state that it belongs to.
    pub sovereign: Option<&'static str>,
    /// What the code stands for.
    pub standing: Standing,
}

static TERRITORIES: LazyLock<FxHashMap<&'static str, Territory>> = LazyLock::new(|| {
    let states = STATES.iter().map(|state| Territory {
        code: state.alpha2,
        alpha3: state.alpha3,
        sovereign: None,
        standing: Standing::State,
    });
    let others = rows(include_str!("../../tables/territories.tsv")).filter_map(row);
    states.chain(others).map(|t| (t.code, t)).collect()
});

/// States, and territories that texts name as one: alpha-3, official and short English name. Those of a territory are one.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let states = STATES.iter().map(|s| (s.alpha3, s.official, s.short));
    let others = rows(include_str!("../../tables/territories.tsv")).filter_map(|line| {
        let territory = row(line).filter(|t| t.standing == Standing::Territory)?;
        let name = line.split('\t').nth(4)?.split('|').next()?;
        Some((territory.alpha3, name, name))
    });
    states.chain(others)
}

static BY_ALPHA3: LazyLock<FxHashMap<&'static str, &'static Territory>> = LazyLock::new(|| {
    let whole = TERRITORIES
        .values()
        .filter(|t| t.standing != Standing::Part);
    whole.map(|t| (t.alpha3, t)).collect()
});

fn row(row: &'static str) -> Option<Territory> {
    let mut cells = row.split('\t');
    Some(Territory {
        code: cells.next()?,
        alpha3: cells.next()?,
        sovereign: cells.next().filter(|state| !state.is_empty()),
        standing: match cells.next()? {
            "territory" => Standing::Territory,
            "part" => Standing::Part,
            "union" => Standing::Union,
            "withdrawn" => Standing::Withdrawn,
            _ => return None,
        },
    })
}

/// The territory with this code: ISO 3166-1 alpha-2 or alpha-3, or ISO 3166-2 of a part.
#[must_use]
pub fn territory(code: &str) -> Option<&'static Territory> {
    TERRITORIES
        .get(code)
        .or_else(|| BY_ALPHA3.get(code).copied())
}
