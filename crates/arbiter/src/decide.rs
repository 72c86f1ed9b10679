//! The judgement on one segment.

use rostra_document::{Detail, Label, Mention};
use rostra_lexicon::Pack;

use crate::found::core;
use crate::spans::Spans;
use crate::{Bounds, Kind, Opinion, Tokens, titles};

/// The mentions of a segment that hold, in no order, of those that were `found` in it and those that the model adds.
/// `pack` is that of the document's language.
#[must_use]
pub fn decide(
    pack: &Pack,
    opinion: &dyn Opinion,
    found: &[Mention],
    bounds: &Bounds,
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

fn names(opinion: &dyn Opinion, found: &[Mention], bounds: &Bounds) -> Vec<Mention> {
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
                bounds.no_name_beside_title
            } else {
                bounds.no_name
            };
            let mass = opinion.mass(mention.range, Kind::Person);
            mass.is_none_or(|mass| mass >= least)
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

/// `mention` with the model's probability; as it is where the model has none.
pub(crate) fn with_model(mention: &Mention, probability: Option<f32>) -> Mention {
    Mention {
        model: probability.or(mention.model),
        ..mention.clone()
    }
}

/// Tokens of a title's text, without the state and status cut from it.
pub(crate) fn core_tokens(opinion: &dyn Opinion, mention: &Mention) -> Tokens {
    opinion.tokens(core(mention))
}
