//! Titles: the model's borders, the grammar's insight into them.

use rostra_document::{Detail, Label, Mention, TextRange};
use rostra_lexicon::Pack;

use crate::decide::{core_tokens, with_model};
use crate::found::core;
use crate::reader::Reader;
use crate::spans::Spans;
use crate::{Bounds, Found, Kind, Opinion};

/// Tokens between a title and its state or status, at most (`of the`).
pub(crate) const REACH: usize = 2;

/// The titles that hold, and the ranges of the countries that have become part of them.
pub(crate) fn titles(
    pack: &Pack,
    opinion: &dyn Opinion,
    found: &[Mention],
    bounds: &Bounds,
) -> (Vec<Mention>, Vec<TextRange>) {
    let mut used = Vec::new();
    let mut reader = Reader::new(pack, opinion, found, bounds);
    let of_grammar = found.iter().filter(|m| m.label == Label::Title);
    let mut held: Vec<Mention> = of_grammar
        .map(|m| with_model(m, opinion.exact(core(m), Kind::Title)))
        .collect();
    let cores = Spans::new(held.iter().map(|m| core_tokens(opinion, m)));
    for span in opinion.spans(Kind::Title) {
        match cores.beside((span.start, span.end)) {
            (None, _) if reader.holds(&span) => held.push(reader.title(&span, &mut used)),
            (Some(at), None) => {
                if let Some(one) = held.get_mut(at)
                    && reader.extends(one, &span)
                {
                    *one = extended(opinion, one, &span);
                    reader.note_body(one, &span);
                }
            }
            _ => {}
        }
    }
    (held, used)
}

/// A title of the grammar in the model's wider borders.
fn extended(opinion: &dyn Opinion, mention: &Mention, span: &Found) -> Mention {
    let core = opinion.range((span.start, span.end));
    let mut mention = with_model(mention, Some(span.score));
    let Detail::Title(detail) = &mut mention.detail else {
        mention.range = core;
        return mention;
    };
    detail.pieces = without_cuts(core, &detail.pieces);
    let near = |range: TextRange| {
        let (start, end) = opinion.tokens(range);
        start <= span.end + REACH && span.start <= end + REACH
    };
    detail.status_range = detail.status_range.filter(|range| near(*range));
    detail.country = detail.country.take().filter(|country| near(country.range));
    detail.organization = detail.organization.filter(|range| core.contains(*range));
    if span.end - span.start > 1 {
        detail.weak = false;
    }
    let parts = [
        detail.status_range,
        detail.country.as_ref().map(|country| country.range),
    ];
    mention.range = parts.into_iter().flatten().fold(core, TextRange::cover);
    mention
}

/// `core` less what is cut between `pieces`.
fn without_cuts(core: TextRange, pieces: &[TextRange]) -> Vec<TextRange> {
    let mut out = Vec::new();
    let mut at = core.start;
    for pair in pieces.windows(2) {
        let [one, other] = pair else { continue };
        if at < one.end && one.end < other.start && other.start < core.end {
            out.push(TextRange::new(at, one.end));
            at = other.start;
        }
    }
    out.push(TextRange::new(at, core.end));
    out
}
