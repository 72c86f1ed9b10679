//! Korean: offices follow names, states and bodies stand before the office, and no capitals tell a
//! name.
//!
//! The lexicon has cut the particles off ([`rostra_lexicon::hangul`]). A title is a run of known words
//! that ends in its head noun ([`title`]); the name is what stands right before it, or behind it or
//! a mark ([`name`]). A document is read twice: names that a title has shown are found again where
//! they stand alone.

mod name;
#[cfg(test)]
mod tests;
mod title;

use rostra_document::{Detail, HonorificKind, Label, Mention, Segment};
use rostra_lexicon::{Annotations, Class, Pack};
use rustc_hash::FxHashSet;

use crate::scan::Scan;
use crate::{bodies, cues, mention};
use name::{Found, Known};
use title::Title;

/// Finds the mentions of a document.
pub fn recognize(segments: &[Segment], pack: &Pack) -> Vec<Mention> {
    let annotated: Vec<Annotations> = segments.iter().map(|s| pack.annotate(&s.tokens)).collect();
    let lines = || {
        segments
            .iter()
            .zip(&annotated)
            .map(|(segment, annotations)| Scan::new(segment, pack, annotations))
    };
    let mut known: Known = FxHashSet::default();
    for scan in lines() {
        let titles = title::titles(&scan, &known);
        let found = name::names(&scan, &titles, &known);
        known.extend(found.iter().filter_map(|name| name.taught(&scan)));
    }
    lines().flat_map(|scan| line(&scan, &known)).collect()
}

/// The mentions of one line, in order.
fn line(scan: &Scan, known: &Known) -> Vec<Mention> {
    let mut titles: Vec<Title> = title::titles(scan, known);
    let names = name::names(scan, &titles, known);
    for title in &mut titles {
        if let Some(name) = names.iter().find(|n| n.end == title.start) {
            title.held_by(scan, name.start);
        }
    }
    let mut mentions: Vec<Mention> = titles.iter().map(|t| t.mention(scan)).collect();
    mentions.extend(names.iter().map(|n| n.mention(scan)));
    let taken = scan.taken(&mentions);
    mentions.extend(honorifics(scan, &names, &taken));
    let taken = scan.taken(&mentions);
    mentions.extend(bodies::countries(scan, &taken));
    mentions.extend(bodies::organisations(scan, &taken));
    mentions.extend(cues::cues(scan, &taken));
    mentions.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end), m.label));
    mentions
}

/// Courtesy words, ranks and degrees after a name.
fn honorifics(scan: &Scan, names: &[Found], taken: &[bool]) -> Vec<Mention> {
    let free = |at: usize| !taken.get(at).copied().unwrap_or(true);
    names
        .iter()
        .filter_map(|name| {
            let len = scan.len_of(name.end, Class::PostNominal);
            (len > 0 && free(name.end)).then(|| {
                mention(
                    scan,
                    name.end,
                    name.end + len,
                    Label::Honorific,
                    0.9,
                    "honorific.pack",
                    Detail::Honorific(HonorificKind::PostNominal),
                )
            })
        })
        .collect()
}
