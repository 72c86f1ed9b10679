//! Honorifics: styles, courtesy words, ranks, degrees and royal ranks before a name or title, and
//! post-nominals after one.

use rostra_document::{Case, Detail, HonorificKind, Label, Mention};
use rostra_lexicon::Class;

use crate::mention;
use crate::names::vocabulary;
use crate::scan::{HONORIFIC, Scan};
use crate::titles::uncased_name;

/// Words that end a title: what follows `President-Designate` is no family name's rank.
const STATUS: [Class; 3] = [Class::Former, Class::Acting, Class::Elect];

/// Finds honorifics among the tokens that are not `taken`.
pub fn honorifics(scan: &Scan, taken: &[bool]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        if taken.get(at).copied().unwrap_or(true) {
            at += 1;
            continue;
        }
        let Some((len, kind)) = honorific(scan, at) else {
            at += 1;
            continue;
        };
        found.push(mention(
            scan,
            at,
            at + len,
            Label::Honorific,
            0.9,
            "honorific.pack",
            Detail::Honorific(kind),
        ));
        at += len;
    }
    found
}

/// The honorific at `at`: its tokens and kind.
pub fn honorific(scan: &Scan, at: usize) -> Option<(usize, HonorificKind)> {
    if let Some(len) = post_nominal(scan, at) {
        return Some((len, HonorificKind::PostNominal));
    }
    let hit = scan.ann.any(at, &HONORIFIC)?;
    if scan.len_of(at, Class::Country) > hit.len {
        return None;
    }
    let kind = kind_of(hit.entry.class);
    // `آل الشيخ` is a family.
    if !scan.has_case() && at > 0 && scan.is(at - 1, Class::Particle) {
        return None;
    }
    // `سلطان بن سلمان`: a first name.
    if hit.len == 1 && uncased_name(scan, at, 1) {
        return None;
    }
    if after_name(scan, at) {
        let post = scan.len_of(at, Class::PostNominal);
        return (post >= hit.len).then_some((post, HonorificKind::PostNominal));
    }
    // `Dr. Sultan Serov`: a first name that is also a rank.
    let addressed = at > 0
        && scan
            .ann
            .covered_by(at - 1, &[Class::Courtesy, Class::Degree, Class::Rank]);
    if kind == HonorificKind::Royal
        && scan.has_case()
        && addressed
        && scan.given(at)
        && scan.capital(at + 1)
        && !vocabulary(scan, at + 1)
    {
        return None;
    }
    // `Minister Bishop said`: an office with nothing to honour after it is a name.
    let next = at + hit.len;
    let honours = !scan.has_case() || scan.capital(next) || scan.len_any(next, &HONORIFIC) > 0;
    let loose = kind == HonorificKind::Royal && at > 0 && scan.is(at - 1, Class::Head) && !honours;
    (!loose).then_some((hit.len, kind))
}

/// Tokens of the post-nominal at `at`: directly after a name, after another, or after a comma
/// (`Ana Serova, DSc in Physics`, whose field goes with it).
fn post_nominal(scan: &Scan, at: usize) -> Option<usize> {
    let len = scan.len_of(at, Class::PostNominal);
    let before = at.checked_sub(1).filter(|_| len > 0 && scan.has_case())?;
    let mixed = scan
        .token(at)
        .is_some_and(|t| !matches!(t.case, Case::Lower | Case::Title));
    let comma = scan.is_mark(before, ',') && before > 0;
    let chained = |i: usize| scan.is(i, Class::PostNominal) && i > 0;
    let named = |i: usize| after_name(scan, i) || chained(i - 1);
    // `Sara Ruiz, MD Anderson Center`: what goes on is no degree.
    let goes_on = comma && scan.capital(at + len) && !scan.is(at + len, Class::PostNominal);
    if !mixed || goes_on || !(named(at) || comma && named(before)) {
        return None;
    }
    Some(len + field(scan, at + len))
}

/// Tokens of a degree's field at `at`: `in Physics and Mathematics`.
fn field(scan: &Scan, at: usize) -> usize {
    if !scan.is(at, Class::Complement) || !scan.capital(at + 1) {
        return 0;
    }
    let words = (at + 1..at + 8)
        .take_while(|i| scan.capital(*i) || scan.is(*i, Class::And))
        .count();
    let closed = scan.is_mark(at + 1 + words, ',');
    if closed { 1 + words } else { 0 }
}

fn kind_of(class: Class) -> HonorificKind {
    match class {
        Class::Courtesy => HonorificKind::Courtesy,
        Class::Style => HonorificKind::Style,
        Class::Rank => HonorificKind::Rank,
        Class::Degree => HonorificKind::Degree,
        _ => HonorificKind::Royal,
    }
}

/// Whether `at` stands directly after a word of a name: only post-nominals, and family names that
/// are also a rank (`Julie Bishop`), do.
pub fn after_name(scan: &Scan, at: usize) -> bool {
    at > 0
        && scan.has_case()
        && scan.capital(at - 1)
        && !vocabulary(scan, at - 1)
        && !scan.ann.covered_by(at - 1, &HONORIFIC)
        && !scan.ann.covered_by(at - 1, &STATUS)
        && !scan.ends(at - 1)
}
