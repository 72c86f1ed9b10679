//! Countries and organisations that stand outside titles.

use rostra_document::{CountryForm, CountryRef, Detail, Label, Mention};
use rostra_lexicon::pack::HeadPosition;
use rostra_lexicon::{Class, Value};

use crate::mention;
use crate::names::{listed_name, nisba, vocabulary};
use crate::scan::{HONORIFIC, Scan};
use crate::titles::is_place;

/// The state at `at`, the longest phrase: its tokens and reference.
pub fn country(scan: &Scan, at: usize) -> Option<(usize, CountryRef)> {
    let (len, value) = scan.ann.at(at, Class::Country)?;
    let Value::Country(code, form) = value else {
        return None;
    };
    if listed_name(scan, at) {
        return None;
    }
    // A body's name that is longer wins (`League of Arab States`), and a party that is also listed
    // with its state.
    let body = scan.len_of(at, Class::Organisation);
    if body > len || body == len && *form == CountryForm::StateBody {
        return None;
    }
    // `Константин Серов`: a place that is also a given name before a family name, or the other way round.
    if len == 1 && scan.has_case() && scan.capital(at + 1) && first_name(scan, at, *form) {
        return None;
    }
    Some((
        len,
        CountryRef {
            code: code.clone(),
            range: scan.range(at, at + len),
            form: *form,
        },
    ))
}

/// Whether the place or state of one word at `at` is somebody's first name, or a family name before
/// one: `Guadalupe Medina`, `German Serov`, `Jordan Smith`; nothing that governs a state stands
/// before it.
fn first_name(scan: &Scan, at: usize, form: CountryForm) -> bool {
    let place = || {
        matches!(
            scan.ann.at(at + 1, Class::Country),
            Some((
                1,
                Value::Country(_, CountryForm::Place | CountryForm::Capital)
            ))
        )
    };
    let family = scan.family(at + 1);
    let name = !vocabulary(scan, at + 1) || family && !scan.office(at + 1) && place();
    const GOVERNS: [Class; 4] = [Class::Of, Class::Complement, Class::Article, Class::And];
    // `Perdana Menteri Israel Benjamin Serov`: a state follows its office without a connector.
    let office = scan.pack.source.writing.juxtaposed && at > 0 && scan.office(at - 1);
    let governed = office || at > 0 && scan.ann.covered_by(at - 1, &GOVERNS);
    let free = !scan.shouted && !governed && scan.given(at) && name;
    let office = at > 0 && scan.is(at - 1, Class::Head) && scan.capital(at - 1);
    let posted = scan.opens(at) && scan.is_mark(at + 2, ',') && scan.office(at + 3);
    match form {
        CountryForm::Place => {
            scan.given(at) && name || scan.listed_family(at) && scan.given(at + 1)
        }
        CountryForm::Name => free && (family || office || posted),
        CountryForm::Adjective => free,
        _ => false,
    }
}

/// Whether the word at `at` is a place by name only and stands in a person's: `Santiago Ruiz`,
/// `Juan Manuel Santos`.
pub fn in_name(scan: &Scan, at: usize) -> bool {
    let Some((1, state)) = country(scan, at) else {
        return false;
    };
    let place = is_place(&state);
    // `Ana Mónaco`: nor does a state follow a first name without a comma.
    let named = state.form == CountryForm::Name
        && scan.pack.source.writing.head == HeadPosition::First
        && at > 0
        && !scan.capital(at + 1);
    if !(place || named) || !scan.has_case() || scan.shouted {
        return false;
    }
    let name = |i: usize| {
        scan.capital(i) && !vocabulary(scan, i) && !scan.ends(i) && scan.len_any(i, &HONORIFIC) == 0
    };
    let opens = place && scan.given(at) && name(at + 1);
    let first = at > 0 && name(at - 1) && scan.given(at - 1);
    // `Brandon Wales`: the part of a state after a lone first name that nothing goes on from.
    let alone = || {
        let before = at.checked_sub(2);
        first && before.is_some_and(|i| scan.office(i)) && !scan.capital(at + 1)
    };
    let closes =
        first && (named || scan.family(at)) && !scan.is(at + 1, Class::Of) || place && alone();
    opens || closes
}

/// Finds states outside what is taken.
pub fn countries(scan: &Scan, taken: &[bool]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        let free =
            !taken.get(at).copied().unwrap_or(true) && !in_name(scan, at) && !nisba(scan, at);
        match country(scan, at).filter(|_| free) {
            Some((len, state)) => {
                found.push(mention(
                    scan,
                    at,
                    at + len,
                    Label::Country,
                    0.9,
                    "country.table",
                    Detail::Country(state),
                ));
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

/// Finds organisations outside what is taken.
pub fn organisations(scan: &Scan, taken: &[bool]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        match organisation(scan, at).filter(|_| !taken.get(at).copied().unwrap_or(true)) {
            Some((len, state)) => {
                found.push(mention(
                    scan,
                    at,
                    at + len,
                    Label::Organisation,
                    0.9,
                    "organisation.table",
                    Detail::Organisation(state),
                ));
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

/// The organisation of the table at `at`: its tokens and state.
pub fn organisation(scan: &Scan, at: usize) -> Option<(usize, Option<compact_str::CompactString>)> {
    let (len, value) = scan.ann.at(at, Class::Organisation)?;
    let Value::Organisation(_, state) = value else {
        return None;
    };
    Some((len, state.clone()))
}
