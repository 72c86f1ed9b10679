//! Countries and organisations that stand outside titles.

use rostra_document::{CountryForm, CountryRef, Detail, Label, Mention};
use rostra_lexicon::{Class, Value};

use crate::mention;
use crate::names::nisba;
use crate::scan::Scan;

/// The state at `at`, the longest phrase: its tokens and reference.
pub fn country(scan: &Scan, at: usize) -> Option<(usize, CountryRef)> {
    let (len, value) = scan.ann.at(at, Class::Country)?;
    let Value::Country(code, form) = value else {
        return None;
    };
    // A body's name that is longer wins (`League of Arab States`), and a party that is also listed
    // with its state.
    let body = scan.len_of(at, Class::Organisation);
    if body > len || body == len && *form == CountryForm::StateBody {
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

/// Finds states outside what is taken.
pub fn countries(scan: &Scan, taken: &[bool]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        let free = !taken.get(at).copied().unwrap_or(true) && !nisba(scan, at);
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
