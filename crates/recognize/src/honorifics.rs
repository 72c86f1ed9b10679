//! Honorifics: styles, courtesy words, ranks, degrees and royal ranks before a name or title, and
//! post-nominals after one.

use rostra_document::{Detail, HonorificKind, Label, Mention};
use rostra_lexicon::Class;

use crate::mention;
use crate::names::vocabulary;
use crate::scan::{HONORIFIC, Scan};

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
    let hit = scan.ann.any(at, &HONORIFIC)?;
    if scan.len_of(at, Class::Country) > hit.len {
        return None;
    }
    let kind = kind_of(hit.entry.class);
    // `آل الشيخ` is a family.
    if !scan.has_case() && at > 0 && scan.is(at - 1, Class::Particle) {
        return None;
    }
    if after_name(scan, at) {
        let post = scan.len_of(at, Class::PostNominal);
        return (post >= hit.len).then_some((post, HonorificKind::PostNominal));
    }
    // `Minister Bishop said`: an office with nothing to honour after it is a name.
    let next = at + hit.len;
    let honours = !scan.has_case() || scan.capital(next) || scan.len_any(next, &HONORIFIC) > 0;
    let loose = kind == HonorificKind::Royal && at > 0 && scan.is(at - 1, Class::Head) && !honours;
    (!loose).then_some((hit.len, kind))
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
        && !scan.ends(at - 1)
}
