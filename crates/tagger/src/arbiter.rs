//! Grammar and model agree on one reading of a segment.
//!
//! The model has seen what the grammar found when it gave its probabilities, so it says how far to trust the
//! grammar here. It takes away names that it holds for none, makes titles longer by words that no pack knows, and
//! adds names and titles that the grammar has missed. It does not move the borders of names nor shorten titles:
//! measured on annotated releases, the grammar is better at both. The bounds below were set on those releases.

mod opinion;
mod reader;
mod spans;
mod titles;

use rostra_document::{Detail, Label, Mention};
use rostra_lexicon::Pack;

pub use opinion::Opinion;

use spans::Spans;

use crate::features::core;
use crate::tags::Kind;

/// From which probability on what only the model has found holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// A name.
    name: f32,
    /// The score of such a name, by its probability.
    name_score: f32,
    /// A title.
    title: f32,
    /// A title of which no word is a head noun that the pack knows.
    headless: f32,
}

/// Beside the grammar. The score of a name is low enough that it takes a title, a state or a deed beside it to make
/// a record of it.
pub(crate) const BESIDE: Bounds = Bounds {
    name: 0.9,
    name_score: 0.35,
    title: 0.8,
    headless: 0.9,
};

/// Without the grammar's names and titles.
pub(crate) const ALONE: Bounds = Bounds {
    name: 0.5,
    name_score: 0.9,
    title: 0.5,
    headless: 0.5,
};

/// Below this probability that its words are part of any name, what the grammar took for one is none.
const NO_NAME: f32 = 0.1;
/// The same where a title or an honorific stands right beside it.
const NO_NAME_BESIDE_TITLE: f32 = 0.02;

/// A span of tokens.
type Tokens = (usize, usize);

/// The mentions of a segment that hold.
pub(crate) fn decide(
    pack: &Pack,
    opinion: &Opinion,
    found: &[Mention],
    bounds: Bounds,
) -> Vec<Mention> {
    let names = names(opinion, found, bounds);
    let (offices, used) = titles::titles(pack, opinion, found, bounds);
    let new = names.iter().chain(&offices).filter(|m| is_new(m));
    let claimed = Spans::new(new.map(|m| opinion.tokens(m.range)));
    let mut held = Vec::with_capacity(found.len() + 2);
    for mention in found {
        let here = opinion.tokens(mention.range);
        let inside = claimed.meet(here);
        match mention.label {
            Label::Person | Label::Title => {}
            _ if used.contains(&mention.range) => {}
            Label::Country | Label::Organisation if inside => {}
            _ => held.push(mention.clone()),
        }
    }
    held.extend(names);
    held.extend(offices);
    held
}

/// Whether the model alone has found it.
fn is_new(mention: &Mention) -> bool {
    mention.source.starts_with("model.")
}

fn overlap(one: Tokens, other: Tokens) -> bool {
    one.0 < other.1 && other.0 < one.1
}

fn names(opinion: &Opinion, found: &[Mention], bounds: Bounds) -> Vec<Mention> {
    let of = |labels: &'static [Label]| {
        let some = found.iter().filter(|m| labels.contains(&m.label));
        Spans::new(some.map(|m| opinion.tokens(m.range)))
    };
    let (known, licences) = (of(&[Label::Person]), of(&[Label::Title, Label::Honorific]));
    let mut held: Vec<Mention> = found
        .iter()
        .filter(|mention| mention.label == Label::Person)
        .filter(|mention| {
            let least = if licences.touch(opinion.tokens(mention.range)) {
                NO_NAME_BESIDE_TITLE
            } else {
                NO_NAME
            };
            opinion.mass(mention.range, Kind::Person) >= least
        })
        .map(|mention| with_model(mention, opinion.exact(mention.range, Kind::Person)))
        .collect();
    for span in opinion.spans(Kind::Person) {
        let here = (span.start, span.end);
        if !known.meet(here) && span.score >= bounds.name {
            held.push(Mention {
                range: opinion.range(here),
                label: Label::Person,
                score: span.score * bounds.name_score,
                source: "model.person",
                model: Some(span.score),
                detail: Detail::None,
            });
        }
    }
    held
}

fn with_model(mention: &Mention, probability: f32) -> Mention {
    Mention {
        model: Some(probability),
        ..mention.clone()
    }
}

/// Tokens of a title's text, without the state and status cut from it.
fn core_tokens(opinion: &Opinion, mention: &Mention) -> Tokens {
    opinion.tokens(core(mention))
}
