//! Months and weekdays by name.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::LazyLock;

use crate::key::fold;

/// What a word of a calendar names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// 1 is January.
    Month(i8),
    /// 1 is Monday.
    Weekday(i8),
}

static NAMES: LazyLock<BTreeMap<String, Named>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    for line in include_str!("../../tables/calendar.tsv").lines() {
        let mut cells = line.split('\t');
        let (Some(kind), Some(number), Some(forms)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let Ok(number) = number.parse() else { continue };
        let named = match kind {
            "month" => Named::Month(number),
            _ => Named::Weekday(number),
        };
        for form in forms.split('|') {
            names.entry(key(form)).or_insert(named);
        }
    }
    names
});

/// Letters that tell a month or weekday by its beginning.
const BEGINNING: usize = 3;

/// The key that a name is looked up by.
pub(super) fn key(word: &str) -> String {
    let marked = word.contains(|c| ('\u{900}'..='\u{1dff}').contains(&c));
    fold(word.trim_matches('.'), marked).into()
}

/// What `key` names: a whole name, or the beginning of one month's or weekday's names.
pub(super) fn named(key: &str) -> Option<Named> {
    NAMES.get(key).copied().or_else(|| beginning(key))
}

fn beginning(key: &str) -> Option<Named> {
    if key.chars().count() < BEGINNING {
        return None;
    }
    let from = (Bound::Included(key), Bound::Unbounded);
    let mut longer = NAMES
        .range::<str, _>(from)
        .take_while(|(name, _)| name.starts_with(key))
        .map(|(_, named)| *named);
    let first = longer.next()?;
    longer.all(|named| named == first).then_some(first)
}
